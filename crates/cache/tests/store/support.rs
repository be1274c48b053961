//! A cache in a temporary directory, entries to put into it, and files that fail on demand.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use parbake_bmes::{BuildId, Digest, EntryKey, EntryParts, Kind, Metadata, Request, generate_member};
use parbake_cache::files::{ChangeClock, Facts, FileKind, Files, Open, OsFiles};
use parbake_cache::{
    Base, Cache, Config, Draft, KeyInput, LoadedEntry, LoadedPack, Member, Origin, Outcome, Policy, Program,
    ProgramInput, ProgramKey, Reason,
};
use rustix::io::Errno;
use tempfile::TempDir;

pub const BUILD: BuildId = BuildId([0xB1; 32]);

/// A cache directory and a state directory that vanish with this value.
pub struct Place {
    root: PathBuf,
    _vanishes: Option<TempDir>,
}

impl Place {
    pub fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        Self { root: root.path().to_owned(), _vanishes: Some(root) }
    }

    /// As [`Place::new`], in memory where the system has room for files there: for tests that write thousands of
    /// times.
    pub fn in_memory() -> Self {
        let root = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        Self { root: root.path().to_owned(), _vanishes: Some(root) }
    }

    /// A place that another process made.
    pub fn existing(root: PathBuf) -> Self {
        Self { root, _vanishes: None }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn dir(&self) -> PathBuf {
        self.root().join("cache")
    }

    pub fn state_dir(&self) -> PathBuf {
        self.root().join("state")
    }

    pub fn config(&self) -> Config {
        Config::new(Some(self.dir()), Some(self.state_dir()), BUILD)
    }

    pub fn open(&self) -> Cache {
        Cache::open(self.config())
    }

    pub fn open_with(&self, policy: Policy) -> Cache {
        Cache::open(Config { policy, ..self.config() })
    }

    /// Every path below the root, relative to it.
    pub fn tree(&self) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        collect(self.root(), self.root(), &mut found);
        found
    }

    /// Names that only files have that are being written.
    pub fn leftovers(&self) -> Vec<PathBuf> {
        self.tree().into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "new")).collect()
    }
}

fn collect(root: &Path, dir: &Path, found: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let entry = entry.unwrap();
        found.insert(entry.path().strip_prefix(root).unwrap().to_owned());
        if entry.file_type().unwrap().is_dir() {
            collect(root, &entry.path(), found);
        }
    }
}

/// A module to be filed.
pub struct Module {
    build: BuildId,
    metadata: Metadata,
    bytecode: Vec<u8>,
    pub key: EntryKey,
}

impl Module {
    /// Modules with different names are different, key and content.
    pub fn new(name: &str) -> Self {
        let input = KeyInput { source: Digest::of(name.as_bytes()), kind: Kind::Module, build_id: BUILD, options: b"" };
        let request = Request { specifier: name.to_owned(), line: 1, column: 8, ..Request::default() };
        let metadata = Metadata { requests: vec![request], ..Metadata::default() };
        Self { build: BUILD, metadata, bytecode: name.as_bytes().repeat(5), key: input.key() }
    }

    /// The same, compiled by another build.
    pub fn of_build(self, build: BuildId) -> Self {
        Self { build, ..self }
    }

    pub fn parts(&self) -> EntryParts<'_> {
        EntryParts {
            kind: Kind::Module,
            build_id: self.build,
            key: self.key,
            metadata: Some(&self.metadata),
            bytecode: Some(&self.bytecode),
            source: None,
        }
    }

    #[track_caller]
    pub fn assert_is(&self, loaded: &LoadedEntry) {
        let entry = loaded.entry();
        assert_eq!((entry.kind(), entry.key(), entry.build_id()), (Kind::Module, self.key, self.build));
        assert_eq!(entry.bytecode(), Some(self.bytecode.as_slice()));
        assert_eq!(entry.metadata().unwrap().to_owned(), self.metadata);
        assert!(entry.bytecode().unwrap().as_ptr().addr().is_multiple_of(8));
    }

    #[track_caller]
    pub fn assert_hit(&self, cache: &Cache) {
        match cache.lookup(&self.key) {
            Outcome::Hit(loaded) => self.assert_is(&loaded),
            Outcome::Miss(reason) => panic!("a miss: {reason}"),
        }
    }

    #[track_caller]
    pub fn assert_miss(&self, cache: &Cache, reason: Reason) {
        assert_eq!(cache.lookup(&self.key).reason(), Some(reason));
    }
}

/// A program that begins with the file `entry`.
pub fn input(entry: &Path) -> ProgramInput<'_> {
    ProgramInput { entry, conditions: &[], preserve_symlinks: false, module_paths: &[], build_id: BUILD }
}

pub fn base(entry: &Path) -> Base {
    Base::of_program(entry, |path| format!("file://{}", path.display()))
}

/// Files a program under its key, each module that has an entry with one that says whose it is.
pub fn save_pack(cache: &Cache, entry: &Path, program: &Program) -> Result<(), Reason> {
    save_pack_as(cache, &input(entry).key(), entry, program)
}

