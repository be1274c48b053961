//! From specifier to module: which file (or data, or built-in) an import means, what format it has, and its text.
//!
//! Resolution is Node's for `import` (Node documentation, "Modules: ECMAScript modules", resolution algorithm
//! specification) and for `require` ("Modules: CommonJS modules", all together), with Node's error codes. Nothing here knows an engine: text goes out, facts about text go out.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod builtins;
mod entry;
mod error;
mod file_url;
mod format;
mod hint;
mod inline;
mod memory;
mod message;
mod package;
mod project;
mod require;
mod resolved;
mod resolver;
mod specifier;
mod text;
mod tree;

pub use builtins::{CACHE_MODULE, builtin_names, is_builtin};
pub use error::{AttributeFault, ConfigFault, Fault, Field, ResolveError, SpecifierFault, Suggestion};
pub use file_url::{from_path as file_url_from_path, to_path as file_url_to_path};
pub use format::{attribute_type, check_attributes};
pub use inline::bytes as data_url_bytes;
pub use package::resolve_path;
pub use parbake_bmes::ModuleType;
pub use require::{EXTENSIONS as REQUIRE_EXTENSIONS, Lookup, Require, node_modules_paths};
pub use resolved::{Format, Resolved, Target};
pub use resolver::{Resolver, ResolverOptions};
pub use text::frame;
pub use text::{
    DynamicImport, Scan, common_js_exports, common_js_requests, decode, first_module_syntax, has_module_syntax, scan,
    scan_common_js, starts_with_module_syntax,
};
