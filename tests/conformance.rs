//! test262's tests of modules and imports, each run with an empty cache and again with a full one.
//!
//! The suite is not part of this repository: its archive is expected beside it, and the trials are ignored where it is not.

mod expected_failures;
mod front_matter;
mod program;
mod suite;
mod verdict;

use std::sync::Arc;

use libtest_mimic::Trial;

use crate::harness::Failure;
use crate::harness::binary::BINARY;
use crate::harness::run::Invocation;
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::states::{in_state, same_outcome};
use expected_failures::ExpectedFailures;
use front_matter::FrontMatter;
use program::Mode;
use suite::Suite;

/// One trial a test and mode, and one for the list of expected failures itself.
pub fn trials() -> Vec<Trial> {
    let archive = suite::archive_path();
    if !archive.is_file() {
        eprintln!("conformance: ignored, there is no {}", archive.display());
        return vec![Trial::test("conformance", || Ok(())).with_ignored_flag(true)];
    }
    let suite = Suite::read(&archive).map_or_else(|error| panic!("{}: {error}", archive.display()), Arc::new);
    let expected = ExpectedFailures::read().map_or_else(|error| panic!("{error}"), Arc::new);
    let mut trials: Vec<Trial> = suite.tests().flat_map(|name| trials_of_test(&suite, &expected, name)).collect();
    trials.push(Trial::test("conformance::expected-failures", move || expected.all_are_tests(&suite)));
    trials
}

/// The modes a test asks for: one, but for scripts, which run sloppy and strict.
fn trials_of_test(suite: &Arc<Suite>, expected: &Arc<ExpectedFailures>, name: &str) -> Vec<Trial> {
    let text = suite.text(name);
    let front_matter = FrontMatter::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let trial = |mode: Mode| {
        let title = format!("conformance::{name}{}", mode.suffix());
        let test = Test { name: name.to_owned(), front_matter: front_matter.clone(), mode };
        let (suite, expected) = (Arc::clone(suite), Arc::clone(expected));
        Trial::test(title, move || test.run(&suite, &expected))
    };
    Mode::of(&front_matter).iter().copied().map(trial).collect()
}

struct Test {
    name: String,
    front_matter: FrontMatter,
    mode: Mode,
}

impl Test {
    /// Passes if the test does what it must (or fails as listed), and the same way both times.
    fn run(&self, suite: &Suite, expected: &ExpectedFailures) -> Result<(), Failure> {
        let sandbox = Sandbox::new()?;
        let invocation = Invocation::of(program::write(suite, &self.name, &self.front_matter, self.mode)?);
        let cold = sandbox.run(&invocation, Cache::On)?;
        let verdict = verdict::judge(&self.front_matter, self.mode, &cold);
        if BINARY.is_parbake() {
            let (warm, log) = sandbox.run_logged(&invocation)?;
            same_outcome(&cold, &warm).map_err(in_state("warm"))?;
            if verdict.is_ok() && self.front_matter.negative.is_none() {
                log.expect_all_hits().map_err(in_state("warm"))?;
            }
        }
        verdict::no_crash(&cold)?;
        match (verdict, expected.reason(&self.name)) {
            (verdict, None) => verdict.map_err(Failure::from),
            (Err(_), Some(_)) => Ok(()),
            (Ok(()), Some(reason)) => Err(format!("passes, but is listed as an expected failure: {reason}").into()),
        }
    }
}
