//! Directories that only we can write to, checked through the open handle so that nothing can change in between.

use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::Path;
use std::sync::LazyLock;

use rustix::io::Errno;
use thiserror::Error;

use crate::Reason;
use crate::files::{Facts, FileKind, Files, Open};

/// Write permission for the group or for everybody.
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// Asked once: a lookup makes no system call that it can do without.
static USER: LazyLock<u32> = LazyLock::new(|| rustix::process::geteuid().as_raw());

/// Why a directory or the key file is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Fault {
    /// It does not exist, and may not be created.
    #[error("it does not exist")]
    Missing,
    /// It is not what it should be: a symbolic link, a file instead of a directory or the other way round.
    #[error("it is not a {0}")]
    WrongKind(&'static str),
    /// It has not the content it should have.
    #[error("it is damaged")]
    Damaged,
    /// Another user owns it.
    #[error("it belongs to another user (user id {owner})")]
    Foreign {
        /// The owner's user id.
        owner: u32,
    },
    /// Other users have more permissions than they may have.
    #[error("its permissions ({mode:04o}) are too wide")]
    TooWide {
        /// The permission bits.
        mode: u32,
    },
    /// A system call failed.
    #[error("{0}")]
    System(Errno),
}

impl Fault {
    /// The reason of the misses that follow.
    #[must_use]
    pub const fn reason(self) -> Reason {
        match self {
            Self::Missing => Reason::Absent,
            Self::WrongKind(_) => Reason::NotAFile,
            Self::Damaged => Reason::Corrupt,
            Self::Foreign { .. } | Self::TooWide { .. } => Reason::Untrusted,
            Self::System(Errno::ROFS) => Reason::ReadOnly,
            Self::System(_) => Reason::IoError,
        }
    }
}

/// Opens a directory that is ours alone.
pub(crate) fn open_private(files: &dyn Files, dir: BorrowedFd<'_>, path: &Path) -> Result<OwnedFd, Fault> {
    // Without the trailing slash and dot, behind which a symbolic link would be followed.
    let path = path.components().as_path();
    let handle = files.open(dir, path, Open::Directory).map_err(|error| match error {
        Errno::NOENT => Fault::Missing,
        Errno::NOTDIR | Errno::LOOP | Errno::MLINK => Fault::WrongKind("directory"),
        error => Fault::System(error),
    })?;
    check_private(&files.stat(handle.as_fd()).map_err(Fault::System)?)?;
    Ok(handle)
}

/// As [`open_private`], but makes the directory, and those above it, if it does not exist. Tells whether it was made.
pub(crate) fn open_or_make_private(
    files: &dyn Files,
    dir: BorrowedFd<'_>,
    path: &Path,
) -> Result<(OwnedFd, bool), Fault> {
    match open_private(files, dir, path) {
        Err(Fault::Missing) => {
            make_with_parents(files, dir, path).map_err(Fault::System)?;
            open_private(files, dir, path).map(|handle| (handle, true))
        }
        opened => opened.map(|handle| (handle, false)),
    }
}

/// The user id that this process acts as.
pub(crate) fn user() -> u32 {
    *USER
}

/// Whether this process acts for somebody else than whoever started it.
pub(crate) fn has_other_rights() -> bool {
    use rustix::process::{getegid, getgid, getuid};
    getuid().as_raw() != *USER || getgid() != getegid()
}

/// Nobody but us owns or may write to what has these facts.
pub(crate) fn check_ours(facts: &Facts) -> Result<(), Fault> {
    if facts.owner != *USER {
        return Err(Fault::Foreign { owner: facts.owner });
    }
    if facts.mode & WRITABLE_BY_OTHERS != 0 {
        return Err(Fault::TooWide { mode: facts.mode });
    }
    Ok(())
}

fn check_private(facts: &Facts) -> Result<(), Fault> {
    if facts.kind != FileKind::Directory {
        return Err(Fault::WrongKind("directory"));
    }
    check_ours(facts)
}

/// The first attempt nearly always suffices. A parent that cannot be made shows when the last one is tried again.
fn make_with_parents(files: &dyn Files, dir: BorrowedFd<'_>, path: &Path) -> Result<(), Errno> {
    let mut made = files.make_dir(dir, path);
    if made == Err(Errno::NOENT) {
        let parents: Vec<&Path> = path.ancestors().skip(1).filter(|part| !part.as_os_str().is_empty()).collect();
        for parent in parents.into_iter().rev() {
            let _ = files.make_dir(dir, parent);
        }
        made = files.make_dir(dir, path);
    }
    if made == Err(Errno::EXIST) { Ok(()) } else { made }
}
