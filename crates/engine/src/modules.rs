//! Module records (ECMA-262 16.2.1).

use parbake_bmes::Metadata;

use crate::crash::handling;
use crate::host::ImportTicket;
use crate::metadata::read_metadata;
use crate::{Local, Scope, Stencil, Thrown, ffi};

/// The embedder's number for a module; the engine gives it back in [`Host`](crate::Host)'s calls.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ModuleId(u32);

impl ModuleId {
    /// `None` for numbers over 2^31 - 1, which the engine cannot carry.
    pub fn new(id: u32) -> Option<Self> {
        i32::try_from(id).ok().map(|_| Self(id))
    }

    pub(crate) fn from_raw(id: i64) -> Option<Self> {
        u32::try_from(id).ok().map(Self)
    }

    pub fn get(self) -> u32 {
        self.0
    }

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PromiseState {
    Pending,
    Fulfilled,
    Rejected,
}

impl PromiseState {
    pub(crate) fn from_raw(raw: u32) -> Self {
        match raw {
            0 => Self::Pending,
            1 => Self::Fulfilled,
            _ => Self::Rejected,
        }
    }
}

/// Where a module record is on its way (16.2.1.6, \[\[Status\]\]).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ModuleStatus {
    Unlinked,
    Linking,
    Linked,
    Evaluating,
    /// Evaluated, or waiting for a top-level await.
    Evaluated,
}

impl ModuleStatus {
    fn from_raw(raw: u32) -> Self {
        match raw {
            0 => Self::Unlinked,
            1 => Self::Linking,
            2 => Self::Linked,
            3 => Self::Evaluating,
            _ => Self::Evaluated,
        }
    }
}

impl<'s> Scope<'s> {
    /// A module record of this realm for a module stencil.
    pub fn instantiate(&mut self, stencil: &Stencil, id: ModuleId) -> Result<Local<'s>, Thrown> {
        self.made(|raw, slot| {
            // SAFETY: live context, its thread, a live stencil.
            handling(stencil.entry, || unsafe { ffi::module_instantiate(raw, stencil.raw.as_ptr(), id.get(), slot) })
        })
    }

    /// A module whose exports are `values`, named by the array of strings `names` (16.2.1.8).
    pub fn synthetic_module(&mut self, names: Local<'_>, values: Local<'_>) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread.
        self.made(|raw, slot| unsafe { ffi::module_synthetic(raw, names.slot, values.slot, slot) })
    }

    /// Gives the exports of a synthetic module their values, in the order of its names.
    pub fn fill_synthetic_module(&mut self, module: Local<'_>, values: Local<'_>) -> Result<(), Thrown> {
        // SAFETY: live context, its thread.
        let ok = unsafe { ffi::module_synthetic_fill(self.raw, module.slot, values.slot) };
        self.done(ok)
    }

    /// How far a module record has come; synthetic ones are always linked.
    pub fn module_status(&self, module: Local<'_>) -> ModuleStatus {
        // SAFETY: live context, its thread.
        ModuleStatus::from_raw(unsafe { ffi::module_status(self.raw, module.slot) })
    }

    /// Says which module each requested module of `module` is, in the order of [`Metadata::requests`]. It must be said of
    /// every module of a graph before one of them is linked.
    pub fn set_requested_modules(&mut self, module: Local<'_>, targets: &[Local<'_>]) -> Result<(), Thrown> {
        let slots: Vec<ffi::Slot> = targets.iter().map(|target| target.slot).collect();
        // SAFETY: live context, its thread; the slots live through the call.
        let ok = unsafe { ffi::module_set_requested(self.raw, module.slot, slots.as_ptr(), slots.len()) };
        self.done(ok)
    }

    /// 16.2.1.6.1.2, Link.
    pub fn link(&mut self, module: Local<'_>) -> Result<(), Thrown> {
        // SAFETY: live context, its thread.
        let ok = unsafe { ffi::module_link(self.raw, module.slot) };
        self.done(ok)
    }

    /// 16.2.1.6.1.3, Evaluate: a promise, also for modules without top-level await.
    pub fn evaluate(&mut self, module: Local<'_>) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread.
        self.made(|raw, slot| unsafe { ffi::module_evaluate(raw, module.slot, slot) })
    }

    /// 16.2.1.12, GetModuleNamespace.
    pub fn namespace(&mut self, module: Local<'_>) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread.
        self.made(|raw, slot| unsafe { ffi::module_namespace(raw, module.slot, slot) })
    }

    /// What the live module record says it requests, imports and exports; `None` for synthetic modules.
    pub fn module_metadata(&mut self, module: Local<'_>) -> Option<Metadata> {
        // SAFETY: live context, its thread; the visitor is used within the call.
        read_metadata(|visitor| unsafe { ffi::module_metadata(self.raw, module.slot, visitor) })
    }

    /// Runs a script stencil; its completion value.
    pub fn run_script(&mut self, stencil: &Stencil) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread, a live stencil.
        self.made(|raw, slot| unsafe { ffi::script_run(raw, stencil.raw.as_ptr(), slot) })
    }

    /// The function around the text of a CommonJS module ([`Goal::CommonJs`](crate::Goal::CommonJs)); `id` is the
    /// referrer of each `import()` in it. `collect`: functions that are compiled as they are first called are added to the
    /// stencil, for [`Frontend::encode_what_ran`](crate::Frontend::encode_what_ran).
    pub fn common_js(&mut self, stencil: &Stencil, id: ModuleId, collect: bool) -> Result<Local<'s>, Thrown> {
        self.made(|raw, slot| {
            // SAFETY: live context, its thread, a live stencil.
            handling(stencil.entry, || unsafe {
                ffi::function_instantiate(raw, stencil.raw.as_ptr(), id.get(), collect, slot)
            })
        })
    }

    /// Answers an `import()` with a module whose graph is loaded; the engine links and evaluates it.
    pub fn finish_dynamic_import(&mut self, ticket: &ImportTicket, module: Local<'_>) -> Result<(), Thrown> {
        let request = self.recall(&ticket.request);
        let promise = self.recall(&ticket.promise);
        // SAFETY: live context, its thread.
        let ok = unsafe { ffi::dynamic_import_finish(self.raw, request.slot, promise.slot, module.slot) };
        self.done(ok)
    }

    /// Answers an `import()` with an error.
    pub fn fail_dynamic_import(&mut self, ticket: &ImportTicket, error: Local<'_>) -> Result<(), Thrown> {
        let promise = self.recall(&ticket.promise);
        // SAFETY: live context, its thread.
        let ok = unsafe { ffi::dynamic_import_fail(self.raw, promise.slot, error.slot) };
        self.done(ok)
    }
}
