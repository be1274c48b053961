//! What a run must not leave behind.

use super::Failure;
use super::damage::cached_files;
use super::sandbox::Sandbox;

/// Fails if the cache or the state directory holds a file that was being written, or there is anything in the home directory.
pub fn expect_no_leftovers(sandbox: &Sandbox) -> Result<(), Failure> {
    let mut left = cached_files(&sandbox.cache_directory())?;
    left.extend(cached_files(&sandbox.state_directory())?);
    left.retain(|path| path.extension().is_some_and(|extension| extension == "new"));
    left.extend(cached_files(&sandbox.home_directory())?);
    if left.is_empty() { Ok(()) } else { Err(format!("left behind: {left:#?}").into()) }
}
