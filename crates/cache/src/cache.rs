//! The cache: what the rest of the program sees of the store.

use std::os::fd::{AsFd as _, BorrowedFd};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use parbake_bmes::{EntryKey, EntryParts, generate};

use crate::bounds::{Bounds, Limits};
use crate::buffer::Buffer;
use crate::config::{Config, Policy};
use crate::directory;
use crate::entry::{LoadedEntry, Outcome};
use crate::files::{CWD, Files, Open, OsFiles};
use crate::key::ProgramInput;
use crate::layers;
use crate::layout::{FiledName, OLD, Room, TemporaryNames};
use crate::pack::{self, Base, Draft, LoadedPack, Origin, PackedEntry, Standing, UrlOfPath};
use crate::publish::{self, Published};
use crate::quarantine::{MarkPlace, Quarantine};
use crate::roll;
use crate::rooms::{Rooms, read_file};
use crate::secret::{self, Keys};
use crate::sharing::{self, Sharing};
use crate::stats::{Book, RunStats, Stats};
use crate::unusable::Unusable;
use crate::walk;
use crate::{ProgramKey, Reason};

/// The cache of one user. Shared by threads freely, and the directory by processes.
///
/// Whatever is wrong, the answer is a miss with its [`Reason`]; nothing panics and nothing is printed.
pub struct Cache {
    config: Config,
    files: Arc<dyn Files>,
    names: TemporaryNames,
    rooms: Result<Rooms, Unusable>,
    keys: Result<Keys, Unusable>,
    sharing: Sharing,
    /// What was found in the old generation.
    found_old: Mutex<Vec<(Room, FiledName)>>,
}

/// A filed entry, as [`Cache::entries`] lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledEntry {
    /// What it is filed under.
    pub key: EntryKey,
    /// Its size in bytes.
    pub size: u64,
    /// Its file.
    pub path: PathBuf,
}

impl Cache {
    /// Opens the cache. What cannot be used is a cache that always misses: see [`Cache::unusable`].
    #[must_use]
    pub fn open(config: Config) -> Self {
        Self::open_on(config, Arc::new(OsFiles))
    }

    /// As [`Cache::open`], on other [`Files`] than the machine's.
    #[must_use]
    pub fn open_on(config: Config, files: Arc<dyn Files>) -> Self {
        let rooms = open_rooms(&config, files.as_ref());
        let keys = match &rooms {
            Ok(_) => obtain_keys(&config, files.as_ref()),
            Err(unusable) => Err(unusable.clone()),
        };
        Self {
            config,
            files,
            names: TemporaryNames::default(),
            rooms,
            keys,
            sharing: Sharing::default(),
            found_old: Mutex::default(),
        }
    }

    /// The cache directory, whether it can be used or not.
    #[must_use]
    pub fn dir(&self) -> Option<&Path> {
        self.config.dir.as_deref()
    }

    /// How the cache is used.
    #[must_use]
    pub const fn policy(&self) -> Policy {
        self.config.policy
    }

    /// Why the cache cannot be used, if it cannot.
    #[must_use]
    pub fn unusable(&self) -> Option<&Unusable> {
        self.rooms.as_ref().err().or(self.keys.as_ref().err())
    }

    /// What to warn of: a cache that cannot be used though the user named its directory and did not turn it off.
    #[must_use]
    pub fn warning(&self) -> Option<&Unusable> {
        self.unusable().filter(|unusable| self.config.dir_named_by_user && unusable.is_worth_a_warning())
    }

    /// Looks an entry up. On a hit it is read, authenticated, and compared with the key and the build: four system calls
    /// and one buffer.
    #[must_use]
    pub fn lookup(&self, key: &EntryKey) -> Outcome {
        if self.config.policy.reads() { self.read_entry(key).into() } else { Outcome::Miss(Reason::Disabled) }
    }

