//! The commands, one file each.

mod cache_clean;
mod cache_compile;
mod cache_dir;
mod cache_explain;
mod cache_export;
mod cache_import;
mod cache_inspect;
mod cache_ls;
mod cache_prune;
mod cache_stats;
mod cache_verify;
mod generated;
mod help;
pub mod look;
pub mod run;
mod version;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use parbake_cache::{Reason, Refused, Unusable};
use thiserror::Error;

use crate::exit;
use crate::plan::Plan;
use crate::printer::Printer;
use crate::start_report;

/// A command could not do what it was asked to do.
#[derive(Debug, Error)]
pub enum Failure {
    /// There is no directory for the cache.
    #[error("there is no cache: `HOME` is not set and no directory was named")]
    NoPlace,
    /// The cache cannot be used.
    #[error("{0}")]
    Unusable(Unusable),
    /// The directory has other things in it, and none of ours.
    #[error("`{}` is not a cache: nothing in it was written by parbake", .0.display())]
    NotACache(PathBuf),
    /// The cache could not be changed.
    #[error("the cache could not be changed: {0}")]
    Unchanged(Reason),
    /// The target of an inspection leads to no entry.
    #[error("the cache holds no entry for `{}`", .0.display())]
    NoEntry(PathBuf),
    /// A file could not be read.
    #[error("`{}`: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The program cannot be compiled; what is wrong with it was said.
    #[error("`{0}` was not exported")]
    NotCompiled(String),
    /// The cache has no pack of the program after all.
    #[error("the cache has no pack of `{entry}` ({reason})")]
    NoPack {
        /// The program as it was named.
        entry: String,
        /// Why.
        reason: Reason,
    },
    /// A file could not be written.
    #[error("`{}` cannot be written: {error}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A pack was not taken in.
    #[error("`{}` was not taken in: {refused}", path.display())]
    Refused {
        /// The pack's file.
        path: PathBuf,
        /// Why.
        refused: Refused,
    },
    /// The report to show beside the new one cannot be shown.
    #[error("{0}")]
    Report(#[from] start_report::Unusable),
    /// The answer could not be written.
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
}

/// Does what was planned; returns the exit code.
pub fn execute(plan: Plan, argv0: OsString, printer: Printer) -> i32 {
    let done = match plan {
        Plan::Run(plan) => run::run(plan, &argv0).map(|never| match never {}),
        Plan::CacheCompile(plan) => cache_compile::run(plan, printer).map(|never| match never {}),
        Plan::CacheExport(plan) => cache_export::run(plan, printer).map(|never| match never {}),
        Plan::CacheImport(plan) => cache_import::run(plan, printer),
        Plan::CacheDir(cache) => cache_dir::run(cache, printer),
        Plan::CachePrune(plan) => cache_prune::run(&plan, printer),
        Plan::CacheClean(plan) => cache_clean::run(plan, printer),
        Plan::CacheExplain(plan) => cache_explain::run(plan, printer),
        Plan::CacheStats(plan) => cache_stats::run(&plan, printer),
        Plan::CacheLs(plan) => cache_ls::run(&plan, printer),
        Plan::CacheVerify(plan) => cache_verify::run(&plan, printer),
        Plan::CacheInspect(plan) => cache_inspect::run(plan, printer),
        Plan::Beginning(topic) => Ok(help::beginning(topic, printer)),
        Plan::Help(topic) => help::page(topic, printer),
        Plan::HelpAbout(words) => help::about(&words, printer),
        Plan::Completions(shell) => generated::completions(shell, printer),
        Plan::Man(format) => generated::man(format, printer),
        Plan::Version(format) => version::run(format, printer),
    };
    done.unwrap_or_else(|failure| {
        printer.error(&failure.to_string(), None);
        exit::FAILURE
    })
}
