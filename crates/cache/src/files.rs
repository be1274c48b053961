//! Everything the store asks of the operating system, as one trait: whoever implements it sees each call and can fail it.

use std::ffi::OsString;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::io::Errno;

mod os;
mod whole;

pub use os::OsFiles;
pub use rustix::fs::CWD;
pub(crate) use whole::{read_full, write_full};

/// The system calls of the store. Paths are relative to an open directory, or absolute beside [`CWD`].
///
/// Errors are the system's own. An implementation must not follow a symbolic link in the last component of a path, except
/// where a method says so, and must not block on what is no regular file.
pub trait Files: Send + Sync {
    /// Opens or creates a file, or opens a directory.
    fn open(&self, dir: BorrowedFd<'_>, path: &Path, how: Open) -> Result<OwnedFd, Errno>;

    /// What an open file or directory is.
    fn stat(&self, file: BorrowedFd<'_>) -> Result<Facts, Errno>;

    /// What a path leads to. Follows symbolic links if `follow`.
    fn stat_at(&self, dir: BorrowedFd<'_>, path: &Path, follow: bool) -> Result<Facts, Errno>;

    /// Where a symbolic link points.
    fn read_link(&self, dir: BorrowedFd<'_>, path: &Path) -> Result<PathBuf, Errno>;

    /// Reads some bytes and moves on; 0 at the end of the file.
    fn read(&self, file: BorrowedFd<'_>, buffer: &mut [u8]) -> Result<usize, Errno>;

    /// Comes back when no write to a regular file is under way that had begun before. The file is then at its start again.
    fn wait_for_writers(&self, file: BorrowedFd<'_>) -> Result<(), Errno>;

    /// Writes some of the bytes and moves on.
    fn write(&self, file: BorrowedFd<'_>, bytes: &[u8]) -> Result<usize, Errno>;

    /// Makes a directory that only its owner may enter (0700).
    fn make_dir(&self, dir: BorrowedFd<'_>, path: &Path) -> Result<(), Errno>;

    /// Renames a file within a directory, over any file that has the name.
    fn rename(&self, dir: BorrowedFd<'_>, from: &Path, to: &Path) -> Result<(), Errno>;

    /// Renames a file within a directory; fails with `EXIST` if there is anything of that name.
    fn rename_new(&self, dir: BorrowedFd<'_>, from: &Path, to: &Path) -> Result<(), Errno>;

    /// Removes a name: that of an empty directory if `kind` says so, otherwise of anything else.
    fn remove(&self, dir: BorrowedFd<'_>, path: &Path, kind: FileKind) -> Result<(), Errno>;

    /// Takes a lock on an open file; fails with `AGAIN` if somebody else has it. It is given back when the file is closed.
    fn try_lock(&self, file: BorrowedFd<'_>) -> Result<(), Errno>;

    /// The names in a directory, without `.` and `..`, in no order.
    fn list(&self, dir: BorrowedFd<'_>) -> Result<Vec<OsString>, Errno>;

    /// How far the change times of an open file's file system can be trusted.
    fn clock(&self, file: BorrowedFd<'_>) -> Result<ChangeClock, Errno>;

    /// How many files the process may still open, given that this is the one it opened last. Descriptors are numbered from
    /// the lowest that is free, so that the number tells.
    fn descriptors_left(&self, last: BorrowedFd<'_>) -> u64;

    /// Nanoseconds since the epoch, by the clock that file systems take their times from.
    fn now(&self) -> i64;
}

/// How to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// An existing file of the store, for reading. Does not block, whatever it is.
    Read,
    /// A new file, 0600, for writing; fails with `EXIST` if there is anything of that name.
    Create,
    /// A file that may exist, 0600: what is written goes behind what is there, whoever else writes.
    Append,
    /// A directory.
    Directory,
    /// A program's source: symbolic links are followed, and reading may block (a pipe is a valid program).
    Source,
    /// A directory of a program's sources, to look names up in: symbolic links are followed.
    SourceDirectory,
    /// As [`Open::SourceDirectory`], but fails with `LOOP` if any component of the path is a symbolic link.
    RealDirectory,
}

/// What there is to know about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// What sort of file it is.
    pub kind: FileKind,
    /// The permission bits (the lowest twelve of the mode).
    pub mode: u32,
    /// The owner's user id.
    pub owner: u32,
    /// The device it is on.
    pub device: u64,
    /// Its number on the device.
    pub inode: u64,
    /// Its size in bytes.
    pub size: u64,
    /// When its content changed last, in nanoseconds since the epoch. Anybody who may write to it can set this.
    pub modified: i64,
    /// When its content or its attributes changed last, in nanoseconds since the epoch. Nobody can set this.
    pub changed: i64,
}

/// The sorts of file that make a difference here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    Regular,
    /// A directory.
    Directory,
    /// A pipe, a socket, a device, a symbolic link.
    Other,
}

/// How a file system keeps change times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeClock {
    /// A change after somebody looked is never stamped with a time that was already seen.
    Fine,
    /// Two changes within two seconds may carry the same time.
    Coarse,
    /// Times come from another machine or another program, and may be late.
    Remote,
}
