#[cfg(target_env = "gnu")]
use std::ffi::CStr;
use std::ffi::c_void;
use std::sync::OnceLock;

use crate::{build_id, ffi, helpers};

/// The process-wide part of the engine, initialised once.
#[derive(Clone, Copy)]
pub struct Engine(());

unsafe extern "C" {
    fn _exit(code: i32) -> !;
}

impl Engine {
    /// Ends the process at once: no destructors, no engine shutdown, whose work would die with the process anyway.
    pub fn exit(code: i32) -> ! {
        // SAFETY: POSIX `_exit` may be called at any time, from any thread.
        unsafe { _exit(code) }
    }

    /// What costs less while the process has one thread; later it does nothing. To be called first.
    pub fn before_start() {
        // SAFETY: may be called at any time: it changes the environment only where nobody can be reading it.
        unsafe { ffi::engine_before_start() }
    }

    /// Has writes beyond the limit on file sizes fail (`EFBIG`) instead of ending the process, as Node.js does. A cache that
    /// cannot grow must not end a program, and a program can handle the error.
    pub fn ignore_file_size_signal() {
        // SAFETY: SIG_IGN is a valid disposition, and nothing else handles this signal.
        unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
    }

    /// The version of the GNU C library that the process runs with; `None` on systems with another.
    pub fn gnu_library_version() -> Option<&'static str> {
        #[cfg(target_env = "gnu")]
        {
            // SAFETY: may be called at any time; the text it gives is static, and ends with a zero byte.
            unsafe { CStr::from_ptr(libc::gnu_get_libc_version()) }.to_str().ok()
        }
        #[cfg(not(target_env = "gnu"))]
        None
    }

    /// Initialises the engine on first call; later calls cost nothing.
    ///
    /// # Panics
    /// If the engine cannot start at all (no executable memory, for instance).
    pub fn start() -> Self {
        static STARTED: OnceLock<bool> = OnceLock::new();
        let started = STARTED.get_or_init(|| {
            let id = build_id();
            // SAFETY: called once; the engine copies the build id.
            unsafe { ffi::engine_init(ffi::Bytes::new(&id.0), helpers::run_helper, helpers::thread_count()) }
        });
        assert!(*started, "SpiderMonkey could not initialise");
        Self(())
    }

    /// The engine's self-hosted code, parsed and encoded: what [`ContextOptions::self_hosted`] takes.
    ///
    /// Valid for this build id only. Call it on a thread that has no [`Context`](crate::Context).
    ///
    /// [`ContextOptions::self_hosted`]: crate::ContextOptions::self_hosted
    pub fn encode_self_hosted(self) -> Vec<u8> {
        let mut code: Vec<u8> = Vec::new();
        let out: *mut c_void = (&raw mut code).cast();
        // SAFETY: `out` is the Vec that `append_to_vec` expects; the call makes and destroys a context of its own.
        unsafe { ffi::engine_encode_self_hosted(out, ffi::append_to_vec) };
        code
    }
}
