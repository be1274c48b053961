//! What ended a process, so that the next one leaves it alone.
//!
//! The process that dies makes the mark, in a signal handler, so a mark is as simple as can be: a file named after the
//! program, which holds the keys of the entries that were being decoded, 32 bytes each; zeros stand for all of them. It
//! needs no tag: whoever can write to the directory can make the cache miss in other ways too.

use std::ffi::OsString;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parbake_bmes::{Digest, EntryKey};

use crate::ProgramKey;
use crate::files::{Facts, Files, Open};
use crate::layout::{QUARANTINE, mark_path};
use crate::rooms::read_file;

/// No process dies this often.
const MOST_BYTES: u64 = 1 << 20;

/// How long a mark counts, in nanoseconds: a week. Damage is undone by then and an engine's fault is met again.
const COUNTS_FOR: i64 = 7 * 24 * 3600 * 1_000_000_000;

/// What of a program's cached code is not to be decoded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quarantine {
    everything: bool,
    entries: Vec<EntryKey>,
}

/// A process's mark, as it is filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The program that died.
    pub program: ProgramKey,
    /// It is not too old.
    pub counts: bool,
}

/// Where a process makes its mark if it dies.
#[derive(Debug)]
pub struct MarkPlace {
    /// The cache directory, open.
    pub directory: Arc<OwnedFd>,
    /// The directory of the marks in it, which need not exist.
    pub folder: &'static Path,
    /// The mark, relative to the cache directory.
    pub file: PathBuf,
}

impl Quarantine {
    /// Whether the entry is not to be decoded.
    #[must_use]
    pub fn covers(&self, entry: &EntryKey) -> bool {
        self.everything || self.entries.contains(entry)
    }

    /// Whether nothing of the program's is to be decoded.
    #[must_use]
    pub const fn covers_everything(&self) -> bool {
        self.everything
    }

    /// Whether there is no mark that counts.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        !self.everything && self.entries.is_empty()
    }

    /// Reads the mark of a program. What cannot be read is no mark.
    pub(crate) fn read(files: &dyn Files, directory: &Arc<OwnedFd>, program: &ProgramKey) -> Self {
        let path = mark_path(program);
        let Ok(buffer) = read_file(files, directory.as_fd(), &path, MOST_BYTES) else { return Self::default() };
        let Ok(facts) = files.stat_at(directory.as_fd(), &path, false) else { return Self::default() };
        if !counts(files, &facts) {
            return Self::default();
        }
        let (keys, _) = buffer.bytes().as_chunks::<32>();
        let entries: Vec<EntryKey> = keys.iter().map(|key| EntryKey(*key)).collect();
        // A process that died as it made the mark, or had no room for more than its name.
        let everything = entries.is_empty() || entries.contains(&EntryKey([0; 32]));
        Self { everything, entries }
    }
}

impl MarkPlace {
    pub(crate) fn new(directory: &Arc<OwnedFd>, program: &ProgramKey) -> Self {
        Self { directory: Arc::clone(directory), folder: Path::new(QUARANTINE), file: mark_path(program) }
    }
}

/// Every mark there is, by program.
pub(crate) fn marks(files: &dyn Files, root: BorrowedFd<'_>) -> Vec<Mark> {
    let Ok(directory) = files.open(root, Path::new(QUARANTINE), Open::Directory) else { return Vec::new() };
    let mark = |name: OsString| {
        let program = ProgramKey(name.to_str()?.parse::<Digest>().ok()?.0);
        let facts = files.stat_at(directory.as_fd(), name.as_ref(), false).ok()?;
        Some(Mark { program, counts: counts(files, &facts) })
    };
    let mut marks: Vec<Mark> = files.list(directory.as_fd()).unwrap_or_default().into_iter().filter_map(mark).collect();
    marks.sort_by_key(|mark| mark.program);
    marks
}

/// A mark of the future counts: it must not take a clock that was set back for a reason to die again.
fn counts(files: &dyn Files, facts: &Facts) -> bool {
    files.now().saturating_sub(facts.modified) <= COUNTS_FOR
}
