//! Open files by number, and what is done with them.

use std::cell::RefCell;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::sync::Arc;

use parbake_engine::{Scope, Thrown};
use rustc_hash::FxHashMap;
use rustix::fs::{Gid, Uid};
use rustix::io::Errno;
use rustix::{fs, io, stdio};

use super::answer::{Answer, Outcome};
use super::metadata::timestamps;
use super::{Given, Operations, Work};

pub(super) const OPERATIONS: Operations = &[
    (c"close", close, 1),
    (c"read", read, 3),
    (c"write", write, 3),
    (c"fsync", fsync, 1),
    (c"fdatasync", fdatasync, 1),
    (c"ftruncate", ftruncate, 2),
    (c"fchmod", fchmod, 2),
    (c"fchown", fchown, 3),
    (c"futimes", futimes, 3),
];

/// An open file that is used while somebody else may close it: it is really closed when the last user is done.
#[derive(Clone)]
pub(in crate::natives) enum Descriptor {
    Standard(BorrowedFd<'static>),
    Kept(Arc<OwnedFd>),
}

impl AsFd for Descriptor {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Standard(fd) => *fd,
            Self::Kept(fd) => fd.as_fd(),
        }
    }
}

thread_local! {
    /// What the program has opened. Numbers that it has not, but for the three standard ones, are bad to it.
    static OPEN: RefCell<FxHashMap<i32, Arc<OwnedFd>>> = RefCell::default();
}

/// Takes over an open file; its number.
pub(super) fn keep(file: OwnedFd) -> i32 {
    let number = file.as_raw_fd();
    OPEN.with_borrow_mut(|open| open.insert(number, Arc::new(file)));
    number
}

/// The open file of that number.
pub(in crate::natives) fn descriptor(number: i32) -> Result<Descriptor, Errno> {
    match number {
        0 => Ok(Descriptor::Standard(stdio::stdin())),
        1 => Ok(Descriptor::Standard(stdio::stdout())),
        2 => Ok(Descriptor::Standard(stdio::stderr())),
        _ => OPEN.with_borrow(|open| open.get(&number).cloned()).map(Descriptor::Kept).ok_or(Errno::BADF),
    }
}

/// Work on the open file that the first argument is the number of.
fn with_file<'s>(
    scope: &mut Scope<'s>,
    given: &Given<'_, 's>,
    work: impl FnOnce(&Descriptor) -> Outcome + Send + 'static,
) -> Result<Work, Thrown> {
    let descriptor = descriptor(given.integer(scope, 0)?);
    Ok(Box::new(move || work(&descriptor?)))
}

/// `close(fd)`. The standard streams stay open: other parts of the process write to them.
fn close<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let number = given.integer(scope, 0)?;
    let closed = OPEN.with_borrow_mut(|open| open.remove(&number));
    let known = closed.is_some() || (0..=2).contains(&number);
    Ok(Box::new(move || {
        drop(closed);
        if known { Ok(Answer::Nothing) } else { Err(Errno::BADF.into()) }
    }))
}

/// `read(fd, length, position)`: up to that many bytes; position -1 is where the file is.
fn read<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let length = given.number(scope, 1)? as usize;
    let position = given.number(scope, 2)?;
    with_file(scope, given, move |file| {
        let mut bytes = vec![0; length];
        let read = read_at(file, &mut bytes, position)?;
        bytes.truncate(read);
        Ok(Answer::Bytes(bytes))
    })
}

/// One read; `position` is negative for where the file is.
pub(super) fn read_at(file: &Descriptor, bytes: &mut [u8], position: f64) -> Result<usize, Errno> {
    again(|| if position < 0.0 { io::read(file, &mut *bytes) } else { io::pread(file, &mut *bytes, position as u64) })
}

/// `write(fd, content, position)`: how many bytes were written.
fn write<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let content = given.content(scope, 1)?;
    let position = given.number(scope, 2)?;
    with_file(scope, given, move |file| Ok(Answer::Number(write_at(file, &content, position)? as f64)))
}

/// One write; `position` is negative for where the file is.
pub(super) fn write_at(file: &Descriptor, bytes: &[u8], position: f64) -> Result<usize, Errno> {
    again(|| if position < 0.0 { io::write(file, bytes) } else { io::pwrite(file, bytes, position as u64) })
}

/// Repeats a call that a signal interrupted.
pub(super) fn again<R>(mut call: impl FnMut() -> Result<R, Errno>) -> Result<R, Errno> {
    loop {
        match call() {
            Err(Errno::INTR) => {}
            result => return result,
        }
    }
}

fn fsync<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    with_file(scope, given, |file| Ok(fs::fsync(file).map(|()| Answer::Nothing)?))
}

fn fdatasync<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    with_file(scope, given, |file| Ok(fs::fdatasync(file).map(|()| Answer::Nothing)?))
}

/// `ftruncate(fd, length)`.
fn ftruncate<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let length = given.number(scope, 1)? as u64;
    with_file(scope, given, move |file| Ok(again(|| fs::ftruncate(file, length)).map(|()| Answer::Nothing)?))
}

/// `fchmod(fd, mode)`.
fn fchmod<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let mode = given.mode(scope, 1)?;
    with_file(scope, given, move |file| Ok(fs::fchmod(file, mode).map(|()| Answer::Nothing)?))
}

/// User and group; -1 leaves one as it is (chown(2)).
pub(super) fn owners<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<(Option<Uid>, Option<Gid>), Thrown> {
    let (uid, gid) = (given.number(scope, 1)? as i64 as u32, given.number(scope, 2)? as i64 as u32);
    Ok(((uid != u32::MAX).then(|| Uid::from_raw(uid)), (gid != u32::MAX).then(|| Gid::from_raw(gid))))
}

/// `fchown(fd, uid, gid)`.
fn fchown<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (uid, gid) = owners(scope, given)?;
    with_file(scope, given, move |file| Ok(fs::fchown(file, uid, gid).map(|()| Answer::Nothing)?))
}

/// `futimes(fd, atime, mtime)`, in seconds.
fn futimes<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let times = timestamps(scope, given)?;
    with_file(scope, given, move |file| Ok(fs::futimens(file, &times).map(|()| Answer::Nothing)?))
}
