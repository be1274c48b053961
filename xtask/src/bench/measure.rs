//! Measuring: hyperfine without a shell, a few runs of each contender in turn, many turns, so that a slow moment of the
//! machine hits everybody.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::contender::{Contender, Role};
use super::workload::Workload;
use crate::{peak_memory, set_aside};

/// Turns, and runs in each: up to 20 runs a contender.
const TURNS: usize = 5;
const RUNS_PER_TURN: usize = 4;

/// A workload that takes longer than this is measured in fewer turns, but in [`LEAST_TURNS`] at least.
const BUDGET: Duration = Duration::from_secs(30);
const LEAST_TURNS: usize = 2;

/// What was measured for one workload.
pub struct Measurements {
    pub medians: Vec<Median>,
}

/// One contender's figure.
pub struct Median {
    pub name: &'static str,
    pub role: Role,
    /// `None` where the contender cannot run the program.
    pub milliseconds: Option<f64>,
    /// Peak of the resident memory, in MiB.
    pub memory: Option<f64>,
}

impl Measurements {
    /// Measures a workload on every contender that prints what it should, but for spaces and quotes, which `console.log`
    /// leaves to the runtime.
    pub fn take(workload: &Workload, contenders: &[Contender]) -> Result<Self> {
        let output = match &workload.output {
            Some(output) => essence(output.as_bytes()),
            None => output(workload, &contenders[0])?,
        };
        let able: Vec<bool> = contenders
            .iter()
            .map(|contender| self::output(workload, contender).is_ok_and(|printed| printed == output))
            .collect();
        ensure!(able.first() == Some(&true), "{} does not run under {}", workload.name, contenders[0].name);
        let mut times = vec![Vec::new(); contenders.len()];
        let began = Instant::now();
        for turns in 0..TURNS {
            if turns >= LEAST_TURNS && began.elapsed() > BUDGET {
                break;
            }
            for ((contender, times), able) in contenders.iter().zip(&mut times).zip(&able) {
                if *able {
                    times.extend(turn(workload, contender)?);
                }
            }
        }
        let medians = contenders.iter().zip(times).map(|(contender, times)| {
            let memory =
                (!times.is_empty()).then(|| peak_memory::of(&contender.command(&workload.entry))).transpose()?;
            Ok(Median { name: contender.name, role: contender.role, milliseconds: median(times), memory })
        });
        Ok(Self { medians: medians.collect::<Result<_>>()? })
    }

    /// The figure of the contender in this role.
    pub fn of(&self, role: Role) -> Option<f64> {
        self.medians.iter().find(|median| median.role == role)?.milliseconds
    }

    /// The smallest figure among peers, in any mode or in one that starts from nothing.
    pub fn fastest_peer(&self, roles: &[Role]) -> Option<f64> {
        let peers = self.medians.iter().filter(|median| roles.contains(&median.role));
        peers.filter_map(|median| median.milliseconds).min_by(f64::total_cmp)
    }
}

/// What a contender prints; also warms its cache.
fn output(workload: &Workload, contender: &Contender) -> Result<Vec<u8>> {
    contender.forget()?;
    let output = contender.command(&workload.entry).stdin(Stdio::null()).output().context(contender.name)?;
    if !output.status.success() {
        bail!("{}: {}", contender.name, String::from_utf8_lossy(&output.stderr));
    }
    Ok(essence(&output.stdout))
}

/// The letters and digits of a text.
fn essence(text: &[u8]) -> Vec<u8> {
    text.iter().copied().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()).collect()
}

/// A few runs, in milliseconds.
fn turn(workload: &Workload, contender: &Contender) -> Result<Vec<f64>> {
    let results = tempfile::NamedTempFile::new()?;
    let mut command = Command::new("hyperfine");
    command.args(["--shell=none", "--style=none", "--runs", &RUNS_PER_TURN.to_string(), "--export-json"]);
    command.arg(results.path());
    match &contender.removed_before {
        // Renamed, not removed: the disk would be busy with a thousand removals while the run is measured.
        Some(directory) => command.arg("--prepare").arg(set_aside::command_line(directory)?),
        None => command.args(["--warmup", "1"]),
    };
    contender.set_environment(&mut command);
    command.arg(contender.command_line(&workload.entry)).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().context("hyperfine (Debian package of that name)")?;
    ensure!(status.success(), "hyperfine failed on {} under {}", workload.name, contender.name);
    let json: Value = serde_json::from_slice(&fs::read(results.path())?).context("hyperfine's results")?;
    let times = json["results"][0]["times"].as_array().context("hyperfine's results have no times")?;
    Ok(times.iter().filter_map(Value::as_f64).map(|seconds| seconds * 1e3).collect())
}

fn median(mut times: Vec<f64>) -> Option<f64> {
    times.sort_by(f64::total_cmp);
    let middle = times.len() / 2;
    match times.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(times[middle]),
        _ => Some(f64::midpoint(times[middle - 1], times[middle])),
    }
}
