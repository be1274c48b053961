//! `cargo xtask bench`: parbake beside its peers and beside its own floor, whole processes, interleaved.

mod chart;
mod contender;
mod inspection;
mod machine;
mod markdown;
mod measure;
mod plot;
mod promises;
mod report;
mod workload;

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::programs::{Set, place_jobs};
use crate::{binary, repository};
use contender::{Contender, Role};
use measure::Measurements;
use workload::Workload;

/// Measures, and prints what was measured. Arguments name the programs; all of them if there are none, and only then is
/// anything written to `docs/`. With `--floor` among them, only parbake and its floor are measured.
pub fn run(arguments: &[&str]) -> Result<()> {
    let (options, only): (Vec<&str>, Vec<&str>) = arguments.iter().partition(|argument| argument.starts_with('-'));
    ensure!(options.iter().all(|&option| option == "--floor"), "{}: bench has one option, --floor", options.join(" "));
    let floor_only = !options.is_empty();
    let libraries = Set::Programs.install()?;
    place_jobs(&libraries)?;
    let peers = Set::Peers.install()?;
    let place = tempfile::tempdir()?;
    let parbake = binary::parbake()?;
    let mut contenders = Contender::all(&parbake, &peers);
    contenders.retain(|contender| !floor_only || matches!(contender.role, Role::Warm | Role::Floor));
    let workloads = Workload::all(&libraries, place.path())?;
    let rows = measure_all(chosen(workloads, &only)?, &contenders, place.path())?;
    if floor_only {
        println!("{}", report::floor_table(&rows));
        return Ok(());
    }
    println!("{}", report::tables(&rows));
    if only.is_empty() {
        write_documents(&rows, &contenders)?;
    }
    Ok(())
}

/// One measured program.
type Row = (Workload, Measurements);

fn chosen(workloads: Vec<Workload>, only: &[&str]) -> Result<Vec<Workload>> {
    let names: Vec<String> = workloads.iter().map(|workload| workload.name.clone()).collect();
    for name in only {
        ensure!(names.iter().any(|known| known == name), "{name}: not one of {}", names.join(", "));
    }
    Ok(workloads.into_iter().filter(|workload| only.is_empty() || only.contains(&workload.name.as_str())).collect())
}

fn measure_all(workloads: Vec<Workload>, contenders: &[Contender], place: &std::path::Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for workload in workloads {
        let caches = place.join("caches").join(workload.name.replace(' ', "-"));
        let measurements = Measurements::take(&workload, contenders, &caches)?;
        eprintln!("{}", report::line(&workload.name, &measurements));
        rows.push((workload, measurements));
    }
    Ok(rows)
}

fn write_documents(rows: &[Row], contenders: &[Contender]) -> Result<()> {
    let docs = repository::root().join("docs");
    fs::create_dir_all(&docs)?;
    let mut versions = contenders.iter().map(Contender::version).collect::<Result<Vec<_>>>()?;
    versions.dedup();
    fs::write(docs.join("benchmarks.md"), report::page(rows, &versions)?).context("docs/benchmarks.md")?;
    fs::write(docs.join("benchmarks.svg"), plot::svg(rows)).context("docs/benchmarks.svg")?;
    fs::write(docs.join("benchmarks-growth.svg"), chart::svg(rows)).context("docs/benchmarks-growth.svg")
}
