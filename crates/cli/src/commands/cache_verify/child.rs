//! Processes that check packs, so that an entry which ends one does not end the command.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use parbake_cache::Reason;

use super::{State, Verdict, jobs};
use crate::plan::CacheVerify;
use crate::progress::Progress;

/// A process is given at most so many packs: the system limits how long a command line may be.
const MOST_PACKS: usize = 256;

/// What processes found of these packs, in their order.
pub(super) fn verdicts(plan: &CacheVerify, packs: &[PathBuf], progress: &Progress) -> Vec<Verdict> {
    let share = packs.len().div_ceil(jobs(plan)).clamp(1, MOST_PACKS);
    let shares: Vec<_> = packs.chunks(share).collect();
    let mut verdicts = Vec::new();
    for turn in shares.chunks(jobs(plan)) {
        thread::scope(|scope| {
            let running: Vec<_> = turn.iter().map(|packs| scope.spawn(|| check_all(plan, packs, progress))).collect();
            verdicts.extend(running.into_iter().flat_map(|check| check.join().unwrap_or_default()));
        });
    }
    verdicts
}

/// Has the packs checked. The one at which a process ended is damaged, and another process goes on behind it.
fn check_all(plan: &CacheVerify, packs: &[PathBuf], progress: &Progress) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    while let Some(left) = packs.get(verdicts.len()..).filter(|left| !left.is_empty()) {
        let found = check(plan, left, progress).unwrap_or_default();
        let is_done = found.len() >= left.len();
        verdicts.extend(found);
        if let (false, Some(culprit)) = (is_done, packs.get(verdicts.len())) {
            progress.step();
            verdicts.push(Verdict {
                schema: 1,
                pack: culprit.display().to_string(),
                program: None,
                entries: 0,
                state: State::Damaged,
                reason: Some(Reason::EngineRejected.to_string()),
                damaged: Vec::new(),
                removed: false,
            });
        }
    }
    verdicts
}

/// What one process says of the packs before it ends.
fn check(plan: &CacheVerify, packs: &[PathBuf], progress: &Progress) -> Option<Vec<Verdict>> {
    let mut command = Command::new(env::current_exe().ok()?);
    command.args(["cache", "verify", "--in-process", "--json"]);
    if let Some(dir) = &plan.cache.dir {
        command.arg("--cache-dir").arg(dir);
    }
    command.arg("--").args(packs).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let lines = BufReader::new(child.stdout.take()?).lines();
    let verdicts = lines.map_while(Result::ok).filter_map(|line| serde_json::from_str(&line).ok());
    let verdicts = verdicts.inspect(|_| progress.step()).collect();
    child.wait().ok()?;
    Some(verdicts)
}
