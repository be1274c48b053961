//! Opening files, and reading and writing them whole.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

use parbake_engine::{Scope, Thrown};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{FileType, Mode, OFlags};
use rustix::io::Errno;
use rustix::{fs, io};

use super::answer::{Answer, Failure, In};
use super::descriptors::{again, descriptor};
use super::{Given, Operations, Work};
use crate::natives::output::write_all;

pub(super) const OPERATIONS: Operations = &[
    (c"open", open, 3),
    (c"readFile", read_file, 2),
    (c"readFileText", read_file_text, 2),
    (c"readRest", read_rest, 1),
    (c"readInput", read_input, 2),
    (c"writeFile", write_file, 4),
    (c"writeRest", write_rest, 2),
];

/// What is read at a time where a file's size says nothing (pipes, /proc).
const CHUNK_BYTES: usize = 64 << 10;

/// Flags as open(2) takes them.
fn flags<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>, index: u32) -> Result<OFlags, Thrown> {
    Ok(OFlags::from_bits_retain(given.integer(scope, index)? as u32) | OFlags::CLOEXEC)
}

fn open_path(path: &Path, flags: OFlags, mode: Mode) -> Result<OwnedFd, Errno> {
    again(|| fs::open(path, flags, mode))
}

/// `open(path, flags, mode)`: a number.
fn open<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, flags, mode) = (given.path(scope, 0)?, flags(scope, given, 1)?, given.mode(scope, 2)?);
    Ok(Box::new(move || Ok(Answer::Opened(open_path(&path, flags, mode)?))))
}

/// `readFile(path, flags)`: all bytes.
fn read_file<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, flags) = (given.path(scope, 0)?, flags(scope, given, 1)?);
    Ok(Box::new(move || Ok(Answer::Bytes(read_path(&path, flags)?))))
}

/// `readFileText(path, flags)`: the UTF-8 text.
fn read_file_text<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, flags) = (given.path(scope, 0)?, flags(scope, given, 1)?);
    Ok(Box::new(move || Ok(Answer::Text(read_path(&path, flags)?))))
}

fn read_path(path: &Path, flags: OFlags) -> Result<Vec<u8>, Failure> {
    let file = open_path(path, flags, Mode::from_raw_mode(0o666)).during("open")?;
    read_to_end(&file)
}

/// `readRest(fd)`: the bytes from where the file is.
fn read_rest<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let file = descriptor(given.integer(scope, 0)?);
    Ok(Box::new(move || Ok(Answer::Bytes(read_to_end(&file.during("fstat")?)?))))
}

/// `readInput(fd, length)`: what there is, up to that many bytes, as soon as there is anything; none at the end.
fn read_input<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let file = descriptor(given.integer(scope, 0)?);
    let length = given.number(scope, 1)? as usize;
    Ok(Box::new(move || {
        let file = file?;
        let mut bytes = vec![0; length];
        let read = loop {
            match again(|| io::read(&file, &mut bytes[..])) {
                // Somebody has made it non-blocking; this thread is here to wait.
                Err(Errno::AGAIN) => wait_until_readable(file.as_fd())?,
                result => break result?,
            }
        };
        bytes.truncate(read);
        Ok(Answer::Bytes(bytes))
    }))
}

fn wait_until_readable(file: BorrowedFd<'_>) -> Result<(), Errno> {
    let mut waited = [PollFd::from_borrowed_fd(file, PollFlags::IN)];
    again(|| poll(&mut waited, None)).map(drop)
}

fn read_to_end(file: &impl AsFd) -> Result<Vec<u8>, Failure> {
    let stat = fs::fstat(file).during("fstat")?;
    let is_file = FileType::from_raw_mode(stat.st_mode).is_file();
    let expected = if is_file { usize::try_from(stat.st_size).unwrap_or(0) } else { 0 };
    let mut bytes = Vec::new();
    // One more than there should be, so that the last read finds the end.
    let mut room = if expected == 0 { CHUNK_BYTES } else { expected + 1 };
    loop {
        let start = bytes.len();
        bytes.try_reserve_exact(room).map_err(|_| Errno::NOMEM).during("read")?;
        bytes.resize(start + room, 0);
        let read = again(|| io::read(file, &mut bytes[start..])).during("read")?;
        bytes.truncate(start + read);
        if read == 0 {
            return Ok(bytes);
        }
        room = if bytes.len() < expected { expected + 1 - bytes.len() } else { CHUNK_BYTES };
    }
}

/// `writeFile(path, flags, mode, content)`.
fn write_file<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, flags, mode) = (given.path(scope, 0)?, flags(scope, given, 1)?, given.mode(scope, 2)?);
    let content = given.content(scope, 3)?;
    Ok(Box::new(move || {
        let file = open_path(&path, flags, mode).during("open")?;
        write_all(file.as_fd(), &content).during("write")?;
        Ok(Answer::Nothing)
    }))
}

/// `writeRest(fd, content)`: all of it, where the file is.
fn write_rest<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let file = descriptor(given.integer(scope, 0)?);
    let content = given.content(scope, 1)?;
    Ok(Box::new(move || {
        write_all(file.during("write")?.as_fd(), &content).during("write")?;
        Ok(Answer::Nothing)
    }))
}
