//! Real npm libraries, each doing a small job whose output is known.

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;
use xtask::programs::{Set, place_jobs};

use crate::harness::expectation::Expectation;
use crate::harness::run::Invocation;
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::states::{Reuse, check_in_every_state};
use crate::harness::{Failure, at, is_updating, tests_directory};

/// One trial a job; all ignored where the libraries are not installed.
pub fn trials() -> Vec<Trial> {
    let jobs = tests_directory().join("programs/jobs");
    let mut names: Vec<String> = fs::read_dir(&jobs)
        .unwrap_or_else(|error| panic!("{}: {error}", jobs.display()))
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let installed = Set::Programs.installed();
    match &installed {
        None => eprintln!("programs: ignored, the libraries are not installed; `cargo xtask programs` does it"),
        Some(directory) => {
            place_jobs(directory).unwrap_or_else(|error| panic!("{}: {error:#}", directory.display()));
        }
    }
    let trial = |name: String| {
        let directory = installed.clone();
        Trial::test(format!("programs::{name}"), move || run(&directory.ok_or("not installed")?, &name))
            .with_ignored_flag(installed.is_none())
    };
    names.into_iter().map(trial).collect()
}

fn run(directory: &Path, name: &str) -> Result<(), Failure> {
    let sandbox = Sandbox::new()?;
    let invocation = Invocation::of(directory.join(format!("{name}.mjs")));
    let path = expected_file(name);
    if is_updating() {
        return fs::write(&path, sandbox.run(&invocation, Cache::Off)?.stdout).map_err(at(&path));
    }
    let expected = Expectation::prints(fs::read_to_string(&path).map_err(at(&path))?);
    check_in_every_state(&sandbox, &invocation, &expected, &Reuse::Everything).map(|_| ())
}

fn expected_file(name: &str) -> PathBuf {
    tests_directory().join("programs/expected").join(format!("{name}.stdout"))
}
