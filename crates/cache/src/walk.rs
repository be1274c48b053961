//! Everything in a room, for inspection and for cleaning.

use std::cell::Cell;
use std::ffi::OsString;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use rustix::io::Errno;

use crate::files::{FileKind, Files, Open};
use crate::layout::{FiledName, INDEX, Room, TemporaryName, is_shard};
use crate::publish::remove_any;

/// What was removed, or would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// How many files.
    pub files: u64,
    /// Their size in bytes.
    pub bytes: u64,
}

/// A file in a shard.
pub(crate) struct Found {
    pub(crate) name: OsString,
    /// `None`: a file that is being written, or was left behind.
    pub(crate) key: Option<[u8; 32]>,
    pub(crate) size: u64,
    /// When it was written, in nanoseconds since 1970.
    pub(crate) modified: i64,
    /// As [`Filed::last`].
    pub(crate) last: i64,
}

/// A file in a room, whichever room that is.
pub(crate) struct Filed {
    /// Relative to the cache directory.
    pub(crate) path: PathBuf,
    pub(crate) kind: Room,
    /// As [`Found::key`].
    pub(crate) key: Option<[u8; 32]>,
    pub(crate) size: u64,
    /// As [`Found::modified`].
    pub(crate) modified: i64,
    /// When it was filed, or moved here from the old generation: nanoseconds since the epoch.
    pub(crate) last: i64,
}

/// How long removing may take: for a time, and for some files whatever the time, since a busy machine would never get on
/// with it otherwise.
pub(crate) struct Patience {
    until: Instant,
    files: Cell<u32>,
}

impl Patience {
    /// A file is removed in some microseconds.
    const FEWEST: u32 = 32;

    pub(crate) fn of(time: Duration) -> Self {
        Self { until: Instant::now() + time, files: Cell::new(Self::FEWEST) }
    }

    /// To be asked before each file.
    pub(crate) fn is_over(&self) -> bool {
        let left = self.files.replace(self.files.get().saturating_sub(1));
        left == 0 && Instant::now() >= self.until
    }
}

impl Total {
    pub(crate) const fn add(&mut self, size: u64) {
        self.files += 1;
        self.bytes += size;
    }
}

/// The keys and sizes of all that is filed in a room, in ascending order. What cannot be listed is left out.
pub(crate) fn filed(files: &dyn Files, room: BorrowedFd<'_>, kind: Room) -> Vec<([u8; 32], u64)> {
    let mut all: Vec<_> = all(files, room, kind).filter_map(|found| found.key.map(|key| (key, found.size))).collect();
    all.sort_unstable();
    all
}

/// Every file of ours in a room, in no order. What cannot be listed is left out.
pub(crate) fn all(files: &dyn Files, room: BorrowedFd<'_>, kind: Room) -> impl Iterator<Item = Found> {
    shards(files, room)
        .filter_map(move |name| files.open(room, name.as_ref(), Open::Directory).ok())
        .flat_map(move |shard| found(files, &shard, kind))
}

/// Removes all that is filed in a room or was left behind there, unless `dry_run`. Names that are not ours stay.
pub(crate) fn clean(files: &dyn Files, room: BorrowedFd<'_>, kind: Room, dry_run: bool, total: &mut Total) {
    for name in shards(files, room) {
        let Ok(shard) = files.open(room, name.as_ref(), Open::Directory) else {
            // No directory, so no shard, though it has the name of one.
            if !dry_run {
                let _ = files.remove(room, name.as_ref(), FileKind::Other);
            }
            continue;
        };
        for found in found(files, &shard, kind) {
            if dry_run || remove_any(files, shard.as_fd(), found.name.as_ref()).is_ok() {
                total.add(found.size);
            }
        }
        if !dry_run {
            // Stays if something else is in it.
            let _ = files.remove(room, name.as_ref(), FileKind::Directory);
        }
    }
    if kind == Room::Packs && !dry_run {
        let _ = files.remove(room, Path::new(INDEX), FileKind::Regular);
    }
}

/// Everything in the room at a path below the cache directory, what was left behind included.
pub(crate) fn everything(files: &dyn Files, root: BorrowedFd<'_>, path: &Path, kind: Room) -> Vec<Filed> {
    let Ok(room) = files.open(root, path, Open::Directory) else { return Vec::new() };
    let opened = shards(files, room.as_fd()).filter_map(|name| {
        let shard = files.open(room.as_fd(), name.as_ref(), Open::Directory).ok()?;
        Some((path.join(name), shard))
    });
    opened
        .flat_map(|(place, shard)| {
            let filed = found(files, &shard, kind).into_iter();
            filed.map(move |Found { name, key, size, modified, last }| Filed {
                path: place.join(name),
                kind,
                key,
                size,
                modified,
                last,
            })
        })
        .collect()
}

/// The files of a room, each with its open shard.
pub(crate) fn files_of<'a>(
    files: &'a dyn Files,
    room: BorrowedFd<'a>,
    kind: Room,
) -> impl Iterator<Item = (Rc<OwnedFd>, OsString)> + 'a {
    let opened = shards(files, room).filter_map(move |name| files.open(room, name.as_ref(), Open::Directory).ok());
    opened.flat_map(move |shard| {
        let shard = Rc::new(shard);
        let names = files.list(shard.as_fd()).unwrap_or_default().into_iter();
        let filed = names.filter(move |name| FiledName::parse(kind, name).is_some());
        filed.map(move |name| (Rc::clone(&shard), name)).collect::<Vec<_>>()
    })
}

/// Removes a file, or a directory with all that is in it, as far as patience goes.
pub(crate) fn remove_within(files: &dyn Files, dir: BorrowedFd<'_>, name: &Path, patience: &Patience) {
    // What unlink says to a directory: Linux the one, POSIX the other.
    if !matches!(files.remove(dir, name, FileKind::Regular), Err(Errno::ISDIR | Errno::PERM)) {
        return;
    }
    if let Ok(inner) = files.open(dir, name, Open::Directory) {
        for child in files.list(inner.as_fd()).unwrap_or_default() {
            if patience.is_over() {
                return;
            }
            remove_within(files, inner.as_fd(), child.as_ref(), patience);
        }
    }
    // Stays if something is still in it.
    let _ = files.remove(dir, name, FileKind::Directory);
}

fn shards(files: &dyn Files, room: BorrowedFd<'_>) -> impl Iterator<Item = OsString> {
    files.list(room).unwrap_or_default().into_iter().filter(|name| is_shard(name))
}

fn found(files: &dyn Files, shard: &OwnedFd, kind: Room) -> Vec<Found> {
    let names = files.list(shard.as_fd()).unwrap_or_default().into_iter();
    names.filter_map(|name| look_at(files, shard, kind, name)).collect()
}

fn look_at(files: &dyn Files, shard: &OwnedFd, kind: Room, name: OsString) -> Option<Found> {
    let key = FiledName::parse(kind, &name);
    if key.is_none() && !TemporaryName::matches(&name) {
        return None;
    }
    let facts = files.stat_at(shard.as_fd(), Path::new(&name), false).ok()?;
    let size = if facts.kind == FileKind::Regular { facts.size } else { 0 };
    let last = facts.modified.max(facts.changed);
    Some(Found { name, key, size, modified: facts.modified, last })
}
