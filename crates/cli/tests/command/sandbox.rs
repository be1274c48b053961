//! A home directory of its own for each test, and the built command to run in it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use parbake_bmes::BuildId;
use parbake_cache::{Cache, Config};
use serde_json::Value;
use tempfile::TempDir;

/// A directory that is home and working directory at once.
pub struct Sandbox {
    root: TempDir,
}

/// What a run left.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    pub fn new() -> Self {
        Self { root: TempDir::with_prefix("parbake-command-").expect("a directory for temporary files") }
    }

    /// The sandbox's directory, without symbolic links in its path.
    pub fn root(&self) -> PathBuf {
        self.root.path().canonicalize().expect("the directory was just made")
    }

    /// Runs the command with nothing in its environment but a home directory.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[("HOME", self.root().to_str().expect("a path in UTF-8"))])
    }

    /// Runs the command with exactly these variables.
    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_parbake"))
            .args(arguments)
            .current_dir(self.root())
            .env_clear()
            .envs(variables.iter().copied())
            .output()
            .expect("the command can be started");
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("output in UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("output in UTF-8"),
        }
    }

    /// The cache that the command uses in this sandbox, seen from inside.
    pub fn cache(&self) -> Cache {
        let root = self.root();
        let dir = root.join(".cache/parbake");
        Cache::open(Config::new(Some(dir), Some(root.join(".local/state/parbake")), self.build_id()))
    }

    /// The files of all packs in the cache.
    pub fn packs(&self) -> Vec<PathBuf> {
        let shards = fs::read_dir(self.root().join(".cache/parbake/packs")).into_iter().flatten();
        let files = shards.filter_map(|shard| fs::read_dir(shard.ok()?.path()).ok()).flatten();
        let mut packs: Vec<_> = files.map(|file| file.expect("a directory that can be listed").path()).collect();
        packs.sort();
        packs
    }

    /// The build that the command says it is.
    pub fn build_id(&self) -> BuildId {
        let version: Value = serde_json::from_str(&self.run(&["--version=json"]).stdout).expect("one JSON object");
        version["build_id"].as_str().expect("a string").parse().expect("a digest")
    }
}
