//! Writing to standard output and error, and to terminals.

use std::os::fd::{AsFd, BorrowedFd};

use parbake_engine::{Arguments, Local, Scope, Thrown};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::Functions;
use super::errno::outcome;
use super::fs::descriptor;

pub(super) const FUNCTIONS: Functions = &[(c"write", write, 2), (c"writeBytes", write_bytes, 2)];

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
    let file = descriptor(scope.to_number(arguments.get(0))? as i32);
    let text = scope.to_string(arguments.get(1))?;
    outcome(scope, file.and_then(|file| write_all(file.as_fd(), text.as_bytes())))
}

/// `writeBytes(fd, bytes)`: `undefined`, or what failed.
fn write_bytes<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let file = descriptor(scope.to_number(arguments.get(0))? as i32);
    let bytes = scope.to_bytes(arguments.get(1)).unwrap_or_default();
    outcome(scope, file.and_then(|file| write_all(file.as_fd(), &bytes)))
}
