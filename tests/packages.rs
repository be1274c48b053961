//! The names of CommonJS packages as `import` sees them: `tests/packages/names.txt` is what Node.js finds.

use std::fs;
use std::path::Path;
use std::process::Command;

use libtest_mimic::Trial;
use xtask::programs::Set;

use crate::harness::expectation::Expectation;
use crate::harness::run::{Exit, Invocation, capture};
use crate::harness::sandbox::Sandbox;
use crate::harness::states::{Reuse, check_in_every_state};
use crate::harness::{Failure, at, is_updating, tests_directory};

/// One trial, ignored where the packages are not installed.
pub fn trials() -> Vec<Trial> {
    let installed = Set::Packages.installed();
    if installed.is_none() {
        eprintln!("packages: ignored, the packages are not installed; `cargo xtask programs` does it");
    }
    let is_ignored = installed.is_none();
    let names = move || check_or_update(&installed.ok_or("not installed")?);
    vec![Trial::test("packages::names", names).with_ignored_flag(is_ignored)]
}

fn check_or_update(installed: &Path) -> Result<(), Failure> {
    let (source, program) = (tests_directory().join("packages/names.mjs"), installed.join("names.mjs"));
    fs::copy(&source, &program).map_err(at(&source))?;
    let sandbox = Sandbox::new()?;
    let invocation = Invocation::of(program);
    let path = tests_directory().join("packages/names.txt");
    if is_updating() {
        return record(&sandbox, &invocation, &path);
    }
    let expected = Expectation::prints(fs::read_to_string(&path).map_err(at(&path))?);
    check_in_every_state(&sandbox, &invocation, &expected, &Reuse::Everything).map(drop)
}

/// What Node.js prints is what is expected.
fn record(sandbox: &Sandbox, invocation: &Invocation, path: &Path) -> Result<(), Failure> {
    let mut command = Command::new(crate::transcripts::node().ok_or("Node.js is not installed")?);
    sandbox.complete(&mut command, invocation);
    let outcome = capture(command)?;
    if outcome.exit != Exit::Code(0) {
        return Err(format!("{:?}: {}", outcome.exit, String::from_utf8_lossy(&outcome.stderr)).into());
    }
    fs::write(path, outcome.stdout).map_err(at(path))
}
