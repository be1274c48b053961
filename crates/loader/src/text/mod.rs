//! Source text: bytes to text, and what can be told about text before it is compiled.

mod decode;
mod detect;
pub mod frame;
mod leading;
pub(crate) mod position;
mod scan;

pub use decode::decode;
pub use detect::has_module_syntax;
pub use leading::{first_module_syntax, starts_with_module_syntax};
pub use scan::{DynamicImport, Scan, scan};
