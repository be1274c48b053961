//! The program as it was started, its jobs, its end.

use parbake_engine::{Arguments, Local, Scope, Thrown};

use super::Functions;
use crate::Runtime;
use crate::modules::Site;

pub(super) const FUNCTIONS: Functions = &[
    (c"argv", argv, 0),
    (c"argv0", argv0, 0),
    (c"execPath", exec_path, 0),
    (c"execArgv", exec_argv, 0),
    (c"versions", versions, 0),
    (c"exit", exit, 1),
    (c"enqueueJob", enqueue_job, 1),
    (c"runMicrotasks", run_microtasks, 0),
    (c"sourceFrame", source_frame, 3),
    (c"errorFrame", error_frame, 1),
    (c"isModuleError", is_module_error, 1),
    (c"isEvaluated", is_evaluated, 1),
];

/// The Node release whose interfaces are provided.
const NODE_VERSION: &str = "26.0.0";
const ENGINE_VERSION: &str = "153.6.0";

/// `process.argv`: executable, program, the program's arguments.
fn argv<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let options = runtime.options();
    let program = runtime.program_path();
    let head = [Some(options.exec_path.clone()), program].into_iter().flatten();
    scope.strings(head.chain(options.arguments.iter().cloned()))
}

fn argv0<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    scope.string(&runtime.options().argv0)
}

fn exec_path<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    scope.string(&runtime.options().exec_path)
}

fn exec_argv<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    scope.strings(&runtime.options().exec_arguments)
}

/// `process.versions`, as pairs of name and version.
fn versions<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let pairs = [("node", NODE_VERSION), ("parbake", env!("CARGO_PKG_VERSION")), ("spidermonkey", ENGINE_VERSION)];
    let object = scope.object()?;
    for (name, version) in pairs {
        let version = scope.string(version)?;
        let name = std::ffi::CString::new(name).expect("names have no zero bytes");
        scope.define(object, &name, version, true)?;
    }
    Ok(object)
}

/// Ends the process; does not return.
fn exit<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let code = scope.to_number(arguments.get(0))?;
    // ECMA-262 7.1.6, ToInt32, of which the system keeps the low byte.
    scope.host::<Runtime>().exit(code as i64 as i32)
}

fn enqueue_job<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    scope.enqueue_job(arguments.get(0))?;
    Ok(scope.undefined())
}

fn run_microtasks<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    scope.run_jobs();
    Ok(scope.undefined())
}

/// `sourceFrame(url, line, column)`: the place, its line of source and a caret.
fn source_frame<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let url = scope.to_string(arguments.get(0))?;
    let line = scope.to_number(arguments.get(1))? as u32;
    let column = scope.to_number(arguments.get(2))? as u32;
    let frame = scope.host::<Runtime>().source_frame(&Site { url, line, column });
    scope.string(frame.trim_end())
}

/// `errorFrame(error)`: the frame of an error that is about a place in a module rather than about a call.
fn error_frame<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    match failure_site(&runtime, scope, arguments.get(0)).flatten() {
        Some(site) => scope.string(runtime.source_frame(&site).trim_end()),
        None => Ok(scope.undefined()),
    }
}

/// `isModuleError(error)`: the error says why a module could not be loaded.
fn is_module_error<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let is_failure = failure_site(&runtime, scope, arguments.get(0)).is_some();
    Ok(scope.boolean(is_failure))
}

/// `isEvaluated(name)`: whether a file of the built-in JavaScript has been needed so far.
fn is_evaluated<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    let is_loaded = scope.host::<Runtime>().is_loaded(&name);
    Ok(scope.boolean(is_loaded))
}

/// The place a module error is about; `None` for other errors.
fn failure_site(runtime: &Runtime, scope: &mut Scope<'_>, error: Local<'_>) -> Option<Option<Site>> {
    runtime.failures.borrow().iter().find_map(|(known, site)| {
        let known = scope.recall(known);
        scope.same_value(known, error).then(|| site.clone())
    })
}
