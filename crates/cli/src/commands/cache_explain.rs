//! `cache explain`: what a run would have from the cache, and why not.

use std::fmt::Write as _;
use std::path::Path;

use parbake_cache::{Policy, Reason};
use parbake_runtime::{ExplainedModule, Explanation};
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::look::{self, Seen};
use crate::commands::run::{self, build_id};
use crate::exit;
use crate::plan::{CacheExplain, CacheSettings, Program, Run};
use crate::printer::{Printer, Styles};

#[derive(Serialize)]
struct Answer {
    schema: u32,
    program: String,
    /// Null where there is a pack of the program.
    pack_reason: Option<&'static str>,
    /// The nearest pack, where there is none of the program.
    nearest: Option<Nearest>,
    resolutions_hold: bool,
    hits: usize,
    misses: usize,
    modules: Vec<Module>,
    failure: Option<String>,
}

/// A pack of the same program that was made under other circumstances.
#[derive(Serialize)]
struct Nearest {
    pack: String,
    /// The part of the key that differs.
    field: &'static str,
    here: String,
    /// Null where the pack does not say.
    there: Option<String>,
}

#[derive(Serialize)]
struct Module {
    url: String,
    outcome: &'static str,
    reason: Option<&'static str>,
    /// The part of the key that differs from that of the nearest entry, and its values here and there.
    differs: Option<Difference>,
}

#[derive(Serialize)]
struct Difference {
    field: &'static str,
    here: String,
    there: String,
}

/// Explains; nothing is evaluated and nothing is written.
pub fn run(plan: CacheExplain, printer: Printer) -> Result<i32, Failure> {
    // A directory that is no cache is none here either.
    let cache = look::open(&plan.cache)?;
    let explanation = parbake_runtime::explain(run::options(as_run(&plan), "parbake".as_ref()));
    let own: Vec<Seen> = cache.iter().flat_map(|cache| look::packs(cache, Some(Path::new(&plan.entry)))).collect();
    let answer = answer(&plan, explanation, &own);
    let is_missing = answer.misses > 0 || answer.failure.is_some();
    let done = if plan.json {
        printer.answer_json(&answer)
    } else {
        printer.answer(text(&answer, printer.stdout_styles()).as_bytes())
    };
    if let Err(error) = done {
        printer.error(&Failure::Output(error).to_string(), None);
        parbake_runtime::exit(exit::FAILURE);
    }
    let is_failure = (plan.strict && is_missing) || answer.failure.is_some();
    parbake_runtime::exit(if is_failure { exit::FAILURE } else { exit::SUCCESS })
}

fn as_run(plan: &CacheExplain) -> Run {
    Run {
        program: Program::File(plan.entry.clone()),
        args: Vec::new(),
        options: Vec::new(),
        preloads: Vec::new(),
        imports: Vec::new(),
        conditions: plan.conditions.clone(),
        preserve_symlinks: plan.preserve_symlinks,
        enable_source_maps: false,
        input_type: None,
        print: false,
        module_paths: plan.module_paths.clone(),
        global_folders: Vec::new(),
        cache: CacheSettings { policy: Policy::ReadOnly, ..plan.cache.clone() },
        reports: Vec::new(),
        report_beside: None,
        log: None,
        floor: false,
    }
}

fn answer(plan: &CacheExplain, explanation: Explanation, own: &[Seen]) -> Answer {
    let Explanation { pack, resolutions_hold, modules, failure } = explanation;
    let nearest = pack.and_then(|_| own.iter().find_map(|seen| nearest(plan, seen)));
    let pack_reason = pack.map(|reason| match &nearest {
        Some(nearest) if nearest.field == "build_id" => Reason::EngineMismatch,
        Some(_) => Reason::OptionsMismatch,
        None => reason,
    });
    let modules: Vec<_> = modules.into_iter().map(|module| explain(module, pack_reason, own)).collect();
    Answer {
        schema: 1,
        program: plan.entry.to_string_lossy().into_owned(),
        pack_reason: pack_reason.map(Reason::name),
        nearest,
        resolutions_hold,
        hits: modules.iter().filter(|module| module.outcome == "hit").count(),
        misses: modules.iter().filter(|module| module.outcome == "miss").count(),
        modules,
        failure,
    }
}

