//! What people ask of a cache: to be emptied, and to be tidied.

use std::os::fd::{AsFd as _, BorrowedFd};
use std::path::{Path, PathBuf};
use std::time::Duration;

use parbake_bmes::BuildId;
use rustix::io::Errno;

use crate::builds;
use crate::cache::Cache;
use crate::company;
use crate::files::{CWD, FileKind, Open};
use crate::layout::{self, BUILDS, GENERATIONS, INDEX, LEDGER, OLD, QUARANTINE, ROLL, Room, TemporaryName};
use crate::pack::LoadedPack;
use crate::publish::remove_any;
use crate::quarantine;
use crate::rooms::read_file;
use crate::secret;
use crate::walk::{self, Filed, Patience, Total};

/// What [`Cache::prune`] is to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pruning {
    /// At most so many bytes; what was filed last stays.
    pub max_size: u64,
    /// Nothing that was filed, or used again in another generation, longer ago than this.
    pub max_age: Duration,
    /// Only say what would be removed.
    pub dry_run: bool,
}

/// A file that was removed, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pruned {
    /// Where it was.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// Why it was removed.
    pub why: Why,
}

/// Why a file was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A process that was killed has left it.
    Leftover,
    /// It was filed by a build that does not exist any more.
    OtherBuild,
    /// The program is not there any more.
    SourceGone,
    /// Nobody has used it for longer than the limit.
    TooOld,
    /// It was the oldest when there was too much.
    TooMuch,
}

impl Cache {
    /// Removes everything, or finds out what would be removed. Nothing is removed under a policy that does not write.
    pub fn clean(&self, dry_run: bool) -> Total {
        let mut total = Total::default();
        let Some(root) = self.root().filter(|_| dry_run || self.policy().writes()) else { return total };
        let files = self.files();
        for generation in GENERATIONS {
            for kind in Room::ALL {
                if let Ok(room) = files.open(root, &Path::new(generation).join(kind.directory()), Open::Directory) {
                    walk::clean(files, room.as_fd(), kind, dry_run, &mut total);
                }
            }
        }
        if !dry_run {
            // What cannot be forgotten is counted still.
            let _ = self.reset_stats();
            let dropped = files.list(root).unwrap_or_default().into_iter().filter(|name| TemporaryName::matches(name));
            company::deserted(files, root).iter().for_each(|path| _ = remove_any(files, root, path));
            let others = [OLD, LEDGER, BUILDS, QUARANTINE].into_iter().chain(ROLL).map(Into::into);
            for name in dropped.chain(others) {
                // What stays is a directory that somebody has put something into.
                let _ = remove_any(files, root, name.as_ref());
            }
            if let Some(state_dir) = &self.config().state_dir {
                secret::sweep(files, state_dir);
            }
        }
        total
    }

    /// Removes what is of no use to anybody and what the limits do not allow, or finds out what that would be. Nothing is
    /// removed under a policy that does not write.
    pub fn prune(&self, pruning: &Pruning) -> Vec<Pruned> {
        let Some(root) = self.root().filter(|_| pruning.dry_run || self.policy().writes()) else { return Vec::new() };
        // Nobody ends a generation meanwhile; where somebody is at it, what has gone is just not found.
        let lock = self.bounds(root).lock().filter(|_| !pruning.dry_run);
        let deserted = company::deserted(self.files(), root).into_iter().filter_map(|path| self.leftover(root, path));
        let left = self.expired_marks(root).into_iter().chain(deserted);
        let mut pruned: Vec<_> = left.map(|found| (found, Why::Leftover)).collect();
        let mut kept = Vec::new();
        let living = builds::living(self.files(), root);
        for found in self.everything(root) {
            let is_living = |build: BuildId| build == self.config().build_id || living.contains(&build);
            match self.useless(root, &found, pruning, is_living) {
                Some(why) => pruned.push((found, why)),
                None => kept.push(found),
            }
        }
        // The newest stay.
        kept.sort_by_key(|found| std::cmp::Reverse(found.last));
        let mut room = pruning.max_size.saturating_sub(self.size_of_indexes(root));
        for found in kept {
            match room.checked_sub(found.size) {
                Some(left) => room = left,
                None => pruned.push((found, Why::TooMuch)),
            }
        }
        if !pruning.dry_run {
            pruned.retain(|(found, _)| remove_any(self.files(), root, &found.path).is_ok());
            self.remove_empty_indexes(root);
            self.bounds(root).sweep(&Patience::of(Duration::from_secs(60)));
            if lock.is_some() {
                self.remove_unfinished(root);
                self.bounds(root).measure(self.files().now());
            }
        }
        let dir = self.dir().unwrap_or(Path::new(""));
        let mut pruned: Vec<Pruned> = pruned
            .into_iter()
            .map(|(found, why)| Pruned { path: dir.join(found.path), size: found.size, why })
            .collect();
        pruned.sort_by(|a, b| a.path.cmp(&b.path));
        pruned
    }

