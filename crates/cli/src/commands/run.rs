//! `run`: run a program. The only file that knows the runtime.

use std::convert::Infallible;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::rc::Rc;
use std::time::SystemTime;

pub use parbake_runtime::build_id;
use parbake_runtime::{Observer, ProgramSource, RunOptions};

use crate::commands::Failure;
use crate::flags::value::{InputType, LogFormat};
use crate::plan::{Program, Run};
use crate::start_report::{About, Reporter};

/// Runs a program to its end, which is the end of the process.
///
/// # Errors
/// A report that was to be shown beside the new one cannot be: nothing was run.
pub fn run(plan: Run, argv0: &OsStr) -> Result<Infallible, Failure> {
    let observer = observer(&plan)?;
    parbake_runtime::run(RunOptions { observer, ..options(plan, argv0) })
}

/// Who writes the reports that were asked for.
fn observer(plan: &Run) -> Result<Option<Rc<dyn Observer>>, Failure> {
    if plan.reports.is_empty() {
        return Ok(None);
    }
    let about = About {
        parbake: env!("CARGO_PKG_VERSION"),
        build_id: build_id().to_string(),
        policy: plan.cache.policy.name(),
        time: humantime::format_rfc3339_seconds(SystemTime::now()).to_string(),
    };
    let reporter = Reporter::new(about, plan.reports.clone(), plan.report_beside.as_deref())?;
    Ok(Some(Rc::new(reporter)))
}

/// Strings of JavaScript have no place for bytes that are not UTF-8: those become U+FFFD, as in Node.
pub fn options(plan: Run, argv0: &OsStr) -> RunOptions {
    let Run {
        program,
        args,
        options,
        preloads,
        imports,
        conditions,
        preserve_symlinks,
        enable_source_maps,
        input_type,
        print,
        module_paths,
        mut global_folders,
        cache,
        log,
        floor,
        ..
    } = plan;
    let cache = cache.config(build_id());
    let exec_path = cache.executable.clone().map_or_else(|| argv0.to_owned(), OsString::from);
    let prefix = Path::new(&exec_path).parent().and_then(Path::parent);
    global_folders.extend(prefix.map(|prefix| prefix.join("lib/node")));
    RunOptions {
        program: match program {
            Program::File(file) => ProgramSource::File(text(&file)),
            Program::Eval(code) => ProgramSource::Eval(code),
            Program::Stdin => ProgramSource::Stdin,
        },
        arguments: args.iter().map(|word| text(word)).collect(),
        argv0: text(argv0),
        exec_path: text(&exec_path),
        exec_arguments: options.iter().map(|word| text(word)).collect(),
        preloads,
        imports,
        conditions,
        preserve_symlinks,
        enable_source_maps,
        input_type: input_type
            .map(|InputType { is_module, is_typescript }| parbake_runtime::InputType { is_module, is_typescript }),
        print,
        module_paths,
        global_folders,
        cache,
        floor,
        jobs: None,
        ahead: false,
        observer: None,
        log: log.map(log_format),
    }
}

/// The format as the runtime calls it.
pub fn log_format(format: LogFormat) -> parbake_runtime::LogFormat {
    match format {
        LogFormat::Text => parbake_runtime::LogFormat::Text,
        LogFormat::Json => parbake_runtime::LogFormat::Json,
    }
}

/// Strings of JavaScript have no place for other bytes than UTF-8.
pub fn text(word: &OsStr) -> String {
    word.to_string_lossy().into_owned()
}
