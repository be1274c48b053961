//! `cargo xtask bench`: parbake beside its peers, whole processes, interleaved.

mod contender;
mod measure;
mod plot;
mod report;
mod workload;

use std::fs;

use anyhow::{Context, Result};

use crate::programs::{Set, place_jobs};
use crate::{binary, repository};
use contender::Contender;
use measure::Measurements;
use workload::Workload;

/// Measures everything, prints a table, and writes it with a plot to `docs/`. Arguments name the programs to measure; all
/// of them if there are none, and only then is anything written.
pub fn run(only: &[&str]) -> Result<()> {
    let libraries = Set::Programs.install()?;
    place_jobs(&libraries)?;
    let peers = Set::Peers.install()?;
    let place = tempfile::tempdir()?;
    let contenders = Contender::all(&binary::parbake()?, &peers, place.path());
    let mut workloads = Workload::all(&libraries, place.path())?;
    workloads.retain(|workload| only.is_empty() || only.contains(&workload.name.as_str()));
    let mut rows = Vec::new();
    for workload in workloads {
        let measurements = Measurements::take(&workload, &contenders)?;
        eprintln!("{}", report::line(&workload.name, &measurements));
        rows.push((workload, measurements));
    }
    println!("{}\nPeak memory, MiB:\n\n{}", report::table(&rows), report::memory_table(&rows));
    if only.is_empty() {
        let docs = repository::root().join("docs");
        fs::create_dir_all(&docs)?;
        let versions = contenders.iter().map(Contender::version).collect::<Result<Vec<_>>>()?;
        fs::write(docs.join("benchmarks.md"), report::page(&rows, &versions)?).context("docs/benchmarks.md")?;
        fs::write(docs.join("benchmarks.svg"), plot::svg(&rows)).context("docs/benchmarks.svg")?;
    }
    Ok(())
}
