//! The tests that are known to fail, and why.

use std::collections::BTreeMap;
use std::fs;

use super::suite::Suite;
use crate::harness::{Failure, tests_directory};

/// Names of tests, each with the reason that stands above it in the list.
pub struct ExpectedFailures {
    reasons: BTreeMap<String, String>,
}

impl ExpectedFailures {
    /// Reads `tests/conformance/expected-failures.txt`: a line that begins with `# ` gives the reason for the names below it.
    pub fn read() -> Result<Self, String> {
        let path = tests_directory().join("conformance/expected-failures.txt");
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut reasons = BTreeMap::new();
        let mut reason = None;
        for line in text.lines().filter(|line| !line.is_empty()) {
            match line.strip_prefix("# ") {
                Some(text) => reason = Some(text.to_owned()),
                None => {
                    let reason = reason.clone().ok_or_else(|| format!("{line}: listed without a reason"))?;
                    if reasons.insert(line.to_owned(), reason).is_some() {
                        return Err(format!("{line}: listed twice"));
                    }
                }
            }
        }
        Ok(Self { reasons })
    }

    /// Why a test is expected to fail, if it is.
    pub fn reason(&self, name: &str) -> Option<&str> {
        self.reasons.get(name).map(String::as_str)
    }

    /// A name in the list that is no test's hides nothing, but misleads.
    pub fn all_are_tests(&self, suite: &Suite) -> Result<(), Failure> {
        let strangers: Vec<_> = self.reasons.keys().filter(|name| !suite.has(name)).collect();
        if strangers.is_empty() { Ok(()) } else { Err(format!("not in the suite: {strangers:?}").into()) }
    }
}
