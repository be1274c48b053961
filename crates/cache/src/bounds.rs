//! How large the cache grows, and how old what it holds: whether there is room.
//!
//! Room is kept before anything is written, and whoever finds none and cannot have any made in a short time files nothing:
//! that a program is compiled once more is better than a full disk.

use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use parbake_bmes::BuildId;
use rustix::io::Errno;

use crate::files::{Files, Open};
use crate::generations::PATIENCE;
use crate::layout::TemporaryNames;
use crate::ledger::{Ledger, LedgerId};
use crate::walk::Patience;
use crate::{Reason, builds};

/// For so long a process waits that finds no room while another makes some.
const WAIT: Duration = Duration::from_millis(50);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(1);

/// A generation that seems to have lasted this many times the limit on age has not: the clock was changed.
const ABSURD: i64 = 10;

/// What the cache may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// In bytes.
    pub size: u64,
    /// Since the last use.
    pub age: Duration,
}

/// The bounds of a cache directory, and the generations in it.
pub(crate) struct Bounds<'a> {
    pub files: &'a dyn Files,
    pub root: BorrowedFd<'a>,
    pub names: &'a TemporaryNames,
    pub limits: Limits,
    /// The build that runs now.
    pub build: BuildId,
}

/// Room for a file that is about to be filed.
#[must_use]
pub(crate) struct Kept {
    bytes: u64,
    /// `None`: there is none, nor could one be begun.
    ledger: Option<LedgerId>,
}

/// Why a generation ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    Not,
    /// Nobody knows how much it holds.
    Unknown,
    Full,
    Aged,
    /// It began in the future, or longer ago than anybody can believe.
    Absurd,
}

/// Held by whoever ends a generation; the system lets go of it when its holder is gone.
pub(crate) struct Lock(#[expect(dead_code, reason = "closing it is what it is for")] OwnedFd);

impl Bounds<'_> {
    /// Makes room for files of so many bytes in all, if there is none, and keeps it for them.
    ///
    /// # Errors
    /// [`Reason::TooLarge`]: there is no room, and whoever is making some needs more time.
    pub(crate) fn make_room(&self, bytes: u64) -> Result<Kept, Reason> {
        let until = Instant::now() + WAIT;
        let kept = loop {
            let due = self.due(bytes);
            if due == Due::Not
                && let Some(kept) = self.keep(bytes)
            {
                break kept;
            }
            if let Some(_lock) = self.lock() {
                break self.make_room_locked(bytes)?;
            }
            if matches!(due, Due::Aged | Due::Absurd)
                && let Some(kept) = self.keep(bytes)
            {
                break kept;
            }
            if Instant::now() >= until {
                return Err(Reason::TooLarge);
            }
            thread::sleep(PAUSE);
        };
        self.sweep(&Patience::of(PATIENCE));
        Ok(kept)
    }

    /// Keeps room for a file that goes before the program ends; makes none. Where nobody has measured yet, there is some.
    pub(crate) fn is_room_for_a_while(&self, bytes: u64) -> bool {
        match self.due(bytes) {
            Due::Unknown => true,
            Due::Full => false,
            Due::Not | Due::Aged | Due::Absurd => self.keep(bytes).is_some(),
        }
    }

    /// Says that what room was kept for is filed, and by which executable.
    pub(crate) fn note(&self, kept: &Kept, executable: Option<&Path>) {
        // Whoever began another ledger meanwhile may have missed it.
        if kept.ledger != Ledger::id(self.files, self.root) {
            let _ = Ledger::note(self.files, self.root, kept.bytes);
        }
        if let Some(executable) = executable {
            builds::note(self.files, self.root, self.names, &self.build, executable);
        }
    }

    /// Whether there is no room for so many bytes.
    pub(crate) fn is_full(&self, bytes: u64) -> bool {
        self.due(bytes) == Due::Full
    }

    fn due(&self, bytes: u64) -> Due {
        let Some(Ledger { born, old, new }) = Ledger::read(self.files, self.root) else { return Due::Unknown };
        let age = self.files.now().saturating_sub(born);
        let most = i64::try_from(self.limits.age.as_nanos()).unwrap_or(i64::MAX) / 2;
        let wanted = new.saturating_add(bytes);
        if wanted > self.limits.size / 2 || wanted.saturating_add(old) > self.limits.size {
            Due::Full
        } else if age.unsigned_abs() > most.saturating_mul(2 * ABSURD).unsigned_abs() || age < -most {
            Due::Absurd
        } else if age > most {
            Due::Aged
        } else {
            Due::Not
        }
    }

    /// Adds files of so many bytes to the ledger; `None` where there turns out to be no room for them after all, because
    /// others were quicker or the ledger was begun anew.
    fn keep(&self, bytes: u64) -> Option<Kept> {
        let ledger = Ledger::note(self.files, self.root, bytes)?;
        let is_room = !matches!(self.due(0), Due::Full | Due::Unknown);
        // Asked last: a ledger that is the same now was so before.
        let is_same = Ledger::id(self.files, self.root) == Some(ledger);
        (is_room && is_same).then_some(Kept { bytes, ledger: Some(ledger) })
    }

    /// For whoever holds the lock.
    fn make_room_locked(&self, bytes: u64) -> Result<Kept, Reason> {
        // Somebody else may just have done it.
        match self.due(bytes) {
            Due::Not | Due::Full => {}
            Due::Aged => {
                self.turn();
                self.measure(self.files.now());
            }
            Due::Unknown | Due::Absurd => self.measure(self.files.now()),
        }
        if self.is_full(bytes) {
            self.relieve(bytes);
        }
        match self.keep(bytes) {
            Some(kept) => Ok(kept),
            // What keeps the ledger from being written will tell when the file is.
            None if self.due(bytes) == Due::Unknown => Ok(Kept { bytes, ledger: None }),
            None => Err(Reason::TooLarge),
        }
    }

    /// `None` where another process holds it. Where there are no locks, each goes ahead.
    pub(crate) fn lock(&self) -> Option<Lock> {
        // The directory itself, opened once more: a lock belongs to an opening.
        let file = self.files.open(self.root, Path::new("."), Open::Directory).ok()?;
        (self.files.try_lock(file.as_fd()) != Err(Errno::AGAIN)).then_some(Lock(file))
    }
}
