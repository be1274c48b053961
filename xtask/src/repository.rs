//! Where things are.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The repository's root directory: of the checkout that cargo runs in, which need not be the one that this was built in.
/// Checkouts with one target directory take over what the others have built.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let package =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = package.ancestors().find(|directory| directory.join("Cargo.lock").is_file());
        root.unwrap_or(&package).to_owned()
    });
    &ROOT
}

/// The directory for what is expensive to fetch or build and the same for every clone:
/// `$XDG_CACHE_HOME/parbake-build`, or `~/.cache/parbake-build`.
pub fn shared_build_directory() -> Result<PathBuf> {
    let cache = match env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()) {
        Some(directory) => PathBuf::from(directory),
        None => std::env::home_dir().context("neither XDG_CACHE_HOME nor a home directory")?.join(".cache"),
    };
    Ok(cache.join("parbake-build"))
}

/// A directory below [`shared_build_directory`] that is named after what went into it, so that another version of the input
/// gets another directory and nothing there is ever out of date.
pub fn directory_for(name: &str, inputs: &[PathBuf]) -> Result<PathBuf> {
    let mut digest = Sha256::new();
    for path in inputs {
        digest.update(std::fs::read(path).with_context(|| path.display().to_string())?);
    }
    let digest: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(shared_build_directory()?.join(format!("{name}-{digest}")))
}
