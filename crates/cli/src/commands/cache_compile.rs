//! `cache compile`: have the cache filled before a program runs.

use std::convert::Infallible;
use std::ffi::OsString;
use std::path::PathBuf;

use bytesize::ByteSize;
use parbake_cache::Cache;
use parbake_runtime::{CompileOptions, Compiled};
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::run::{build_id, log_format, text};
use crate::exit;
use crate::plan::{CacheCompile, CacheSettings};
use crate::printer::Printer;
use crate::progress::Progress;

/// What compiling one program came to.
#[derive(Serialize)]
pub struct Row {
    entry: String,
    modules: u64,
    compiled: u64,
    /// The program's pack, and its size in bytes.
    pack: Option<PathBuf>,
    bytes: Option<u64>,
    written: bool,
    /// What a run prints of each module that cannot be run.
    pub failures: Vec<String>,
    left_out: Vec<String>,
}

#[derive(Serialize)]
struct Summary {
    schema: u32,
    programs: Vec<Row>,
}

/// Compiles each program. One that fails does not keep the others from being compiled.
pub fn run(plan: CacheCompile, printer: Printer) -> Result<Infallible, Failure> {
    check_usable(&plan.cache)?;
    let programs = compile_all(&plan, printer);
    let failed = programs.iter().any(|row| !row.failures.is_empty());
    let done = if plan.json {
        printer.answer_json(&Summary { schema: 1, programs })
    } else {
        let lines: String = programs.iter().map(line).collect();
        printer.answer(lines.as_bytes())
    };
    if let Err(error) = done {
        printer.error(&Failure::Output(error).to_string(), None);
        parbake_runtime::exit(exit::FAILURE);
    }
    parbake_runtime::exit(if failed { exit::FAILURE } else { exit::SUCCESS })
}

fn compile_all(plan: &CacheCompile, printer: Printer) -> Vec<Row> {
    let progress = Progress::new(printer, "Compiling", plan.entries.len());
    let compile = |entry: &OsString| {
        let row = compile(plan, text(entry), printer, &progress);
        progress.step();
        row
    };
    plan.entries.iter().map(compile).collect()
}

/// How one of the programs is compiled.
pub fn options(plan: &CacheCompile, entry: String) -> CompileOptions {
    CompileOptions {
        entry,
        conditions: plan.conditions.clone(),
        preserve_symlinks: plan.preserve_symlinks,
        module_paths: plan.module_paths.clone(),
        cache: plan.cache.clone().config(build_id()),
        jobs: plan.jobs,
        dynamic: plan.dynamic,
        log: plan.log.map(log_format),
    }
}

/// Compiles one program; what is wrong with it is said at once.
pub fn compile(plan: &CacheCompile, entry: String, printer: Printer, progress: &Progress) -> Row {
    let compiled = parbake_runtime::compile(options(plan, entry.clone()));
    let Compiled { hits, misses, mut failures, left_out, written, pack } = compiled;
    let unwritten = written.err().map(|reason| format!("the pack of `{entry}` cannot be written ({reason})"));
    progress.aside(|| {
        failures.iter().for_each(|failure| printer.remark(failure));
        for text in &left_out {
            printer.remark(&format!("left out, since it may be meant to fail:\n{text}"));
        }
        unwritten.iter().for_each(|text| printer.error(text, None));
    });
    failures.extend(unwritten);
    let bytes = pack.as_ref().and_then(|pack| std::fs::metadata(pack).ok()).map(|metadata| metadata.len());
    let pack = pack.filter(|_| bytes.is_some());
    let written = written.unwrap_or(false);
    Row { entry, modules: hits + misses, compiled: misses, pack, bytes, written, failures, left_out }
}

/// A cache that cannot be used would make all of the work vain.
pub fn check_usable(settings: &CacheSettings) -> Result<(), Failure> {
    match Cache::open(settings.clone().config(build_id())).unusable() {
        Some(unusable) => Err(Failure::Unusable(unusable.clone())),
        None => Ok(()),
    }
}

fn line(row: &Row) -> String {
    let Row { entry, modules, compiled, bytes, written, failures, .. } = row;
    let noun = if *modules == 1 { "module" } else { "modules" };
    let size = bytes.map_or_else(String::new, |bytes| format!(" ({})", ByteSize::b(bytes).display().iec()));
    match (failures.len(), written) {
        (0, true) => format!("{entry}: {modules} {noun}, {compiled} compiled, pack written{size}\n"),
        (0, false) => format!("{entry}: {modules} {noun}, pack up to date{size}\n"),
        (1, _) => format!("{entry}: 1 failure\n"),
        (count, _) => format!("{entry}: {count} failures\n"),
    }
}
