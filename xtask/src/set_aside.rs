//! Takes a directory out of the way within microseconds. Benchmarks use it between runs.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

/// Renames a directory to a name beside it that nobody has; nothing happens if there is no such directory.
pub fn run(directory: &Path) -> Result<()> {
    let moment = SystemTime::now().duration_since(UNIX_EPOCH)?.as_nanos();
    match fs::rename(directory, directory.with_extension(format!("aside-{moment}"))) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        renamed => renamed.with_context(|| directory.display().to_string()),
    }
}
