//! Measuring: whole processes, one run of each contender in turn and many turns, so that a slow moment of the machine hits
//! everybody.

use std::io::Read as _;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::contender::{Contender, Role};
use super::inspection::Inspection;
use super::workload::Workload;
use crate::peak_memory;

/// Runs of a contender, but for slow ones.
const RUNS: usize = 25;

/// A contender that has taken this long on a workload has run often enough, once it has run [`FEWEST_RUNS`] times.
const BUDGET: Duration = Duration::from_millis(2500);
const FEWEST_RUNS: usize = 3;

/// What was measured for one workload.
pub struct Measurements {
    pub medians: Vec<Median>,
    pub inspection: Inspection,
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
    /// leaves to the runtime. What they keep is kept below `caches`.
    pub fn take(workload: &Workload, contenders: &[Contender], caches: &Path) -> Result<Self> {
        let expected = essence(workload.output.as_bytes());
        let mut runners: Vec<Runner<'_>> = Vec::new();
        for contender in contenders {
            let able = output(workload, contender, caches).is_ok_and(|printed| printed == expected);
            let parbake = !matches!(contender.role, Role::PeerCached | Role::PeerPlain);
            ensure!(able || !parbake, "{} does not print what it should under {}", workload.name, contender.name);
            runners.push(Runner { contender, able, times: Vec::new(), spent: Duration::ZERO });
        }
        for turn in 0..RUNS {
            for runner in runners.iter_mut().filter(|runner| runner.able && (turn < FEWEST_RUNS || runner.has_budget()))
            {
                runner.run(workload, caches)?;
            }
        }
        let medians = runners.into_iter().map(|runner| runner.finish(workload, caches)).collect::<Result<_>>()?;
        Ok(Self { medians, inspection: Inspection::of(workload, &contenders[0], caches)? })
    }

    /// The figure of the contender in this role.
    pub fn of(&self, role: Role) -> Option<f64> {
        self.medians.iter().find(|median| median.role == role)?.milliseconds
    }

    /// The smallest figure among peers in these roles.
    pub fn fastest_peer(&self, roles: &[Role]) -> Option<f64> {
        let peers = self.medians.iter().filter(|median| roles.contains(&median.role));
        peers.filter_map(|median| median.milliseconds).min_by(f64::total_cmp)
    }

    /// The smallest figure among the modes of one runtime.
    pub fn best_of(&self, runtime: &str, figure: impl Fn(&Median) -> Option<f64>) -> Option<f64> {
        let modes = self.medians.iter().filter(|median| median.name.split(',').next() == Some(runtime));
        modes.filter_map(figure).min_by(f64::total_cmp)
    }
}

struct Runner<'a> {
    contender: &'a Contender,
    able: bool,
    times: Vec<f64>,
    spent: Duration,
}

impl Runner<'_> {
    fn has_budget(&self) -> bool {
        self.spent < BUDGET
    }

    fn run(&mut self, workload: &Workload, caches: &Path) -> Result<()> {
        self.contender.forget(caches)?;
        let mut command = self.contender.command(&workload.entry, caches);
        command.stdout(Stdio::null());
        let floor = self.contender.role == Role::Floor;
        if floor {
            command.stderr(Stdio::piped());
        }
        let began = Instant::now();
        let mut child = command.spawn().context(self.contender.name)?;
        let status = child.wait()?;
        let took = began.elapsed();
        ensure!(status.success(), "{} under {}: {status}", workload.name, self.contender.name);
        self.spent += took;
        let loading = if floor { loading_time(&mut child)? } else { Duration::ZERO };
        self.times.push(took.saturating_sub(loading).as_secs_f64() * 1e3);
        Ok(())
    }

    fn finish(self, workload: &Workload, caches: &Path) -> Result<Median> {
        let Self { contender, able, times, .. } = self;
        let memory = || {
            contender.forget(caches)?;
            peak_memory::of(&contender.command(&workload.entry, caches))
        };
        let memory = able.then(memory).transpose()?;
        Ok(Median { name: contender.name, role: contender.role, milliseconds: median(times), memory })
    }
}

/// What a run with `PARBAKE_FLOOR` says first: the nanoseconds in which the modules were brought into memory.
fn loading_time(child: &mut std::process::Child) -> Result<Duration> {
    let mut text = String::new();
    child.stderr.take().context("stderr is a pipe")?.read_to_string(&mut text)?;
    let nanoseconds = text.lines().next().and_then(|line| line.parse().ok());
    Ok(Duration::from_nanos(nanoseconds.with_context(|| format!("not a number of nanoseconds: {text}"))?))
}

/// What a contender prints; also fills its cache.
fn output(workload: &Workload, contender: &Contender, caches: &Path) -> Result<Vec<u8>> {
    contender.forget(caches)?;
    let output = contender.command(&workload.entry, caches).output().context(contender.name)?;
    if !output.status.success() {
        bail!("{}: {}", contender.name, output.status);
    }
    Ok(essence(&output.stdout))
}

/// The letters and digits of a text.
fn essence(text: &[u8]) -> Vec<u8> {
    text.iter().copied().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()).collect()
}

/// The middle of some figures.
pub fn median(mut figures: Vec<f64>) -> Option<f64> {
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    match figures.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(figures[middle]),
        _ => Some(f64::midpoint(figures[middle - 1], figures[middle])),
    }
}
