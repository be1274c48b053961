//! `cache verify`: check every byte, and let the engine try every entry, in processes that may end of it.

mod child;
mod trial;

use std::path::{Path, PathBuf};
use std::thread;

use parbake_cache::{Cache, ProgramKey};
use serde::{Deserialize, Serialize};

use crate::commands::Failure;
use crate::commands::look;
use crate::exit;
use crate::plan::CacheVerify;
use crate::printer::Printer;
use crate::progress::Progress;

/// What was found of a pack: a line of JSON each.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
struct Verdict {
    schema: u32,
    pack: String,
    program: Option<String>,
    entries: u64,
    state: State,
    /// Why the pack cannot be read at all.
    reason: Option<String>,
    damaged: Vec<Damaged>,
    removed: bool,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum State {
    Ok,
    /// Another build wrote it: its bytes are sound, and its entries are not for this engine.
    OtherBuild,
    Damaged,
}

/// An entry that cannot be used.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
struct Damaged {
    source: String,
    reason: String,
}

#[derive(Serialize)]
struct Last {
    schema: u32,
    summary: Summary,
}

#[derive(Serialize, Default)]
struct Summary {
    packs: usize,
    entries: u64,
    damaged: usize,
    removed: usize,
}

/// Checks; prints a line for each pack, or without `--json` for each that is not in order, and a summary.
pub fn run(plan: &CacheVerify, printer: Printer) -> Result<i32, Failure> {
    let cache = look::open(&plan.cache)?;
    let packs = cache.as_ref().map(|cache| packs_of(cache, &plan.targets)).transpose()?.unwrap_or_default();
    if plan.in_process {
        trial::run(plan, cache.as_ref(), &packs, printer);
    }
    let progress = Progress::new(printer, "Checking", packs.len());
    let verdicts = child::verdicts(plan, &packs, &progress);
    drop(progress);
    report(plan, verdicts, printer)
}

/// Removes what is to be removed, and prints.
fn report(plan: &CacheVerify, mut verdicts: Vec<Verdict>, printer: Printer) -> Result<i32, Failure> {
    if plan.repair
        && let Some(cache) = look::open_to_change(&plan.cache)?
    {
        for verdict in verdicts.iter_mut().filter(|verdict| verdict.state == State::Damaged) {
            let key = key_of(Path::new(&verdict.pack));
            verdict.removed = key.is_some_and(|key| cache.remove_pack(&key).is_ok());
        }
    }
    let mut summary = Summary { packs: verdicts.len(), ..Summary::default() };
    for verdict in &verdicts {
        summary.entries += verdict.entries;
        summary.damaged += usize::from(verdict.state == State::Damaged);
        summary.removed += usize::from(verdict.removed);
        if plan.json {
            printer.answer_json(verdict)?;
        } else {
            printer.answer(text(verdict).as_bytes())?;
        }
    }
    let is_clean = summary.damaged == 0;
    if plan.json {
        printer.answer_json(&Last { schema: 1, summary })?;
    } else {
        let Summary { packs, entries, damaged, removed } = summary;
        let removed = if removed > 0 { format!(", {removed} removed") } else { String::new() };
        printer.answer(format!("{packs} packs, {entries} entries, {damaged} packs damaged{removed}\n").as_bytes())?;
    }
    Ok(if is_clean { exit::SUCCESS } else { exit::FAILURE })
}

/// The packs' files that the targets are or lead to; all of them without targets.
fn packs_of(cache: &Cache, targets: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if targets.is_empty() {
        return Ok(cache.filed_packs().into_iter().map(|filed| filed.path).collect());
    }
    let mut packs = Vec::new();
    for target in targets {
        if target.extension().is_some_and(|extension| extension == "pack") {
            packs.push(target.clone());
            continue;
        }
        let before = packs.len();
        packs.extend(look::packs(cache, Some(target)).map(|seen| seen.filed.path));
        if packs.len() == before {
            return Err(Failure::NoEntry(target.clone()));
        }
    }
    Ok(packs)
}

/// What a pack is filed under, by the name of its file.
fn key_of(path: &Path) -> Option<ProgramKey> {
    let stem = path.file_stem()?.to_str()?;
    stem.parse::<parbake_bmes::Digest>().ok().map(|digest| ProgramKey(digest.0))
}

/// As many processes as there are processors, unless the plan says otherwise.
fn jobs(plan: &CacheVerify) -> usize {
    plan.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, std::num::NonZero::get))
}

fn text(verdict: &Verdict) -> String {
    let Verdict { pack, program, state, reason, damaged, removed, .. } = verdict;
    if *state != State::Damaged {
        return String::new();
    }
    let name = program.as_ref().unwrap_or(pack);
    let reason = reason.as_deref().unwrap_or("some entries cannot be used");
    let removed = if *removed { ", removed" } else { "" };
    let mut text = format!("{name}: {reason}{removed}\n");
    for Damaged { source, reason } in damaged {
        text += &format!("  {source}: {reason}\n");
    }
    text
}
