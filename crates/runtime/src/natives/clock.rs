//! The clocks behind `performance`, timers and `process.hrtime`.

use std::time::{SystemTime, UNIX_EPOCH};

use parbake_engine::{Arguments, Local, Scope, Thrown};
use rustix::time::{ClockId, clock_gettime};

use super::Functions;
use crate::Runtime;

pub(super) const FUNCTIONS: Functions =
    &[(c"now", now, 0), (c"timeOrigin", time_origin, 0), (c"hrtimeNs", hrtime_ns, 0)];

/// Milliseconds since the process started.
fn now<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let elapsed = scope.host::<Runtime>().began.instant.elapsed();
    Ok(scope.number(elapsed.as_nanos() as f64 / 1e6))
}

/// Milliseconds from the epoch to the start of the process, to the microsecond.
fn time_origin<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let elapsed = scope.host::<Runtime>().began.instant.elapsed();
    let began = SystemTime::now().checked_sub(elapsed).unwrap_or(UNIX_EPOCH);
    let since_epoch = began.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(scope.number(since_epoch.as_micros() as f64 / 1e3))
}

/// `[seconds, nanoseconds]` of the monotonic clock.
fn hrtime_ns<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let time = clock_gettime(ClockId::Monotonic);
    let (seconds, nanoseconds) = (scope.number(time.tv_sec as f64), scope.number(time.tv_nsec as f64));
    scope.array(&[seconds, nanoseconds])
}
