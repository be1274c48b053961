//! What a program's cache costs besides time: bytes on the disk, and the part of a start that trust takes. Both as
//! `parbake --report` tells.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::contender::{Contender, bytes_below};
use super::measure::median;
use super::workload::Workload;

/// Reports that are looked at for a figure in time.
const REPORTS: usize = 9;

/// What was found.
pub struct Inspection {
    pub modules: usize,
    /// Bytes of the texts that the program's modules were compiled from.
    pub source_bytes: u64,
    /// Bytes of the program's pack.
    pub pack_bytes: u64,
    /// Milliseconds that reading the pack, checking stamps, authenticating and validating took, on all threads together.
    pub trust: f64,
}

impl Inspection {
    /// Looks at `parbake` with a full cache.
    pub fn of(workload: &Workload, parbake: &Contender, caches: &Path) -> Result<Self> {
        let reports: Vec<Value> = (0..REPORTS).map(|_| report(workload, parbake, caches)).collect::<Result<_>>()?;
        let modules = reports[0]["modules"].as_array().context("a report lists modules")?;
        let source_bytes = modules.iter().filter_map(|module| file_of(module["url"].as_str()?));
        Ok(Self {
            modules: modules.len(),
            source_bytes: source_bytes.map(|file| fs::metadata(file).map_or(0, |metadata| metadata.len())).sum(),
            pack_bytes: bytes_below(&parbake.cache_directory(caches).join("packs")),
            trust: median(reports.iter().map(checking).collect()).unwrap_or_default(),
        })
    }
}

fn report(workload: &Workload, parbake: &Contender, caches: &Path) -> Result<Value> {
    let file = tempfile::Builder::new().suffix(".json").tempfile()?;
    let mut command = parbake.command(&workload.entry, caches);
    // Options come before the program, which is the last argument.
    let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
    let mut with_report = std::process::Command::new(command.get_program());
    with_report.arg("--report").arg(file.path()).args(arguments);
    with_report.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command = with_report;
    command.output().context("a run with --report")?;
    serde_json::from_slice(&fs::read(file.path())?).context("what --report wrote")
}

/// Milliseconds of the phase "checking" on all threads.
fn checking(report: &Value) -> f64 {
    let spans = report["spans"].as_array().into_iter().flatten();
    let checking = spans.filter(|span| span["phase"] == "checking");
    checking.filter_map(|span| span["self_us"].as_f64()).sum::<f64>() / 1e3
}

/// The file that a `file:` URL names. The benchmark's own paths have nothing in them that a URL encodes.
fn file_of(url: &str) -> Option<PathBuf> {
    url.strip_prefix("file://").map(PathBuf::from)
}
