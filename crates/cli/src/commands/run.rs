//! `run`: run a program. The only file that knows the runtime.

use std::ffi::{OsStr, OsString};

pub use parbake_runtime::build_id;
use parbake_runtime::{ProgramSource, RunOptions};

use crate::flags::value::LogFormat;
use crate::plan::{Program, Run};

/// Runs a program to its end, which is the end of the process.
pub fn run(plan: Run, argv0: &OsStr) -> ! {
    parbake_runtime::run(options(plan, argv0))
}

/// Strings of JavaScript have no place for bytes that are not UTF-8: those become U+FFFD, as in Node.
fn options(plan: Run, argv0: &OsStr) -> RunOptions {
    let Run { program, args, options, conditions, preserve_symlinks, cache, log } = plan;
    let exec_path = std::env::current_exe().map_or_else(|_| argv0.to_owned(), OsString::from);
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
        conditions,
        preserve_symlinks,
        cache: cache.config(build_id()),
        log: log.map(|format| match format {
            LogFormat::Text => parbake_runtime::LogFormat::Text,
            LogFormat::Json => parbake_runtime::LogFormat::Json,
        }),
    }
}

fn text(word: &OsStr) -> String {
    word.to_string_lossy().into_owned()
}
