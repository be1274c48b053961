//! The cache as the program sees it.

use std::fmt::Write as _;

use parbake_cache::{Reason, RunStats};
use parbake_engine::{Arguments, Local, Scope, Thrown};

use super::Functions;
use crate::Runtime;

pub(super) const FUNCTIONS: Functions = &[
    (c"cacheStats", stats, 0),
    (c"cacheDirectory", directory, 0),
    (c"cacheFault", fault, 0),
    (c"cacheFlush", flush, 0),
];

/// `{ policy, hits, misses, modules, reasons }`; reasons are those that there were, by name.
fn stats<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let run = runtime.run_stats();
    let RunStats { hits, misses, .. } = run;
    let missed = run.missed();
    let mut reasons = String::new();
    for (reason, count) in Reason::ALL.into_iter().zip(misses).filter(|(_, count)| *count > 0) {
        // Strings grow; writing to them cannot fail.
        let _ = write!(reasons, "{}\"{reason}\":{count}", if reasons.is_empty() { "" } else { "," });
    }
    let policy = runtime.shared().cache.policy();
    let modules = hits + missed;
    scope.json(&format!(
        "{{\"policy\":\"{policy}\",\"hits\":{hits},\"misses\":{missed},\"modules\":{modules},\"reasons\":{{{reasons}}}}}"
    ))
}

/// The directory, as an absolute path; `undefined` where there is no cache in use.
fn directory<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let cache = &runtime.shared().cache;
    match cache.dir().filter(|_| cache.unusable().is_none()) {
        Some(dir) => scope.string(&dir.to_string_lossy()),
        None => Ok(scope.undefined()),
    }
}

/// Why the cache cannot be used: the reason's name and what there is to say; `undefined` if it can.
fn fault<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    match runtime.shared().cache.unusable() {
        Some(unusable) => scope.strings([unusable.reason().name().to_owned(), unusable.to_string()]),
        None => Ok(scope.undefined()),
    }
}

/// Publishes what the run has learned so far, and returns when that is done.
fn flush<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    scope.host::<Runtime>().finish_cache();
    Ok(scope.undefined())
}
