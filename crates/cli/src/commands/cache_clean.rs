//! `cache clean`: remove everything the cache holds.

use bytesize::ByteSize;
use parbake_cache::{Cache, Fault, Policy, Total, Unusable};

use crate::commands::Failure;
use crate::commands::run::build_id;
use crate::exit;
use crate::plan::{CacheClean, CacheSettings};
use crate::printer::Printer;

/// Removes everything, or with a dry run only counts it, and prints the total.
pub fn run(plan: CacheClean, printer: Printer) -> Result<i32, Failure> {
    let total = if is_there(&plan.cache)? { clean(plan.cache, plan.dry_run) } else { Total::default() };
    let (done, files) = (if plan.dry_run { "Would remove" } else { "Removed" }, total.files);
    let (noun, size) = (if files == 1 { "file" } else { "files" }, ByteSize::b(total.bytes).display().iec());
    printer.answer(format!("{done} {files} {noun} ({size})\n").as_bytes())?;
    Ok(exit::SUCCESS)
}

/// Whether there is a directory to clean. Asking does not make one.
fn is_there(settings: &CacheSettings) -> Result<bool, Failure> {
    let cache = open(settings.clone(), Policy::ReadOnly);
    match cache.unusable() {
        Some(Unusable::NoDirectory) => Err(Failure::NoPlace),
        Some(Unusable::Directory { fault: Fault::Missing, .. }) => Ok(false),
        Some(unusable @ Unusable::Directory { .. }) => Err(Failure::Unusable(unusable.clone())),
        _ => Ok(true),
    }
}

fn clean(settings: CacheSettings, dry_run: bool) -> Total {
    let policy = if dry_run { Policy::ReadOnly } else { Policy::ReadWrite };
    open(settings, policy).clean(dry_run)
}

/// The cache without its key, which cleaning has no use for and need not make.
fn open(settings: CacheSettings, policy: Policy) -> Cache {
    let mut config = CacheSettings { policy, ..settings }.config(build_id());
    config.state_dir = None;
    Cache::open(config)
}
