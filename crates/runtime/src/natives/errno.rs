//! Failed system calls as the built-ins report them: `[errno, code, text]`, with libuv's codes and texts.

use parbake_engine::{Arguments, Local, Scope, Thrown};
use rustix::io::Errno;

use super::Functions;

pub(super) const FUNCTIONS: Functions = &[(c"systemErrors", system_errors, 0)];

/// Error, its name (errno(3)) and libuv's text for it (uv-errno.h).
const ERRORS: &[(Errno, &str, &str)] = &[
    (Errno::TOOBIG, "E2BIG", "argument list too long"),
    (Errno::ACCESS, "EACCES", "permission denied"),
    (Errno::ADDRINUSE, "EADDRINUSE", "address already in use"),
    (Errno::ADDRNOTAVAIL, "EADDRNOTAVAIL", "address not available"),
    (Errno::AFNOSUPPORT, "EAFNOSUPPORT", "address family not supported"),
    (Errno::AGAIN, "EAGAIN", "resource temporarily unavailable"),
    (Errno::ALREADY, "EALREADY", "connection already in progress"),
    (Errno::BADF, "EBADF", "bad file descriptor"),
    (Errno::BUSY, "EBUSY", "resource busy or locked"),
    (Errno::CANCELED, "ECANCELED", "operation canceled"),
    (Errno::CONNABORTED, "ECONNABORTED", "software caused connection abort"),
    (Errno::CONNREFUSED, "ECONNREFUSED", "connection refused"),
    (Errno::CONNRESET, "ECONNRESET", "connection reset by peer"),
    (Errno::DESTADDRREQ, "EDESTADDRREQ", "destination address required"),
    (Errno::EXIST, "EEXIST", "file already exists"),
    (Errno::FAULT, "EFAULT", "bad address in system call argument"),
    (Errno::FBIG, "EFBIG", "file too large"),
    (Errno::HOSTDOWN, "EHOSTDOWN", "host is down"),
    (Errno::HOSTUNREACH, "EHOSTUNREACH", "host is unreachable"),
    (Errno::ILSEQ, "EILSEQ", "illegal byte sequence"),
    (Errno::INTR, "EINTR", "interrupted system call"),
    (Errno::INVAL, "EINVAL", "invalid argument"),
    (Errno::IO, "EIO", "i/o error"),
    (Errno::ISCONN, "EISCONN", "socket is already connected"),
    (Errno::ISDIR, "EISDIR", "illegal operation on a directory"),
    (Errno::LOOP, "ELOOP", "too many symbolic links encountered"),
    (Errno::MFILE, "EMFILE", "too many open files"),
    (Errno::MLINK, "EMLINK", "too many links"),
    (Errno::MSGSIZE, "EMSGSIZE", "message too long"),
    (Errno::NAMETOOLONG, "ENAMETOOLONG", "name too long"),
    (Errno::NETDOWN, "ENETDOWN", "network is down"),
    (Errno::NETUNREACH, "ENETUNREACH", "network is unreachable"),
    (Errno::NFILE, "ENFILE", "file table overflow"),
    (Errno::NOBUFS, "ENOBUFS", "no buffer space available"),
    (Errno::NODATA, "ENODATA", "no data available"),
    (Errno::NODEV, "ENODEV", "no such device"),
    (Errno::NOENT, "ENOENT", "no such file or directory"),
    (Errno::NOEXEC, "ENOEXEC", "exec format error"),
    (Errno::NOMEM, "ENOMEM", "not enough memory"),
    (Errno::NONET, "ENONET", "machine is not on the network"),
    (Errno::NOPROTOOPT, "ENOPROTOOPT", "protocol not available"),
    (Errno::NOSPC, "ENOSPC", "no space left on device"),
    (Errno::NOSYS, "ENOSYS", "function not implemented"),
    (Errno::NOTCONN, "ENOTCONN", "socket is not connected"),
    (Errno::NOTDIR, "ENOTDIR", "not a directory"),
    (Errno::NOTEMPTY, "ENOTEMPTY", "directory not empty"),
    (Errno::NOTSOCK, "ENOTSOCK", "socket operation on non-socket"),
    (Errno::NOTSUP, "ENOTSUP", "operation not supported on socket"),
    (Errno::NOTTY, "ENOTTY", "inappropriate ioctl for device"),
    (Errno::NXIO, "ENXIO", "no such device or address"),
    (Errno::OVERFLOW, "EOVERFLOW", "value too large for defined data type"),
    (Errno::PERM, "EPERM", "operation not permitted"),
    (Errno::PIPE, "EPIPE", "broken pipe"),
    (Errno::PROTO, "EPROTO", "protocol error"),
    (Errno::PROTONOSUPPORT, "EPROTONOSUPPORT", "protocol not supported"),
    (Errno::PROTOTYPE, "EPROTOTYPE", "protocol wrong type for socket"),
    (Errno::RANGE, "ERANGE", "result too large"),
    (Errno::REMOTEIO, "EREMOTEIO", "remote I/O error"),
    (Errno::ROFS, "EROFS", "read-only file system"),
    (Errno::SHUTDOWN, "ESHUTDOWN", "cannot send after transport endpoint shutdown"),
    (Errno::SOCKTNOSUPPORT, "ESOCKTNOSUPPORT", "socket type not supported"),
    (Errno::SPIPE, "ESPIPE", "invalid seek"),
    (Errno::SRCH, "ESRCH", "no such process"),
    (Errno::TIMEDOUT, "ETIMEDOUT", "connection timed out"),
    (Errno::TXTBSY, "ETXTBSY", "text file is busy"),
    (Errno::UNATCH, "EUNATCH", "protocol driver not attached"),
    (Errno::XDEV, "EXDEV", "cross-device link not permitted"),
];

/// The errors that only libuv has, with its numbers.
const OTHERS: &[(i32, &str, &str)] = &[
    (-3000, "EAI_ADDRFAMILY", "address family not supported"),
    (-3001, "EAI_AGAIN", "temporary failure"),
    (-3002, "EAI_BADFLAGS", "bad ai_flags value"),
    (-3003, "EAI_CANCELED", "request canceled"),
    (-3004, "EAI_FAIL", "permanent failure"),
    (-3005, "EAI_FAMILY", "ai_family not supported"),
    (-3006, "EAI_MEMORY", "out of memory"),
    (-3007, "EAI_NODATA", "no address"),
    (-3008, "EAI_NONAME", "unknown node or service"),
    (-3009, "EAI_OVERFLOW", "argument buffer overflow"),
    (-3010, "EAI_SERVICE", "service not available for socket type"),
    (-3011, "EAI_SOCKTYPE", "socket type not supported"),
    (-3013, "EAI_BADHINTS", "invalid value for hints"),
    (-3014, "EAI_PROTOCOL", "resolved protocol is unknown"),
    (-4028, "EFTYPE", "inappropriate file type or format"),
    (-4080, "ECHARSET", "invalid Unicode character"),
    (-4094, "UNKNOWN", "unknown error"),
    (-4095, "EOF", "end of file"),
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

/// Every error there is: an array of `[errno, code, text]`.
fn system_errors<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let system = ERRORS.iter().map(|&(errno, code, text)| (-errno.raw_os_error(), code, text));
    let mut rows = Vec::with_capacity(ERRORS.len() + OTHERS.len());
    for (number, code, text) in system.chain(OTHERS.iter().copied()) {
        let row = [scope.number(number.into()), scope.string(code)?, scope.string(text)?];
        rows.push(scope.array(&row)?);
    }
    scope.array(&rows)
}
