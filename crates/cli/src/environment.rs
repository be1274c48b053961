//! What the process was started with besides its arguments: read once, in `main`, and handed on.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::IsTerminal as _;

use crate::flags::table::FLAGS;

/// Variables that belong to conventions older than parbake, and so to no flag.
const CONVENTIONS: &[&str] =
    &["NO_COLOR", "FORCE_COLOR", "TERM", "HOME", "NODE_PATH", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"];

/// Set by the benchmark, and in no list of variables: see `RunOptions::floor` of the runtime.
pub const FLOOR: &str = "PARBAKE_FLOOR";

/// The variables that parbake knows, and what its streams lead to.
#[derive(Debug, Default)]
pub struct Environment {
    variables: BTreeMap<&'static str, OsString>,
    /// Standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Standard error is a terminal.
    pub stderr_is_terminal: bool,
}

impl Environment {
    /// What this process was started with.
    pub fn of_process() -> Self {
        Self {
            variables: known_variables().filter_map(|name| Some((name, std::env::var_os(name)?))).collect(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            stderr_is_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// A made-up one, without terminals.
    #[cfg(test)]
    pub fn with(variables: &[(&'static str, &str)]) -> Self {
        let variables = variables.iter().map(|(name, value)| (*name, OsString::from(value))).collect();
        Self { variables, ..Self::default() }
    }

    /// The variable's value. One that is set to nothing counts as not set, as in every convention we follow.
    pub fn variable(&self, name: &str) -> Option<&OsStr> {
        self.variables.get(name).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }
}

fn known_variables() -> impl Iterator<Item = &'static str> {
    FLAGS.iter().filter_map(|flag| flag.variable).chain(CONVENTIONS.iter().copied()).chain([FLOOR])
}
