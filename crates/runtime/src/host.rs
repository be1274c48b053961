//! What the engine asks, and who answers.

use parbake_engine::{DynamicImport, Host, Local, ModuleId, PromiseState, Scope, Thrown};

use crate::{Runtime, globals};

impl Host for Runtime {
    fn global<'s>(&self, scope: &mut Scope<'s>, index: usize) -> Result<Local<'s>, Thrown> {
        globals::define(self, scope, index)
    }

    fn dynamic_import(&self, scope: &mut Scope<'_>, import: DynamicImport) {
        self.begin_dynamic_import(scope, import);
    }

    fn import_meta(&self, scope: &mut Scope<'_>, module: Option<ModuleId>, meta: Local<'_>) -> Result<(), Thrown> {
        module.map_or(Ok(()), |module| self.fill_import_meta(scope, module.get(), meta))
    }

    fn rejection(&self, scope: &mut Scope<'_>, promise: Local<'_>, handled: bool) {
        if handled && !self.is_loaded("rejections") {
            return; // nothing was rejected so far, so nothing is to be taken back
        }
        let tracked = scope.nested(|scope| self.track_rejection(scope, promise, handled));
        if let Err(thrown) = tracked {
            let error = scope.take_exception(thrown);
            self.report_uncaught(scope, error);
        }
    }

    fn job_failed(&self, scope: &mut Scope<'_>, error: Local<'_>) {
        self.report_uncaught(scope, error);
    }

    fn source(&self, filename: &str) -> Option<String> {
        let text = self.source_text(filename)?;
        // Of the two names, only CommonJS has a path: its functions are cut out of the text with the wrapper around it.
        Some(if filename.starts_with('/') { parbake_engine::wrap_common_js(&text) } else { text })
    }
}

impl Runtime {
    fn track_rejection(&self, scope: &mut Scope<'_>, promise: Local<'_>, handled: bool) -> Result<(), Thrown> {
        let kept = scope.persist(promise);
        self.call_built_in(scope, "rejections", c"trackRejection", |scope| {
            let promise = scope.recall(&kept);
            let reason = match scope.promise(promise) {
                Some((PromiseState::Rejected, reason)) => reason,
                _ => scope.undefined(),
            };
            Ok(vec![promise, reason, scope.boolean(handled)])
        })?;
        Ok(())
    }
}
