//! The npm programs that tests and benchmarks run.
//!
//! A set of programs is a directory of the repository with a `package.json` and its lock. It is installed outside the clone,
//! in a directory named after the lock's digest, and shared by every clone on the machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::repository;

/// The jobs that are written in TypeScript have a directory of their own, for their project's settings.
pub const TYPESCRIPT_JOBS: &str = "typescript";

/// A set of npm packages pinned by a lock.
#[derive(Clone, Copy)]
pub enum Set {
    /// `tests/programs`: the libraries whose jobs are run.
    Programs,
    /// `tests/packages`: CommonJS packages whose names are compared.
    Packages,
    /// `tests/checks`: what looks at pages and at JSON for the tests.
    Checks,
    /// `benches`: the runtimes parbake is compared with.
    Peers,
}

impl Set {
    /// Where the set's `package.json` and lock are.
    pub fn sources(self) -> PathBuf {
        repository::root().join(match self {
            Self::Programs => "tests/programs",
            Self::Packages => "tests/packages",
            Self::Checks => "tests/checks",
            Self::Peers => "benches",
        })
    }

    /// Where the set is installed, or would be.
    pub fn directory(self) -> Result<PathBuf> {
        let name = match self {
            Self::Programs => "programs",
            Self::Packages => "packages",
            Self::Checks => "checks",
            Self::Peers => "peers",
        };
        let sources = self.sources();
        let inputs = [sources.join("package.json"), sources.join("package-lock.json")];
        repository::directory_for(name, &inputs)
    }

    /// Where the set is installed, if it is.
    pub fn installed(self) -> Option<PathBuf> {
        self.directory().ok().filter(|directory| directory.join("node_modules").is_dir())
    }

    /// Installs the set where it is not yet, and says where it is.
    pub fn install(self) -> Result<PathBuf> {
        let directory = self.directory()?;
        if !directory.join("node_modules").is_dir() {
            let staging = npm_ci(&self.sources(), &directory)?;
            take_final_name(&staging, &directory)?;
        }
        Ok(directory)
    }
}

/// Copies the jobs of `tests/programs/jobs` beside the installed packages, where their bare specifiers resolve. A job that is
/// there already stays untouched, so that its file keeps its time stamps.
pub fn place_jobs(directory: &Path) -> Result<()> {
    place_files("jobs", directory)?;
    let typescript = directory.join(TYPESCRIPT_JOBS);
    fs::create_dir_all(&typescript).with_context(|| typescript.display().to_string())?;
    place_files(TYPESCRIPT_JOBS, &typescript)
}

fn place_files(folder: &str, directory: &Path) -> Result<()> {
    let source = Set::Programs.sources().join(folder);
    for entry in fs::read_dir(&source).with_context(|| source.display().to_string())? {
        let path = entry?.path();
        let target = directory.join(path.file_name().unwrap_or_default());
        if path.is_file() {
            let text = fs::read(&path).with_context(|| path.display().to_string())?;
            if fs::read(&target).ok().as_ref() != Some(&text) {
                write_atomically(&target, &text)?;
            }
        }
    }
    Ok(())
}

/// `npm ci` in a directory of its own, beside the final one.
fn npm_ci(sources: &Path, directory: &Path) -> Result<PathBuf> {
    let staging = directory.with_extension(format!("staging-{}", std::process::id()));
    fs::create_dir_all(&staging).with_context(|| staging.display().to_string())?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(sources.join(name), staging.join(name)).with_context(|| name.to_owned())?;
    }
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&staging)
        // Our own stdout says where the programs are, and nothing else.
        .stdout(std::io::stderr())
        .status()
        .context("npm")?;
    ensure!(status.success(), "npm ci failed in {}", staging.display());
    Ok(staging)
}

/// An installation takes its final name only when complete.
fn take_final_name(staging: &Path, directory: &Path) -> Result<()> {
    if let Err(error) = fs::rename(staging, directory) {
        fs::remove_dir_all(staging)?;
        // Somebody else may have installed the same set meanwhile.
        ensure!(directory.join("node_modules").is_dir(), "{}: {error}", directory.display());
    }
    Ok(())
}

fn write_atomically(target: &Path, bytes: &[u8]) -> Result<()> {
    let temporary = target.with_extension(format!("{}.tmp", std::process::id()));
    fs::write(&temporary, bytes)?;
    fs::rename(&temporary, target).with_context(|| target.display().to_string())
}
