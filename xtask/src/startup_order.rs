//! `cargo xtask startup-order`: which functions run when programs start, in the order in which they first do. The linker puts
//! them together (crates/cli/build.rs), so that a start touches few pages of the executable.
//!
//! To be run again when the engine changes. What has been renamed meanwhile is left where it is.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::programs::{Set, place_jobs};
use crate::{binary, repository};

/// Programs besides one of a single line: small modules, star exports, large modules, classes.
const JOBS: [&str; 4] = ["lodash-es", "date-fns", "three", "zod"];

/// Measures under valgrind and writes `crates/cli/startup-order.txt`: warm runs first, then what compiling takes.
pub fn run() -> Result<()> {
    let libraries = Set::Programs.install()?;
    place_jobs(&libraries)?;
    let place = tempfile::tempdir()?;
    let parbake = binary::parbake()?.canonicalize()?;
    let hello = place.path().join("hello.mjs");
    fs::write(&hello, "console.log('Hello, world!');\n")?;
    let jobs = JOBS.map(|name| libraries.join(name).with_extension("mjs"));
    let programs: Vec<PathBuf> = [hello].into_iter().chain(jobs).collect();
    let mut order = Order { executable: parbake.to_string_lossy().into_owned(), ..Order::default() };
    for cached in [true, false] {
        for program in &programs {
            let run = Run { parbake: &parbake, program, place: place.path(), cached };
            if cached {
                run.once(&mut run.command(&parbake))?;
            }
            order.add(&run.profile()?);
        }
    }
    let path = repository::root().join("crates/cli/startup-order.txt");
    fs::write(&path, order.names.join("\n") + "\n")?;
    println!("{}: {} functions", path.display(), order.names.len());
    Ok(())
}

struct Run<'a> {
    parbake: &'a Path,
    program: &'a Path,
    place: &'a Path,
    cached: bool,
}

impl Run<'_> {
    /// `executable` with what this run is about as its first arguments.
    fn command(&self, executable: &Path) -> Command {
        let mut command = Command::new(executable);
        command.env("XDG_STATE_HOME", self.place.join("state")).stdout(Stdio::null()).stderr(Stdio::null());
        if executable != self.parbake {
            command.args(["--tool=callgrind", "--demangle=no"]).arg(format!("--callgrind-out-file={}", self.output()));
            command.arg(self.parbake);
        }
        command.arg("--cache-dir").arg(self.place.join("cache"));
        if !self.cached {
            command.arg("--no-cache");
        }
        command.arg(self.program);
        command
    }

    fn output(&self) -> String {
        self.place.join("profile").display().to_string()
    }

    fn profile(&self) -> Result<String> {
        self.once(&mut self.command(Path::new("valgrind")))?;
        fs::read_to_string(self.output()).context("callgrind's output")
    }

    fn once(&self, command: &mut Command) -> Result<()> {
        let status = command.status().context("valgrind (Debian package of that name)")?;
        ensure!(status.success(), "{}: {status}", self.program.display());
        Ok(())
    }
}

#[derive(Default)]
struct Order {
    executable: String,
    names: Vec<String>,
    seen: HashSet<String>,
}

impl Order {
    /// Adds the functions of one profile (valgrind manual, "Callgrind Format Specification"): `ob=` names the object that the
    /// functions after it are in, and every name is spelled out once, where its number first comes.
    fn add(&mut self, profile: &str) {
        let mut spelled: HashMap<String, String> = HashMap::new();
        let mut here = false;
        for line in profile.lines() {
            let Some((key, value)) = line.split_once('=') else { continue };
            let kind = match key {
                "ob" | "cob" => 'o',
                "fn" | "cfn" => 'f',
                _ => continue,
            };
            let (number, name) = value.split_once(' ').unwrap_or((value, ""));
            let known = spelled.entry(format!("{kind}{number}")).or_default();
            if !name.is_empty() {
                name.clone_into(known);
            }
            match key {
                "ob" => here = *known == self.executable,
                "fn" if here => {
                    // A recursive call counts as a function of its own: name'2.
                    let name = known.split('\'').next().unwrap_or_default().to_owned();
                    self.add_name(name);
                }
                _ => {}
            }
        }
    }

    fn add_name(&mut self, name: String) {
        if is_stable(&name) && self.seen.insert(name.clone()) {
            self.names.push(name);
        }
    }
}

/// Names of Rust functions change with every build: they end in a digest, or begin with that of their crate.
fn is_stable(name: &str) -> bool {
    let digest = name.len() > 20
        && name.ends_with('E')
        && name[..name.len() - 1].rsplit_once("17h").is_some_and(|x| x.1.len() == 16);
    !digest && !name.starts_with("_R") && !name.starts_with("0x") && !name.is_empty()
}