    fn size_of_indexes(&self, root: BorrowedFd<'_>) -> u64 {
        let paths = GENERATIONS.map(|generation| Path::new(generation).join(Room::Packs.directory()).join(INDEX));
        paths.iter().filter_map(|path| self.files().stat_at(root, path, false).ok()).map(|facts| facts.size).sum()
    }

    /// What processes have left beside the rooms that were killed while they wrote it. Those who write it at the moment write it
    /// anew another time.
    fn remove_unfinished(&self, root: BorrowedFd<'_>) {
        for name in self.files().list(root).unwrap_or_default().iter().filter(|name| TemporaryName::matches(name)) {
            let _ = remove_any(self.files(), root, name.as_ref());
        }
    }

    /// An index of no packs.
    fn remove_empty_indexes(&self, root: BorrowedFd<'_>) {
        for generation in GENERATIONS {
            let room = Path::new(generation).join(Room::Packs.directory());
            if walk::everything(self.files(), root, &room, Room::Packs).is_empty() {
                let _ = remove_any(self.files(), root, &room.join(INDEX));
            }
        }
    }

    /// Marks of processes that died so long ago that they do not count any more.
    fn expired_marks(&self, root: BorrowedFd<'_>) -> Vec<Filed> {
        let marks = quarantine::marks(self.files(), root).into_iter().filter(|mark| !mark.counts);
        marks.filter_map(|mark| self.leftover(root, layout::mark_path(&mark.program))).collect()
    }

    /// A file, or a directory with what is in it, that is of no use; `None` if there is none.
    fn leftover(&self, root: BorrowedFd<'_>, path: PathBuf) -> Option<Filed> {
        let facts = self.files().stat_at(root, &path, false).ok()?;
        let size = if facts.kind == FileKind::Regular { facts.size } else { 0 };
        Some(Filed { path, kind: Room::Packs, key: None, size, modified: facts.modified, last: facts.changed })
    }

    fn everything(&self, root: BorrowedFd<'_>) -> Vec<Filed> {
        let rooms = |generation| Room::ALL.map(|kind| (Path::new(generation).join(kind.directory()), kind));
        let places = GENERATIONS.into_iter().flat_map(rooms);
        places.flat_map(|(path, kind)| walk::everything(self.files(), root, &path, kind)).collect()
    }

    fn useless(
        &self,
        root: BorrowedFd<'_>,
        found: &Filed,
        pruning: &Pruning,
        is_living: impl Fn(BuildId) -> bool,
    ) -> Option<Why> {
        if found.key.is_none() {
            return Some(Why::Leftover);
        }
        if builds::build_of(self.files(), root, found.kind, &found.path).is_none_or(|build| !is_living(build)) {
            return Some(Why::OtherBuild);
        }
        if found.kind == Room::Packs && self.is_orphan(root, &found.path) {
            return Some(Why::SourceGone);
        }
        let limit = i64::try_from(pruning.max_age.as_nanos()).unwrap_or(i64::MAX);
        (self.files().now().saturating_sub(found.last) > limit).then_some(Why::TooOld)
    }

    /// Whether a pack is of a program that is not there any more. What cannot be read says nothing.
    fn is_orphan(&self, root: BorrowedFd<'_>, path: &Path) -> bool {
        let Ok(buffer) = read_file(self.files(), root, path, self.config().max_file_size()) else { return false };
        let Some(pack) = self.pack_where_made(buffer) else { return false };
        let is_gone = |program: &Path| self.files().stat_at(CWD, program, true) == Err(Errno::NOENT);
        LoadedPack::program(&pack).is_some_and(is_gone)
    }
}
