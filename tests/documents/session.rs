//! A shell with the command in it, in a home directory of its own that holds the example program and no cache.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process;

use tempfile::TempDir;

use super::masks;
use crate::harness::binary::BINARY;
use crate::harness::run::{Exit, capture};
use crate::harness::{Failure, at};

/// What the home directory is called in the pages.
const HOME: &str = "/home/me";

/// A line of a page that stands for any lines, or none.
const ANY_LINES: &str = "...";

/// The home directory; removed when dropped.
pub struct Session {
    root: TempDir,
}

/// What a command printed, and how it ended.
pub struct Printed {
    text: String,
    exit: Exit,
}

impl Session {
    /// A home directory with `app`, a copy of examples/app.
    pub fn new() -> Result<Self, Failure> {
        let root = tempfile::Builder::new().prefix("parbake-document-").tempdir()?;
        let home = root.path().join("home");
        copy(&xtask::repository::root().join("examples/app"), &home.join("app"))?;
        let bin = root.path().join("bin");
        fs::create_dir(&bin).map_err(at(&bin))?;
        symlink(BINARY.path(), bin.join("parbake")).map_err(at(&bin))?;
        Ok(Self { root })
    }

    /// Runs a command in `app`, with both streams in one.
    pub fn run(&self, text: &str) -> Result<Printed, Failure> {
        let home = self.home()?;
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = process::Command::new("bash");
        command
            .args(["-c", &format!("exec 2>&1\n{text}")])
            .current_dir(home.join("app"))
            .env_clear()
            .env("HOME", &home)
            .env("PATH", format!("{}:{path}", self.root.path().join("bin").display()))
            .envs([("TZ", "UTC"), ("LANG", "C.UTF-8")]);
        let outcome = capture(command)?;
        let text = String::from_utf8_lossy(&outcome.stdout).replace(&*home.to_string_lossy(), HOME);
        Ok(Printed { text, exit: outcome.exit })
    }

    fn home(&self) -> Result<PathBuf, Failure> {
        let home = self.root.path().join("home");
        home.canonicalize().map_err(at(&home))
    }
}

impl Printed {
    /// The lines as they were printed.
    pub fn lines(&self) -> Vec<String> {
        self.text.lines().map(str::to_owned).collect()
    }

    /// What a page has otherwise, if it does; a command that fails says so with `; echo $?`.
    pub fn differs_from(&self, expected: &[String]) -> Option<String> {
        if self.exit != Exit::Code(0) {
            return Some(format!("ended with {:?}, and printed\n{}", self.exit, self.text));
        }
        let printed: Vec<_> = self.text.lines().map(masks::masked).collect();
        let wanted: Vec<_> = expected.iter().map(|line| masks::masked(line)).collect();
        (!matches(&wanted, &printed))
            .then(|| format!("should print\n{}\nand printed\n{}", expected.join("\n"), self.text))
    }
}

/// Whether the lines are these, where [`ANY_LINES`] stands for any.
fn matches(wanted: &[String], printed: &[String]) -> bool {
    match wanted.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first == ANY_LINES => {
            (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..]))
        }
        Some((first, rest)) => {
            printed.split_first().is_some_and(|(line, others)| line == first && matches(rest, others))
        }
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to).map_err(at(to))?;
    for entry in fs::read_dir(from).map_err(at(from))? {
        let path = entry.map_err(at(from))?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { copy(&path, &target)? } else { _ = fs::copy(&path, &target).map_err(at(&path))? }
    }
    Ok(())
}
