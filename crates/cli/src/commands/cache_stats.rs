//! `cache stats`: what runs had from the cache, and what it holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::{Duration, UNIX_EPOCH};

use bytesize::ByteSize;
use parbake_bmes::BuildId;
use parbake_cache::{Cache, Reason, RunStats, Stats};
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::look;
use crate::commands::run::build_id;
use crate::exit;
use crate::plan::CacheStats;
use crate::printer::{Printer, Styles};

#[derive(Serialize, Default)]
struct Report {
    schema: u32,
    directory: String,
    runs: u64,
    since: Option<String>,
    modules: u64,
    hits: u64,
    misses: u64,
    /// Misses by reason, those that there were.
    reasons: BTreeMap<&'static str, u64>,
    saved_us: Option<i64>,
    packs: usize,
    entries: u64,
    bytes: u64,
    /// Of those, in the old generation.
    old_bytes: u64,
    /// Programs that have cached code which has ended a process.
    quarantined: usize,
    /// The builds that wrote what is there, the running one among them if it did.
    build_ids: BTreeSet<String>,
    this_build_id: String,
}

/// Prints the statistics, or forgets them.
pub fn run(plan: &CacheStats, printer: Printer) -> Result<i32, Failure> {
    if plan.reset
        && let Some(cache) = look::open_to_change(&plan.cache)?
    {
        cache.reset_stats().map_err(Failure::Unchanged)?;
    }
    let cache = look::open(&plan.cache)?;
    let mut report = cache.as_ref().map(report).unwrap_or_default();
    report.schema = 1;
    report.this_build_id = build_id().to_string();
    report.directory = plan.cache.dir.as_ref().map(|dir| dir.display().to_string()).unwrap_or_default();
    if plan.json {
        printer.answer_json(&report)?;
    } else {
        printer.answer(text(&report, printer.stdout_styles()).as_bytes())?;
    }
    Ok(exit::SUCCESS)
}

fn report(cache: &Cache) -> Report {
    let stats = cache.stats();
    let Stats { runs, since, total } = stats;
    let RunStats { hits, misses, .. } = total;
    let since = since
        .and_then(|seconds| u64::try_from(seconds).ok())
        .map(|seconds| humantime::format_rfc3339_seconds(UNIX_EPOCH + Duration::from_secs(seconds)).to_string());
    let reasons = Reason::ALL.into_iter().zip(misses).filter(|(_, count)| *count > 0);
    let packs = cache.filed_packs();
    let claims: Vec<_> = cache.claims_of(&packs).into_iter().flatten().collect();
    let builds: BTreeSet<BuildId> = claims.iter().map(|claims| claims.build_id).collect();
    Report {
        runs,
        since,
        modules: hits + total.missed(),
        hits,
        misses: total.missed(),
        reasons: reasons.map(|(reason, count)| (reason.name(), count)).collect(),
        saved_us: stats.saved_us(),
        packs: packs.len(),
        entries: claims.iter().map(|claims| u64::from(claims.entries)).sum(),
        bytes: packs.iter().map(|pack| pack.size).sum(),
        old_bytes: cache.old_bytes(&packs),
        quarantined: cache.quarantined_programs(),
        build_ids: builds.iter().map(BuildId::to_string).collect(),
        ..Report::default()
    }
}

fn text(report: &Report, styles: Styles) -> String {
    let mut out = String::new();
    let mut fact = |name: &str, value: String| {
        // Strings grow; writing to them cannot fail.
        let _ = writeln!(out, "{} {value}", styles.literal(&format!("{name:<10}")));
    };
    fact("directory", report.directory.clone());
    let since = report.since.as_ref().map(|since| format!(" since {since}")).unwrap_or_default();
    fact("runs", format!("{}{since}", report.runs));
    let share = if report.modules == 0 { 0.0 } else { 100.0 * report.hits as f64 / report.modules as f64 };
    fact("hits", format!("{} of {} modules ({share:.1} %)", report.hits, report.modules));
    fact("misses", report.misses.to_string());
    for (reason, count) in &report.reasons {
        fact("", format!("{count} {reason}"));
    }
    fact("saved", saved(report.saved_us));
    fact("packs", format!("{} with {} entries", report.packs, report.entries));
    let old = ByteSize::b(report.old_bytes).display().iec();
    let old =
        if report.old_bytes == 0 { String::new() } else { format!(", {old} of it to be dropped next unless used") };
    fact("size", format!("{}{old}", ByteSize::b(report.bytes).display().iec()));
    if report.quarantined > 0 {
        let noun = if report.quarantined == 1 { "program" } else { "programs" };
        fact("quarantine", format!("{} {noun} with cached code that has ended a process", report.quarantined));
    }
    let own = if report.build_ids.contains(&report.this_build_id) { ", this one among them" } else { "" };
    fact("builds", format!("{}{own}", report.build_ids.len()));
    out
}

fn saved(us: Option<i64>) -> String {
    match us {
        None => "unknown: there was no miss to go by".to_owned(),
        Some(us) if us < 0 => "nothing".to_owned(),
        Some(us) => format!("about {:.1} s of processor time", us as f64 / 1e6),
    }
}
