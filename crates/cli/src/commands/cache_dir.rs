//! `cache dir`: where the cache is.

use crate::commands::Failure;
use crate::exit;
use crate::plan::CacheSettings;
use crate::printer::Printer;

/// Prints the directory as an absolute path, whether it exists or not.
pub fn run(cache: CacheSettings, printer: Printer) -> Result<i32, Failure> {
    let path = cache.dir.ok_or(Failure::NoPlace)?;
    let dir = std::path::absolute(&path).map_err(|error| Failure::Unreadable { path, error })?;
    let mut line = dir.into_os_string().into_encoded_bytes();
    line.push(b'\n');
    printer.answer(&line)?;
    Ok(exit::SUCCESS)
}