    /// Files an entry, unless a healthy one is filed under its key. Anything else that is in its place is replaced.
    ///
    /// # Errors
    /// The reason why nothing was filed. What was there before is there still.
    pub fn publish(&self, parts: &EntryParts<'_>) -> Result<Published, Reason> {
        let (rooms, keys) = self.for_writing()?;
        let existing = if self.config.policy == Policy::Refresh { None } else { Some(self.read_entry(&parts.key)) };
        let done = match existing.transpose() {
            Ok(None) => Published::Refreshed,
            Ok(Some(_)) => return Ok(Published::Kept),
            Err(Reason::Absent) => Published::Created,
            Err(reason) => Published::Repaired(reason),
        };
        let bytes = generate(parts, &keys.entries).map_err(|_| Reason::TooLarge)?;
        self.file_away(rooms, Room::Entries, &parts.key.0, &bytes, 0, || {})?;
        Ok(done)
    }

    /// Removes an entry that the engine refused though it is healthy, so that it can be published anew.
    pub fn discard(&self, key: &EntryKey) {
        let Ok((rooms, _)) = self.for_writing() else { return };
        let Ok(room) = rooms.handle(self.files.as_ref(), Room::Entries) else { return };
        // What cannot be removed will be refused again.
        let _ = publish::remove_any(self.files.as_ref(), room, FiledName::new(Room::Entries, &key.0).as_path());
    }

    /// Loads the pack of a program: the user's own, or else one of a read-only layer.
    ///
    /// # Errors
    /// Why there is none of the user's own.
    pub fn load_pack(&self, input: &ProgramInput<'_>, base: &Base) -> Result<LoadedPack, Reason> {
        if !self.config.policy.reads() {
            return Err(Reason::Disabled);
        }
        self.read_own_pack(&input.key(), base).or_else(|reason| {
            let shipped = |path: PathBuf| self.read_shipped(&path, &input.shipped_key(), base).ok();
            layers::places(&self.config.layers, input).find_map(shipped).ok_or(reason)
        })
    }

    /// As [`Cache::load_pack`], of the user's own packs alone.
    ///
    /// # Errors
    /// Why there is none.
    pub fn load_written(&self, key: &ProgramKey, base: &Base) -> Result<LoadedPack, Reason> {
        if self.config.policy.reads() { self.read_own_pack(key, base) } else { Err(Reason::Disabled) }
    }

    /// Files the pack of a program, in the place of what was there before.
    ///
    /// # Errors
    /// The reason why it was not filed; [`Reason::Corrupt`] if a row names a module that the program does not have, or the
    /// members are not those of its modules.
    pub fn save_pack(&self, key: &ProgramKey, draft: &Draft<'_>) -> Result<(), Reason> {
        let (rooms, keys) = self.for_writing()?;
        let bytes = pack::encode(key, &self.config.build_id, draft, false, &keys.packs)?;
        let news = draft.program.modules.iter().zip(draft.members);
        let news = news.filter(|(_, member)| member.is_some_and(|member| member.origin != Origin::Own));
        let news: Vec<EntryKey> = news.map(|(row, _)| row.entry).collect();
        self.file_pack(rooms, key, &bytes, &news)
    }

    /// What of a program's cached code has ended a process before.
    #[must_use]
    pub fn quarantine(&self, key: &ProgramKey) -> Quarantine {
        match &self.rooms {
            Ok(rooms) if self.config.policy.reads() => Quarantine::read(self.files.as_ref(), rooms.shared_root(), key),
            _ => Quarantine::default(),
        }
    }

    /// Where the process is to leave a mark if cached code ends it; `None` where nothing is read or nothing may be written.
    #[must_use]
    pub fn mark_place(&self, key: &ProgramKey) -> Option<MarkPlace> {
        let (rooms, _) = self.for_writing().ok()?;
        self.config.policy.reads().then(|| MarkPlace::new(rooms.shared_root(), key))
    }

