//! How much memory a process and its children needed at most.
//!
//! The kernel keeps that figure for all children of a process together, so each measurement needs a process of its own:
//! `cargo xtask peak-memory COMMAND...`, started by [`of`].

use std::ffi::OsStr;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use nix::sys::resource::{UsageWho, getrusage};

/// Runs a command to its end and prints the peak of its resident memory in KiB.
pub fn run(program: &str, arguments: &[&str]) -> Result<()> {
    let status = Command::new(program).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).status()?;
    ensure!(status.success(), "{program}: {status}");
    println!("{}", getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss());
    Ok(())
}

/// The peak of a command's resident memory, in MiB.
pub fn of(command: &Command) -> Result<f64> {
    let mut measuring = Command::new(std::env::current_exe()?);
    measuring.arg("peak-memory").arg(command.get_program()).args(command.get_args()).stderr(Stdio::null());
    for (name, value) in command.get_envs() {
        set(&mut measuring, name, value);
    }
    let output = measuring.output()?;
    let kibibytes: f64 = String::from_utf8_lossy(&output.stdout).trim().parse().context("peak memory")?;
    Ok(kibibytes / 1024.0)
}

fn set(command: &mut Command, name: &OsStr, value: Option<&OsStr>) {
    match value {
        Some(value) => command.env(name, value),
        None => command.env_remove(name),
    };
}