pub fn save_pack_as(cache: &Cache, key: &ProgramKey, entry: &Path, program: &Program) -> Result<(), Reason> {
    let written = |key: EntryKey| {
        let parts = EntryParts { bytecode: Some(&key.0), ..EntryParts::new(Kind::Module, BUILD, key) };
        generate_member(&parts).unwrap()
    };
    let keys = program.modules.iter().map(|row| Some(row.entry).filter(|key| key.0 != [0; 32]));
    let bytes: Vec<Option<Vec<u8>>> = keys.map(|key| key.map(written)).collect();
    let members: Vec<_> =
        bytes.iter().map(|bytes| bytes.as_ref().map(|bytes| Member { bytes, origin: Origin::Fresh })).collect();
    cache.save_pack(key, &Draft { base: &base(entry), program, members: &members, spares: &[] })
}

pub fn load_pack(cache: &Cache, entry: &Path) -> Result<LoadedPack, Reason> {
    cache.load_pack(&input(entry), &base(entry))
}

/// The machine's files, but some calls fail, and what they are is written down.
#[derive(Default)]
pub struct Faulty {
    pub fault: Option<Fault>,
    /// Each call reads or writes one byte at most.
    pub dribble: bool,
    /// Said instead of what the file system says.
    pub clock: Option<ChangeClock>,
    /// Added to the present, in nanoseconds.
    pub skew: i64,
    /// The owner that everything seems to have.
    pub owner: Option<u32>,
    /// Called before each read.
    pub before_read: Option<Box<dyn Fn() + Send + Sync>>,
    pub calls: AtomicUsize,
    pub log: Mutex<Vec<&'static str>>,
}

/// Which calls fail, and how.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    pub at: usize,
    /// All calls from that one on, as if the process had been killed before it.
    pub onwards: bool,
    pub errno: Errno,
}

impl Faulty {
    fn call(&self, name: &'static str) -> Result<(), Errno> {
        self.log.lock().unwrap().push(name);
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        match self.fault {
            Some(fault) if number == fault.at || (fault.onwards && number > fault.at) => Err(fault.errno),
            _ => Ok(()),
        }
    }

    fn seen(&self, facts: Facts) -> Facts {
        Facts { owner: self.owner.unwrap_or(facts.owner), ..facts }
    }
}

impl Files for Faulty {
    fn open(&self, dir: BorrowedFd<'_>, path: &Path, how: Open) -> Result<OwnedFd, Errno> {
        self.call("open")?;
        OsFiles.open(dir, path, how)
    }

    fn stat(&self, file: BorrowedFd<'_>) -> Result<Facts, Errno> {
        self.call("stat")?;
        OsFiles.stat(file).map(|facts| self.seen(facts))
    }

    fn stat_at(&self, dir: BorrowedFd<'_>, path: &Path, follow: bool) -> Result<Facts, Errno> {
        self.call("stat_at")?;
        OsFiles.stat_at(dir, path, follow).map(|facts| self.seen(facts))
    }

    fn read_link(&self, dir: BorrowedFd<'_>, path: &Path) -> Result<PathBuf, Errno> {
        self.call("read_link")?;
        OsFiles.read_link(dir, path)
    }

    fn read(&self, file: BorrowedFd<'_>, buffer: &mut [u8]) -> Result<usize, Errno> {
        self.call("read")?;
        if let Some(hook) = &self.before_read {
            hook();
        }
        let count = if self.dribble { buffer.len().min(1) } else { buffer.len() };
        OsFiles.read(file, &mut buffer[..count])
    }

    fn wait_for_writers(&self, file: BorrowedFd<'_>) -> Result<(), Errno> {
        self.call("wait_for_writers")?;
        OsFiles.wait_for_writers(file)
    }

    fn write(&self, file: BorrowedFd<'_>, bytes: &[u8]) -> Result<usize, Errno> {
        self.call("write")?;
        let count = if self.dribble { bytes.len().min(1) } else { bytes.len() };
        OsFiles.write(file, &bytes[..count])
    }

    fn make_dir(&self, dir: BorrowedFd<'_>, path: &Path) -> Result<(), Errno> {
        self.call("make_dir")?;
        OsFiles.make_dir(dir, path)
    }

    fn rename(&self, dir: BorrowedFd<'_>, from: &Path, to: &Path) -> Result<(), Errno> {
        self.call("rename")?;
        OsFiles.rename(dir, from, to)
    }

    fn rename_new(&self, dir: BorrowedFd<'_>, from: &Path, to: &Path) -> Result<(), Errno> {
        self.call("rename_new")?;
        OsFiles.rename_new(dir, from, to)
    }

    fn remove(&self, dir: BorrowedFd<'_>, path: &Path, kind: FileKind) -> Result<(), Errno> {
        self.call("remove")?;
        OsFiles.remove(dir, path, kind)
    }

    fn try_lock(&self, file: BorrowedFd<'_>) -> Result<(), Errno> {
        self.call("try_lock")?;
        OsFiles.try_lock(file)
    }

    fn list(&self, dir: BorrowedFd<'_>) -> Result<Vec<OsString>, Errno> {
        self.call("list")?;
        OsFiles.list(dir)
    }

    fn clock(&self, file: BorrowedFd<'_>) -> Result<ChangeClock, Errno> {
        self.call("clock")?;
        self.clock.map_or_else(|| OsFiles.clock(file), Ok)
    }

    fn descriptors_left(&self, last: BorrowedFd<'_>) -> u64 {
        OsFiles.descriptors_left(last)
    }

    fn now(&self) -> i64 {
        OsFiles.now() + self.skew
    }
}
