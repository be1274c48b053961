//! How large the cache grows, and how old what it holds.
//!
//! What is filed belongs to the new generation, or to the old one, which lies below `old`. When the new one has taken half
//! of the room or lasted half of the time, it becomes the old one, and what was the old one is dropped whole. What is found
//! in the old one is moved back when the program ends. So a hit writes nothing, but once in a generation, and nobody has to
//! look through the cache to find what nobody uses.
//!
//! Room is kept before anything is written, and whoever finds none and cannot have any made in a short time files nothing:
//! that a program is compiled once more is better than a full disk.

use std::ffi::OsString;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use parbake_bmes::BuildId;
use rustix::io::Errno;

use crate::files::{FileKind, Files, Open};
use crate::layout::{FiledName, INDEX, OLD, Room, TemporaryName, TemporaryNames};
use crate::ledger::{Ledger, LedgerId};
use crate::publish::remove_any;
use crate::walk::{self, Patience};
use crate::{Reason, builds, company};

/// Removing what was dropped may hold a process up for so long; another goes on with it.
const PATIENCE: Duration = Duration::from_millis(10);

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

/// The generations of a cache directory.
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

    /// Moves a file of the old generation to the new one, unless there is a newer one of that name.
    pub(crate) fn carry_forward(&self, room: Room, name: &FiledName) {
        let (old, new) = (Path::new(OLD).join(name.within(room)), name.within(room));
        let Ok(facts) = self.files.stat_at(self.root, &old, false) else { return };
        for directory in [room.directory(), new.parent().unwrap_or(&new)] {
            let _ = self.files.make_dir(self.root, directory);
        }
        if self.files.rename_new(self.root, &old, &new).is_ok() {
            let _ = Ledger::note(self.files, self.root, facts.size);
        }
    }

    /// Removes generations that were dropped, as far as patience goes: whether all are gone that can be removed. Files of such
    /// names are somebody's who writes them.
    pub(crate) fn sweep(&self, patience: &Patience) -> bool {
        for name in self.dropped() {
            walk::remove_within(self.files, self.root, name.as_ref(), patience);
        }
        !patience.is_over() || self.dropped().is_empty()
    }

    /// Counts what is there, and begins a ledger with it. For whoever holds the lock.
    pub(crate) fn measure(&self, born: i64) {
        // What others keep room for from now on would not be found.
        Ledger::closed(born).write(self.files, self.root, self.names);
        let dropped: u64 = self.dropped().iter().map(|name| self.size_of(name.as_ref())).sum();
        let shared = company::size_of_shared(self.files, self.root);
        // In this order: what is carried forward meanwhile is counted twice rather than never.
        let old = self.size_of(Path::new(OLD)).saturating_add(dropped).saturating_add(shared);
        let new = self.size_of(Path::new(""));
        Ledger { born, old, new }.write(self.files, self.root, self.names);
    }

    /// The size of a generation with its index, which lies at a place below the cache directory.
    fn size_of(&self, generation: &Path) -> u64 {
        let room_size = |room: Room| {
            let path: PathBuf = generation.join(room.directory());
            let Ok(directory) = self.files.open(self.root, &path, Open::Directory) else { return 0 };
            let index = self.files.stat_at(directory.as_fd(), Path::new(INDEX), false).map_or(0, |facts| facts.size);
            // With what is being written.
            index + walk::all(self.files, directory.as_fd(), room).map(|found| found.size).sum::<u64>()
        };
        Room::ALL.into_iter().map(room_size).sum()
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
            Due::Aged => self.turn(),
            Due::Unknown | Due::Absurd => self.measure(self.files.now()),
        }
        if self.due(bytes) == Due::Full {
            self.relieve(bytes);
        }
        match self.keep(bytes) {
            Some(kept) => Ok(kept),
            // What keeps the ledger from being written will tell when the file is.
            None if self.due(bytes) == Due::Unknown => Ok(Kept { bytes, ledger: None }),
            None => Err(Reason::TooLarge),
        }
    }

    /// Removes what is of no use; where that was not enough, ends the generation.
    fn relieve(&self, bytes: u64) {
        let born = Ledger::read(self.files, self.root).map_or_else(|| self.files.now(), |ledger| ledger.born);
        let mut is_swept = self.sweep(&Patience::of(PATIENCE));
        for path in company::deserted(self.files, self.root) {
            let _ = remove_any(self.files, self.root, &path);
        }
        builds::remove_dead(self, &Patience::of(PATIENCE));
        self.measure(born);
        // A second time where many filed at once what was more than a generation may hold.
        for _ in 0..2 {
            // What was dropped and is still there takes room, too, and goes first.
            if is_swept && self.due(bytes) == Due::Full {
                self.turn();
                is_swept = self.sweep(&Patience::of(PATIENCE));
                self.measure(self.files.now());
            }
        }
    }

    /// The new generation becomes the old one. Whoever is killed in between leaves a cache that lacks something.
    fn turn(&self) {
        // Until all is measured nobody knows how much there is.
        Ledger::closed(self.files.now()).write(self.files, self.root, self.names);
        let dropped = self.names.next();
        match self.files.rename(self.root, Path::new(OLD), dropped.as_path()) {
            Ok(()) | Err(Errno::NOENT) => {}
            // Without room for it nothing is dropped, and nothing else can be done.
            Err(_) => return,
        }
        if !matches!(self.files.make_dir(self.root, Path::new(OLD)), Ok(()) | Err(Errno::EXIST)) {
            return;
        }
        for room in Room::ALL {
            let _ = self.files.rename(self.root, room.directory(), &Path::new(OLD).join(room.directory()));
        }
        self.measure(self.files.now());
    }

    /// Generations that nobody has finished removing.
    fn dropped(&self) -> Vec<OsString> {
        let is_directory = |name: &OsString| {
            let facts = self.files.stat_at(self.root, Path::new(name), false);
            facts.is_ok_and(|facts| facts.kind == FileKind::Directory)
        };
        let names = self.files.list(self.root).unwrap_or_default().into_iter();
        names.filter(|name| TemporaryName::matches(name) && is_directory(name)).collect()
    }

    /// `None` where another process holds it. Where there are no locks, each goes ahead.
    pub(crate) fn lock(&self) -> Option<Lock> {
        // The directory itself, opened once more: a lock belongs to an opening.
        let file = self.files.open(self.root, Path::new("."), Open::Directory).ok()?;
        (self.files.try_lock(file.as_fd()) != Err(Errno::AGAIN)).then_some(Lock(file))
    }
}
