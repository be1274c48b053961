use std::any::Any;
use std::ffi::CStr;
use std::marker::PhantomData;
use std::rc::Rc;

use crate::context::host_data;
use crate::{Host, Local, Native, Persistent, Thrown, ffi};

/// Access to JavaScript values. Locals made through it live until it ends.
///
/// Every call may collect garbage; locals stay right through it. A call that answers [`Thrown`] has left an exception
/// pending in the context.
pub struct Scope<'s> {
    pub(crate) raw: *mut ffi::Context,
    scope: PhantomData<fn(&'s ()) -> &'s ()>,
}

impl<'s> Scope<'s> {
    /// A scope whose end the caller takes care of: that of a callback.
    pub(crate) fn borrowed(raw: *mut ffi::Context) -> Self {
        Self { raw, scope: PhantomData }
    }

    pub(crate) fn run<R>(raw: *mut ffi::Context, body: impl for<'n> FnOnce(&mut Scope<'n>) -> R) -> R {
        // SAFETY: the context is live and this is its thread; marks are given back in reverse order.
        let mark = unsafe { ffi::scope_enter(raw) };
        let result = body(&mut Scope::borrowed(raw));
        // SAFETY: as above.
        unsafe { ffi::scope_leave(raw, mark) };
        result
    }

    /// Runs `body` in a scope of its own, so that what it makes can be collected when it is done.
    pub fn nested<R>(&mut self, body: impl for<'n> FnOnce(&mut Scope<'n>) -> R) -> R {
        Self::run(self.raw, body)
    }

    /// The host given to the context.
    ///
    /// # Panics
    /// If it is not an `H`.
    pub fn host<H: Host>(&self) -> Rc<H> {
        let host: Rc<dyn Any> = Rc::clone(host_data().host()) as Rc<dyn Any>;
        host.downcast::<H>().unwrap_or_else(|_| panic!("the context was made with another host"))
    }

    /// Keeps a value beyond this scope.
    pub fn persist(&mut self, value: Local<'_>) -> Persistent {
        // SAFETY: live context, its thread.
        let handle = unsafe { ffi::persist(self.raw, value.slot) };
        Persistent { context: self.raw, handle, thread: PhantomData }
    }

    /// A kept value, as a local of this scope.
    pub fn recall(&mut self, value: &Persistent) -> Local<'s> {
        // SAFETY: live context, its thread; the handle is freed only when `value` is dropped.
        Local::at(unsafe { ffi::persist_get(self.raw, value.handle) })
    }

    // -- exceptions ---------------------------------------------------------------------------------------------------

    /// Makes `value` the pending exception.
    pub fn throw(&mut self, value: Local<'_>) -> Thrown {
        // SAFETY: live context, its thread.
        unsafe { ffi::exception_set(self.raw, value.slot) };
        Thrown(())
    }

    /// The pending exception, no longer pending. `undefined` where the engine was interrupted without one.
    pub fn take_exception(&mut self, _thrown: Thrown) -> Local<'s> {
        self.made(|raw, slot| {
            // SAFETY: live context, its thread, a slot of ours.
            unsafe { ffi::exception_take(raw, slot) }
        })
        .unwrap_or_else(|_| self.undefined())
    }

    // -- functions ----------------------------------------------------------------------------------------------------

    /// A function that calls `native`, with `data` bound to it.
    pub fn native(&mut self, name: &CStr, native: Native, arity: u32, data: Local<'_>) -> Result<Local<'s>, Thrown> {
        let mut natives = host_data().natives.borrow_mut();
        let id = natives.iter().position(|known| std::ptr::fn_addr_eq(*known, native)).unwrap_or_else(|| {
            natives.push(native);
            natives.len() - 1
        });
        drop(natives);
        let id = u32::try_from(id).expect("far fewer natives than that");
        self.made(|raw, slot| {
            // SAFETY: live context, its thread, a terminated name that the engine copies.
            unsafe { ffi::value_native(raw, name.as_ptr(), id, arity, data.slot, slot) }
        })
    }

    /// Calls `function` (ECMA-262 7.3.14).
    pub fn call(&mut self, function: Local<'_>, this: Local<'_>, arguments: &[Local<'_>]) -> Result<Local<'s>, Thrown> {
        let slots: Vec<ffi::Slot> = arguments.iter().map(|argument| argument.slot).collect();
        self.made(|raw, slot| {
            // SAFETY: live context, its thread, slots that live through the call.
            unsafe { ffi::function_call(raw, function.slot, this.slot, slots.as_ptr(), slots.len(), slot) }
        })
    }

    /// Adds a job that calls `callable` (`queueMicrotask`).
    pub fn enqueue_job(&mut self, callable: Local<'_>) -> Result<(), Thrown> {
        // SAFETY: live context, its thread.
        self.done(unsafe { ffi::jobs_enqueue(self.raw, callable.slot) })
    }

    /// Runs promise jobs until there are none; nothing if they are being run already.
    pub fn run_jobs(&mut self) {
        // SAFETY: live context, its thread.
        unsafe { ffi::jobs_run(self.raw) };
    }

    /// The object that follows the program through promise jobs; `undefined` where there is none.
    pub fn async_context(&mut self) -> Result<Local<'s>, Thrown> {
        self.made(|raw, slot| {
            // SAFETY: live context, its thread, a slot to write to.
            unsafe { ffi::async_context_get(raw, slot) };
            true
        })
    }

    /// Changes it: what is registered and enqueued from now on belongs to this one. Takes an object or `undefined`.
    pub fn set_async_context(&mut self, value: Local<'_>) -> Result<(), Thrown> {
        // SAFETY: live context, its thread.
        self.done(unsafe { ffi::async_context_set(self.raw, value.slot) })
    }

    /// Lets scripts, linking and evaluation use this much of the native stack from now on; the thread must have it.
    pub fn set_stack_bytes(&mut self, stack_bytes: usize) {
        // SAFETY: live context, its thread.
        unsafe { ffi::context_set_stack(self.raw, stack_bytes) };
    }

    // -- collector ----------------------------------------------------------------------------------------------------

    /// Collects all garbage now.
    pub fn collect_garbage(&mut self) {
        // SAFETY: live context, its thread.
        unsafe { ffi::context_collect(self.raw) };
    }

    /// From here on, most of what is made is expected to die soon. Linking a module and making a CommonJS module's function
    /// say so too.
    pub fn start_nursery(&mut self) {
        // SAFETY: live context, its thread.
        unsafe { ffi::context_start_nursery(self.raw) };
    }

    /// Bytes the collector manages at present.
    pub fn heap_bytes(&self) -> u64 {
        // SAFETY: live context, its thread.
        unsafe { ffi::context_heap_bytes(self.raw) }
    }

    /// The time zone of dates from now on, an IANA name; `None` or a name that nobody knows: the system's.
    pub fn set_time_zone(&mut self, name: Option<&CStr>) {
        // SAFETY: live context, its thread; the engine copies the name.
        unsafe { ffi::context_set_time_zone(self.raw, name.map_or(std::ptr::null(), CStr::as_ptr)) };
    }

    // -- answers of the shim ------------------------------------------------------------------------------------------

    pub(crate) fn made(
        &mut self,
        make: impl FnOnce(*mut ffi::Context, *mut ffi::Slot) -> bool,
    ) -> Result<Local<'s>, Thrown> {
        let mut slot = 0;
        if make(self.raw, &mut slot) { Ok(Local::at(slot)) } else { Err(Thrown(())) }
    }

    pub(crate) fn done(&mut self, ok: bool) -> Result<(), Thrown> {
        if ok { Ok(()) } else { Err(Thrown(())) }
    }
}
