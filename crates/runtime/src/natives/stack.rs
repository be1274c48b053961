//! Stacks for programs that format them themselves (https://v8.dev/docs/stack-trace-api).

use parbake_engine::{Arguments, Local, Scope, Thrown};

use super::Functions;
use crate::Runtime;

pub(super) const FUNCTIONS: Functions = &[(c"stackFrames", stack_frames, 3)];

/// `stackFrames(error, startAfter, limit)`: name (or null), source, line and column of each frame in turn.
fn stack_frames<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let limit = scope.to_number(arguments.get(2))?;
    // Saturates; negative limits mean none.
    scope.stack_frames(arguments.get(0), arguments.get(1), limit as u32)
}

/// Waits for the program to touch `Error.prepareStackTrace`: only then is there anything to do about stacks, but for the first
/// line of those that `Error.captureStackTrace` makes.
pub(crate) fn watch(scope: &mut Scope<'_>) -> Result<(), Thrown> {
    scope.nested(|scope| {
        let global = scope.global();
        let error = scope.get(global, c"Error")?;
        let nothing = scope.undefined();
        let getter = scope.native(c"prepareStackTrace", get_prepare, 0, nothing)?;
        let setter = scope.native(c"prepareStackTrace", set_prepare, 1, nothing)?;
        scope.define_accessor(error, c"prepareStackTrace", getter, setter)?;
        let engines = scope.get(error, c"captureStackTrace")?;
        let capture = scope.native(c"captureStackTrace", capture_stack_trace, 2, engines)?;
        scope.define(error, c"captureStackTrace", capture, false)
    })
}

/// `Error.captureStackTrace(target, hide)`; the engine's own is bound to it.
fn capture_stack_trace<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let given = vec![arguments.get(0), arguments.get(1), arguments.data()];
    runtime.call_built_in(scope, "captured-stack", c"capture", |_| Ok(given))
}

fn get_prepare<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    runtime.call_built_in(scope, "stack-trace", c"getPrepare", |_| Ok(Vec::new()))
}

fn set_prepare<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    runtime.call_built_in(scope, "stack-trace", c"setPrepare", |_| Ok(vec![arguments.get(0)]))
}
