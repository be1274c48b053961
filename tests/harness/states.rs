//! The states of a cache, and a program taken through all of them.
//!
//! The promise under test: output, exit code, error text and stacks of a program are the same with the cache off, cold, warm
//! and damaged.

use super::Failure;
use super::binary::BINARY;
use super::damage::flip_bytes;
use super::expectation::{Expectation, difference};
use super::run::{Invocation, Outcome};
use super::sandbox::{Cache, Sandbox};

/// Which modules a second run must find in the cache.
pub enum Reuse {
    /// All of them.
    Everything,
    /// All but these (URLs): modules that cannot be cached, such as one with a syntax error.
    AllBut(Vec<String>),
    /// Unknown or none: the program changes its own sources, or fails before it has a module.
    Unchecked,
}

/// Runs the program with the cache off, cold, warm, measured, warm with its log, damaged and repaired, and checks that each run is as
/// expected, that all are alike, and that the warm ones hit the cache. Another runtime than parbake runs it once.
pub fn check_in_every_state(
    sandbox: &Sandbox,
    invocation: &Invocation,
    expected: &Expectation,
    reuse: &Reuse,
) -> Result<Outcome, Failure> {
    let reference = sandbox.run(invocation, Cache::Off)?;
    expected.check(&reference).map_err(in_state("cache off"))?;
    if !BINARY.is_parbake() {
        return Ok(reference);
    }
    let same = |state: &'static str, outcome: &Outcome| same_outcome(&reference, outcome).map_err(in_state(state));
    same("cold", &sandbox.run(invocation, Cache::On)?)?;
    same("warm", &sandbox.run(invocation, Cache::On)?)?;
    same("warm, measured", &sandbox.run(invocation, Cache::Measured)?)?;
    same("warm, logged", &check_reuse(sandbox, invocation, reuse).map_err(in_state("warm, logged"))?)?;
    let damaged = flip_bytes(&sandbox.cache_directory())?;
    if damaged == 0 && !matches!(reuse, Reuse::Unchecked) {
        return Err("nothing was cached".into());
    }
    same("damaged", &sandbox.run(invocation, Cache::On)?)?;
    same("repaired", &check_reuse(sandbox, invocation, reuse).map_err(in_state("repaired"))?)?;
    Ok(reference)
}

/// A logged run whose hits and misses are as they should be.
fn check_reuse(sandbox: &Sandbox, invocation: &Invocation, reuse: &Reuse) -> Result<Outcome, Failure> {
    if matches!(reuse, Reuse::Unchecked) {
        return sandbox.run(invocation, Cache::On);
    }
    let (outcome, log) = sandbox.run_logged(invocation)?;
    match reuse {
        Reuse::AllBut(modules) => log.expect_misses(modules)?,
        Reuse::Everything | Reuse::Unchecked => log.expect_all_hits()?,
    }
    Ok(outcome)
}

/// Fails with every difference between two runs that should be alike.
pub fn same_outcome(expected: &Outcome, actual: &Outcome) -> Result<(), Failure> {
    let mut faults = Vec::new();
    if expected.exit != actual.exit {
        faults.push(format!("exit: {:?} with the cache off, now {:?}", expected.exit, actual.exit));
    }
    for (name, expected, actual) in
        [("stdout", &expected.stdout, &actual.stdout), ("stderr", &expected.stderr, &actual.stderr)]
    {
        if expected != actual {
            faults.push(difference(name, &String::from_utf8_lossy(expected), &String::from_utf8_lossy(actual)));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

/// Says in which state of the cache a failure was seen.
pub fn in_state(state: &str) -> impl FnOnce(Failure) -> Failure + '_ {
    move |failure| format!("[{state}] {}", failure.message().unwrap_or_default()).into()
}
