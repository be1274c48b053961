//! Which builds of the engine still exist, so that what the others have left goes first.
//!
//! Each executable that files something notes which build it is, in a file named after its path. A build that no executable
//! claims any more was replaced or removed, and nobody will ever read what it filed.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use parbake_bmes::{BuildId, peek};

use crate::bounds::Bounds;
use crate::buffer::Buffer;
use crate::files::{CWD, FileKind, Files, Open, write_full};
use crate::layout::{BUILDS, OLD, Room, TemporaryNames};
use crate::pack;
use crate::rooms::read_file;
use crate::walk::{self, Patience};

/// No path is longer (`PATH_MAX` is 4096 on Linux).
const MOST_BYTES: u64 = 8 << 10;

/// Enough of a file to know the build that wrote it.
const HEAD_BYTES: usize = 256;

const _: () = assert!(pack::PackHeader::LENGTH <= HEAD_BYTES && parbake_bmes::HEADER_SIZE <= HEAD_BYTES);

/// Notes that `executable` is this build, if that is news.
pub(crate) fn note(
    files: &dyn Files,
    root: BorrowedFd<'_>,
    names: &TemporaryNames,
    build: &BuildId,
    executable: &Path,
) {
    let name = format!("{BUILDS}/{}", blake3::hash(executable.as_os_str().as_bytes()).to_hex());
    let content = [&build.0[..], executable.as_os_str().as_bytes()].concat();
    let known = read_file(files, root, name.as_ref(), MOST_BYTES);
    if known.is_ok_and(|known| known.bytes() == content) {
        return;
    }
    let _ = files.make_dir(root, Path::new(BUILDS));
    let temporary = names.next();
    let written = files.open(root, temporary.as_path(), Open::Create).and_then(|file| {
        write_full(files, file.as_fd(), &content)?;
        files.rename(root, temporary.as_path(), name.as_ref())
    });
    if written.is_err() {
        // A build that is not noted counts as one that does not exist: its files go first.
        let _ = files.remove(root, temporary.as_path(), FileKind::Regular);
    }
}

/// The builds whose executables are still there.
pub(crate) fn living(files: &dyn Files, root: BorrowedFd<'_>) -> HashSet<BuildId> {
    let Ok(directory) = files.open(root, Path::new(BUILDS), Open::Directory) else { return HashSet::new() };
    let names = files.list(directory.as_fd()).unwrap_or_default().into_iter();
    names
        .filter_map(|name| {
            let buffer = read_file(files, directory.as_fd(), name.as_ref(), MOST_BYTES).ok()?;
            let (build, path) = buffer.bytes().split_first_chunk::<32>()?;
            let executable = Path::new(OsStr::from_bytes(path));
            files.stat_at(CWD, executable, true).ok().map(|_| BuildId(*build))
        })
        .collect()
}

/// Removes what builds have filed that do not exist any more. Stops when patience is over.
pub(crate) fn remove_dead(bounds: &Bounds<'_>, patience: &Patience) {
    let living = living(bounds.files, bounds.root);
    for generation in [OLD, ""] {
        for room in Room::ALL {
            let path: PathBuf = Path::new(generation).join(room.directory());
            let Ok(directory) = bounds.files.open(bounds.root, &path, Open::Directory) else { continue };
            for (shard, name) in walk::files_of(bounds.files, directory.as_fd(), room) {
                if patience.is_over() {
                    return;
                }
                let build = build_of(bounds.files, shard.as_fd(), room, name.as_ref());
                if build.is_none_or(|build| build != bounds.build && !living.contains(&build)) {
                    let _ = bounds.files.remove(shard.as_fd(), name.as_ref(), FileKind::Regular);
                }
            }
        }
    }
}

/// The build that a file says has written it. It is not checked: whatever it says, all that can happen is that it is removed.
pub(crate) fn build_of(files: &dyn Files, dir: BorrowedFd<'_>, room: Room, path: &Path) -> Option<BuildId> {
    let file = files.open(dir, path, Open::Read).ok()?;
    let head = Buffer::read(files, file.as_fd(), HEAD_BYTES).ok()?;
    match room {
        Room::Entries => peek(head.bytes()).ok().map(|claims| claims.build_id()),
        Room::Packs => pack::PackHeader::build(head.bytes()),
    }
}
