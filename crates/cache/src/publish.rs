//! Writing: a file appears under its name complete or not at all.

use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::io::Errno;

use crate::Reason;
use crate::files::{FileKind, Files, Open, write_full};
use crate::layout::{FiledName, TemporaryNames};

/// No damage is nested deeper than this; what is, stays.
const MAX_DEPTH: u32 = 32;

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// Filed what was not there.
    Created,
    /// Filed it over something that a lookup refuses for this reason.
    Repaired(Reason),
    /// Filed it again, because the policy asks for it.
    Refreshed,
    /// Nothing: a healthy file was there.
    Kept,
}

/// Files `bytes` under a name in a room. There is no fsync: a file that a power failure tore fails its check.
pub(crate) fn file_away(
    files: &dyn Files,
    room: BorrowedFd<'_>,
    names: &TemporaryNames,
    name: &FiledName,
    bytes: &[u8],
) -> Result<(), Reason> {
    let shard = open_shard(files, room, name.shard()).map_err(write_reason)?;
    place_file(files, shard.as_fd(), names, name.file(), bytes).map_err(write_reason)
}

/// Writes a file under a temporary name and renames it. On every error the temporary file is removed.
pub(crate) fn place_file(
    files: &dyn Files,
    dir: BorrowedFd<'_>,
    names: &TemporaryNames,
    name: &Path,
    bytes: &[u8],
) -> Result<(), Errno> {
    let temporary = names.next();
    let file = files.open(dir, temporary.as_path(), Open::Create)?;
    let written = write_full(files, file.as_fd(), bytes);
    drop(file);
    let placed = written.and_then(|()| rename_over(files, dir, temporary.as_path(), name));
    if placed.is_err() {
        let _ = files.remove(dir, temporary.as_path(), FileKind::Regular);
    }
    placed
}

/// Removes whatever has a name: a file, a link, a directory with all that is in it. Follows no link.
pub(crate) fn remove_any(files: &dyn Files, dir: BorrowedFd<'_>, name: &Path) -> Result<(), Errno> {
    remove_within(files, dir, name, MAX_DEPTH)
}

/// Why writing failed.
pub(crate) const fn write_reason(error: Errno) -> Reason {
    match error {
        Errno::ROFS | Errno::ACCESS | Errno::PERM => Reason::ReadOnly,
        _ => Reason::IoError,
    }
}

fn rename_over(files: &dyn Files, dir: BorrowedFd<'_>, from: &Path, to: &Path) -> Result<(), Errno> {
    match files.rename(dir, from, to) {
        // A directory is in the way.
        Err(Errno::ISDIR | Errno::NOTEMPTY | Errno::EXIST) => {
            remove_any(files, dir, to)?;
            files.rename(dir, from, to)
        }
        renamed => renamed,
    }
}

/// Opens the directory of a file, and makes it if it is not there, or if something else is there.
fn open_shard(files: &dyn Files, room: BorrowedFd<'_>, shard: &Path) -> Result<OwnedFd, Errno> {
    match files.open(room, shard, Open::Directory) {
        Err(Errno::NOENT) => {}
        Err(Errno::NOTDIR | Errno::LOOP | Errno::MLINK) => files.remove(room, shard, FileKind::Other)?,
        opened => return opened,
    }
    match files.make_dir(room, shard) {
        Ok(()) | Err(Errno::EXIST) => files.open(room, shard, Open::Directory),
        Err(error) => Err(error),
    }
}

fn remove_within(files: &dyn Files, dir: BorrowedFd<'_>, name: &Path, depth: u32) -> Result<(), Errno> {
    match files.remove(dir, name, FileKind::Regular) {
        // What unlink says to a directory: Linux the one, POSIX the other.
        Err(Errno::ISDIR | Errno::PERM) => {}
        removed => return removed,
    }
    match files.remove(dir, name, FileKind::Directory) {
        Err(Errno::NOTEMPTY | Errno::EXIST) => {}
        removed => return removed,
    }
    let depth = depth.checked_sub(1).ok_or(Errno::NOTEMPTY)?;
    let inner = files.open(dir, name, Open::Directory)?;
    for child in files.list(inner.as_fd())? {
        remove_within(files, inner.as_fd(), child.as_ref(), depth)?;
    }
    files.remove(dir, name, FileKind::Directory)
}
