//! `cache inspect`: show one entry.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use parbake_bmes::{Digest, MAGIC};
use parbake_cache::{Cache, LoadedEntry, Outcome, Policy, Reason};

use crate::commands::Failure;
use crate::commands::run::build_id;
use crate::exit;
use crate::inspection::{self, Inspection, Refused};
use crate::plan::{CacheInspect, CacheSettings, View};
use crate::printer::Printer;

/// Shows the entry that the target is or leads to.
pub fn run(plan: CacheInspect, printer: Printer) -> Result<i32, Failure> {
    let cache = open(plan.cache.clone())?;
    let file = entry_file(&cache, &plan.target)?;
    match cache.inspect(&file) {
        Outcome::Hit(entry) => show(&plan, &file, &entry, printer),
        Outcome::Miss(Reason::Absent) => Err(Failure::NoEntry(plan.target)),
        Outcome::Miss(reason) => show_refused(&plan, &file, reason, printer),
    }
}

/// The cache to look into; looking changes nothing in it.
fn open(settings: CacheSettings) -> Result<Cache, Failure> {
    let cache = Cache::open(CacheSettings { policy: Policy::ReadOnly, ..settings }.config(build_id()));
    match cache.unusable() {
        Some(unusable) => Err(Failure::Unusable(unusable.clone())),
        None => Ok(cache),
    }
}

/// The file of the entry that the target is, or that was made from the source that the target is.
fn entry_file(cache: &Cache, target: &Path) -> Result<PathBuf, Failure> {
    if is_entry(target) {
        return Ok(target.to_owned());
    }
    let unreadable = |error| Failure::Unreadable { path: target.to_owned(), error };
    let absolute = std::path::absolute(target).map_err(unreadable)?;
    let names = [fs::canonicalize(target).unwrap_or_else(|_| absolute.clone()), absolute];
    entry_of_source(cache, &names).ok_or_else(|| Failure::NoEntry(target.to_owned()))
}

/// The entry of a source with one of these names: by preference one made from what the file holds now.
fn entry_of_source(cache: &Cache, names: &[PathBuf]) -> Option<PathBuf> {
    let current = names.first().and_then(|name| fs::read(name).ok()).map(|bytes| Digest::of(&bytes));
    let mut found = None;
    for program in cache.programs() {
        for module in program.modules() {
            let is_target = module.file.is_some_and(|place| names.contains(&place.to_path_buf()));
            if is_target && Some(module.source_digest) == current {
                return cache.path_of(&module.entry);
            }
            if is_target {
                found = cache.path_of(&module.entry);
            }
        }
    }
    found
}

/// Whether a file is an entry: by its name, or by its first bytes.
fn is_entry(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "bmes") || begins_with_magic(path).unwrap_or(false)
}

fn begins_with_magic(path: &Path) -> io::Result<bool> {
    if !fs::metadata(path)?.is_file() {
        return Ok(false);
    }
    let mut start = [0; MAGIC.len()];
    File::open(path)?.read_exact(&mut start)?;
    Ok(start == MAGIC)
}

fn show(plan: &CacheInspect, file: &Path, entry: &LoadedEntry, printer: Printer) -> Result<i32, Failure> {
    let inspection = Inspection::new(file, entry.bytes(), entry.entry(), plan.hex);
    let styles = printer.stdout_styles();
    match plan.view {
        View::Json => printer.answer_json(&inspection)?,
        View::Text => printer.answer(inspection::everything(&inspection, styles).as_bytes())?,
        View::Imports => printer.answer(inspection::names(&inspection, styles).as_bytes())?,
    }
    Ok(exit::SUCCESS)
}

/// Shows what a refused entry claims to be. The cache has looked at the file, so it is no larger than the cache allows.
fn show_refused(plan: &CacheInspect, file: &Path, reason: Reason, printer: Printer) -> Result<i32, Failure> {
    let bytes = match reason {
        Reason::Truncated | Reason::Corrupt | Reason::FormatMismatch => {
            fs::read(file).map_err(|error| Failure::Unreadable { path: file.to_owned(), error })?
        }
        _ => Vec::new(),
    };
    let refused = Refused::new(file, &bytes, reason, plan.hex);
    match plan.view {
        View::Json => printer.answer_json(&refused)?,
        View::Text | View::Imports => {
            printer.answer(inspection::refused(&refused, printer.stdout_styles()).as_bytes())?;
        }
    }
    Ok(exit::FAILURE)
}
