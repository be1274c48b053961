//! Real npm libraries, each doing a small job whose output is known.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::Trial;
use xtask::programs::{Set, TYPESCRIPT_JOBS, place_jobs};

use crate::harness::binary::BINARY;
use crate::harness::cache_log::CacheLog;
use crate::harness::expectation::Expectation;
use crate::harness::run::{Exit, Invocation, capture};
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::states::{Reuse, check_in_every_state};
use crate::harness::{Failure, at, is_updating, tests_directory};

/// Jobs that ask for modules whose names only their running tells: compiling ahead does not find all of them.
const COMPUTE_REQUESTS: [&str; 2] = ["eslint", "stylelint"];

/// One trial a job; all ignored where the libraries are not installed.
pub fn trials() -> Vec<Trial> {
    let jobs = tests_directory().join("programs/jobs");
    let mut names = files_in(&jobs);
    let typescript = files_in(&tests_directory().join("programs").join(TYPESCRIPT_JOBS)).into_iter();
    names.extend(typescript.filter(|name| !name.ends_with(".json")).map(|name| format!("{TYPESCRIPT_JOBS}/{name}")));
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
        Trial::test(format!("programs::{}", stem(&name)), move || run(&directory.ok_or("not installed")?.join(name)))
            .with_ignored_flag(installed.is_none())
    };
    let project = tests_directory().join("programs/project/src/main.ts");
    let compiled_project = project.clone();
    let projects = [
        Trial::test("programs::project", move || run(&project)),
        Trial::test("programs::compiled-first::project", move || run_compiled(&compiled_project))
            .with_ignored_flag(!BINARY.is_parbake()),
    ];
    let compiled = |name: String| {
        let directory = installed.clone();
        let title = format!("programs::compiled-first::{}", stem(&name));
        let trial = Trial::test(title, move || run_compiled(&directory.ok_or("not installed")?.join(name)));
        trial.with_ignored_flag(installed.is_none() || !BINARY.is_parbake())
    };
    let compiled: Vec<_> = names.iter().cloned().map(compiled).collect();
    names.into_iter().map(trial).chain(projects).chain(compiled).collect()
}

fn files_in(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect()
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn run(program: &Path) -> Result<(), Failure> {
    let sandbox = Sandbox::new()?;
    let invocation = Invocation::of(program);
    let path = expected_file(program);
    if is_updating() {
        return fs::write(&path, sandbox.run(&invocation, Cache::Off)?.stdout).map_err(at(&path));
    }
    let expected = Expectation::prints(fs::read_to_string(&path).map_err(at(&path))?);
    check_in_every_state(&sandbox, &invocation, &expected, &Reuse::Everything).map(|_| ())
}

/// What was compiled ahead is all that a run needs: the first one misses nothing, unless it computes what it asks for.
fn run_compiled(program: &Path) -> Result<(), Failure> {
    let sandbox = Sandbox::new()?;
    let mut compile = Command::new(BINARY.path());
    compile.args(["cache", "compile", "--dynamic", "--cache-dir"]).arg(sandbox.cache_directory());
    sandbox.complete(&mut compile, &Invocation::of(program));
    let compiled = capture(compile)?;
    if compiled.exit != Exit::Code(0) {
        return Err(format!("{:?}: {}", compiled.exit, String::from_utf8_lossy(&compiled.stderr)).into());
    }
    let path = expected_file(program);
    let expected = Expectation::prints(fs::read_to_string(&path).map_err(at(&path))?);
    let is_complete = !program.file_stem().is_some_and(|name| COMPUTE_REQUESTS.iter().any(|job| name == *job));
    let mut options = sandbox.cache_options(Cache::On);
    options.push("--cache-log=json".into());
    options.extend(is_complete.then(|| "--cache=require".into()));
    let mut outcome = sandbox.run_with(&Invocation::of(program), options)?;
    let (log, rest) = CacheLog::split(&outcome.stderr)?;
    outcome.stderr = rest;
    if is_complete {
        log.expect_all_hits()?;
    }
    expected.check(&outcome)
}

fn expected_file(program: &Path) -> PathBuf {
    let name = program.file_stem().unwrap_or_default();
    // The project's first module is called as every project's is.
    let name = if name == "main" { "project".as_ref() } else { name };
    tests_directory().join("programs/expected").join(name).with_extension("stdout")
}
