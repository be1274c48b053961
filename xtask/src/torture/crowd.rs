//! Many processes on one directory.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use parbake_cache::{Cache, Config, Pruning};
use serde_json::Value;

use super::census::Census;
use super::lab::{BUILD, files_below};
use super::{Amount, Lab};
use crate::graph::{self, Shape};

const PROCESSES: usize = 64;

/// A tenth of what all the programs would take, so that generations end all the time.
const LIMIT: u64 = 1 << 20;

/// Of each program.
const MODULES: usize = 12;

/// A program, and what it prints.
struct Program {
    entry: PathBuf,
    output: String,
}

fn programs(lab: &Lab, count: usize) -> Result<Vec<Program>> {
    let write = |number: usize| {
        let graph::Graph { entry, output } =
            graph::write(&lab.path(&format!("work/{number}")), MODULES + number % 20, Shape::Mesh)?;
        Ok(Program { entry, output })
    };
    (0..count).map(write).collect()
}

/// Runs of many programs by many processes, with a cache that is much too small, while somebody prunes it.
pub fn run(lab: &Lab, amount: Amount) -> Result<String> {
    let seconds = amount.of(4, 600);
    let programs = programs(lab, 120)?;
    let limit = format!("--cache-max-size={LIMIT}");
    let (runs, samples, largest) = (AtomicU64::new(0), AtomicU64::new(0), Mutex::new(Census::default()));
    let done = AtomicBool::new(false);
    let end = Instant::now() + Duration::from_secs(seconds as u64);
    thread::scope(|scope| -> Result<()> {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let census = Census::take(&lab.cache_dir()).unwrap_or_default();
                let mut largest = largest.lock().unwrap_or_else(PoisonError::into_inner);
                if census.bytes() > largest.bytes() {
                    *largest = census;
                }
                drop(largest);
                samples.fetch_add(1, Ordering::Relaxed);
                thread::sleep(Duration::from_millis(100));
            }
        });
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                prune(lab);
                thread::sleep(Duration::from_secs(1));
            }
        });
        let workers: Vec<_> = (0..PROCESSES)
            .map(|worker| {
                let (programs, runs, limit) = (&programs, &runs, limit.as_str());
                scope.spawn(move || -> Result<()> {
                    for turn in 0.. {
                        let program = &programs[(worker * 7 + turn * 13) % programs.len()];
                        // They give way to those who prune and look at the size.
                        lab.expect_behind(&["nice"], &[limit], &program.entry, &program.output)?;
                        runs.fetch_add(1, Ordering::Relaxed);
                        if Instant::now() >= end {
                            break;
                        }
                    }
                    Ok(())
                })
            })
            .collect();
        let finished = workers.into_iter().try_for_each(|worker| worker.join().expect("workers do not panic"));
        done.store(true, Ordering::Relaxed);
        finished
    })?;
    // Each process may have been filing a pack of the largest sort when somebody counted what is there.
    let in_flight = PROCESSES as u64 * largest_pack(lab)?;
    let largest = largest.into_inner().unwrap_or_else(PoisonError::into_inner);
    let most = LIMIT + LIMIT / 20 + in_flight;
    ensure!(largest.bytes() <= most, "{largest}, {most} were allowed");
    prune(lab);
    let after = Census::take(&lab.cache_dir())?;
    ensure!(after.bytes() <= LIMIT + LIMIT / 20, "{after} after pruning");
    Ok(format!(
        "{} runs by {PROCESSES} processes in {seconds} s, {} samples of the size, {largest} at most where {LIMIT} is the limit",
        runs.into_inner(),
        samples.into_inner()
    ))
}

/// First runs of one program, all at once.
pub fn stampede(lab: &Lab, amount: Amount) -> Result<String> {
    let (rounds, processes) = (amount.of(1, 20), amount.of(20, 200));
    let graph::Graph { entry, output } = graph::write(&lab.path("work"), amount.of(60, 200), Shape::Mesh)?;
    let program = Program { entry, output };
    let mut compiled = 0;
    for _ in 0..rounds {
        lab.forget()?;
        let spawned: Vec<_> = (0..processes)
            .map(|_| {
                let mut command = lab.command(&[], &["--cache-log=json"], &program.entry);
                command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn()
            })
            .collect::<Result<_, _>>()?;
        let mut compilations: BTreeMap<String, usize> = BTreeMap::new();
        for process in spawned {
            let output = process.wait_with_output()?;
            ensure!(output.status.success() && output.stdout == program.output.as_bytes(), "{output:?}");
            for module in missed(&output.stderr)? {
                *compilations.entry(module).or_default() += 1;
            }
        }
        compiled += compilations.values().sum::<usize>();
        let most = compilations.iter().max_by_key(|(_, count)| **count).context("nothing was compiled")?;
        ensure!(*most.1 <= 2, "{} was compiled {} times", most.0, most.1);
        let served = lab.expect(&[], &program.entry, &program.output)?;
        ensure!(served.misses == 0, "after all of them: {served:?}");
        let mut left = files_below(&lab.cache_dir())?;
        left.retain(|path| path.to_string_lossy().contains("/first-") || path.extension().is_some_and(|e| e == "new"));
        ensure!(left.is_empty(), "left behind: {left:?}");
    }
    Ok(format!("{rounds} times {processes} processes, {compiled} compilations in all, none more than twice"))
}

/// The modules that a run has compiled, by its log.
fn missed(log: &[u8]) -> Result<Vec<String>> {
    let mut missed = Vec::new();
    for line in log.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        let line: Value = serde_json::from_slice(line).context("a line of the log")?;
        if line["outcome"] == "miss" {
            missed.push(line["module"].as_str().context("a module in the log")?.to_owned());
        }
    }
    Ok(missed)
}

fn prune(lab: &Lab) {
    let cache = Cache::open(Config::new(Some(lab.cache_dir()), Some(lab.path("state/parbake")), BUILD));
    cache.prune(&Pruning { max_size: LIMIT, max_age: Duration::from_secs(3600), dry_run: false });
}

fn largest_pack(lab: &Lab) -> Result<u64> {
    let files = files_below(&lab.cache_dir())?.into_iter();
    let packs = files.filter(|path| path.extension().is_some_and(|extension| extension == "pack"));
    let sizes = packs.filter_map(|path| path.metadata().ok()).map(|metadata| metadata.size());
    sizes.max().context("nothing was filed")
}
