//! The figures as text.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use anyhow::Result;

use super::contender::Role;
use super::measure::Measurements;
use super::workload::Workload;

/// One measured program.
pub type Row = (Workload, Measurements);

const PEERS: &[Role] = &[Role::PeerCached, Role::PeerPlain];

/// The promises: how many times faster, and over what.
struct Ratios {
    over_no_cache: Option<f64>,
    over_fastest_peer: Option<f64>,
    /// The first run's cost over a run without the cache.
    first_run: Option<f64>,
}

impl Ratios {
    fn of(measurements: &Measurements) -> Self {
        let warm = measurements.of(Role::Warm);
        let over = |other: Option<f64>| Some(other? / warm?);
        let cold = measurements.of(Role::Cold);
        Self {
            over_no_cache: over(measurements.of(Role::NoCache)),
            over_fastest_peer: over(measurements.fastest_peer(PEERS)),
            first_run: measurements.of(Role::NoCache).and_then(|no_cache| Some(cold? / no_cache)),
        }
    }
}

/// A short line on one program, for whoever waits.
pub fn line(name: &str, measurements: &Measurements) -> String {
    let figures = measurements.medians.iter().map(|median| format!("{} {}", median.name, number(median.milliseconds)));
    format!("{name}: {}", figures.collect::<Vec<_>>().join(", "))
}

/// The table in Markdown, which is readable as it is.
pub fn table(rows: &[Row]) -> String {
    let Some((_, first)) = rows.first() else { return String::new() };
    let names: Vec<&str> = first.medians.iter().map(|median| median.name).collect();
    let headings = [&["program"], &names[..], &["over --no-cache", "over fastest peer", "first run"]].concat();
    let mut lines = vec![headings.iter().map(ToString::to_string).collect::<Vec<_>>()];
    for (workload, measurements) in rows {
        let ratios = Ratios::of(measurements);
        let mut cells = vec![workload.name.clone()];
        cells.extend(measurements.medians.iter().map(|median| number(median.milliseconds)));
        cells.extend([times(ratios.over_no_cache), times(ratios.over_fastest_peer), times(ratios.first_run)]);
        lines.push(cells);
    }
    let mut mean = vec!["geometric mean".to_owned()];
    mean.extend(names.iter().map(|_| String::new()));
    let all: Vec<Ratios> = rows.iter().map(|(_, measurements)| Ratios::of(measurements)).collect();
    mean.push(times(geometric_mean(all.iter().map(|ratios| ratios.over_no_cache))));
    mean.push(times(geometric_mean(all.iter().map(|ratios| ratios.over_fastest_peer))));
    mean.push(times(geometric_mean(all.iter().map(|ratios| ratios.first_run))));
    lines.push(mean);
    markdown(&lines)
}

/// Peak memory of every contender, in MiB.
pub fn memory_table(rows: &[Row]) -> String {
    let Some((_, first)) = rows.first() else { return String::new() };
    let mut lines =
        vec![["program"].into_iter().chain(first.medians.iter().map(|median| median.name)).collect::<Vec<_>>()];
    let cells: Vec<Vec<String>> =
        rows.iter().map(|(_, row)| row.medians.iter().map(|m| number(m.memory)).collect()).collect();
    for ((workload, _), cells) in rows.iter().zip(&cells) {
        lines.push([workload.name.as_str()].into_iter().chain(cells.iter().map(String::as_str)).collect());
    }
    markdown(&lines.iter().map(|cells| cells.iter().map(ToString::to_string).collect()).collect::<Vec<_>>())
}

/// `docs/benchmarks.md`.
pub fn page(rows: &[Row], versions: &[String]) -> Result<String> {
    let mut versions = versions.to_vec();
    versions.dedup();
    let mut page =
        String::from("# Benchmarks\n\nWritten by `make bench`.\n\n![Milliseconds a run](benchmarks.svg)\n\n");
    page.push_str(
        "Milliseconds, medians of 8 to 20 runs of whole processes, interleaved, page cache warm. \"parbake\" is a run with a full \
         cache. \"over\" columns say how many times faster that is than `--no-cache` and than the fastest peer in any of its \
         modes; \"first run\" is the run that fills an empty cache over `--no-cache`. A dash: the runtime does not run the \
         program, or prints something else.\n\n",
    );
    page.push_str(&table(rows));
    page.push_str("\nPeak of the resident memory, MiB:\n\n");
    page.push_str(&memory_table(rows));
    let _ = write!(page, "\n{}\n\n{}\n", machine()?, versions.join(" · "));
    Ok(page)
}

fn machine() -> Result<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo")?;
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1)).unwrap_or("unknown CPU");
    let cores = std::thread::available_parallelism()?;
    let kernel = Command::new("uname").arg("-sr").output()?.stdout;
    Ok(format!("{model}, {cores} cores, {}", String::from_utf8_lossy(&kernel).trim()))
}

/// Cells in columns of equal width: numbers to the right.
fn markdown(lines: &[Vec<String>]) -> String {
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for (index, cells) in lines.iter().enumerate() {
        let padded = cells.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| match column {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        let _ = writeln!(text, "| {} |", padded.collect::<Vec<_>>().join(" | "));
        if index == 0 {
            let rules = widths.iter().enumerate().map(|(column, &width)| match column {
                0 => "-".repeat(width + 2),
                _ => format!("{}:", "-".repeat(width + 1)),
            });
            let _ = writeln!(text, "|{}|", rules.collect::<Vec<_>>().join("|"));
        }
    }
    text
}

fn number(milliseconds: Option<f64>) -> String {
    milliseconds.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"))
}

fn times(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}x"))
}

fn geometric_mean(ratios: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let logarithms: Vec<f64> = ratios.flatten().map(f64::ln).collect();
    let count = logarithms.len();
    (count > 0).then(|| (logarithms.iter().sum::<f64>() / count as f64).exp())
}
