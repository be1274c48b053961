//! How well the cache serves: what runs of programs had from it.
//!
//! Each run appends one row of one size to a file, in a single write after the program has ended: nobody waits, nobody locks,
//! and rows of processes that end at once stand one behind the other. A file that has grown large takes the place of the
//! one before it, so that what is kept is bounded and a row is never written twice.
//!
//! The file is not part of the cache: a run of hits leaves that as it was, to the byte. It lies in the state directory, one
//! for all caches of the user, and each row says which cache it is about.

mod row;

use std::os::fd::AsFd as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use rustix::io::Errno;

use crate::Reason;
use crate::directory;
use crate::files::{CWD, FileKind, Files, Open, write_full};
use crate::publish::write_reason;
use crate::rooms::read_file;

pub use row::RunStats;
use row::{CacheId, Row};

/// Where rows are appended, in the state directory.
const NEWER: &str = "runs";

/// The rows before those.
const OLDER: &str = "runs.older";

/// A file of this many bytes is full: 8192 rows.
const FULL: u64 = 8192 * size_of::<Row>() as u64;

/// What is kept of the runs with a cache: of the last 8,000 to 16,000 runs of the user, those with this one.
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

/// The rows of one cache.
pub(crate) struct Book<'a> {
    files: &'a dyn Files,
    state_dir: &'a Path,
    cache: CacheId,
}

impl<'a> Book<'a> {
    /// The rows of the cache in a directory, which need not exist.
    pub(crate) fn new(files: &'a dyn Files, state_dir: &'a Path, cache_dir: &Path) -> Self {
        Self { files, state_dir, cache: CacheId::of(cache_dir.as_os_str().as_bytes()) }
    }

    /// Appends what a run had. What cannot be written is not counted: nothing rests on it.
    pub(crate) fn count(&self, run: &RunStats) {
        // Should it be torn, the reader finds the next row.
        let _ = self.append(&Row::new(self.cache, run, self.now()));
    }

    /// Everything that was counted.
    pub(crate) fn read(&self) -> Stats {
        let mut stats = Stats::default();
        for name in [OLDER, NEWER] {
            // Runs that ended together wrote a few rows more.
            let Ok(buffer) = read_file(self.files, CWD, &self.state_dir.join(name), 2 * FULL) else { continue };
            for row in row::rows(buffer.bytes()).filter(|row| row.cache() == self.cache) {
                if row.forgets() {
                    stats = Stats::default();
                    continue;
                }
                stats.runs += 1;
                stats.since = stats.since.map_or(Some(row.time()), |since| Some(since.min(row.time())));
                stats.total.add(&row.run());
            }
        }
        stats
    }

    /// Forgets everything that was counted: by a row that says so, since other caches have rows in the file too.
    pub(crate) fn forget(&self) -> Result<(), Reason> {
        if self.read().runs == 0 {
            return Ok(());
        }
        self.append(&Row::forgetting(self.cache, self.now())).map_err(write_reason)
    }

    /// One write, so that rows do not mix.
    fn append(&self, row: &Row) -> Result<(), Errno> {
        let file = self.files.open(CWD, &self.state_dir.join(NEWER), Open::Append)?;
        let facts = self.files.stat(file.as_fd())?;
        if facts.kind != FileKind::Regular || directory::check_ours(&facts).is_err() {
            return Err(Errno::PERM);
        }
        write_full(self.files, file.as_fd(), row.bytes())?;
        if facts.size >= FULL {
            self.make_room(facts.inode);
        }
        Ok(())
    }

    /// The full file takes the place of the older one, unless somebody has done that already.
    fn make_room(&self, full: u64) {
        let newer = self.state_dir.join(NEWER);
        let is_still_there = self.files.stat_at(CWD, &newer, false).is_ok_and(|facts| facts.inode == full);
        if is_still_there {
            let _ = self.files.rename(CWD, &newer, &self.state_dir.join(OLDER));
        }
    }

    /// In seconds since 1970.
    fn now(&self) -> i64 {
        self.files.now() / 1_000_000_000
    }
}
