//! When cached bytecode ends the process: a mark for the next run, made in the last moment of this one.
//!
//! Bytecode is authenticated before it is decoded, so what kills the engine is what this very build once wrote: a fault of
//! the engine's, or bytes that were damaged before they were sealed. The next run could do nothing but die again, unless it
//! is told. A healthy run pays for a few `sigaction`s and writes nothing.
//!
//! WebAssembly installs handlers of its own for the same signals, later, and passes on what it did not cause.

use std::cell::Cell;
use std::ffi::CString;
use std::os::fd::{AsRawFd as _, OwnedFd};
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::sync::{Arc, OnceLock};

use libc::{c_int, c_void, sigaction, siginfo_t};
use parbake_bmes::EntryKey;

/// Where the mark is made, and what making it means. Opened and named ahead: in a signal handler there is no memory to be had.
#[derive(Debug)]
pub struct CrashMark {
    /// The directory that the names are relative to.
    pub directory: Arc<OwnedFd>,
    /// A directory that is made (0700) if it is not there.
    pub folder: CString,
    /// The mark.
    pub file: CString,
    /// What a crash proves.
    pub verdict: Verdict,
}

/// What a crash proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Cached code is in use and may be at fault. The mark gets 32 bytes more: the key of the entry that was being decoded or
    /// instantiated; zeros where the program had begun to run.
    Accuse,
    /// No cached code is in use, so it is not at fault: the mark is removed.
    Acquit,
}

/// What ends a process that runs into bad bytecode: invalid memory, invalid instructions, failed assertions.
const FATAL: [c_int; 5] = [libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGFPE, libc::SIGABRT];

/// Stands for no entry in particular.
const NO_ENTRY: [u8; 32] = [0; 32];

static MARK: AtomicPtr<CrashMark> = AtomicPtr::new(ptr::null_mut());
static SETTLED: AtomicBool = AtomicBool::new(false);

/// What was installed for [`FATAL`] before.
static PREVIOUS: OnceLock<[sigaction; FATAL.len()]> = OnceLock::new();

thread_local! {
    /// The entry that this thread is handing to the engine. Without a destructor and constant at first, so that a signal
    /// handler can read it.
    static CURRENT: Cell<[u8; 32]> = const { Cell::new(NO_ENTRY) };
}

/// From now on a fatal signal leaves `mark`, and no other. Call it before the first entry of a program is decoded.
pub fn watch_for_crashes(mark: CrashMark) {
    // Never freed: another thread may be dying by the one before.
    MARK.store(Box::into_raw(Box::new(mark)), Ordering::Release);
    PREVIOUS.get_or_init(|| FATAL.map(install));
}

/// The program has started: what ends the process from now on is not put down to cached code, unless an entry is being
/// decoded or instantiated.
pub fn start_has_settled() {
    SETTLED.store(true, Ordering::Relaxed);
}

/// Runs `work` as the handling of an entry.
pub(crate) fn handling<R>(entry: Option<EntryKey>, work: impl FnOnce() -> R) -> R {
    let Some(EntryKey(key)) = entry else { return work() };
    CURRENT.set(key);
    let result = work();
    CURRENT.set(NO_ENTRY);
    result
}

/// Installs [`on_fatal_signal`] and answers what was there.
fn install(signal: c_int) -> sigaction {
    // SAFETY: `sigaction` is plain data for which zeros are valid. The handler has the type that SA_SIGINFO asks for, and
    // does only what signal-safety(7) allows.
    unsafe {
        let mut action: sigaction = std::mem::zeroed();
        let mut previous: sigaction = std::mem::zeroed();
        action.sa_sigaction = on_fatal_signal as *const () as usize;
        // On the alternate stack that Rust gives every thread: what overflowed its stack has no room for a handler.
        action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
        libc::sigaction(signal, &raw const action, &raw mut previous);
        previous
    }
}

/// Leaves the mark, and lets the signal do what it would have done.
extern "C" fn on_fatal_signal(signal: c_int, info: *mut siginfo_t, _context: *mut c_void) {
    // SAFETY: the system passes a valid `info`.
    let code = unsafe { (*info).si_code };
    // `abort` sends its signal with tgkill; any other that was sent, rather than raised by a fault, says nothing of us.
    if code > 0 || (signal == libc::SIGABRT && code == libc::SI_TKILL) {
        leave_mark();
    }
    if code > 0 {
        // The fault happens again when this returns, and meets what was there before.
        restore(signal);
    } else {
        // What was sent has to be sent again, and not to a handler that waits for a fault.
        // SAFETY: signal(2) and raise(3) may be called in a signal handler.
        unsafe {
            libc::signal(signal, libc::SIG_DFL);
            libc::raise(signal);
        }
    }
}

fn restore(signal: c_int) {
    let place = FATAL.iter().position(|&fatal| fatal == signal);
    if let (Some(place), Some(previous)) = (place, PREVIOUS.get()) {
        // SAFETY: what was installed before is valid still; sigaction(2) may be called in a signal handler.
        unsafe { libc::sigaction(signal, &raw const previous[place], ptr::null_mut()) };
    }
}

fn leave_mark() {
    let entry = CURRENT.get();
    // SAFETY: null, or leaked by `watch_for_crashes` and never changed.
    let Some(mark) = (unsafe { MARK.load(Ordering::Acquire).as_ref() }) else { return };
    if entry == NO_ENTRY && SETTLED.load(Ordering::Relaxed) {
        return;
    }
    let directory = mark.directory.as_raw_fd();
    // SAFETY: open directory, terminated names, a buffer of the length given; signal-safety(7) lists mkdirat's, openat's,
    // write's and unlinkat's like. The file is left open: the process ends.
    unsafe {
        match mark.verdict {
            Verdict::Acquit => _ = libc::unlinkat(directory, mark.file.as_ptr(), 0),
            Verdict::Accuse => {
                libc::mkdirat(directory, mark.folder.as_ptr(), 0o700);
                let flags = libc::O_WRONLY | libc::O_CREAT | libc::O_APPEND | libc::O_NOFOLLOW | libc::O_NONBLOCK;
                let file = libc::openat(directory, mark.file.as_ptr(), flags | libc::O_CLOEXEC, 0o600);
                libc::write(file, entry.as_ptr().cast(), entry.len());
            }
        }
    }
}