    /// Keeps what was found in the old generation from being dropped with it. For the end of a program: on most runs there
    /// is nothing to do.
    pub fn carry_forward(&self) {
        let found = std::mem::take(&mut *self.found_old.lock().unwrap_or_else(PoisonError::into_inner));
        let Some((rooms, _)) = self.for_writing().ok().filter(|_| !found.is_empty()) else { return };
        let bounds = self.bounds(rooms.root());
        for (room, name) in found {
            bounds.carry_forward(room, &name);
        }
    }

    /// Looks at the files that a program starts with: what of its pack is still true?
    #[must_use]
    pub fn check_start(&self, pack: &LoadedPack) -> Standing {
        pack.check_start(self.files.as_ref())
    }

    /// Looks at what the `import()`s of a program rest on: do their specifiers mean what the pack says?
    #[must_use]
    pub fn imports_hold(&self, pack: &LoadedPack) -> bool {
        pack.imports_hold(self.files.as_ref())
    }

    /// Looks at the files of these modules, and at nothing else that resolutions rest on.
    #[must_use]
    pub fn check_modules(&self, pack: &LoadedPack, modules: impl Iterator<Item = u32>) -> Standing {
        pack.check_modules(self.files.as_ref(), modules)
    }

    /// Looks for an entry in the packs of all programs.
    #[must_use]
    pub fn find_shared(&self, key: &EntryKey) -> Option<PackedEntry<'static>> {
        let (rooms, _) = self.parts().ok().filter(|_| self.config.policy.reads())?;
        let root = rooms.root();
        // Nothing is asked of these packs but entries, so that it does not matter where their programs are.
        let nowhere = Base::of_program(Path::new("/"), |_| String::new());
        let load = |pack: &ProgramKey| self.read_own_pack(pack, &nowhere).ok();
        self.sharing.find(self.files.as_ref(), root, key, load)
    }

    /// Counts a run of a program. Nothing is counted under a policy that does not write.
    pub fn count_run(&self, run: &RunStats) {
        if let (Some(book), Ok(_)) = (self.book().filter(|_| self.config.counts_runs), self.for_writing()) {
            book.count(run);
        }
    }

    /// What runs of programs had from this cache.
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.book().map(|book| book.read()).unwrap_or_default()
    }

    /// Forgets what runs of programs had from this cache.
    ///
    /// # Errors
    /// Why that could not be done.
    pub fn reset_stats(&self) -> Result<(), Reason> {
        if !self.config.policy.writes() {
            return Err(Reason::ReadOnly);
        }
        self.book().map_or(Ok(()), |book| book.forget())
    }

    /// Every filed entry, by key. None was looked into.
    #[must_use]
    pub fn entries(&self) -> Vec<FiledEntry> {
        let dir = self.dir().unwrap_or(Path::new(""));
        let filed = self.filed(Room::Entries).into_iter();
        filed.map(|(key, size)| FiledEntry { key: EntryKey(key), size, path: path_of(dir, &key) }).collect()
    }

    /// Every pack that can be loaded.
    pub fn packs(&self, url_of_path: UrlOfPath) -> impl Iterator<Item = LoadedPack> {
        let load = move |(key, _)| {
            let (buffer, keys) = self.read(Room::Packs, &key).ok()?;
            let pack = LoadedPack::check_where_made(buffer, &keys.packs, url_of_path).ok()?;
            self.expect(&ProgramKey(key), pack).ok()
        };
        self.filed(Room::Packs).into_iter().filter_map(load)
    }

    /// The file of a program's pack, whether it exists or not.
    #[must_use]
    pub fn path_of_pack(&self, key: &ProgramKey) -> Option<PathBuf> {
        self.dir().map(|dir| FiledName::new(Room::Packs, &key.0).below(dir, Room::Packs))
    }

    /// The file of an entry, whether it exists or not.
    #[must_use]
    pub fn path_of(&self, key: &EntryKey) -> Option<PathBuf> {
        self.dir().map(|dir| path_of(dir, &key.0))
    }

    /// Reads an entry from any file, whatever its key and its build, for inspection. The tag is checked as always.
    #[must_use]
    pub fn inspect(&self, path: &Path) -> Outcome {
        let inspect = || {
            let keys = self.keys.as_ref().map_err(Unusable::reason)?;
            let buffer = read_file(self.files.as_ref(), CWD, path, self.config.max_file_size())?;
            LoadedEntry::check(buffer, &keys.entries)
        };
        inspect().into()
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    pub(crate) fn files(&self) -> &dyn Files {
        self.files.as_ref()
    }

    pub(crate) const fn names(&self) -> &TemporaryNames {
        &self.names
    }

    pub(crate) fn rooms(&self) -> Result<&Rooms, &Unusable> {
        self.rooms.as_ref()
    }

    pub(crate) fn keys(&self) -> Result<&Keys, &Unusable> {
        self.keys.as_ref()
    }

    fn read_entry(&self, key: &EntryKey) -> Result<LoadedEntry, Reason> {
        let (buffer, keys) = self.read(Room::Entries, &key.0)?;
        let loaded = LoadedEntry::check(buffer, &keys.entries)?;
        if loaded.entry().key() != *key {
            return Err(Reason::Corrupt);
        }
        if loaded.entry().build_id() != self.config.build_id {
            return Err(Reason::EngineMismatch);
        }
        Ok(loaded)
    }

    fn read_own_pack(&self, key: &ProgramKey, base: &Base) -> Result<LoadedPack, Reason> {
        let (buffer, keys) = self.read(Room::Packs, &key.0)?;
        self.expect(key, LoadedPack::check(buffer, &keys.packs, base)?)
    }

    fn read_shipped(&self, path: &Path, key: &ProgramKey, base: &Base) -> Result<LoadedPack, Reason> {
        let buffer = layers::read(self.files.as_ref(), path, self.config.max_file_size())?;
        self.expect(key, LoadedPack::check(buffer, &secret::shipping_key(), base)?)
    }

    /// The pack, if it is the one that was asked for, and of the build that runs.
    fn expect(&self, key: &ProgramKey, pack: LoadedPack) -> Result<LoadedPack, Reason> {
        if pack.key() != *key {
            return Err(Reason::Corrupt);
        }
        if pack.build_id() != self.config.build_id { Err(Reason::EngineMismatch) } else { Ok(pack) }
    }

    fn read(&self, room: Room, key: &[u8; 32]) -> Result<(Buffer, &Keys), Reason> {
        let (rooms, keys) = self.parts()?;
        let name = FiledName::new(room, key);
        let (files, limit) = (self.files.as_ref(), self.config.max_file_size());
        let buffer = match rooms.read(files, room, &name, limit) {
            Err(Reason::Absent) => {
                let buffer = rooms.read_old(files, room, &name, limit)?;
                self.found_old.lock().unwrap_or_else(PoisonError::into_inner).push((room, name));
                buffer
            }
            read => read?,
        };
        Ok((buffer, keys))
    }

    /// Files a pack, and notes that it has these entries, which no pack had before.
    pub(crate) fn file_pack(
        &self,
        rooms: &Rooms,
        key: &ProgramKey,
        bytes: &[u8],
        news: &[EntryKey],
    ) -> Result<(), Reason> {
        let files = self.files.as_ref();
        self.file_away(rooms, Room::Packs, &key.0, bytes, sharing::size_of_rows(news.len()), || {
            roll::note(files, rooms.root(), self.config.max_size, key, bytes);
            if let Ok(room) = rooms.open_again(files, Room::Packs) {
                sharing::note(files, room.as_fd(), key, news);
            }
        })
    }

    /// Files bytes, if there is room for them and for what `note` adds to other files.
    fn file_away(
        &self,
        rooms: &Rooms,
        room: Room,
        key: &[u8; 32],
        bytes: &[u8],
        besides: u64,
        note: impl FnOnce(),
    ) -> Result<(), Reason> {
        if bytes.len() as u64 > self.config.max_file_size() {
            return Err(Reason::TooLarge);
        }
        let (files, bounds, name) = (self.files.as_ref(), self.bounds(rooms.root()), FiledName::new(room, key));
        let kept = bounds.make_room(bytes.len() as u64 + besides)?;
        let attempt = || publish::file_away(files, rooms.open_again(files, room)?.as_fd(), &self.names, &name, bytes);
        match attempt() {
            // Perhaps somebody has dropped the generation after it was opened.
            Err(Reason::IoError) => attempt()?,
            done => done?,
        }
        note();
        bounds.note(&kept, self.config.executable.as_deref());
        Ok(())
    }

    pub(crate) fn bounds<'a>(&'a self, root: BorrowedFd<'a>) -> Bounds<'a> {
        let Config { max_size, max_age, build_id, .. } = self.config;
        let limits = Limits { size: max_size, age: max_age };
        Bounds { files: self.files.as_ref(), root, names: &self.names, limits, build: build_id }
    }

    /// The cache directory, if it can be used.
    pub(crate) fn root(&self) -> Option<BorrowedFd<'_>> {
        self.rooms.as_ref().ok().map(|rooms| rooms.root())
    }

    /// Where runs with this cache are counted.
    fn book(&self) -> Option<Book<'_>> {
        let Config { dir, state_dir, .. } = &self.config;
        Some(Book::new(self.files.as_ref(), state_dir.as_ref()?, dir.as_ref()?))
    }

    /// A pack, wherever it lies, as it was where it was made; `None` if it is not genuine.
    pub(crate) fn pack_where_made(&self, buffer: Buffer) -> Option<LoadedPack> {
        let keys = self.keys.as_ref().ok()?;
        LoadedPack::check_where_made(buffer, &keys.packs, |_| String::new()).ok()
    }

    fn filed(&self, kind: Room) -> Vec<([u8; 32], u64)> {
        let Ok(rooms) = &self.rooms else { return Vec::new() };
        let files = self.files.as_ref();
        let mut filed = rooms.handle(files, kind).map(|room| walk::filed(files, room, kind)).unwrap_or_default();
        if let Ok(old) = files.open(rooms.root(), &Path::new(OLD).join(kind.directory()), Open::Directory) {
            filed.extend(walk::filed(files, old.as_fd(), kind));
            filed.sort_unstable();
            filed.dedup_by_key(|(key, _)| *key);
        }
        filed
    }

    fn parts(&self) -> Result<(&Rooms, &Keys), Reason> {
        let rooms = self.rooms.as_ref().map_err(Unusable::reason)?;
        let keys = self.keys.as_ref().map_err(Unusable::reason)?;
        Ok((rooms, keys))
    }

    pub(crate) fn for_writing(&self) -> Result<(&Rooms, &Keys), Reason> {
        let parts = self.parts()?;
        if self.config.policy.writes() { Ok(parts) } else { Err(Reason::ReadOnly) }
    }
}

fn open_rooms(config: &Config, files: &dyn Files) -> Result<Rooms, Unusable> {
    if config.policy == Policy::Off {
        return Err(Unusable::Off);
    }
    // Whoever started it must not choose where something with more rights than theirs writes, nor what it runs.
    if directory::has_other_rights() {
        return Err(Unusable::OtherRights);
    }
    let path = config.dir.as_ref().ok_or(Unusable::NoDirectory)?;
    Rooms::open(files, path, config.policy.writes()).map_err(|fault| Unusable::Directory { path: path.clone(), fault })
}

fn obtain_keys(config: &Config, files: &dyn Files) -> Result<Keys, Unusable> {
    let path = config.state_dir.as_ref().ok_or(Unusable::NoStateDirectory)?;
    secret::obtain(files, path, config.policy.writes()).map_err(|fault| Unusable::Key { path: path.clone(), fault })
}

fn path_of(dir: &Path, key: &[u8; 32]) -> PathBuf {
    FiledName::new(Room::Entries, key).below(dir, Room::Entries)
}