/// What tells a pack of the same program from the one that was looked for.
fn nearest(plan: &CacheExplain, seen: &Seen) -> Option<Nearest> {
    let pack = seen.pack.as_ref().ok()?;
    let (field, here, there) = if pack.build_id() != build_id() {
        ("build_id", build_id().to_string(), Some(pack.build_id().to_string()))
    } else if pack.real_paths() == plan.preserve_symlinks {
        ("preserve_symlinks", plan.preserve_symlinks.to_string(), Some((!plan.preserve_symlinks).to_string()))
    } else {
        ("conditions", plan.conditions.join(","), None)
    };
    Some(Nearest { pack: seen.filed.path.display().to_string(), field, here, there })
}

fn explain(module: ExplainedModule, pack_reason: Option<Reason>, own: &[Seen]) -> Module {
    let differs = || {
        let path = module.file.as_ref()?;
        let here = std::fs::read(path).ok().map(|bytes| parbake_bmes::Digest::of(&bytes))?;
        let packs = own.iter().filter_map(|seen| seen.pack.as_ref().ok());
        let mut modules = packs.flat_map(parbake_cache::LoadedPack::modules);
        let there = modules.find(|row| row.file.is_some_and(|file| file.to_path_buf() == *path))?.source_digest;
        (here != there).then(|| Difference { field: "source", here: here.to_string(), there: there.to_string() })
    };
    let (outcome, reason, differs) = match module.outcome {
        None => ("uncached", None, None),
        Some(Ok(())) => ("hit", None, None),
        // Nothing under its key, because there is nothing under the program's.
        Some(Err(Reason::Absent)) if pack_reason.is_some() => ("miss", pack_reason, differs()),
        Some(Err(reason)) => ("miss", Some(reason), differs()),
    };
    Module { url: module.url, outcome, reason: reason.map(Reason::name), differs }
}

fn text(answer: &Answer, styles: Styles) -> String {
    let mut rows = Vec::new();
    for module in &answer.modules {
        let differs = module.differs.as_ref().map(|differs| {
            let Difference { field, here, there } = differs;
            format!("{field} {} here, {} there", short(here), short(there))
        });
        rows.push(vec![
            module.outcome.to_owned(),
            module.reason.unwrap_or_default().to_owned(),
            module.url.clone(),
            differs.unwrap_or_default(),
        ]);
    }
    let mut out = look::table(&rows, &[]);
    let count = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let (hits, misses) = (count(answer.hits, "hit", "hits"), count(answer.misses, "miss", "misses"));
    // Strings grow; writing to them cannot fail.
    let _ = writeln!(out, "{}", styles.heading(&format!("{hits}, {misses}")));
    match (&answer.pack_reason, &answer.nearest) {
        (None, _) if answer.resolutions_hold => {}
        (None, _) => out += "What specifiers mean is resolved anew: files on their way have changed.\n",
        (Some(reason), None) => _ = writeln!(out, "The cache has no pack of the program: {reason}."),
        (Some(reason), Some(Nearest { pack, field, here, there })) => {
            let there = there.as_deref().map_or("others".to_owned(), short);
            let here = if here.is_empty() { "none".to_owned() } else { short(here) };
            let _ = writeln!(out, "The cache has no pack of the program: {reason}.");
            let _ = writeln!(out, "The nearest is {pack}: {field} {here} here, {there} there.");
        }
    }
    if let Some(failure) = &answer.failure {
        let _ = writeln!(out, "{} the program cannot be loaded: {failure}", styles.error("error:"));
    }
    out
}

/// Enough of a digest to tell it from others.
fn short(value: &str) -> String {
    let is_digest = value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_digest { format!("{}...", &value[..12]) } else { value.to_owned() }
}
