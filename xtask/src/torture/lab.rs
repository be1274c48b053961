//! A place to break things in: a cache of its own, programs, and the command that runs them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, ensure};
use parbake_bmes::{BuildId, Digest, EntryKey, EntryParts, Kind, Metadata, ModuleType, Request, generate_member};
use parbake_cache::{Base, Cache, Config, Draft, LoadedPack, Member, ModuleRow, Origin, Program, ProgramInput, Reason};
use serde_json::Value;
use tempfile::TempDir;

/// The build that the packs of [`Lab::save`] are said to be of.
pub const BUILD: BuildId = BuildId([0xB1; 32]);

/// The place. It vanishes with this value.
pub struct Lab {
    root: TempDir,
    binary: PathBuf,
}

impl Lab {
    /// In memory where the system has room for files there: some rows write millions of times.
    pub fn new(binary: PathBuf) -> Result<Self> {
        let place = |directory: PathBuf| tempfile::Builder::new().prefix("parbake-torture-").tempdir_in(directory);
        let root = place("/dev/shm".into()).or_else(|_| place(std::env::temp_dir()))?;
        Ok(Self { root, binary })
    }

    /// A directory in the place.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Writes a file, making its directory.
    pub fn write(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.path(name);
        fs::create_dir_all(path.parent().context("a file is in a directory")?)?;
        fs::write(&path, text).with_context(|| path.display().to_string())?;
        Ok(path)
    }

    /// The cache of the command's runs: `XDG_CACHE_HOME/parbake`.
    pub fn cache_dir(&self) -> PathBuf {
        self.path("cache/parbake")
    }

    /// Empties it.
    pub fn forget(&self) -> Result<()> {
        let cache = self.path("cache");
        if cache.exists() {
            fs::remove_dir_all(cache)?;
        }
        Ok(())
    }

    /// A run of a program, with more options, behind other commands.
    pub fn command(&self, before: &[&str], options: &[&str], program: &Path) -> Command {
        let mut command = Command::new(before.first().map_or(self.binary.as_os_str(), |word| word.as_ref()));
        if let Some((_, rest)) = before.split_first() {
            command.args(rest).arg(&self.binary);
        }
        command.args(options).arg(program).env_clear().stdin(Stdio::null());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.path("home")).env("XDG_CACHE_HOME", self.path("cache"));
        command.env("XDG_STATE_HOME", self.path("state"));
        command
    }

    /// Runs a program as a person would.
    pub fn run(&self, options: &[&str], program: &Path) -> Result<Output> {
        self.command(&[], options, program).output().context("the command")
    }

    /// Runs a program that must print this and succeed; how many hits and misses it had.
    pub fn expect(&self, options: &[&str], program: &Path, stdout: &str) -> Result<Served> {
        self.expect_behind(&[], options, program, stdout)
    }

    /// As [`Lab::expect`], behind another command.
    pub fn expect_behind(&self, before: &[&str], options: &[&str], program: &Path, stdout: &str) -> Result<Served> {
        let options = [&["--cache-log=json"][..], options].concat();
        let output = self.command(before, &options, program).output().context("the command")?;
        ensure!(
            output.status.success() && output.stdout == stdout.as_bytes(),
            "{:?}, printed {:?}, not {stdout:?}: {}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        Served::read(&output.stderr)
    }

    /// The only pack that was filed.
    pub fn only_pack(&self) -> Result<PathBuf> {
        let mut packs = files_below(&self.cache_dir())?;
        packs.retain(|path| path.extension().is_some_and(|extension| extension == "pack"));
        ensure!(packs.len() == 1, "{} packs", packs.len());
        packs.pop().context("no pack")
    }

    /// A cache for packs that no engine ever sees, with a key named after `secret`.
    pub fn library(&self, secret: &str, build_id: BuildId) -> Cache {
        Cache::open(Config::new(Some(self.path("library")), Some(self.path("keys").join(secret)), build_id))
    }

    /// Removes what a run has left behind.
    pub fn prune(&self) {
        let cache = Cache::open(Config::new(Some(self.cache_dir()), Some(self.path("state/parbake")), BUILD));
        let all = parbake_cache::Pruning { max_size: u64::MAX, max_age: std::time::Duration::MAX, dry_run: false };
        cache.prune(&all);
    }
}

/// What the cache did for a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Served {
    pub hits: u64,
    pub misses: u64,
}

impl Served {
    fn read(stderr: &[u8]) -> Result<Self> {
        let last = stderr.split(|&byte| byte == b'\n').rev().find(|line| !line.is_empty()).unwrap_or_default();
        let line: Value = serde_json::from_slice(last).context("the last line of the log")?;
        let number = |name: &str| line["summary"][name].as_u64().context("a number in the log");
        Ok(Self { hits: number("hits")?, misses: number("misses")? })
    }
}

/// The program that a number stands for.
pub fn program(number: usize) -> PathBuf {
    format!("/parbake-torture/{number}/main.js").into()
}

fn input(entry: &Path, build_id: BuildId) -> ProgramInput<'_> {
    ProgramInput { entry, conditions: &[], preserve_symlinks: false, module_paths: &[], build_id }
}

fn base(entry: &Path) -> Base {
    Base::of_program(entry, |path| format!("file://{}", path.display()))
}

/// Files a pack of three modules, and says where.
pub fn save(cache: &Cache, entry: &Path, build_id: BuildId) -> Result<PathBuf> {
    let modules: Vec<String> = (0..3).map(|index| format!("{}{index}", entry.display())).collect();
    let members = modules.iter().map(|url| {
        let request = Request { specifier: url.clone(), line: 1, column: 8, ..Request::default() };
        let metadata = Metadata { requests: vec![request], ..Metadata::default() };
        let parts = EntryParts::new(Kind::Module, build_id, EntryKey(Digest::of(url.as_bytes()).0));
        generate_member(&EntryParts { metadata: Some(&metadata), bytecode: Some(url.as_bytes()), ..parts })
    });
    let members: Vec<Vec<u8>> = members.collect::<Result<_, _>>().context("an entry")?;
    let members: Vec<_> = members.iter().map(|bytes| Some(Member { bytes, origin: Origin::Fresh })).collect();
    let rows = modules.iter().map(|url| ModuleRow {
        url: format!("file://{url}"),
        file: Some(url.into()),
        module_type: ModuleType::JavaScript,
        format: 1,
        stamp: None,
        source_digest: Digest::of(url.as_bytes()),
        entry: EntryKey(Digest::of(url.as_bytes()).0),
        requests: Vec::new(),
    });
    let program = Program { real_paths: true, modules: rows.collect(), start_modules: 3, ..Program::default() };
    let key = input(entry, build_id).key();
    let draft = Draft { base: &base(entry), program: &program, members: &members, spares: &[] };
    cache.save_pack(&key, &draft).map_err(|reason| anyhow::anyhow!("{reason}"))?;
    cache.path_of_pack(&key).context("a cache has a directory")
}

/// Loads the pack of a program for the build of the lab, as every run does.
pub fn load(cache: &Cache, entry: &Path) -> Result<LoadedPack, Reason> {
    cache.load_pack(&input(entry, BUILD), &base(entry))
}

/// Every file below a directory; none where there is no such directory.
pub fn files_below(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut pending = vec![directory.to_owned()];
    while let Some(directory) = pending.pop() {
        // What another process removes meanwhile is not there.
        for entry in fs::read_dir(&directory).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => pending.push(entry.path()),
                Ok(_) => files.push(entry.path()),
                Err(_) => {}
            }
        }
    }
    Ok(files)
}
