//! A private place for one test: cache, state and home directory of its own, so that tests neither see each other nor the
//! person who runs them.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use super::Failure;
use super::binary::BINARY;
use super::cache_log::CacheLog;
use super::run::{Invocation, Outcome, capture};

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
}

impl Sandbox {
    /// A new place whose cache is empty.
    pub fn new() -> Result<Self, Failure> {
        let root = tempfile::Builder::new().prefix("parbake-test-").tempdir()?;
        for name in ["cache", "state", "home", "work"] {
            std::fs::create_dir(root.path().join(name))?;
        }
        Ok(Self { root })
    }

    /// Where the cache under test is.
    pub fn cache_directory(&self) -> PathBuf {
        self.root.path().join("cache").join("parbake")
    }

    /// A directory for sources a test writes itself. Its path has no symlinks in it.
    pub fn work_directory(&self) -> PathBuf {
        let path = self.root.path().join("work");
        path.canonicalize().unwrap_or(path)
    }

    /// One run, as a person would see it.
    pub fn run(&self, invocation: &Invocation, cache: Cache) -> Result<Outcome, Failure> {
        let options = self.cache_options(cache);
        capture(self.prepare(invocation.command(&options)))
    }

    /// One run with the cache's log taken out of stderr.
    pub fn run_logged(&self, invocation: &Invocation) -> Result<(Outcome, CacheLog), Failure> {
        let mut options = self.cache_options(Cache::On);
        options.push("--cache-log=json".into());
        let mut outcome = capture(self.prepare(invocation.command(&options)))?;
        let (log, rest) = CacheLog::split(&outcome.stderr)?;
        outcome.stderr = rest;
        Ok((outcome, log))
    }

    /// Gives a command the sandbox's environment and nothing of ours.
    pub fn prepare(&self, mut command: Command) -> Command {
        let inherited = ["PATH", "LD_LIBRARY_PATH"].map(|name| (name, std::env::var_os(name)));
        command.env_clear();
        command.envs(inherited.into_iter().filter_map(|(name, value)| Some((name, value?))));
        let place = |name: &str| self.root.path().join(name);
        command.env("HOME", place("home")).env("XDG_STATE_HOME", place("state")).env("XDG_CACHE_HOME", place("cache"));
        command.env("TZ", "UTC").env("LANG", "C.UTF-8");
        command
    }

    /// The options that select the cache; none for another runtime.
    pub fn cache_options(&self, cache: Cache) -> Vec<OsString> {
        match cache {
            _ if !BINARY.is_parbake() => Vec::new(),
            Cache::Off => vec!["--no-cache".into()],
            Cache::On => vec!["--cache-dir".into(), self.cache_directory().into()],
        }
    }
}
