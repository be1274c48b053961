//! A program that a test runs again and again while it changes things around it.

use std::path::PathBuf;

use url::Url;

use super::Failure;
use super::cache_log::CacheLog;
use super::expectation::Expectation;
use super::run::Invocation;
use super::sandbox::{Cache, Sandbox};
use super::states::{in_state, same_outcome};

/// A program in a sandbox.
pub struct Program<'a> {
    sandbox: &'a Sandbox,
    invocation: Invocation,
}

impl<'a> Program<'a> {
    /// The program whose first module is `main.mjs` with this text.
    pub fn new(sandbox: &'a Sandbox, main: &str) -> Result<Self, Failure> {
        Ok(Self::at(sandbox, sandbox.write("main.mjs", main)?))
    }

    /// The program that begins with this file.
    pub fn at(sandbox: &'a Sandbox, file: PathBuf) -> Self {
        Self::invoked(sandbox, Invocation::of(file))
    }

    /// The program with this command line.
    pub fn invoked(sandbox: &'a Sandbox, invocation: Invocation) -> Self {
        Self { sandbox, invocation }
    }

    /// Runs with the cache, then without: both print this, and nothing on stderr.
    pub fn prints(&self, stdout: &str) -> Result<CacheLog, Failure> {
        self.meets(&Expectation::prints(stdout))
    }

    /// Runs with the cache, then without: both are as expected, and alike to the byte.
    pub fn meets(&self, expected: &Expectation) -> Result<CacheLog, Failure> {
        let (cached, log) = self.sandbox.run_logged(&self.invocation)?;
        expected.check(&cached).map_err(in_state("with the cache"))?;
        let reference = self.sandbox.run(&self.invocation, Cache::Off)?;
        expected.check(&reference).map_err(in_state("without the cache"))?;
        same_outcome(&reference, &cached)?;
        Ok(log)
    }

    /// Runs twice as [`Program::prints`] does; the second run finds every module in the cache.
    pub fn is_warm_after_printing(&self, stdout: &str) -> Result<(), Failure> {
        self.prints(stdout)?;
        self.prints(stdout)?.expect_all_hits()
    }

    /// The URL of a module in the sandbox's work directory, as the log prints it.
    pub fn url(&self, path: &str) -> String {
        Url::from_file_path(self.sandbox.work_directory().join(path)).map(String::from).unwrap_or_default()
    }
}
