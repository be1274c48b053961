//! `cache clean`: remove everything the cache holds, or what it holds of programs.

use std::path::PathBuf;

use bytesize::ByteSize;
use parbake_cache::{Cache, Reason, Total};
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::look;
use crate::exit;
use crate::plan::CacheClean;
use crate::printer::Printer;

#[derive(Serialize)]
struct Answer {
    schema: u32,
    dry_run: bool,
    files: u64,
    bytes: u64,
}

/// Removes, or with a dry run only counts, and prints the total.
pub fn run(plan: CacheClean, printer: Printer) -> Result<i32, Failure> {
    let CacheClean { cache, entries, dry_run, json } = plan;
    let opened = if dry_run { look::open(&cache)? } else { look::open_to_change(&cache)? };
    let total = match &opened {
        None => Total::default(),
        Some(cache) if entries.is_empty() => clean_all(cache, dry_run)?,
        Some(cache) => clean_programs(cache, &entries, dry_run)?,
    };
    let Total { files, bytes } = total;
    if json {
        printer.answer_json(&Answer { schema: 1, dry_run, files, bytes })?;
    } else {
        let done = if dry_run { "Would remove" } else { "Removed" };
        let noun = if files == 1 { "file" } else { "files" };
        let size = ByteSize::b(bytes).display().iec();
        printer.answer(format!("{done} {files} {noun} ({size})\n").as_bytes())?;
    }
    Ok(exit::SUCCESS)
}

/// Removes everything; that nothing can be removed is an error where there is something.
fn clean_all(cache: &Cache, dry_run: bool) -> Result<Total, Failure> {
    let total = cache.clean(dry_run);
    if total.files == 0 && !dry_run && cache.clean(true).files > 0 {
        return Err(Failure::Unchanged(Reason::ReadOnly));
    }
    Ok(total)
}

/// Removes the packs of programs, whatever build and conditions they were made with.
fn clean_programs(cache: &Cache, entries: &[PathBuf], dry_run: bool) -> Result<Total, Failure> {
    let mut total = Total::default();
    for entry in entries {
        for seen in look::packs(cache, Some(entry)) {
            if !dry_run {
                cache.remove_pack(&seen.filed.key).map_err(Failure::Unchanged)?;
            }
            total.files += 1;
            total.bytes += seen.filed.size;
        }
    }
    Ok(total)
}
