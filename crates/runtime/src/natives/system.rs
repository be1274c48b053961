//! What `process` asks the system.

use std::env;
use std::path::PathBuf;

use parbake_engine::{Arguments, Engine, Local, Scope, Thrown};
use rustix::fs::Mode;
use rustix::io::Errno;
use rustix::process as system;
use rustix::process::{Pid, Signal};

use super::Functions;
use super::errno::{errno_of, failure, outcome};
use super::signals::SIGNALS;

pub(super) const FUNCTIONS: Functions = &[
    (c"cwd", cwd, 0),
    (c"chdir", chdir, 1),
    (c"pid", pid, 0),
    (c"ppid", ppid, 0),
    (c"platform", platform, 0),
    (c"arch", arch, 0),
    (c"umask", umask, 1),
    (c"kill", kill, 2),
    (c"signalNames", signal_names, 0),
    (c"signalNumber", signal_number, 1),
    (c"abort", abort, 0),
];

/// The working directory, or what failed.
fn cwd<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    match env::current_dir() {
        Ok(path) => scope.string(&path.to_string_lossy()),
        Err(error) => failure(scope, errno_of(&error)),
    }
}

/// `chdir(path)`: `undefined`, or what failed.
fn chdir<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let path = PathBuf::from(scope.to_string(arguments.get(0))?);
    outcome(scope, env::set_current_dir(path).map_err(|error| errno_of(&error)))
}

fn pid<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    Ok(scope.number(system::getpid().as_raw_pid().into()))
}

fn ppid<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    Ok(scope.number(system::getppid().map_or(0, Pid::as_raw_pid).into()))
}

/// Node's name for the operating system (`process.platform`).
fn platform<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    scope.string(match env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    })
}

/// Node's name for the processor (`process.arch`).
fn arch<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    scope.string(match env::consts::ARCH {
        "x86_64" => "x64",
        "x86" => "ia32",
        "aarch64" => "arm64",
        "powerpc64" => "ppc64",
        "loongarch64" => "loong64",
        other => other,
    })
}

/// `umask(mask)` sets it and gives the old one; `umask(undefined)` only asks.
fn umask<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let old = if scope.is_nullish(arguments.get(0)) {
        let old = system::umask(Mode::empty()); // the system only tells when told
        system::umask(old);
        old
    } else {
        let mask = scope.to_number(arguments.get(0))?;
        system::umask(Mode::from_bits_truncate(mask as u32 & 0o777))
    };
    Ok(scope.number(old.bits().into()))
}

/// `kill(pid, signal)` (kill(2)): signal 0 only asks whether the process is there. `undefined`, or what failed.
fn kill<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let pid = scope.to_number(arguments.get(0))? as i32;
    let number = scope.to_number(arguments.get(1))? as i32;
    outcome(scope, send(pid, number))
}

fn send(pid: i32, number: i32) -> Result<(), Errno> {
    let group = || Pid::from_raw(pid.wrapping_neg()).ok_or(Errno::SRCH);
    if number == 0 {
        return match pid {
            0 => system::test_kill_current_process_group(),
            1.. => system::test_kill_process(Pid::from_raw(pid).ok_or(Errno::SRCH)?),
            _ => system::test_kill_process_group(group()?),
        };
    }
    let signal = SIGNALS.iter().find(|(_, signal)| signal.as_raw() == number).map(|&(_, signal)| signal);
    let signal: Signal = signal.ok_or(Errno::INVAL)?;
    match pid {
        0 => system::kill_current_process_group(signal),
        1.. => system::kill_process(Pid::from_raw(pid).ok_or(Errno::SRCH)?, signal),
        _ => system::kill_process_group(group()?, signal),
    }
}

/// The names of all signals.
fn signal_names<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    scope.strings(SIGNALS.iter().map(|&(name, _)| name))
}

/// Number of a signal named "SIGTERM" and the like, or `undefined`.
fn signal_number<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    match SIGNALS.iter().find(|(known, _)| *known == name) {
        Some((_, signal)) => Ok(scope.number(signal.as_raw().into())),
        None => Ok(scope.undefined()),
    }
}

fn abort<'s>(_: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    // Not abort(3), which the engine makes a crash of its own.
    let _ = system::kill_process(system::getpid(), Signal::ABORT);
    Engine::exit(128 + Signal::ABORT.as_raw())
}
