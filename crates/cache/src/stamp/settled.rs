//! When a file's times can stand for its content.

use std::os::fd::BorrowedFd;
use std::sync::{Mutex, PoisonError};

use crate::files::{ChangeClock, Facts, Files};

const SECOND: i64 = 1_000_000_000;

/// No file system in use has times coarser than this (FAT has 2 s).
const COARSEST: i64 = 2 * SECOND;

/// Times that are fine once somebody has looked still begin coarse: a clock tick, at most 10 ms, and as much again for safety.
const TICK: i64 = SECOND / 50;

/// How each device keeps its change times; asked once for each.
#[derive(Default)]
pub(super) struct Clocks(Mutex<Vec<(u64, ChangeClock)>>);

impl Clocks {
    /// Whether a change that happens from now on, after somebody has looked, will show in the times of a file.
    pub(super) fn is_settled(&self, files: &dyn Files, file: BorrowedFd<'_>, facts: &Facts) -> bool {
        match self.clock(files, file, facts) {
            ChangeClock::Fine => true,
            ChangeClock::Coarse => is_older(facts, files.now(), COARSEST),
            ChangeClock::Remote => false,
        }
    }

    /// Whether a file that has these facts now had them already at `began`, and a change from now on will show.
    pub(super) fn was_settled(&self, files: &dyn Files, file: BorrowedFd<'_>, facts: &Facts, began: i64) -> bool {
        match self.clock(files, file, facts) {
            ChangeClock::Fine => is_older(facts, began, TICK),
            ChangeClock::Coarse => is_older(facts, began, COARSEST),
            ChangeClock::Remote => false,
        }
    }

    /// A file system that could keep fine times may have been made without room for them (ext4 with small inodes); a time of
    /// whole seconds gives it away, and costs another file one reading in a thousand million.
    fn clock(&self, files: &dyn Files, file: BorrowedFd<'_>, facts: &Facts) -> ChangeClock {
        match self.device_clock(files, file, facts.device) {
            ChangeClock::Fine if facts.changed % SECOND == 0 => ChangeClock::Coarse,
            clock => clock,
        }
    }

    fn device_clock(&self, files: &dyn Files, file: BorrowedFd<'_>, device: u64) -> ChangeClock {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, clock)) = known.iter().find(|(other, _)| *other == device) {
            return *clock;
        }
        let clock = files.clock(file).unwrap_or(ChangeClock::Remote);
        known.push((device, clock));
        clock
    }
}

/// Whether the last change lies more than `age` before `moment`. Times in the future never do.
fn is_older(facts: &Facts, moment: i64, age: i64) -> bool {
    let last = facts.modified.max(facts.changed);
    moment.checked_sub(last).is_some_and(|passed| passed > age)
}
