use crate::{Context, Scope, ffi};

/// Ends the sleep of a context's thread ([`Context::wait_for_tasks`]), from any thread. If it is not asleep, its next sleep
/// ends at once.
#[derive(Clone, Copy)]
pub struct Waker(*mut ffi::Context);

// SAFETY: contexts live until the process ends, and `tasks_wake` takes the lock of the list it touches (jobs.cpp).
unsafe impl Send for Waker {}
// SAFETY: as above.
unsafe impl Sync for Waker {}

impl Waker {
    pub fn wake(self) {
        // SAFETY: see above; the one function of the context that any thread may call.
        unsafe { ffi::tasks_wake(self.0) };
    }
}

impl Context {
    pub fn waker(&self) -> Waker {
        Waker(self.raw())
    }
}

impl Scope<'_> {
    pub fn waker(&self) -> Waker {
        Waker(self.raw)
    }
}
