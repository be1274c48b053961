//! `cargo xtask demo`: real programs, run for the first time and again.

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::binary;
use crate::cache_summary::CacheSummary;
use crate::programs::{Set, place_jobs};

const PROGRAMS: [&str; 4] = ["lodash-es", "three", "date-fns", "zod"];

/// Runs of each kind; the median counts.
const RUNS: usize = 7;

/// Prints, for each program, how long it takes with the cache off, filling it and using it, and what the last did
/// not have to do.
pub fn run() -> Result<()> {
    let directory = Set::Programs.install()?;
    place_jobs(&directory)?;
    let parbake = binary::parbake()?;
    println!(
        "Four libraries from npm, each doing a small job. Milliseconds are medians of {RUNS} runs, whole processes.\n"
    );
    println!(
        "{:<10} {:>11} {:>11} {:>11} {:>9}   second run",
        "program", "cache off", "first run", "second run", "faster"
    );
    for name in PROGRAMS {
        let demo = Demo { parbake: &parbake, program: directory.join(format!("{name}.mjs")) };
        println!("{name:<10} {}", demo.row()?);
    }
    println!(
        "\nAll runs print the same, to the byte. Nothing was installed or started for it; the cache is a directory of files."
    );
    Ok(())
}

struct Demo<'a> {
    parbake: &'a Path,
    program: std::path::PathBuf,
}

impl Demo<'_> {
    fn row(&self) -> Result<String> {
        let cache = tempfile::tempdir()?;
        let warm = cache.path().join("0");
        let off = (0..RUNS).map(|_| self.timed(&warm, "--cache=off")).collect::<Result<Vec<_>>>()?;
        let empty = (0..RUNS).map(|attempt| cache.path().join(attempt.to_string()));
        let first = empty.map(|cache| self.timed(&cache, "--cache=rw")).collect::<Result<Vec<_>>>()?;
        let second = (0..RUNS).map(|_| self.timed(&warm, "--cache=rw")).collect::<Result<Vec<_>>>()?;
        let alike = first.iter().chain(&second).all(|(_, printed)| *printed == off[0].1);
        ensure!(alike, "{} printed something else when it ran again", self.program.display());
        let logged = self.command(&warm).arg("--cache-log=json").arg(&self.program).output()?;
        let CacheSummary { hits, misses } = CacheSummary::find(&logged.stderr)?;
        let (off, first, second) = (median(off), median(first), median(second));
        Ok(format!(
            "{:>8.1} ms {:>8.1} ms {:>8.1} ms {:>8.1}x   {hits} modules from the cache, {misses} compiled",
            milliseconds(off),
            milliseconds(first),
            milliseconds(second),
            off.as_secs_f64() / second.as_secs_f64(),
        ))
    }

    /// One run: how long it took, and what it printed.
    fn timed(&self, cache: &Path, policy: &str) -> Result<(Duration, Vec<u8>)> {
        let mut command = self.command(cache);
        command.arg(policy).arg(&self.program);
        let start = Instant::now();
        let Output { status, stdout, stderr } = command.output().context("parbake")?;
        let elapsed = start.elapsed();
        ensure!(status.success(), "{}: {status}\n{}", self.program.display(), String::from_utf8_lossy(&stderr));
        Ok((elapsed, stdout))
    }

    fn command(&self, cache: &Path) -> Command {
        let mut command = Command::new(self.parbake);
        command.arg("--cache-dir").arg(cache).env("XDG_STATE_HOME", cache.with_file_name("state"));
        command
    }
}

fn median(runs: Vec<(Duration, Vec<u8>)>) -> Duration {
    let mut times: Vec<Duration> = runs.into_iter().map(|(time, _)| time).collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
