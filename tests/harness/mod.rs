//! What the whole-program tests share: the binary under test, a private place for its cache, the cache states a program is
//! taken through, and what a run must have printed.

pub mod binary;
pub mod cache_log;
pub mod damage;
pub mod expectation;
pub mod run;
pub mod sandbox;
pub mod states;

use std::path::Path;

/// What a trial reports when it fails: one text, shown under the trial's name.
pub type Failure = libtest_mimic::Failed;

/// The directory of the whole-program tests in the repository.
pub fn tests_directory() -> &'static Path {
    static DIRECTORY: std::sync::LazyLock<std::path::PathBuf> =
        std::sync::LazyLock::new(|| xtask::repository::root().join("tests"));
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
