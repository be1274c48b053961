//! A private place for one test: cache, state and home directory of its own, so that tests neither see each other nor the
//! person who runs them.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::binary::BINARY;
use super::cache_log::CacheLog;
use super::run::{Invocation, Outcome, capture};
use super::{Failure, at};

/// The private place; removed when dropped.
pub struct Sandbox {
    root: TempDir,
}

/// How a run treats the cache.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// `--no-cache`.
    Off,
    /// The default policy on the sandbox's directory.
    On,
    /// The same, and the start is measured.
    Measured,
}

impl Sandbox {
    /// A new place whose cache is empty.
    pub fn new() -> Result<Self, Failure> {
        let root = tempfile::Builder::new().prefix("parbake-test-").tempdir()?;
        for name in ["cache", "state", "home", "work"] {
            fs::create_dir(root.path().join(name))?;
        }
        Ok(Self { root })
    }

    /// What everything else is in.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// Where the cache under test is.
    pub fn cache_directory(&self) -> PathBuf {
        self.root.path().join("cache").join("parbake")
    }

    /// Where the state beside the cache is: the key that entries are made with.
    pub fn state_directory(&self) -> PathBuf {
        self.root.path().join("state").join("parbake")
    }

    /// The home directory, empty at first.
    pub fn home_directory(&self) -> PathBuf {
        self.root.path().join("home")
    }

    /// A directory for sources a test writes itself. Its path has no symlinks in it.
    pub fn work_directory(&self) -> PathBuf {
        let path = self.root.path().join("work");
        path.canonicalize().unwrap_or(path)
    }

    /// Writes a source below the work directory, making the directories it needs, and returns its path.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> Result<PathBuf, Failure> {
        let path = self.work_directory().join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        fs::write(&path, bytes).map_err(at(&path))?;
        Ok(path)
    }

    /// One run, as a person would see it.
    pub fn run(&self, invocation: &Invocation, cache: Cache) -> Result<Outcome, Failure> {
        self.run_with(invocation, self.cache_options(cache))
    }

    /// One run with the cache's log taken out of stderr.
    pub fn run_logged(&self, invocation: &Invocation) -> Result<(Outcome, CacheLog), Failure> {
        let mut options = self.cache_options(Cache::On);
        options.push("--cache-log=json".into());
        let mut outcome = self.run_with(invocation, options)?;
        let (log, rest) = CacheLog::split(&outcome.stderr)?;
        outcome.stderr = rest;
        Ok((outcome, log))
    }

    /// One run with these options about the cache.
    pub fn run_with(&self, invocation: &Invocation, cache_options: Vec<OsString>) -> Result<Outcome, Failure> {
        let mut command = Command::new(BINARY.path());
        command.args(cache_options);
        self.complete(&mut command, invocation);
        capture(command)
    }

    /// Adds to a command the program and its command line, and replaces its environment by the sandbox's.
    pub fn complete(&self, command: &mut Command, invocation: &Invocation) {
        command.args(&invocation.options).arg(&invocation.file).args(&invocation.arguments);
        if let Some(directory) = invocation.directory.as_deref().or_else(|| invocation.file.parent()) {
            command.current_dir(directory);
        }
        let inherited = ["PATH", "LD_LIBRARY_PATH"].map(|name| (name, std::env::var_os(name)));
        command
            .env_clear()
            .envs(inherited.into_iter().filter_map(|(name, value)| Some((name, value?))))
            .env("HOME", self.home_directory())
            .env("XDG_STATE_HOME", self.root.path().join("state"))
            .env("XDG_CACHE_HOME", self.root.path().join("cache"))
            .env("TZ", "UTC")
            .env("LANG", "C.UTF-8")
            .envs(invocation.environment.iter().map(|(name, value)| (name, value)))
            .stdin(invocation.input.as_deref().map_or_else(Stdio::null, piped));
    }

    /// The options that select the cache; none for another runtime.
    pub fn cache_options(&self, cache: Cache) -> Vec<OsString> {
        match cache {
            _ if !BINARY.is_parbake() => Vec::new(),
            Cache::Off => vec!["--no-cache".into()],
            Cache::Measured => {
                let report = self.root.path().join("report.json");
                vec!["--report".into(), report.into(), "--cache-dir".into(), self.cache_directory().into()]
            }
            Cache::On => vec!["--cache-dir".into(), self.cache_directory().into()],
        }
    }
}

/// A pipe that holds all of `input` and is closed at its other end.
///
/// # Panics
/// If there is no pipe to be had, or the input does not fit into one.
fn piped(input: &[u8]) -> Stdio {
    /// Linux's pipe(7); a writer would have to wait for a reader that is not there yet.
    const CAPACITY: usize = 64 << 10;
    assert!(input.len() <= CAPACITY, "{} bytes of input do not fit into a pipe", input.len());
    let (reader, mut writer) = std::io::pipe().expect("the system has pipes");
    writer.write_all(input).expect("the pipe is open and empty");
    reader.into()
}
