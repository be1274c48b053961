use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;

use crate::ffi;

/// A JavaScript value, alive as long as the [`Scope`](crate::Scope) `'s` it was made in.
///
/// It is an index, not a pointer: the collector moves the value behind it and this stays right.
///
/// ```compile_fail
/// fn escape(context: &mut parbake_engine::Context) -> parbake_engine::Local<'static> {
///     context.enter(|scope| scope.null()) // a local cannot leave its scope
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Local<'s> {
    pub(crate) slot: ffi::Slot,
    /// Invariant in `'s`: a local of one scope cannot pass for one of another.
    pub(crate) scope: PhantomData<fn(&'s ()) -> &'s ()>,
}

impl Local<'_> {
    pub(crate) fn at(slot: ffi::Slot) -> Self {
        Self { slot, scope: PhantomData }
    }
}

impl fmt::Debug for Local<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Local({})", self.slot)
    }
}

/// A value kept beyond its scope, until this is dropped.
pub struct Persistent {
    pub(crate) context: *mut ffi::Context,
    pub(crate) handle: u32,
    /// The context belongs to its thread, and so does this.
    pub(crate) thread: PhantomData<Rc<()>>,
}

impl Drop for Persistent {
    fn drop(&mut self) {
        // SAFETY: contexts live until the process ends, and this type cannot leave the context's thread.
        unsafe { ffi::persist_free(self.context, self.handle) };
    }
}

/// "An exception is pending in the context": return it to let the exception travel, or take it with
/// [`Scope::take_exception`](crate::Scope::take_exception).
#[derive(Debug)]
#[must_use]
pub struct Thrown(pub(crate) ());
