//! `cache inspect`: show one entry, or one pack.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use parbake_bmes::{Digest, Entry, MAGIC};
use parbake_cache::{Cache, LoadedPack, ModuleView, Outcome, PACK_MAGIC, Policy, Reason};

use crate::commands::Failure;
use crate::commands::run::build_id;
use crate::exit;
use crate::inspection::pack::PackInspection;
use crate::inspection::{self, Inspection, Refused};
use crate::plan::{CacheInspect, CacheSettings, View};
use crate::printer::Printer;

/// Shows the entry that the target is or leads to.
pub fn run(plan: CacheInspect, printer: Printer) -> Result<i32, Failure> {
    let cache = open(plan.cache.clone())?;
    if is_file_of(&plan.target, "pack", PACK_MAGIC) {
        return show_pack(&plan, &cache, printer);
    }
    if !is_file_of(&plan.target, "bmes", MAGIC) {
        let (pack, row) = pack_of_source(&cache, &plan.target)?;
        return show_member(&plan, &cache, &pack, row, printer);
    }
    match cache.inspect(&plan.target) {
        Outcome::Hit(entry) => show(&plan, &plan.target, entry.bytes(), entry.entry(), printer),
        Outcome::Miss(Reason::Absent) => Err(Failure::NoEntry(plan.target)),
        Outcome::Miss(reason) => show_refused(&plan, &plan.target, reason, printer),
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

/// The pack that has the entry of a source, and the module's place in it.
fn pack_of_source(cache: &Cache, target: &Path) -> Result<(LoadedPack, u32), Failure> {
    let unreadable = |error| Failure::Unreadable { path: target.to_owned(), error };
    let absolute = std::path::absolute(target).map_err(unreadable)?;
    let names = [fs::canonicalize(target).unwrap_or_else(|_| absolute.clone()), absolute];
    find_source(cache, &names).ok_or_else(|| Failure::NoEntry(target.to_owned()))
}

/// The entry of a source with one of these names: by preference one made from what the file holds now.
fn find_source(cache: &Cache, names: &[PathBuf]) -> Option<(LoadedPack, u32)> {
    let current = names.first().and_then(|name| fs::read(name).ok()).map(|bytes| Digest::of(&bytes));
    let mut found = None;
    for pack in cache.packs(parbake_runtime::file_url_from_path) {
        let of_source = |(row, module): (u32, ModuleView<'_>)| {
            let is_target = module.file.is_some_and(|place| names.contains(&place.to_path_buf()));
            is_target.then(|| (row, Some(module.source_digest) == current))
        };
        let rows: Vec<_> = (0..).zip(pack.modules()).filter_map(of_source).collect();
        if let Some((row, _)) = rows.iter().find(|(_, is_current)| *is_current) {
            return Some((pack, *row));
        }
        if let Some((row, _)) = rows.first() {
            found = Some((pack, *row));
        }
    }
    found
}

fn show_member(
    plan: &CacheInspect,
    cache: &Cache,
    pack: &LoadedPack,
    row: u32,
    printer: Printer,
) -> Result<i32, Failure> {
    let file = cache.path_of_pack(&pack.key()).unwrap_or_default();
    match (pack.entry(row), pack.member_bytes(row)) {
        (Ok(Some(entry)), Some(bytes)) => show(plan, &file, bytes, &entry, printer),
        (Err(reason), Some(bytes)) => {
            let refused = Refused::new(&file, bytes, reason, plan.hex);
            print_refused(plan, &refused, printer)
        }
        _ => Err(Failure::NoEntry(plan.target.clone())),
    }
}

/// Whether a file is of a kind: by its name, or by its first bytes.
fn is_file_of(path: &Path, extension: &str, magic: [u8; 4]) -> bool {
    path.extension().is_some_and(|found| found == extension) || begins_with(path, magic).unwrap_or(false)
}

fn begins_with(path: &Path, magic: [u8; 4]) -> io::Result<bool> {
    if !fs::metadata(path)?.is_file() {
        return Ok(false);
    }
    let mut start = [0; 4];
    File::open(path)?.read_exact(&mut start)?;
    Ok(start == magic)
}

/// Packs have too many bytes to show: `--hex` is for entries.
fn show_pack(plan: &CacheInspect, cache: &Cache, printer: Printer) -> Result<i32, Failure> {
    let pack = match cache.inspect_pack(&plan.target, parbake_runtime::file_url_from_path) {
        Ok(pack) => pack,
        Err(Reason::Absent) => return Err(Failure::NoEntry(plan.target.clone())),
        Err(reason) => return show_refused(plan, &plan.target, reason, printer),
    };
    let inspection = PackInspection::new(&plan.target, &pack);
    match plan.view {
        View::Json => printer.answer_json(&inspection)?,
        View::Text | View::Imports => {
            let only_modules = matches!(plan.view, View::Imports);
            printer.answer(inspection::pack::text(&inspection, only_modules, printer.stdout_styles()).as_bytes())?;
        }
    }
    Ok(exit::SUCCESS)
}

fn show(plan: &CacheInspect, file: &Path, bytes: &[u8], entry: &Entry<'_>, printer: Printer) -> Result<i32, Failure> {
    let inspection = Inspection::new(file, bytes, entry, plan.hex);
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
    print_refused(plan, &Refused::new(file, &bytes, reason, plan.hex), printer)
}

fn print_refused(plan: &CacheInspect, refused: &Refused, printer: Printer) -> Result<i32, Failure> {
    match plan.view {
        View::Json => printer.answer_json(refused)?,
        View::Text | View::Imports => {
            printer.answer(inspection::refused(refused, printer.stdout_styles()).as_bytes())?;
        }
    }
    Ok(exit::FAILURE)
}
