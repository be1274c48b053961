//! How well the cache serves: what runs of programs had from it.
//!
//! Each run appends one row of one size to a file, in a single write after the program has ended: nobody waits, nobody locks,
//! and rows of processes that end at once stand one behind the other. A file that has grown large takes the place of the
//! one before it, so that what is kept is bounded and a row is never written twice.

mod row;

use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::io::Errno;

use crate::Reason;
use crate::directory;
use crate::files::{FileKind, Files, Open};
use crate::rooms::read_file;

use row::Row;
pub use row::RunStats;

/// The files' directory, below the cache directory.
const DIRECTORY: &str = "stats";

/// Where rows are appended.
const NEWER: &str = "stats/runs";

/// The rows before those.
const OLDER: &str = "stats/runs.older";

/// A file of this many bytes is full: 8192 rows.
const FULL: u64 = 8192 * size_of::<Row>() as u64;

/// What is kept of all runs together: those of the last 8,000 to 16,000.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// Runs that were counted.
    pub runs: u64,
    /// When the first of them ended, in seconds since 1970; `None` if there is none.
    pub since: Option<i64>,
    /// What they had from the cache.
    pub total: RunStats,
}

impl Stats {
    /// Microseconds that the hits have saved, estimated: what it would have taken to read and compile their sources, at the
    /// rate at which the misses among the same runs were read and compiled, less what it took to serve them. `None`
    /// without a miss to go by.
    #[must_use]
    pub fn saved_us(&self) -> Option<i64> {
        let RunStats { hit_us, hit_bytes, miss_us, miss_bytes, .. } = self.total;
        if miss_bytes == 0 {
            return None;
        }
        let compiled = u128::from(hit_bytes) * u128::from(miss_us) / u128::from(miss_bytes);
        Some(i64::try_from(compiled).unwrap_or(i64::MAX).saturating_sub_unsigned(hit_us))
    }
}

/// Appends what a run had. What cannot be written is not counted: nothing rests on it.
pub(crate) fn count(files: &dyn Files, root: BorrowedFd<'_>, run: &RunStats) {
    let row = Row::new(run, files.now() / 1_000_000_000);
    let Ok(file) = open_to_append(files, root, Path::new(NEWER)) else { return };
    let Ok(facts) = files.stat(file.as_fd()) else { return };
    if facts.kind != FileKind::Regular || directory::check_ours(&facts).is_err() {
        return;
    }
    // One write, so that rows do not mix. Should it be torn, the reader finds the next row.
    let _ = files.write(file.as_fd(), row.bytes());
    if facts.size >= FULL {
        make_room(files, root, facts.inode);
    }
}

/// Opens a file of the directory, and makes both where they are missing.
pub(crate) fn open_to_append(files: &dyn Files, root: BorrowedFd<'_>, name: &Path) -> Result<OwnedFd, Errno> {
    match files.open(root, name, Open::Append) {
        Err(Errno::NOENT) => {
            files.make_dir(root, Path::new(DIRECTORY))?;
            files.open(root, name, Open::Append)
        }
        opened => opened,
    }
}

/// Everything that was counted.
pub(crate) fn read(files: &dyn Files, root: BorrowedFd<'_>) -> Stats {
    let mut stats = Stats::default();
    for name in [OLDER, NEWER] {
        // Runs that ended together wrote a few rows more.
        let Ok(buffer) = read_file(files, root, Path::new(name), 2 * FULL) else { continue };
        for row in row::rows(buffer.bytes()) {
            stats.runs += 1;
            stats.since = stats.since.map_or(Some(row.time()), |since| Some(since.min(row.time())));
            stats.total.add(&row.run());
        }
    }
    stats
}

/// Forgets everything that was counted. Adds up the sizes of what was removed.
pub(crate) fn reset(files: &dyn Files, root: BorrowedFd<'_>, dry_run: bool) -> Result<Vec<u64>, Reason> {
    let mut removed = Vec::new();
    for name in [OLDER, NEWER] {
        let Ok(facts) = files.stat_at(root, Path::new(name), false) else { continue };
        if !dry_run {
            files.remove(root, Path::new(name), FileKind::Regular).map_err(crate::publish::write_reason)?;
        }
        removed.push(facts.size);
    }
    if !dry_run {
        // Stays if something else is in it.
        let _ = files.remove(root, Path::new(DIRECTORY), FileKind::Directory);
    }
    Ok(removed)
}

/// The full file takes the place of the older one, unless somebody has done that already.
fn make_room(files: &dyn Files, root: BorrowedFd<'_>, full: u64) {
    let is_still_there = files.stat_at(root, Path::new(NEWER), false).is_ok_and(|facts| facts.inode == full);
    if is_still_there {
        let _ = files.rename(root, Path::new(NEWER), Path::new(OLDER));
    }
}
