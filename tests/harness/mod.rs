//! What the whole-program tests share: the binary under test, a private place for its cache, the cache states a program is
//! taken through, and what a run must have printed.

pub mod binary;
pub mod cache_log;
pub mod damage;
pub mod expectation;
pub mod forge;
pub mod leftovers;
pub mod program;
pub mod run;
pub mod sandbox;
pub mod states;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libtest_mimic::Trial;
use sandbox::Sandbox;

/// What a trial reports when it fails: one text, shown under the trial's name.
pub type Failure = libtest_mimic::Failed;

/// A test that needs a sandbox and nothing else.
pub type Test = fn(&Sandbox) -> Result<(), Failure>;

/// One trial a named test, each in a sandbox of its own.
pub fn trials_of(module: &str, tests: &[(&'static str, Test)]) -> Vec<Trial> {
    let trial =
        |&(name, test): &(&'static str, Test)| Trial::test(format!("{module}::{name}"), move || test(&Sandbox::new()?));
    tests.iter().map(trial).collect()
}

/// The directory of the whole-program tests in the repository.
pub fn tests_directory() -> &'static Path {
    static DIRECTORY: LazyLock<PathBuf> = LazyLock::new(|| xtask::repository::root().join("tests"));
    &DIRECTORY
}

/// Whether this run writes what the binary prints as what is expected (`PARBAKE_UPDATE_EXPECTED=1`) and checks nothing.
pub fn is_updating() -> bool {
    std::env::var_os("PARBAKE_UPDATE_EXPECTED").is_some_and(|value| value == "1")
}

/// A failure with the path it is about, for file operations of the tests themselves.
pub fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Failure + '_ {
    move |error| format!("{}: {error}", path.display()).into()
}
