//! Failed system calls as the built-ins report them: `[errno, code, text]`, with libuv's codes and texts.

use parbake_engine::{Local, Scope, Thrown};
use rustix::io::Errno;

/// Error, its name (errno(3)) and libuv's text for it (uv-errno.h).
const ERRORS: &[(Errno, &str, &str)] = &[
    (Errno::TOOBIG, "E2BIG", "argument list too long"),
    (Errno::ACCESS, "EACCES", "permission denied"),
    (Errno::AGAIN, "EAGAIN", "resource temporarily unavailable"),
    (Errno::BADF, "EBADF", "bad file descriptor"),
    (Errno::BUSY, "EBUSY", "resource busy or locked"),
    (Errno::EXIST, "EEXIST", "file already exists"),
    (Errno::FAULT, "EFAULT", "bad address in system call argument"),
    (Errno::FBIG, "EFBIG", "file too large"),
    (Errno::INTR, "EINTR", "interrupted system call"),
    (Errno::INVAL, "EINVAL", "invalid argument"),
    (Errno::IO, "EIO", "i/o error"),
    (Errno::ISDIR, "EISDIR", "illegal operation on a directory"),
    (Errno::LOOP, "ELOOP", "too many symbolic links encountered"),
    (Errno::MFILE, "EMFILE", "too many open files"),
    (Errno::NAMETOOLONG, "ENAMETOOLONG", "name too long"),
    (Errno::NFILE, "ENFILE", "file table overflow"),
    (Errno::NODEV, "ENODEV", "no such device"),
    (Errno::NOENT, "ENOENT", "no such file or directory"),
    (Errno::NOMEM, "ENOMEM", "not enough memory"),
    (Errno::NOSPC, "ENOSPC", "no space left on device"),
    (Errno::NOSYS, "ENOSYS", "function not implemented"),
    (Errno::NOTDIR, "ENOTDIR", "not a directory"),
    (Errno::NOTTY, "ENOTTY", "inappropriate ioctl for device"),
    (Errno::NXIO, "ENXIO", "no such device or address"),
    (Errno::PERM, "EPERM", "operation not permitted"),
    (Errno::PIPE, "EPIPE", "broken pipe"),
    (Errno::ROFS, "EROFS", "read-only file system"),
    (Errno::SRCH, "ESRCH", "no such process"),
];

/// Name and text of an error.
fn describe(errno: Errno) -> (&'static str, &'static str) {
    ERRORS
        .iter()
        .find(|(known, ..)| *known == errno)
        .map_or(("UNKNOWN", "unknown error"), |&(_, code, text)| (code, text))
}

/// `[errno, code, text]`; the number is negative, as in Node.
pub(super) fn failure<'s>(scope: &mut Scope<'s>, errno: Errno) -> Result<Local<'s>, Thrown> {
    let (code, text) = describe(errno);
    let number = scope.number(-f64::from(errno.raw_os_error()));
    let (code, text) = (scope.string(code)?, scope.string(text)?);
    scope.array(&[number, code, text])
}

/// `undefined` for success, else the failure.
pub(super) fn outcome<'s>(scope: &mut Scope<'s>, result: Result<(), Errno>) -> Result<Local<'s>, Thrown> {
    match result {
        Ok(()) => Ok(scope.undefined()),
        Err(errno) => failure(scope, errno),
    }
}

/// The errno of an I/O error; `EIO` for one that is not the system's.
pub(super) fn errno_of(error: &std::io::Error) -> Errno {
    Errno::from_io_error(error).unwrap_or(Errno::IO)
}
