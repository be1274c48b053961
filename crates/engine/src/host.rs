use std::any::Any;

use parbake_bmes::{ModuleType, Phase};

use crate::{Local, ModuleId, Scope, Thrown};

/// What the engine asks its embedder. All calls come on the context's thread, possibly from within one another.
///
/// An embedder without an opinion provides nothing: no globals, no `import()`, an empty `import.meta`, no texts.
pub trait Host: Any {
    /// The value of a lazily defined global, on its first use; `index` counts in the list given to the context.
    fn global<'s>(&self, scope: &mut Scope<'s>, index: usize) -> Result<Local<'s>, Thrown> {
        let _ = index;
        Ok(scope.undefined())
    }

    /// `import()`: load, link and evaluate, then answer with [`Scope::finish_dynamic_import`] or
    /// [`Scope::fail_dynamic_import`], now or later (ECMA-262 16.2.1.10, HostLoadImportedModule).
    fn dynamic_import(&self, scope: &mut Scope<'_>, import: DynamicImport) {
        let thrown = scope.throw_type_error("import() is not provided");
        let error = scope.take_exception(thrown);
        if let Err(thrown) = scope.fail_dynamic_import(&import.ticket, error) {
            scope.take_exception(thrown);
        }
    }

    /// The first `import.meta` of a module: define its properties on `meta` (ECMA-262 13.3.12.1.1).
    fn import_meta(&self, scope: &mut Scope<'_>, module: Option<ModuleId>, meta: Local<'_>) -> Result<(), Thrown> {
        let _ = (scope, module, meta);
        Ok(())
    }

    /// `promise` was rejected and nobody handles it, or (`handled`) somebody does now
    /// (ECMA-262 27.2.1.9, HostPromiseRejectionTracker).
    fn rejection(&self, scope: &mut Scope<'_>, promise: Local<'_>, handled: bool) {
        let _ = (scope, promise, handled);
    }

    /// A job that was not a promise reaction threw `error`.
    fn job_failed(&self, scope: &mut Scope<'_>, error: Local<'_>) {
        let _ = (scope, error);
    }

    /// The text of the module named `filename`, exactly as it was compiled; `None` where it cannot be had unchanged.
    fn source(&self, filename: &str) -> Option<String> {
        let _ = filename;
        None
    }
}

/// An `import()` under way.
pub struct DynamicImport {
    /// The importing module; `None` for code that is none (`eval` at top level, a built-in).
    pub referrer: Option<ModuleId>,
    pub specifier: String,
    /// `None`: the `type` attribute has a value that nobody knows.
    pub module_type: Option<ModuleType>,
    pub phase: Phase,
    /// What the answer needs.
    pub ticket: ImportTicket,
}

/// Names the pending `import()` when it is answered.
pub struct ImportTicket {
    pub(crate) request: crate::Persistent,
    pub(crate) promise: crate::Persistent,
}
