//! What the process has used so far.

use std::fs;

use nix::sys::resource::{Usage, UsageWho, getrusage};
use nix::sys::time::TimeVal;
use parbake_engine::{Arguments, Local, Scope, Thrown};

use super::Functions;
use crate::platform::machine;

pub(super) const FUNCTIONS: Functions = &[
    (c"memoryUsage", memory_usage, 0),
    (c"memoryLimits", memory_limits, 0),
    (c"cpuUsage", cpu_usage, 1),
    (c"resourceUsage", resource_usage, 0),
];

/// `[rss, heapTotal, heapUsed, external, arrayBuffers]` in bytes. The engine tells one figure for its heap, and keeps none
/// for buffers.
fn memory_usage<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let heap = scope.heap_bytes() as f64;
    let figures = [resident_bytes() as f64, heap, heap, 0.0, 0.0].map(|figure| scope.number(figure));
    scope.array(&figures)
}

/// Resident memory (proc_pid_statm(5), second field, in pages); 0 where it cannot be had.
fn resident_bytes() -> u64 {
    let statm = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = statm.split(' ').nth(1).and_then(|field| field.parse().ok()).unwrap_or(0);
    pages * rustix::param::page_size() as u64
}

/// `[limit or 0, available]` in bytes.
fn memory_limits<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let limit = machine::memory_limit();
    let available = machine::memory().available;
    let free = limit.map_or(available, |limit| available.min(limit.saturating_sub(resident_bytes())));
    let figures = [limit.unwrap_or(0), free].map(|bytes| scope.number(bytes as f64));
    scope.array(&figures)
}

/// `cpuUsage(ofThread)`: `[user, system]` processor time in microseconds.
fn cpu_usage<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let who = if scope.to_boolean(arguments.get(0)) { UsageWho::RUSAGE_THREAD } else { UsageWho::RUSAGE_SELF };
    let times = getrusage(who).map_or([0.0; 2], |usage| [micros(usage.user_time()), micros(usage.system_time())]);
    let times = times.map(|time| scope.number(time));
    scope.array(&times)
}

fn micros(time: TimeVal) -> f64 {
    time.tv_sec() as f64 * 1e6 + time.tv_usec() as f64
}

/// The figures of `process.resourceUsage`, in the order of its properties.
fn resource_usage<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let figures = getrusage(UsageWho::RUSAGE_SELF).map_or([0.0; 16], |usage| figures(&usage));
    let figures = figures.map(|figure| scope.number(figure));
    scope.array(&figures)
}

fn figures(usage: &Usage) -> [f64; 16] {
    let counts = [
        usage.max_rss(),
        usage.shared_integral(),
        usage.unshared_data_integral(),
        usage.unshared_stack_integral(),
        usage.minor_page_faults(),
        usage.major_page_faults(),
        usage.full_swaps(),
        usage.block_reads(),
        usage.block_writes(),
        usage.ipc_sends(),
        usage.ipc_receives(),
        usage.signals(),
        usage.voluntary_context_switches(),
        usage.involuntary_context_switches(),
    ];
    let times = [micros(usage.user_time()), micros(usage.system_time())];
    let mut all = times.into_iter().chain(counts.into_iter().map(|count| count as f64));
    std::array::from_fn(|_| all.next().unwrap_or(0.0))
}
