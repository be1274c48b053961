//! `cache dir`: where the cache is.

use std::io::Write as _;

use crate::commands::Failure;
use crate::exit;
use crate::plan::CacheSettings;
use crate::printer::Printer;

/// Prints the directory as an absolute path, whether it exists or not.
pub fn run(cache: CacheSettings, printer: Printer) -> Result<i32, Failure> {
    let dir = std::path::absolute(cache.dir.ok_or(Failure::NoPlace)?)?;
    let mut line = dir.into_os_string().into_encoded_bytes();
    line.write_all(b"\n")?;
    printer.answer(&line)?;
    Ok(exit::SUCCESS)
}
