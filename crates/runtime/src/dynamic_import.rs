//! `import()` (ECMA-262 13.3.10): its graph is loaded between two turns of the event loop, like any other input.

use std::time::Instant;

use parbake_bmes::ModuleType;
use parbake_engine::{DynamicImport, ErrorKind, ModuleId, Scope, Thrown};

use crate::Runtime;
use crate::modules::{Answer, Failure, Id, Known, LoadError};

impl Runtime {
    /// Modules that are there already are answered at once, as are those that hooks are asked about; the others wait for
    /// [`Runtime::load_pending_imports`].
    pub(crate) fn begin_dynamic_import(&self, scope: &mut Scope<'_>, import: DynamicImport) {
        if self.is_hooked() {
            let loaded = self.load_import(scope, &import);
            return self.answer(scope, &import, loaded);
        }
        let ready = self.ready_target(&import);
        match ready {
            Some(target) => self.answer(scope, &import, Ok(target)),
            None => self.pending_imports.borrow_mut().push_back(import),
        }
    }

    fn ready_target(&self, import: &DynamicImport) -> Option<Id> {
        let graph = self.graph.borrow();
        let target = graph.linked(self.known(), import.referrer?.get(), &import.specifier, import.module_type?)?;
        graph.is_connected(target).then_some(target)
    }

    /// Loads what `import()` asked for so far; whether there was any.
    pub(crate) fn load_pending_imports(&self, scope: &mut Scope<'_>) -> bool {
        let mut pending = std::mem::take(&mut *self.pending_imports.borrow_mut());
        let any = !pending.is_empty();
        if any {
            // The program may have written files since the last look.
            self.shared().resolver.forget();
            self.known().into_iter().for_each(Known::forget_imports);
            self.imported_at.set(Some(Instant::now()));
        }
        while let Some(import) = pending.pop_front() {
            scope.nested(|scope| {
                self.graph.borrow_mut().set_importing(true);
                let loaded = self.load_import(scope, &import);
                self.graph.borrow_mut().set_importing(false);
                self.answer(scope, &import, loaded);
            });
        }
        any
    }

    fn load_import(&self, scope: &mut Scope<'_>, import: &DynamicImport) -> Result<Id, LoadError> {
        let module_type = import_type(import).map_err(LoadError::Failed)?;
        // Code that belongs to no module (built-ins, `Function`) imports as the program itself does.
        let referrer = import.referrer.map(ModuleId::get).or(self.main.get());
        if self.is_hooked() {
            let url = referrer.map(|id| self.url(id));
            let target = self.resolve_through_hooks(scope, &import.specifier, url.as_deref(), module_type)?;
            self.load_graph(scope, target)?;
            return Ok(target);
        }
        let target = self.imported(referrer, &import.specifier, module_type).map_err(LoadError::Failed)?;
        self.load_graph(scope, target)?;
        self.require_hits();
        if let (Some(referrer), Some(module_type)) = (import.referrer, import.module_type) {
            let specifier = &import.specifier;
            self.graph.borrow_mut().add_link(referrer.get(), specifier, module_type, target);
        }
        Ok(target)
    }

    /// The module that an `import()` means.
    pub(crate) fn imported(
        &self,
        referrer: Option<Id>,
        specifier: &str,
        module_type: ModuleType,
    ) -> Result<Id, Failure> {
        let answer = match referrer.and_then(|id| self.look_up_import(id, specifier, module_type)) {
            Some(row) => Answer::Row(row),
            None => {
                let referrer = referrer.map(|id| self.url(id)).unwrap_or_default();
                let resolved = self.shared().resolver.resolve(specifier, &referrer, module_type);
                Answer::Resolved(resolved.map_err(|error| Failure::of_resolution(&error, None))?)
            }
        };
        Ok(self.graph.borrow_mut().of_answer(self.known(), answer, module_type))
    }

    /// The row that the pack says is meant, after a look at the files: the program may have written some since it started.
    fn look_up_import(&self, referrer: Id, specifier: &str, module_type: ModuleType) -> Option<u32> {
        let known = self.known()?;
        let mut graph = self.graph.borrow_mut();
        let target = known.import(graph.module(referrer).row()?, specifier, module_type)?;
        let proven = known.check_import(&self.shared().cache, target, |row| graph.is_row_loaded(row));
        graph.note_import(proven).then_some(target)
    }

    fn answer(&self, scope: &mut Scope<'_>, import: &DynamicImport, loaded: Result<Id, LoadError>) {
        let answered = match loaded {
            Ok(target) => self.finish(scope, import, target),
            Err(LoadError::Thrown(thrown)) => fail(scope, import, thrown),
            Err(LoadError::Failed(failure)) => {
                let thrown = self.throw_failure(scope, &failure);
                fail(scope, import, thrown)
            }
        };
        if let Err(thrown) = answered {
            let error = scope.take_exception(thrown);
            self.report_uncaught(scope, error);
        }
    }

    fn finish(&self, scope: &mut Scope<'_>, import: &DynamicImport, target: Id) -> Result<(), Thrown> {
        let record = {
            let graph = self.graph.borrow();
            scope.recall(graph.record(target).expect("a loaded graph has its root"))
        };
        scope.finish_dynamic_import(&import.ticket, record)
    }
}

/// What the import asks for; the failure where that cannot be had.
fn import_type(import: &DynamicImport) -> Result<ModuleType, Failure> {
    let DynamicImport { specifier, module_type, phase, .. } = import;
    if *phase == parbake_bmes::Phase::Source {
        return Err(Failure {
            kind: ErrorKind::SyntaxError,
            code: Some("ERR_SOURCE_PHASE_NOT_DEFINED"),
            message: "Source phase imports are supported for WebAssembly modules only".to_owned(),
            site: None,
        });
    }
    module_type.ok_or_else(|| Failure {
        kind: ErrorKind::TypeError,
        code: Some("ERR_IMPORT_ATTRIBUTE_UNSUPPORTED"),
        message: format!("Import attribute \"type\" of '{specifier}' has a value that is not supported"),
        site: None,
    })
}

fn fail(scope: &mut Scope<'_>, import: &DynamicImport, thrown: Thrown) -> Result<(), Thrown> {
    let error = scope.take_exception(thrown);
    scope.fail_dynamic_import(&import.ticket, error)
}
