//! Whether a run did what its test demands.

use super::front_matter::{FrontMatter, Negative, Phase};
use super::program::{EVALUATION_BEGINS, Mode};
use crate::harness::Failure;
use crate::harness::run::{Exit, Outcome};

const COMPLETE: &str = "Test262:AsyncTestComplete";

/// `Err` says what the run should have done.
pub fn judge(front_matter: &FrontMatter, mode: Mode, outcome: &Outcome) -> Result<(), String> {
    let stdout = String::from_utf8_lossy(&outcome.stdout);
    let stderr = String::from_utf8_lossy(&outcome.stderr);
    let complaint = |what: &str| Err(format!("{what}\nexit {:?}\nstdout: {stdout}\nstderr: {stderr}", outcome.exit));
    match &front_matter.negative {
        Some(negative) if outcome.exit != Exit::Code(1) => complaint(&format!("must throw {}", negative.error_type)),
        Some(negative) if !names_error(&stderr, &negative.error_type) => {
            complaint(&format!("must throw {}", negative.error_type))
        }
        Some(negative) if !phase_is_right(negative, mode, &stdout) => complaint("throws in the wrong phase"),
        Some(_) => Ok(()),
        None if outcome.exit != Exit::Code(0) => complaint("must not throw"),
        None if front_matter.has("async") && !stdout.lines().any(|line| line == COMPLETE) => complaint("must complete"),
        None if stdout.contains("Test262:AsyncTestFailure") => complaint("reports a failure"),
        None => Ok(()),
    }
}

/// A test may fail, but no run may end in a crash or in one of our own bugs.
pub fn no_crash(outcome: &Outcome) -> Result<(), Failure> {
    match outcome.exit {
        Exit::Code(0 | 1 | 13) => Ok(()),
        exit => Err(format!("crashed: {exit:?}\n{}", String::from_utf8_lossy(&outcome.stderr)).into()),
    }
}

/// Whether a line of the report begins with the error's name, as in `TypeError: ...`.
fn names_error(stderr: &str, error_type: &str) -> bool {
    stderr.lines().any(|line| {
        let line = line.trim_start().trim_start_matches('[').trim_start_matches("Uncaught ");
        line.strip_prefix(error_type).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}

/// Nothing of a module is evaluated before all of its graph is parsed and linked. A script is parsed by the eval that
/// runs it: its errors come late, and that they come at all is in the error's type.
fn phase_is_right(negative: &Negative, mode: Mode, stdout: &str) -> bool {
    let began = stdout.lines().any(|line| line == EVALUATION_BEGINS);
    mode != Mode::Module || began == (negative.phase == Phase::Runtime)
}
