//! The command as a whole: what it prints where, and how it exits. Programs and their runs are tested in `tests/` of the
//! repository.

mod cache;
mod commands;
mod completions;
mod interrupts;
mod manual;
mod mount;
mod report;
mod sandbox;
mod schemas;
mod states;
mod usage;
