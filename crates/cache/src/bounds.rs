//! How large the cache grows, and how old what it holds.
//!
//! What is filed belongs to the new generation, or to the old one, which lies below `old`. When the new one has taken half
//! of the room or lasted half of the time, it becomes the old one, and what was the old one is dropped whole. What is found
//! in the old one is moved back when the program ends. So a hit writes nothing, but once in a generation, and nobody has to
//! look through the cache to find what nobody uses.

use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::time::Duration;

use parbake_bmes::BuildId;
use rustix::io::Errno;

use crate::builds;
use crate::files::{Files, Open};
use crate::layout::{FiledName, INDEX, LEDGER, OLD, Room, TemporaryName, TemporaryNames};
use crate::ledger::Ledger;
use crate::walk::{self, Patience};

/// Removing what was dropped may hold a process up for so long; another goes on with it.
const PATIENCE: Duration = Duration::from_millis(10);

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
    /// Makes room for a file. If somebody else is about to, or nothing can be done, that is that: the next will see to it.
    pub(crate) fn make_room(&self, bytes: u64) {
        if self.due(bytes) != Due::Not
            && let Some(_lock) = self.lock()
        {
            // Somebody else may just have done it.
            match self.due(bytes) {
                Due::Not => {}
                Due::Aged => self.turn(),
                Due::Unknown | Due::Absurd => self.measure(self.files.now()),
                Due::Full => {
                    builds::remove_dead(self, &Patience::of(PATIENCE));
                    let born =
                        Ledger::read(self.files, self.root).map_or_else(|| self.files.now(), |ledger| ledger.born);
                    self.measure(born);
                    // A second time where many filed at once what was more than a generation may hold.
                    for _ in 0..2 {
                        if self.due(bytes) == Due::Full {
                            self.turn();
                        }
                    }
                }
            }
        }
        self.sweep(&Patience::of(PATIENCE));
    }

    /// Says that a file was filed, and by which executable.
    pub(crate) fn note(&self, bytes: u64, executable: Option<&Path>) {
        Ledger::note(self.files, self.root, bytes);
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
            Ledger::note(self.files, self.root, facts.size);
        }
    }

    /// Removes what was dropped, and what a process left that was killed while it dropped it.
    pub(crate) fn sweep(&self, patience: &Patience) {
        for name in self.files.list(self.root).unwrap_or_default().iter().filter(|name| TemporaryName::matches(name)) {
            walk::remove_within(self.files, self.root, name.as_ref(), patience);
        }
    }

    /// Counts what is there, and begins a ledger with it.
    pub(crate) fn measure(&self, born: i64) {
        let (new, old) = (self.size_of(Path::new("")), self.size_of(Path::new(OLD)));
        Ledger { born, old, new }.write(self.files, self.root, self.names);
    }

    /// The size of a generation with its index, which lies at a place below the cache directory.
    fn size_of(&self, generation: &Path) -> u64 {
        let room_size = |room: Room| {
            let path: PathBuf = generation.join(room.directory());
            let Ok(directory) = self.files.open(self.root, &path, Open::Directory) else { return 0 };
            let index = self.files.stat_at(directory.as_fd(), Path::new(INDEX), false).map_or(0, |facts| facts.size);
            index + walk::filed(self.files, directory.as_fd(), room).iter().map(|(_, size)| size).sum::<u64>()
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

    /// The new generation becomes the old one. Whoever is killed in between leaves a cache that lacks something.
    fn turn(&self) {
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
        let _ = self.files.remove(self.root, Path::new(LEDGER), crate::files::FileKind::Regular);
        self.measure(self.files.now());
    }

    /// `None` where another process holds it.
    pub(crate) fn lock(&self) -> Option<Lock> {
        // The directory itself, opened once more: a lock belongs to an opening.
        let file = self.files.open(self.root, Path::new("."), Open::Directory).ok()?;
        self.files.try_lock(file.as_fd()).ok().map(|()| Lock(file))
    }
}
