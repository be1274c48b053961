//! The open directories of a cache. Each was checked through its handle when it was opened; all later work is relative to
//! the handles, so that nothing on the way to them matters any more.

use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::io::Errno;

use crate::Reason;
use crate::buffer::Buffer;
use crate::directory::{self, Fault};
use crate::files::{CWD, FileKind, Files, Open, write_full};
use crate::layout::{CACHEDIR_TAG, FiledName, Room};

/// The open directories. A room that cannot be used does not keep the other from being used.
pub(crate) struct Rooms {
    entries: Result<OwnedFd, Fault>,
    programs: Result<OwnedFd, Fault>,
}

impl Rooms {
    /// Opens the rooms in a cache directory, and makes what is missing if `create`.
    pub(crate) fn open(files: &dyn Files, cache_dir: &Path, create: bool) -> Result<Self, Fault> {
        if !create {
            let root = directory::open_private(files, CWD, cache_dir)?;
            let open = |room: Room| directory::open_private(files, root.as_fd(), room.directory());
            return Ok(Self { entries: open(Room::Entries), programs: open(Room::Programs) });
        }
        let (root, made) = directory::open_or_make_private(files, CWD, cache_dir)?;
        let entries = match directory::open_private(files, root.as_fd(), Room::Entries.directory()) {
            Err(Fault::Missing) => {
                mark(files, root.as_fd(), made);
                directory::open_or_make_private(files, root.as_fd(), Room::Entries.directory()).map(|(dir, _)| dir)
            }
            opened => opened,
        };
        let programs = directory::open_or_make_private(files, root.as_fd(), Room::Programs.directory());
        Ok(Self { entries, programs: programs.map(|(dir, _)| dir) })
    }

    pub(crate) fn handle(&self, room: Room) -> Result<BorrowedFd<'_>, Reason> {
        match room {
            Room::Entries => &self.entries,
            Room::Programs => &self.programs,
        }
        .as_ref()
        .map(OwnedFd::as_fd)
        .map_err(|fault| fault.reason())
    }

    /// Reads a filed file into private memory.
    pub(crate) fn read(&self, files: &dyn Files, room: Room, name: &FiledName, limit: u64) -> Result<Buffer, Reason> {
        read_file(files, self.handle(room)?, name.as_path(), limit)
    }
}

/// Reads a file of ours whole: openat, fstat, read, close.
pub(crate) fn read_file(files: &dyn Files, dir: BorrowedFd<'_>, path: &Path, limit: u64) -> Result<Buffer, Reason> {
    let file = files.open(dir, path, Open::Read).map_err(|error| match error {
        Errno::NOENT => Reason::Absent,
        // A symbolic link, a file in the place of a shard, a socket or a device without a driver.
        Errno::LOOP | Errno::MLINK | Errno::NOTDIR | Errno::NXIO | Errno::NODEV => Reason::NotAFile,
        _ => Reason::IoError,
    })?;
    let facts = files.stat(file.as_fd()).map_err(|_| Reason::IoError)?;
    if facts.kind != FileKind::Regular {
        return Err(Reason::NotAFile);
    }
    directory::check_ours(&facts).map_err(Fault::reason)?;
    if facts.size > limit {
        return Err(Reason::TooLarge);
    }
    let length = usize::try_from(facts.size).map_err(|_| Reason::TooLarge)?;
    let buffer = Buffer::read(files, file.as_fd(), length).map_err(|_| Reason::IoError)?;
    if buffer.bytes().len() < length { Err(Reason::Truncated) } else { Ok(buffer) }
}

/// Marks a directory as a cache, if it is one of ours for certain: made just now, or empty. A directory with other things in
/// it is never marked, since backups leave out what is.
fn mark(files: &dyn Files, root: BorrowedFd<'_>, made: bool) {
    if made || files.list(root).is_ok_and(|names| names.is_empty()) {
        let (name, content) = CACHEDIR_TAG;
        // A cache without the mark is a cache all the same.
        if let Ok(file) = files.open(root, name.as_ref(), Open::Create) {
            let _ = write_full(files, file.as_fd(), content);
        }
    }
}
