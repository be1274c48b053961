//! What is known about a module without running it: its requests, imports and exports (ECMA-262 16.2.1.7).

mod check;
mod shape;
mod strings;
mod view;
mod write;

use crate::kind::{ModuleType, Phase};

pub(crate) use check::check;
pub use view::{CommonJsView, MetadataView, RequestView};
pub(crate) use write::write;

/// Everything a loader needs to know about one module. Round-trips through a file exactly.
///
/// Lists are in source order. An index into [`Metadata::requests`] stands for a module wherever one is named.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Metadata {
    /// The requested modules, one for each different (specifier, attributes, phase).
    pub requests: Vec<Request>,
    /// The import entries: one for each binding that an `import` declaration creates.
    pub imports: Vec<ImportEntry>,
    /// Exports of the module's own bindings.
    pub local_exports: Vec<LocalExport>,
    /// Exports of another module's bindings under a name: `export { a as b } from`, `export * as ns from`.
    pub indirect_exports: Vec<IndirectExport>,
    /// The requests of each `export * from`.
    pub star_exports: Vec<u32>,
    /// The `import()` calls whose specifier is a literal.
    pub dynamic_imports: Vec<DynamicImport>,
    /// The module contains a top-level `await`.
    pub has_top_level_await: bool,
    /// The module mentions `import.meta`.
    pub uses_import_meta: bool,
    /// The module contains an `import()`, with a literal specifier or without.
    pub uses_dynamic_import: bool,
    /// For CommonJS: the names found by analysis. `None`: not analysed, or not CommonJS.
    pub commonjs: Option<CommonJsExports>,
}

/// A requested module (ECMA-262 16.2.1.3, ModuleRequest record) and where it is first asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Request {
    /// The specifier as the source text has it, unresolved.
    pub specifier: String,
    /// The import attributes as (key, value), in source order.
    pub attributes: Vec<(String, String)>,
    /// What is asked of the module.
    pub phase: Phase,
    /// The line of the specifier, counted from 1; 0 if unknown.
    pub line: u32,
    /// The column of the specifier, counted from 1; 0 if unknown.
    pub column: u32,
}

/// Which binding of a requested module is meant. `S` is `String` in [`Metadata`] and `&str` in views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum ImportName<S = String> {
    /// One export; `default` is a name like any other.
    Name(S),
    /// The module's namespace object: `* as ns`.
    Namespace,
}

/// A binding that an `import` declaration creates (ECMA-262 16.2.1.7, ImportEntry record).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ImportEntry<S = String> {
    /// Index of the requested module.
    pub request: u32,
    /// What is imported from it.
    pub import_name: ImportName<S>,
    /// The name of the binding in this module.
    pub local_name: S,
    /// The line of the binding, counted from 1; 0 if unknown.
    pub line: u32,
    /// The column of the binding, counted from 1; 0 if unknown.
    pub column: u32,
}

/// An export of one of the module's own bindings (ECMA-262 16.2.1.7, ExportEntry record without a module request).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LocalExport<S = String> {
    /// The name other modules import.
    pub export_name: S,
    /// The name of the binding in this module; `*default*` for an anonymous default export.
    pub local_name: S,
}

/// An export that another module provides (ECMA-262 16.2.1.7, ExportEntry record with a module request and a name).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct IndirectExport<S = String> {
    /// The name other modules import.
    pub export_name: S,
    /// Index of the requested module.
    pub request: u32,
    /// What is taken from it.
    pub import_name: ImportName<S>,
}

/// An `import()` with a literal specifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DynamicImport<S = String> {
    /// The specifier as the source text has it, unresolved.
    pub specifier: S,
    /// The type asked for by a literal `type` attribute.
    pub module_type: ModuleType,
}

/// What analysis finds out about the exports of a CommonJS module.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CommonJsExports {
    /// Names assigned on `exports`.
    pub exports: Vec<String>,
    /// Specifiers of `require` calls whose exports are passed on whole.
    pub reexports: Vec<String>,
}

impl ImportName<&str> {
    /// A copy that owns its string.
    #[must_use]
    pub fn to_owned(self) -> ImportName {
        match self {
            Self::Name(name) => ImportName::Name(name.to_owned()),
            Self::Namespace => ImportName::Namespace,
        }
    }
}

impl ImportEntry<&str> {
    /// A copy that owns its strings.
    #[must_use]
    pub fn to_owned(self) -> ImportEntry {
        let Self { request, import_name, local_name, line, column } = self;
        ImportEntry { request, import_name: import_name.to_owned(), local_name: local_name.to_owned(), line, column }
    }
}

impl LocalExport<&str> {
    /// A copy that owns its strings.
    #[must_use]
    pub fn to_owned(self) -> LocalExport {
        LocalExport { export_name: self.export_name.to_owned(), local_name: self.local_name.to_owned() }
    }
}

impl IndirectExport<&str> {
    /// A copy that owns its strings.
    #[must_use]
    pub fn to_owned(self) -> IndirectExport {
        let Self { export_name, request, import_name } = self;
        IndirectExport { export_name: export_name.to_owned(), request, import_name: import_name.to_owned() }
    }
}

impl DynamicImport<&str> {
    /// A copy that owns its string.
    #[must_use]
    pub fn to_owned(self) -> DynamicImport {
        DynamicImport { specifier: self.specifier.to_owned(), module_type: self.module_type }
    }
}
