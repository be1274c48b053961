//! The open directories of a cache. Each was checked through its handle when it was opened; all later work is relative to
//! the handles, so that nothing on the way to them matters any more.

use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rustix::io::Errno;

use crate::Reason;
use crate::buffer::Buffer;
use crate::directory::{self, Fault};
use crate::files::{CWD, Facts, FileKind, Files, Open, write_full};
use crate::layout::{CACHEDIR_TAG, FiledName, OLD, Room};

/// The open directories. Each room is opened, and made, when it is first used; one that cannot be used does not keep the
/// other from being used.
pub(crate) struct Rooms {
    /// Shared with whoever makes a mark for the quarantine.
    root: Arc<OwnedFd>,
    create: bool,
    entries: OnceLock<Result<OwnedFd, Fault>>,
    packs: OnceLock<Result<OwnedFd, Fault>>,
}

/// A program needs descriptors more than the cache does. Where fewer than this are left, the cache takes none.
const FEWEST_DESCRIPTORS: u64 = 32;

impl Rooms {
    /// Opens a cache directory, and makes it if it is missing and `create`.
    pub(crate) fn open(files: &dyn Files, cache_dir: &Path, create: bool) -> Result<Self, Fault> {
        let root = if create {
            let (root, made) = directory::open_or_make_private(files, CWD, cache_dir)?;
            if made {
                mark(files, root.as_fd());
            }
            root
        } else {
            directory::open_private(files, CWD, cache_dir)?
        };
        check_descriptors(files, root.as_fd())?;
        Ok(Self { root: Arc::new(root), create, entries: OnceLock::new(), packs: OnceLock::new() })
    }

    /// The cache directory, for whoever keeps it.
    pub(crate) const fn shared_root(&self) -> &Arc<OwnedFd> {
        &self.root
    }

    /// The cache directory itself.
    pub(crate) fn root(&self) -> BorrowedFd<'_> {
        self.root.as_fd()
    }

    pub(crate) fn handle(&self, files: &dyn Files, room: Room) -> Result<BorrowedFd<'_>, Reason> {
        let place = match room {
            Room::Entries => &self.entries,
            Room::Packs => &self.packs,
        };
        let opened = place.get_or_init(|| self.open_room(files, room));
        opened.as_ref().map(OwnedFd::as_fd).map_err(|fault| fault.reason())
    }

    /// The room as it is now: another process may have made it the old one, and begun a new one.
    pub(crate) fn open_again(&self, files: &dyn Files, room: Room) -> Result<OwnedFd, Reason> {
        self.open_room(files, room).map_err(Fault::reason)
    }

    /// A room that is missing from a directory that was there before: the directory is marked if it is empty.
    fn open_room(&self, files: &dyn Files, room: Room) -> Result<OwnedFd, Fault> {
        let root = self.root.as_fd();
        match directory::open_private(files, root, room.directory()) {
            Err(Fault::Missing) if self.create => {
                if files.list(root).is_ok_and(|names| names.is_empty()) {
                    mark(files, root);
                }
                directory::open_or_make_private(files, root, room.directory()).map(|(dir, _)| dir)
            }
            opened => opened,
        }
    }

    /// Reads a filed file into private memory.
    pub(crate) fn read(&self, files: &dyn Files, room: Room, name: &FiledName, limit: u64) -> Result<Buffer, Reason> {
        read_file(files, self.handle(files, room)?, name.as_path(), limit)
    }

    /// As [`Rooms::read`], from the old generation.
    pub(crate) fn read_old(
        &self,
        files: &dyn Files,
        room: Room,
        name: &FiledName,
        limit: u64,
    ) -> Result<Buffer, Reason> {
        read_file(files, self.root.as_fd(), &Path::new(OLD).join(name.within(room)), limit)
    }
}

/// Reads a file of ours whole: openat, fstat, read, close.
pub(crate) fn read_file(files: &dyn Files, dir: BorrowedFd<'_>, path: &Path, limit: u64) -> Result<Buffer, Reason> {
    read_opened(files, opened_file(files, dir, path)?.as_fd(), limit, directory::check_ours)
}

/// Reads a file whole, whoever it belongs to.
pub(crate) fn read_any(files: &dyn Files, dir: BorrowedFd<'_>, path: &Path, limit: u64) -> Result<Buffer, Reason> {
    read_opened(files, opened_file(files, dir, path)?.as_fd(), limit, |_| Ok(()))
}

pub(crate) fn opened_file(files: &dyn Files, dir: BorrowedFd<'_>, path: &Path) -> Result<OwnedFd, Reason> {
    files.open(dir, path, Open::Read).map_err(|error| match error {
        Errno::NOENT => Reason::Absent,
        // A symbolic link, a file in the place of a shard, a socket or a device without a driver.
        Errno::LOOP | Errno::MLINK | Errno::NOTDIR | Errno::NXIO | Errno::NODEV => Reason::NotAFile,
        _ => Reason::IoError,
    })
}

/// Reads an open file whole, if `check` has nothing against whose it is.
pub(crate) fn read_opened(
    files: &dyn Files,
    file: BorrowedFd<'_>,
    limit: u64,
    check: fn(&Facts) -> Result<(), Fault>,
) -> Result<Buffer, Reason> {
    let facts = files.stat(file).map_err(|_| Reason::IoError)?;
    if facts.kind != FileKind::Regular {
        return Err(Reason::NotAFile);
    }
    check(&facts).map_err(Fault::reason)?;
    if facts.size > limit {
        return Err(Reason::TooLarge);
    }
    let length = usize::try_from(facts.size).map_err(|_| Reason::TooLarge)?;
    let buffer = Buffer::read(files, file, length).map_err(|_| Reason::IoError)?;
    if buffer.bytes().len() < length { Err(Reason::Truncated) } else { Ok(buffer) }
}

/// Fails where the program would be left with too few descriptors.
fn check_descriptors(files: &dyn Files, root: BorrowedFd<'_>) -> Result<(), Fault> {
    let enough = files.descriptors_left(root) >= FEWEST_DESCRIPTORS;
    if enough { Ok(()) } else { Err(Fault::System(Errno::MFILE)) }
}

/// Marks a directory as a cache: one that is ours for certain, made just now or empty. A directory with other things in it
/// is never marked, since backups leave out what is.
fn mark(files: &dyn Files, root: BorrowedFd<'_>) {
    let (name, content) = CACHEDIR_TAG;
    // A cache without the mark is a cache all the same.
    if let Ok(file) = files.open(root, name.as_ref(), Open::Create) {
        let _ = write_full(files, file.as_fd(), content);
    }
}
