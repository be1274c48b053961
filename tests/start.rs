//! What a start evaluates of the built-in JavaScript: `tests/programs/evaluated.txt` names it for each program, so that a
//! piece that all programs would pay for cannot come in unseen.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;
use serde_json::Value;
use xtask::programs::{Set, place_jobs};

use crate::harness::binary::BINARY;
use crate::harness::expectation::difference;
use crate::harness::run::Invocation;
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::{Failure, at, is_updating, tests_directory};

/// One trial, ignored where the programs are not installed and with another runtime.
pub fn trials() -> Vec<Trial> {
    let installed = Set::Programs.installed();
    let is_ignored = installed.is_none() || !BINARY.is_parbake();
    let evaluated = move || check_or_update(&installed.ok_or("not installed")?);
    vec![Trial::test("start::evaluates-no-more-than-it-has-to", evaluated).with_ignored_flag(is_ignored)]
}

fn check_or_update(installed: &Path) -> Result<(), Failure> {
    place_jobs(installed)?;
    let sandbox = Sandbox::new()?;
    let mut pages = BTreeMap::new();
    for program in programs(&sandbox, installed)? {
        let name = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        pages.insert(name, evaluated(&sandbox, program)?);
    }
    let mut text = String::new();
    for (name, built_ins) in &pages {
        writeln!(text, "{name}: {}", built_ins.join(" "))?;
    }
    let path = tests_directory().join("programs/evaluated.txt");
    if is_updating() {
        return fs::write(&path, text).map_err(at(&path));
    }
    let expected = fs::read_to_string(&path).map_err(at(&path))?;
    if text == expected { Ok(()) } else { Err(difference("what starts evaluate", &expected, &text).into()) }
}

/// Programs that touch nothing but a few globals, and every library's job.
fn programs(sandbox: &Sandbox, installed: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut programs = Vec::new();
    for (name, text) in [
        ("nothing.mjs", "export {};\n"),
        ("hello.mjs", "console.log('Hello, world!');\n"),
        ("common-js.cjs", "module.exports = 'Hello, world!';\n"),
    ] {
        let path = sandbox.work_directory().join(name);
        fs::write(&path, text).map_err(at(&path))?;
        programs.push(path);
    }
    let jobs = tests_directory().join("programs/jobs");
    for entry in fs::read_dir(&jobs).map_err(at(&jobs))? {
        programs.push(installed.join(entry.map_err(at(&jobs))?.file_name()));
    }
    Ok(programs)
}

/// By the report of a start.
fn evaluated(sandbox: &Sandbox, program: PathBuf) -> Result<Vec<String>, Failure> {
    let report = sandbox.work_directory().join("report.json");
    let mut options = sandbox.cache_options(Cache::Off);
    options.extend(["--report".into(), report.clone().into()]);
    sandbox.run_with(&Invocation::of(program), options)?;
    let report: Value = serde_json::from_str(&fs::read_to_string(&report).map_err(at(&report))?)?;
    let names = report["built_ins"].as_array().ok_or("the report has no built-ins")?;
    Ok(names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect())
}
