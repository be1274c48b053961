//! The `parbake` binary that chores run.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// What `PARBAKE_BIN` names, or what cargo built last in the workspace's target directory.
pub fn parbake() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("PARBAKE_BIN") {
        return Ok(path.into());
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(["metadata", "--format-version=1", "--no-deps"]).output().context("cargo")?;
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    let target = metadata["target_directory"].as_str().context("cargo metadata names no target directory")?;
    let binary = PathBuf::from(target).join("debug/parbake");
    ensure!(binary.is_file(), "{} is not there: `cargo build -p parbake` makes it", binary.display());
    Ok(binary)
}
