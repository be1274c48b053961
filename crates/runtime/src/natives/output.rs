//! Writing to standard output and error, and asking what they are.

use std::os::fd::BorrowedFd;

use parbake_engine::{Arguments, Local, Scope, Thrown};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::{stdio, termios};

use super::Functions;
use super::errno::outcome;

pub(super) const FUNCTIONS: Functions = &[
    (c"write", write, 2),
    (c"writeBytes", write_bytes, 2),
    (c"isatty", is_terminal, 1),
    (c"windowSize", window_size, 1),
];

/// One of the three standard streams; the built-ins know no others.
fn standard(scope: &mut Scope<'_>, fd: Local<'_>) -> Result<Option<BorrowedFd<'static>>, Thrown> {
    let fd = scope.to_number(fd)?;
    Ok(match fd as i32 {
        0 => Some(stdio::stdin()),
        1 => Some(stdio::stdout()),
        2 => Some(stdio::stderr()),
        _ => None,
    })
}

/// Writes all of `bytes`, waiting where the other end is slow to read.
pub(crate) fn write_all(fd: BorrowedFd<'_>, mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match rustix::io::write(fd, bytes) {
            Ok(0) => return Err(Errno::IO),
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => wait_until_writable(fd)?,
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

fn wait_until_writable(fd: BorrowedFd<'_>) -> Result<(), Errno> {
    let mut waited = [PollFd::from_borrowed_fd(fd, PollFlags::OUT)];
    match poll(&mut waited, None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(errno) => Err(errno),
    }
}

/// `write(fd, text)`: `undefined`, or what failed.
fn write<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let fd = standard(scope, arguments.get(0))?;
    let text = scope.to_string(arguments.get(1))?;
    outcome(scope, fd.map_or(Err(Errno::BADF), |fd| write_all(fd, text.as_bytes())))
}

/// `writeBytes(fd, bytes)`: `undefined`, or what failed.
fn write_bytes<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let fd = standard(scope, arguments.get(0))?;
    let bytes = scope.to_bytes(arguments.get(1)).unwrap_or_default();
    outcome(scope, fd.map_or(Err(Errno::BADF), |fd| write_all(fd, &bytes)))
}

fn is_terminal<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let fd = standard(scope, arguments.get(0))?;
    Ok(scope.boolean(fd.is_some_and(termios::isatty)))
}

/// `[columns, rows]`, or `undefined` for what is no terminal.
fn window_size<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let fd = standard(scope, arguments.get(0))?;
    let Some(size) = fd.and_then(|fd| termios::tcgetwinsize(fd).ok()) else { return Ok(scope.undefined()) };
    let (columns, rows) = (scope.number(size.ws_col.into()), scope.number(size.ws_row.into()));
    scope.array(&[columns, rows])
}
