//! The figures as text.

use std::fmt::Write as _;

use anyhow::Result;

use super::Row;
use super::contender::Role;
use super::machine;
use super::markdown::{number, table, times};
use super::measure::{Measurements, Median};
use super::promises::{self, geometric_mean, over_peer, ratio};

/// A figure of a program, where both sides of it were measured.
type Ratio<'a> = &'a dyn Fn(&Measurements) -> Option<f64>;

/// A short line on one program, for whoever waits.
pub fn line(name: &str, measurements: &Measurements) -> String {
    let figures = measurements.medians.iter().map(|median| format!("{} {}", median.name, number(median.milliseconds)));
    format!("{name}: {}", figures.collect::<Vec<_>>().join(", "))
}

/// Everything, for a terminal.
pub fn tables(rows: &[Row]) -> String {
    let (times, ratios, memory) = (times_table(rows), ratios_table(rows), memory_table(rows));
    format!("{}\nMilliseconds:\n\n{times}\n{ratios}\nPeak memory, MiB:\n\n{memory}", promises::table(rows))
}

/// Only parbake and its floor.
pub fn floor_table(rows: &[Row]) -> String {
    let mut lines = vec![["program", "warm", "floor", "warm / floor"].map(str::to_owned).to_vec()];
    for (workload, row) in rows {
        let (warm, floor) = (row.of(Role::Warm), row.of(Role::Floor));
        lines.push(vec![
            workload.name.clone(),
            number(warm),
            number(floor),
            times(ratio(row, Role::Warm, Role::Floor)),
        ]);
    }
    table(&lines)
}

/// `docs/benchmarks.md`.
pub fn page(rows: &[Row], versions: &[String]) -> Result<String> {
    let mut page = String::from(
        "# Benchmarks\n\nWritten by `make bench`. [performance.md](performance.md) says how it measures.\n\n",
    );
    let _ = write!(page, "{}. {}.\n\n", machine::description()?, versions.join(", "));
    let _ = write!(page, "## Promises\n\n{}\n", promises::table(rows));
    page.push_str(
        "The program is the one that keeps a promise worst.\n\n## Time\n\n![Milliseconds a run](benchmarks.svg)\n\n",
    );
    page.push_str(
        "Milliseconds of whole processes, medians of 25 interleaved runs (slow ones: at least 3), page cache warm. \"parbake\" \
         runs with a full cache, \"floor\" is the same without bringing the modules into memory. A dash: the runtime does not \
         run the program, or prints something else.\n\n",
    );
    let _ = write!(page, "{}\n{}\n", times_table(rows), ratios_table(rows));
    page.push_str("## Growth\n\n![Microseconds a module](benchmarks-growth.svg)\n\n## Memory and disk\n\nPeak of the resident memory, MiB:\n\n");
    let _ = write!(page, "{}\n{}", memory_table(rows), disk_table(rows));
    Ok(page)
}

fn times_table(rows: &[Row]) -> String {
    medians_table(rows, |median| median.milliseconds)
}

fn memory_table(rows: &[Row]) -> String {
    medians_table(rows, |median| median.memory)
}

fn medians_table(rows: &[Row], figure: impl Fn(&Median) -> Option<f64>) -> String {
    let Some((_, first)) = rows.first() else { return String::new() };
    let names = first.medians.iter().map(|median| median.name.to_owned());
    let mut lines = vec![["program".to_owned()].into_iter().chain(names).collect::<Vec<_>>()];
    for (workload, row) in rows {
        let figures = row.medians.iter().map(|median| number(figure(median)));
        lines.push([workload.name.clone()].into_iter().chain(figures).collect());
    }
    table(&lines)
}

/// How many times faster, or slower, and than what.
fn ratios_table(rows: &[Row]) -> String {
    let columns: [(&str, Ratio<'_>); 5] = [
        ("`--no-cache` / warm", &|row| ratio(row, Role::NoCache, Role::Warm)),
        ("fastest peer / warm", &over_peer),
        ("warm / floor", &|row| ratio(row, Role::Warm, Role::Floor)),
        ("first run / `--no-cache`", &|row| ratio(row, Role::Cold, Role::NoCache)),
        ("first run / fastest peer's", &|row| Some(row.of(Role::Cold)? / row.fastest_peer(&[Role::PeerPlain])?)),
    ];
    let mut lines = vec![
        ["program"].into_iter().chain(columns.iter().map(|column| column.0)).map(str::to_owned).collect::<Vec<_>>(),
    ];
    for (workload, row) in rows {
        let ratios = columns.iter().map(|(_, figure)| times(figure(row)));
        lines.push([workload.name.clone()].into_iter().chain(ratios).collect());
    }
    let means = columns.iter().map(|(_, figure)| times(geometric_mean(rows.iter().filter_map(|(_, row)| figure(row)))));
    lines.push(["geometric mean".to_owned()].into_iter().chain(means).collect());
    table(&lines)
}

fn disk_table(rows: &[Row]) -> String {
    let heading = ["program", "modules", "source, KiB", "pack, KiB", "pack / source", "trust, ms"];
    let mut lines = vec![heading.map(str::to_owned).to_vec()];
    for (workload, row) in rows {
        let inspection = &row.inspection;
        let (source, pack) = (inspection.source_bytes as f64, inspection.pack_bytes as f64);
        lines.push(vec![
            workload.name.clone(),
            inspection.modules.to_string(),
            number(Some(source / 1024.0)),
            number(Some(pack / 1024.0)),
            times(Some(pack / source)),
            number(Some(inspection.trust)),
        ]);
    }
    table(&lines)
}
