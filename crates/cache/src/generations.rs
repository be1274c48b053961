//! How the cache is renewed without anybody looking for what nobody uses.
//!
//! What is filed belongs to the new generation, or to the old one, which lies below `old`. When the new one has taken half
//! of the room or lasted half of the time, it becomes the old one, and what was the old one is dropped whole. What is found
//! in the old one is moved back when the program ends. So a hit writes nothing, but once in a generation.

use std::ffi::OsString;
use std::os::fd::AsFd as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::io::Errno;

use crate::bounds::Bounds;
use crate::files::{FileKind, Open};
use crate::layout::{FiledName, INDEX, OLD, Room, TemporaryName};
use crate::ledger::Ledger;
use crate::publish::remove_any;
use crate::walk::{self, Patience};
use crate::{builds, company};

/// Removing what was dropped may hold a process up for so long; another goes on with it.
pub(crate) const PATIENCE: Duration = Duration::from_millis(10);

impl Bounds<'_> {
    /// Removes what is of no use; where that was not enough, ends the generation.
    pub(crate) fn relieve(&self, bytes: u64) {
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
            if is_swept && self.is_full(bytes) {
                self.turn();
                is_swept = self.sweep(&Patience::of(PATIENCE));
                self.measure(self.files.now());
            }
        }
    }

    /// The new generation becomes the old one; to be measured afterwards. Whoever is killed in between leaves a cache that lacks
    /// something.
    pub(crate) fn turn(&self) {
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

    /// Generations that nobody has finished removing.
    fn dropped(&self) -> Vec<OsString> {
        let is_directory = |name: &OsString| {
            let facts = self.files.stat_at(self.root, Path::new(name), false);
            facts.is_ok_and(|facts| facts.kind == FileKind::Directory)
        };
        let names = self.files.list(self.root).unwrap_or_default().into_iter();
        names.filter(|name| TemporaryName::matches(name) && is_directory(name)).collect()
    }
}
