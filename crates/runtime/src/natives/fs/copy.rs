//! Copying a file.

use std::path::Path;

use parbake_engine::{Scope, Thrown};
use rustix::fs::{self, FileType, Mode, OFlags};
use rustix::io::{self, Errno};

use super::descriptors::again;
use super::metadata::done;
use super::{Given, Operations, Work};
use crate::natives::output::write_all;
use std::os::fd::AsFd;

pub(super) const OPERATIONS: Operations = &[(c"copyFile", copy_file, 3)];

/// libuv's UV_FS_COPYFILE_EXCL and UV_FS_COPYFILE_FICLONE_FORCE.
const EXCLUSIVE: i32 = 1;
const CLONE_ONLY: i32 = 4;

/// What is moved at a time where the kernel does not copy.
const CHUNK_BYTES: usize = 128 << 10;

/// `copyFile(from, to, mode)`.
fn copy_file<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (from, to, mode) = (given.path(scope, 0)?, given.path(scope, 1)?, given.integer(scope, 2)?);
    Ok(Box::new(move || done(copy(&from, &to, mode))))
}

fn copy(from: &Path, to: &Path, mode: i32) -> Result<(), Errno> {
    let source = again(|| fs::open(from, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()))?;
    let stat = fs::fstat(&source)?;
    if FileType::from_raw_mode(stat.st_mode).is_dir() {
        return Err(Errno::ISDIR);
    }
    let permissions = Mode::from_raw_mode(stat.st_mode & 0o7777);
    let exclusive = if mode & EXCLUSIVE == 0 { OFlags::empty() } else { OFlags::EXCL };
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::CLOEXEC | exclusive;
    let target = again(|| fs::open(to, flags, permissions))?;
    let there = fs::fstat(&target)?;
    if (there.st_dev, there.st_ino) == (stat.st_dev, stat.st_ino) {
        return Ok(()); // a file copied to itself stays as it is
    }
    fs::ftruncate(&target, 0)?;
    // File systems without permissions refuse, and the copy is none the worse for it.
    let _ = fs::fchmod(&target, permissions);
    if crate::platform::clone_file(&target, &source).is_ok() {
        return Ok(());
    }
    if mode & CLONE_ONLY != 0 {
        return Err(Errno::OPNOTSUPP);
    }
    copy_content(&source, &target)
}

fn copy_content(source: &impl AsFd, target: &impl AsFd) -> Result<(), Errno> {
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let read = again(|| io::read(source, &mut chunk[..]))?;
        if read == 0 {
            return Ok(());
        }
        write_all(target.as_fd(), &chunk[..read])?;
    }
}
