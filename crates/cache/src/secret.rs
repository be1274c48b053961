//! The secret of the tags: 32 random bytes, made once, kept apart from the cache.

use std::os::fd::{AsFd as _, BorrowedFd};
use std::path::Path;

use parbake_bmes::TagKey;
use rustix::io::Errno;

use crate::directory::{self, Fault};
use crate::files::{CWD, FileKind, Files, Open, read_full, write_full};
use crate::layout::{TemporaryName, TemporaryNames};

/// The name of the file in the state directory.
const FILE: &str = "tag-key";

/// Nobody but the owner may do anything with the key.
const ANY_ACCESS_OF_OTHERS: u32 = 0o077;

/// The keys of the two kinds of file. They differ, so that no file of one kind can pass for one of the other.
pub(crate) struct Keys {
    pub(crate) entries: TagKey,
    pub(crate) packs: TagKey,
    /// Of entries that are shared before there is a pack.
    pub(crate) company: TagKey,
}

impl Keys {
    fn from_secret(secret: &[u8; 32]) -> Self {
        let derive = |context| TagKey::new(blake3::derive_key(context, secret));
        Self {
            entries: derive("parbake 0.1 tag of an entry"),
            packs: derive("parbake 0.1 tag of a pack"),
            company: derive("parbake 0.1 tag of a shared entry"),
        }
    }
}

/// The key of packs that are made to be carried elsewhere. Everybody knows it: it tells damage, not forgery. Such a pack is
/// trusted for where it lies and whose it is, like the program itself.
pub(crate) fn shipping_key() -> TagKey {
    TagKey::new(blake3::derive_key("parbake 0.1 tag of a shipped pack", b""))
}

/// Reads the secret in the state directory, or makes it if `create`.
pub(crate) fn obtain(files: &dyn Files, state_dir: &Path, create: bool) -> Result<Keys, Fault> {
    let dir = if create {
        directory::open_or_make_private(files, CWD, state_dir)?.0
    } else {
        directory::open_private(files, CWD, state_dir)?
    };
    let secret = match read(files, dir.as_fd()) {
        Err(Fault::Damaged) if create => {
            files.remove(dir.as_fd(), FILE.as_ref(), FileKind::Regular).map_err(Fault::System)?;
            make_and_read(files, dir.as_fd())
        }
        Err(Fault::Missing) if create => make_and_read(files, dir.as_fd()),
        read => read,
    }?;
    Ok(Keys::from_secret(&secret))
}

/// Removes what a process left behind that was killed while it made the secret.
pub(crate) fn sweep(files: &dyn Files, state_dir: &Path) {
    let Ok(dir) = directory::open_private(files, CWD, state_dir) else { return };
    for name in files.list(dir.as_fd()).unwrap_or_default().iter().filter(|name| TemporaryName::matches(name)) {
        // What stays is in nobody's way.
        let _ = files.remove(dir.as_fd(), name.as_ref(), FileKind::Regular);
    }
}

fn make_and_read(files: &dyn Files, dir: BorrowedFd<'_>) -> Result<[u8; 32], Fault> {
    make(files, dir).map_err(Fault::System)?;
    read(files, dir)
}

fn read(files: &dyn Files, dir: BorrowedFd<'_>) -> Result<[u8; 32], Fault> {
    let file = files.open(dir, FILE.as_ref(), Open::Read).map_err(|error| match error {
        Errno::NOENT => Fault::Missing,
        Errno::LOOP | Errno::MLINK | Errno::NXIO => Fault::WrongKind("regular file"),
        error => Fault::System(error),
    })?;
    let facts = files.stat(file.as_fd()).map_err(Fault::System)?;
    if facts.kind != FileKind::Regular {
        return Err(Fault::WrongKind("regular file"));
    }
    directory::check_ours(&facts)?;
    if facts.mode & ANY_ACCESS_OF_OTHERS != 0 {
        return Err(Fault::TooWide { mode: facts.mode });
    }
    let mut secret = [0; 32];
    let length = read_full(files, file.as_fd(), &mut secret).map_err(Fault::System)?;
    // After a power failure a file can be shorter than it was written, or zeros: not a secret.
    if facts.size != 32 || length != 32 || secret == [0; 32] { Err(Fault::Damaged) } else { Ok(secret) }
}

/// The file appears under its name complete or not at all, and the first of several processes wins.
fn make(files: &dyn Files, dir: BorrowedFd<'_>) -> Result<(), Errno> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|_| Errno::IO)?;
    let temporary = TemporaryNames::default().next();
    let file = files.open(dir, temporary.as_path(), Open::Create)?;
    let written = write_full(files, file.as_fd(), &secret);
    drop(file);
    let named = written.and_then(|()| files.rename_new(dir, temporary.as_path(), FILE.as_ref()));
    if named.is_err() {
        let _ = files.remove(dir, temporary.as_path(), FileKind::Regular);
    }
    if named == Err(Errno::EXIST) { Ok(()) } else { named }
}
