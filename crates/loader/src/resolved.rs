//! What a resolution says.

use std::path::PathBuf;
use std::sync::Arc;

/// The module that a specifier means, and everything on disk that made it so.
///
/// `consulted` and `missing` together are the evidence: as long as every path of `consulted` is what it was and every
/// path of `missing` is still absent, and the file itself is still there, resolving again gives the same answer.
/// Neither list holds a path twice. They are shared between resolutions that rest on the same evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The module's URL: `file:` (as Node's `pathToFileURL` writes it, with the import's query and fragment), `data:`
    /// or `node:`. Two imports mean the same module if and only if their URLs (and module types) are equal.
    pub url: String,
    /// Where the module's bytes are.
    pub target: Target,
    /// What the bytes are.
    pub format: Format,
    /// Package configurations that were read and symbolic links that were followed.
    pub consulted: Arc<[PathBuf]>,
    /// Places that were looked at first and were empty: each would change the answer by coming into being.
    pub missing: Arc<[PathBuf]>,
}

/// Where a module's bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A file, by its real path (by the path as written where symbolic links are kept).
    File(PathBuf),
    /// The decoded body of a `data:` URL.
    Data {
        /// The body, percent-decoding and base64 undone.
        bytes: Vec<u8>,
    },
    /// A module of the runtime's own: its name without `node:`, or [`CACHE_MODULE`](crate::CACHE_MODULE).
    Builtin(String),
}

/// What a module's bytes are (Node documentation, "Modules: Packages", determining module system).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// An ES module.
    Module,
    /// A CommonJS module.
    CommonJs,
    /// JSON, imported with `type: "json"` (or the program itself).
    Json,
    /// Any file, imported with `type: "text"`.
    Text,
    /// WebAssembly.
    Wasm,
    /// JavaScript that no extension or package type places: an ES module where [`crate::has_module_syntax`] says so,
    /// else CommonJS.
    Detect,
    /// A module of the runtime's own.
    Builtin,
    /// A file whose extension says nothing: only [`Resolver::locate`](crate::Resolver::locate) answers it.
    Unknown,
}
