//! The `parbake` command.
#![forbid(unsafe_code)]

mod commands;
mod environment;
mod exit;
mod flags;
mod inspection;
mod plan;
mod printer;
mod progress;
mod report;
mod start_report;

use std::ffi::OsString;

use mimalloc::MiMalloc;

use crate::environment::Environment;
use crate::plan::Plan;
use crate::printer::Printer;

/// The engine's memory comes from it as well: it replaces `malloc` in the whole process. See docs/performance.md.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    std::process::exit(report::guard(|| {
        let mut argv = std::env::args_os();
        let argv0 = argv.next().unwrap_or_else(|| OsString::from("parbake"));
        let environment = Environment::of_process();
        match flags::parse::parse(argv, &environment) {
            Ok(args) => {
                let printer = Printer::new(args.color, &environment);
                commands::execute(Plan::new(args, &environment), argv0, printer)
            }
            Err(error) => {
                let printer = Printer::new(None, &environment);
                printer.error(&error.to_string(), Some(&error.help()));
                exit::USAGE
            }
        }
    }));
}
