//! Caches that cannot be used: the program runs as if there were none, and says so only where a person named the place.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use libtest_mimic::Trial;

use crate::harness::binary::BINARY;
use crate::harness::expectation::{Expectation, Stderr};
use crate::harness::run::{Invocation, capture};
use crate::harness::sandbox::Sandbox;
use crate::harness::states::in_state;
use crate::harness::{Failure, Test, trials_of};

const TESTS: &[(&str, Test)] = &[
    ("unusable", unusable),
    ("writable-by-others", writable_by_others),
    ("no-home", no_home),
    ("no-working-directory", no_working_directory),
    ("relative", relative),
    ("closed-streams", closed_streams),
];

/// One trial a test; another runtime has no cache to place.
pub fn trials() -> Vec<Trial> {
    trials_of("places", TESTS).into_iter().map(|trial| trial.with_ignored_flag(!BINARY.is_parbake())).collect()
}

/// A program that prints 1.
fn program(sandbox: &Sandbox) -> Result<Invocation, Failure> {
    Ok(Invocation::of(sandbox.write("main.mjs", "import './module.mjs';\nconsole.log(1);").and_then(|main| {
        sandbox.write("module.mjs", "export {};")?;
        Ok(main)
    })?))
}

/// Files, devices, dangling links, FIFOs: named on the command line with one warning, named by the environment's general
/// variable in silence.
fn unusable(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    let directory = sandbox.work_directory();
    sandbox.write("file", "not a directory")?;
    symlink("nowhere/at/all", directory.join("dangling"))?;
    symlink("loop", directory.join("loop"))?;
    Command::new("mkfifo").arg(directory.join("fifo")).status()?;
    let places =
        ["file", "file/below", "dangling/below", "loop", "fifo", "fifo/below"].map(|name| directory.join(name));
    let devices = ["/dev/null", "/proc/parbake", "/dev/full/x"].map(|name| Path::new(name).to_owned());
    for place in places.iter().chain(&devices) {
        let named = sandbox.run_with(&invocation, vec!["--cache-dir".into(), place.into()])?;
        let silent = Stderr::Exactly(String::new());
        let warned = Stderr::Containing(vec![place.display().to_string()]);
        let state = place.display().to_string();
        Expectation { stderr: warned, ..Expectation::prints("1\n") }.check(&named).map_err(in_state(&state))?;
        if named.stderr.iter().filter(|&&byte| byte == b'\n').count() != 1 {
            return Err(format!("{state}: not one warning: {}", String::from_utf8_lossy(&named.stderr)).into());
        }
        let environment = vec![(OsString::from("XDG_CACHE_HOME"), place.into())];
        let outcome = sandbox.run_with(&Invocation { environment, ..invocation.clone() }, Vec::new())?;
        Expectation { stderr: silent, ..Expectation::prints("1\n") }.check(&outcome).map_err(in_state(&state))?;
    }
    Ok(())
}

/// Whoever can write there could put entries there: not used, nothing published.
fn writable_by_others(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    for mode in [0o770, 0o707, 0o777, 0o1777] {
        let place = sandbox.work_directory().join(format!("mode-{mode:o}"));
        fs::create_dir(&place)?;
        fs::set_permissions(&place, fs::Permissions::from_mode(mode))?;
        for _ in 0..2 {
            let outcome = sandbox.run_with(&invocation, vec!["--cache-dir".into(), place.clone().into()])?;
            Expectation { stderr: Stderr::Anything, ..Expectation::prints("1\n") }.check(&outcome)?;
        }
        if fs::read_dir(&place)?.next().is_some() {
            return Err(format!("published into a directory of mode {mode:o}").into());
        }
    }
    Ok(())
}

/// No variable says where: no cache, never a directory that others share.
fn no_home(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    for home in [None, Some(""), Some("relative"), Some("/nonexistent/home")] {
        let mut command = Command::new(BINARY.path());
        sandbox.complete(&mut command, &invocation);
        command.env_remove("XDG_CACHE_HOME").env_remove("XDG_STATE_HOME").env_remove("HOME");
        if let Some(home) = home {
            command.env("HOME", home);
        }
        Expectation::prints("1\n").check(&capture(command)?).map_err(in_state(&format!("HOME={home:?}")))?;
    }
    let names: Vec<_> = fs::read_dir(sandbox.work_directory())?
        .map(|entry| Ok(entry?.file_name()))
        .collect::<Result<_, std::io::Error>>()?;
    if names.len() == 2 { Ok(()) } else { Err(format!("something was written beside the program: {names:?}").into()) }
}

/// The working directory is gone when the program starts.
fn no_working_directory(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    let gone = sandbox.work_directory().join("gone");
    for _ in 0..2 {
        fs::create_dir(&gone)?;
        let mut command = Command::new("sh");
        command.arg("-c").arg("cd \"$GONE\" && rmdir \"$GONE\" && exec \"$0\" \"$@\"").arg(BINARY.path());
        sandbox.complete(&mut command, &invocation);
        command.env("GONE", &gone);
        Expectation::prints("1\n").check(&capture(command)?)?;
    }
    Ok(())
}

/// A relative directory is seen from the working directory, and works.
fn relative(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    let options = || vec!["--cache-dir".into(), "own/cache".into()];
    Expectation::prints("1\n").check(&sandbox.run_with(&invocation, options())?)?;
    let require = [options(), vec!["--cache=require".into()]].concat();
    Expectation::prints("1\n").check(&sandbox.run_with(&invocation, require)?)?;
    if sandbox.work_directory().join("own/cache").is_dir() { Ok(()) } else { Err("no directory own/cache".into()) }
}

/// Streams that are closed or full must not end up in a crash, nor as descriptors that the cache then writes to.
fn closed_streams(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    for redirection in ["<&- >&- 2>&-", ">&-", "2>&-", ">/dev/full"] {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("\"$0\" \"$@\" {redirection}; [ $? -lt 126 ]")).arg(BINARY.path());
        sandbox.complete(&mut command, &invocation);
        let outcome = capture(command)?;
        if outcome.exit != crate::harness::run::Exit::Code(0) {
            return Err(format!("{redirection}: crashed: {}", String::from_utf8_lossy(&outcome.stderr)).into());
        }
    }
    Expectation::prints("1\n").check(&sandbox.run_with(&invocation, vec!["--cache=require".into()])?)
}
