//! Source text: bytes to text, and what can be told about text before it is compiled.

mod decode;
mod detect;
mod exports;
pub mod frame;
mod leading;
mod requests;
mod scan;

pub use decode::decode;
pub use detect::has_module_syntax;
pub use exports::{common_js_exports, scan_common_js};
pub use leading::{first_module_syntax, starts_with_module_syntax};
pub use requests::common_js_requests;
pub use scan::{DynamicImport, Scan, scan};
