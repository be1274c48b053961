//! `cache import`: take in a pack from elsewhere.

use std::fs;
use std::path::PathBuf;

use bytesize::ByteSize;
use parbake_cache::{Cache, Imported};
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::cache_compile::check_usable;
use crate::commands::run::build_id;
use crate::exit;
use crate::plan::CacheImport;
use crate::printer::Printer;
use crate::progress::Progress;

#[derive(Serialize)]
struct Answer {
    schema: u32,
    file: PathBuf,
    /// Modules that have an entry in the pack.
    modules: usize,
    bytes: u64,
    pack: Option<PathBuf>,
    /// The cache had it already.
    known: bool,
}

/// Takes in the pack, or says why not.
pub fn run(plan: CacheImport, printer: Printer) -> Result<i32, Failure> {
    let CacheImport { cache, file, json } = plan;
    check_usable(&cache)?;
    let cache = Cache::open(cache.config(build_id()));
    let path = fs::canonicalize(&file).map_err(|error| Failure::Unreadable { path: file.clone(), error })?;
    let progress = Progress::new(printer, "Importing", 1);
    let imported = cache.import_pack(&path).map_err(|refused| Failure::Refused { path: file.clone(), refused })?;
    drop(progress);
    let Imported { key, entries: modules, size, known } = imported;
    let bytes = size as u64;
    if json {
        let pack = cache.path_of_pack(&key);
        printer.answer_json(&Answer { schema: 1, file, modules, bytes, pack, known })?;
    } else {
        let noun = if modules == 1 { "module" } else { "modules" };
        let done = if known { "here already" } else { "taken in" };
        let (file, size) = (file.display(), ByteSize::b(bytes).display().iec());
        printer.answer(format!("{file}: {modules} {noun} {done} ({size})\n").as_bytes())?;
    }
    Ok(exit::SUCCESS)
}
