//! Has a source changed? A stamp is remembered beside a digest, so that an unchanged file need not be read again.
//!
//! A stamp is given only if it proves something: the file looked the same before and after it was read, and a later change
//! cannot leave the stamp as it is. Restored modification times do not deceive it, since nobody can set the change time.

use std::io;
use std::ops::Add;
use std::os::fd::{AsFd as _, OwnedFd};
use std::path::Path;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};
use std::time::Duration;

use parbake_bmes::Digest;
use rustix::io::Errno;

use crate::files::{CWD, Facts, FileKind, Files, Open, OsFiles};
use crate::pack::{Probe, ProbeState};

mod settled;

use settled::Clocks;

/// The identity of one state of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// The device the file is on.
    pub device: u64,
    /// Its number on the device.
    pub inode: u64,
    /// Its size in bytes.
    pub size: u64,
    /// Its modification time in nanoseconds since the epoch.
    pub mtime_ns: i64,
    /// Its change time in nanoseconds since the epoch.
    pub ctime_ns: i64,
}

/// A source, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// The whole content.
    pub bytes: Vec<u8>,
    /// The digest of the content.
    pub digest: Digest,
    /// Stands for the digest from now on; `None` if it could not be relied on.
    pub stamp: Option<Stamp>,
}

/// Reads and stamps files. One for the whole process suffices: the functions of this module use it.
pub struct Stamper {
    files: Arc<dyn Files>,
    clocks: Clocks,
    /// Held while a file is open; alone by who finds no descriptor left: those of the other readers come back.
    descriptors: RwLock<()>,
}

/// A moment of the clock that stamps files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(i64);

static MACHINE: LazyLock<Stamper> = LazyLock::new(|| Stamper::new(Arc::new(OsFiles)));

/// Reads a source with its digest and its stamp.
///
/// # Errors
/// As [`std::fs::read`].
pub fn read(path: &Path) -> io::Result<ReadFile> {
    MACHINE.read(path)
}

/// What has to stay as it is at `path` for a resolution to stay true, given that the resolution was made after `began`.
/// `None` if that cannot be said.
#[must_use]
pub fn probe(path: &Path, began: Moment) -> Option<Probe> {
    MACHINE.probe(path, began)
}

impl Moment {
    /// Now.
    #[must_use]
    pub fn now() -> Self {
        Self(MACHINE.files.now())
    }
}

impl Add<Duration> for Moment {
    type Output = Self;

    fn add(self, later: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(later.as_nanos()).unwrap_or(i64::MAX)))
    }
}

impl Stamp {
    /// Whether the file at `path` is still the one that was stamped. Follows symbolic links.
    #[must_use]
    pub fn still_holds(&self, path: &Path) -> bool {
        OsFiles.stat_at(CWD, path, true).is_ok_and(|facts| self.matches(&facts))
    }

    pub(crate) fn matches(&self, facts: &Facts) -> bool {
        facts.kind == FileKind::Regular && *self == Self::from(facts)
    }
}

impl From<&Facts> for Stamp {
    fn from(facts: &Facts) -> Self {
        let Facts { kind: _, mode: _, owner: _, device, inode, size, modified, changed } = *facts;
        Self { device, inode, size, mtime_ns: modified, ctime_ns: changed }
    }
}

impl Stamper {
    /// A stamper over `files`.
    #[must_use]
    pub fn new(files: Arc<dyn Files>) -> Self {
        Self { files, clocks: Clocks::default(), descriptors: RwLock::default() }
    }

    /// As the function [`read`].
    ///
    /// # Errors
    /// As [`std::fs::read`].
    pub fn read(&self, path: &Path) -> io::Result<ReadFile> {
        let among_others = self.descriptors.read().unwrap_or_else(PoisonError::into_inner);
        let file = match self.files.open(CWD, path, Open::Source) {
            Err(Errno::MFILE | Errno::NFILE) => {
                drop(among_others);
                let _alone = self.descriptors.write().unwrap_or_else(PoisonError::into_inner);
                let file = self.files.open(CWD, path, Open::Source)?;
                return self.read_opened(&file);
            }
            file => file?,
        };
        self.read_opened(&file)
    }

    fn read_opened(&self, file: &OwnedFd) -> io::Result<ReadFile> {
        let before = self.files.stat(file.as_fd())?;
        // A write may have set the times already, but not yet the content.
        let waited = before.kind == FileKind::Regular && self.files.wait_for_writers(file.as_fd()).is_ok();
        let mut bytes = Vec::new();
        self.append(file.as_fd(), usize::try_from(before.size).unwrap_or(0), &mut bytes)?;
        let mut after = self.files.stat(file.as_fd())?;
        if after != before || !is_whole(&before, &bytes) {
            // What grew while it was read, and what has no size (pipes), is read to its end.
            while self.append(file.as_fd(), 1 << 16, &mut bytes)? > 0 {}
            after = self.files.stat(file.as_fd())?;
        }
        let agree = waited && after == before && is_whole(&before, &bytes);
        let settled = agree && self.clocks.is_settled(self.files.as_ref(), file.as_fd(), &after);
        Ok(ReadFile { digest: Digest::of(&bytes), stamp: settled.then(|| Stamp::from(&after)), bytes })
    }

    /// As the function [`probe`].
    #[must_use]
    pub fn probe(&self, path: &Path, began: Moment) -> Option<Probe> {
        let state = match self.files.stat_at(CWD, path, false) {
            Err(Errno::NOENT | Errno::NOTDIR) => ProbeState::Absent,
            Err(_) => return None,
            Ok(facts) if facts.kind == FileKind::Regular => {
                self.was_settled(path, &facts, began)?;
                let read = self.read(path).ok()?;
                ProbeState::Present(Some(Stamp::from(&facts)), read.digest)
            }
            Ok(facts) if facts.kind == FileKind::Other => {
                let target = self.files.read_link(CWD, path).ok()?;
                self.was_settled(path.parent()?, &facts, began)?;
                ProbeState::Link(target)
            }
            Ok(_) => return None,
        };
        Some(Probe { path: path.to_owned(), state })
    }

    /// Reads up to `count` bytes and appends them.
    fn append(&self, file: std::os::fd::BorrowedFd<'_>, count: usize, bytes: &mut Vec<u8>) -> io::Result<usize> {
        let start = bytes.len();
        bytes.try_reserve_exact(count).map_err(|_| io::ErrorKind::OutOfMemory)?;
        bytes.resize(start + count, 0);
        let read = crate::files::read_full(self.files.as_ref(), file, &mut bytes[start..])?;
        bytes.truncate(start + read);
        Ok(read)
    }

    /// `Some` if what has these facts had not changed for long enough when `began` was, so that whoever looked afterwards saw
    /// what is there now. `on_device` names something on the same file system.
    fn was_settled(&self, on_device: &Path, facts: &Facts, began: Moment) -> Option<()> {
        let file = self.files.open(CWD, on_device, Open::Source).ok()?;
        self.clocks.was_settled(self.files.as_ref(), file.as_fd(), facts, began.0).then_some(())
    }
}

fn is_whole(facts: &Facts, bytes: &[u8]) -> bool {
    facts.kind == FileKind::Regular && facts.size > 0 && facts.size == bytes.len() as u64
}
