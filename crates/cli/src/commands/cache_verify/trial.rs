//! What a process does that may end of it: checks packs one after another, and says of each what it found before it begins
//! with the next.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use parbake_cache::{Cache, LoadedPack, Reason};
use parbake_runtime::Trial;

use super::{Damaged, State, Verdict};
use crate::commands::Failure;
use crate::commands::run::build_id;
use crate::exit;
use crate::plan::CacheVerify;
use crate::printer::Printer;

/// Checks the packs in this process and ends it.
pub(super) fn run(plan: &CacheVerify, cache: Option<&Cache>, packs: &[PathBuf], printer: Printer) -> ! {
    let mut trial = Trial::new();
    let mut verdicts = Vec::new();
    for path in packs {
        let verdict = cache.map(|cache| look_at(cache, path, &mut trial));
        // Whoever started this process reads line by line what it has come to.
        if let (Some(verdict), true) = (&verdict, plan.json && !plan.repair) {
            let _ = printer.answer_json(verdict);
        }
        verdicts.extend(verdict);
    }
    let code = if plan.json && !plan.repair {
        let is_clean = verdicts.iter().all(|verdict| verdict.state != State::Damaged);
        if is_clean { exit::SUCCESS } else { exit::FAILURE }
    } else {
        super::report(plan, verdicts, printer).unwrap_or_else(|failure: Failure| {
            printer.error(&failure.to_string(), None);
            exit::FAILURE
        })
    };
    parbake_runtime::exit(code)
}

fn look_at(cache: &Cache, path: &Path, trial: &mut Trial) -> Verdict {
    let mut verdict = Verdict {
        schema: 1,
        pack: path.display().to_string(),
        program: None,
        entries: 0,
        state: State::Ok,
        reason: None,
        damaged: Vec::new(),
        removed: false,
    };
    match cache.inspect_pack(path, parbake_runtime::file_url_from_path) {
        Err(Reason::FormatMismatch) => verdict.state = State::OtherBuild,
        Err(reason) => {
            verdict.state = State::Damaged;
            verdict.reason = Some(reason.to_string());
        }
        Ok(pack) => {
            verdict.program = pack.program().map(|program| program.display().to_string());
            verdict.entries = pack.keys().len() as u64;
            if pack.build_id() != build_id() {
                verdict.state = State::OtherBuild;
            } else {
                // Bytecode is used in place, and this process does not live long.
                verdict.damaged = try_entries(Box::leak(Box::new(pack)), trial);
            }
        }
    }
    if !verdict.damaged.is_empty() {
        verdict.state = State::Damaged;
    }
    verdict
}

/// The entries that cannot be used, each once.
fn try_entries(pack: &'static LoadedPack, trial: &mut Trial) -> Vec<Damaged> {
    let mut seen = HashSet::new();
    let mut damaged = Vec::new();
    for (place, module) in (0..).zip(pack.modules()) {
        let reason = match pack.entry(place) {
            Ok(None) => None,
            Ok(Some(entry)) if !seen.insert(entry.key()) || trial.takes(&entry) => None,
            Ok(Some(_)) => Some(Reason::EngineRejected),
            Err(reason) => Some(reason),
        };
        damaged.extend(reason.map(|reason| Damaged { source: module.url(), reason: reason.to_string() }));
    }
    damaged
}
