//! The system refuses: no room, no permission, no descriptors, no file system to write to. A program's output and exit code
//! are those of `--no-cache` under the same conditions, and nothing is left behind.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use libtest_mimic::Trial;
use tempfile::TempDir;

use crate::harness::binary::BINARY;
use crate::harness::cache_log::CacheLog;
use crate::harness::expectation::Expectation;
use crate::harness::leftovers::expect_no_leftovers;
use crate::harness::program::Program;
use crate::harness::run::{Exit, Invocation, Outcome, capture};
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::states::{in_state, same_outcome};
use crate::harness::{Failure, Test, at, trials_of};

const TESTS: &[(&str, Test)] = &[
    ("file-size-limit", file_size_limit),
    ("file-size-limit-is-the-program's-too", file_size_limit_is_the_programs_too),
    ("few-descriptors", few_descriptors),
    ("no-threads", no_threads),
];

/// These mount file systems, in a namespace of their own.
const MOUNTING: &[(&str, Test)] = &[
    ("read-only", read_only),
    ("read-only-and-warm", read_only_and_warm),
    ("full-disk", full_disk),
    ("no-inodes", no_inodes),
];

/// These look at permissions, which root is above.
const UNPRIVILEGED: &[(&str, Test)] =
    &[("no-permission", no_permission), ("directory-of-another-user", foreign_directory), ("set-user-id", set_user_id)];

/// One trial a test; another runtime has no cache to fail.
pub fn trials() -> Vec<Trial> {
    let parbake = BINARY.is_parbake();
    let mounts =
        parbake && succeeds(Command::new("unshare").args(UNSHARE).args(["mount", "-t", "tmpfs", "none", "/mnt"]));
    let changes_user = parbake && succeeds(Command::new("setpriv").args(SETPRIV).arg("true"));
    if parbake && !mounts {
        eprintln!("faults: ignored where a file system must be mounted: unshare(1) may not do so here");
    }
    if parbake && !changes_user {
        eprintln!("faults: ignored where another user is needed: only root can become one");
    }
    let group = |tests, runs: bool| {
        trials_of("faults", tests).into_iter().map(move |trial: Trial| trial.with_ignored_flag(!runs))
    };
    group(TESTS, parbake).chain(group(MOUNTING, mounts)).chain(group(UNPRIVILEGED, changes_user)).collect()
}

fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// A mount namespace of its own; in a user namespace, so that it does not take root.
const UNSHARE: [&str; 4] = ["--user", "--map-root-user", "--mount", "--"];

/// A user that exists for nothing else: nobody else has this number.
const USER: u32 = 61_184;
const SETPRIV: [&str; 4] = ["--reuid=61184", "--regid=61184", "--clear-groups", "--"];

const OUTPUT: &str = "12 modules\n";

/// Twelve modules, some of them larger than a page.
fn program(sandbox: &Sandbox) -> Result<Invocation, Failure> {
    for index in 0..11 {
        let padding = format!("export const text{index} = () => '{}';\n", "x".repeat(700 * index));
        sandbox.write(&format!("m{index}.mjs"), format!("{padding}globalThis.n = (globalThis.n ?? 1) + 1;\n"))?;
    }
    let imports: String = (0..11).map(|index| format!("import './m{index}.mjs';\n")).collect();
    let main = format!("{imports}console.log(`${{globalThis.n}} modules`);\nprocess.exitCode = 7;\n");
    Ok(Invocation::of(sandbox.write("main.mjs", main)?))
}

/// Runs a program behind some other command, which ends in `--` or takes the rest for a command line.
fn run_behind(words: &[&str], sandbox: &Sandbox, invocation: &Invocation, cache: Cache) -> Result<Outcome, Failure> {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).arg(BINARY.path()).args(quiet_cache_options(cache));
    sandbox.complete(&mut command, invocation);
    capture(command)
}

/// The cache where the environment has it: nobody named it, so nothing is said of it.
fn quiet_cache_options(cache: Cache) -> Vec<OsString> {
    if cache == Cache::Off { vec!["--no-cache".into()] } else { Vec::new() }
}

/// Twice with the cache, once without, all alike; then under usual conditions, where nothing has stayed behind.
fn alike(words: &[&str], sandbox: &Sandbox, invocation: &Invocation) -> Result<Outcome, Failure> {
    let state = words.join(" ");
    let reference = run_behind(words, sandbox, invocation, Cache::Off)?;
    for _ in 0..2 {
        let cached = run_behind(words, sandbox, invocation, Cache::On)?;
        // What fails without the cache, for want of descriptors say, may succeed with it.
        if reference.exit == Exit::Code(7) {
            same_outcome(&reference, &cached).map_err(in_state(&state))?;
        }
        if matches!(cached.exit, Exit::Signal(_)) {
            return Err(format!("[{state}] ended by {:?}", cached.exit).into());
        }
    }
    expect_no_leftovers(sandbox).map_err(in_state(&state))?;
    Ok(reference)
}

/// Afterwards the cache works as ever.
fn recovers(sandbox: &Sandbox, invocation: &Invocation) -> Result<(), Failure> {
    let program = Program::invoked(sandbox, invocation.clone());
    let expected = Expectation { exit: Exit::Code(7), ..Expectation::prints(OUTPUT) };
    program.meets(&expected)?;
    program.meets(&expected)?.expect_all_hits()
}

fn file_size_limit(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    for bytes in [0, 1, 40, 100, 512, 1024, 4096, 8192, 100_000] {
        let limit = format!("--fsize={bytes}");
        let reference = alike(&["prlimit", &limit, "--"], sandbox, &invocation)?;
        if reference.exit != Exit::Code(7) {
            return Err(format!("{limit}: the program itself failed: {:?}", reference.exit).into());
        }
    }
    recovers(sandbox, &invocation)
}

/// As in Node.js, what a program writes beyond the limit fails, and ends nothing.
fn file_size_limit_is_the_programs_too(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = "try { console.log('x'.repeat(5000)); } catch {}\nprocess.exitCode = 7;\n";
    let invocation = Invocation::of(sandbox.write("main.mjs", main)?);
    let script = "ulimit -f 1; \"$0\" \"$@\" >printed; code=$?; wc -c <printed; exit $code";
    for cache in [Cache::Off, Cache::On, Cache::On] {
        let outcome = run_behind(&["sh", "-c", script], sandbox, &invocation, cache)?;
        let printed = String::from_utf8_lossy(&outcome.stdout).trim().to_owned();
        if matches!(outcome.exit, Exit::Signal(_) | Exit::Code(128..)) || printed.is_empty() {
            return Err(format!("{:?} after {printed} bytes", outcome.exit).into());
        }
    }
    Ok(())
}

fn few_descriptors(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    let mut succeeded = 0;
    for count in 3..48 {
        let limit = format!("--nofile={count}");
        let reference = alike(&["prlimit", &limit, "--"], sandbox, &invocation)?;
        succeeded += usize::from(reference.exit == Exit::Code(7));
    }
    if succeeded == 0 {
        return Err("the program never had enough descriptors: nothing was compared".into());
    }
    recovers(sandbox, &invocation)
}

fn no_threads(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    alike(&["prlimit", "--nproc=1", "--"], sandbox, &invocation)?;
    recovers(sandbox, &invocation)
}

/// Mounts something over the cache or the state directory, in a namespace of its own, and runs the program there. What it
/// leaves behind is named on stderr, where nothing else is.
fn mounted(sandbox: &Sandbox, invocation: &Invocation, mount: &str) -> Result<(), Failure> {
    let find = format!("find {} -name '*.new' >&2 2>/dev/null", places(sandbox).join(" "));
    let script = format!("{mount}\ncode=0; \"$0\" \"$@\" || code=$?\n{find} || true\nexit $code");
    let unshare = [&["unshare"][..], &UNSHARE, &["sh", "-ec", &script]].concat();
    alike(&unshare, sandbox, invocation).map(drop)
}

fn places(sandbox: &Sandbox) -> [String; 2] {
    [sandbox.cache_directory(), sandbox.state_directory()].map(|place| place.display().to_string())
}

fn read_only(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    for place in places(sandbox) {
        let parent = Path::new(&place).parent().unwrap_or(Path::new("/")).display().to_string();
        mounted(sandbox, &invocation, &format!("mount -t tmpfs -o ro,mode=700 none {parent}"))?;
        mounted(sandbox, &invocation, &format!("mkdir -p {place}; mount -t tmpfs -o ro,mode=700 none {place}"))?;
    }
    recovers(sandbox, &invocation)
}

/// What is there is used though nothing can be written.
fn read_only_and_warm(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    recovers(sandbox, &invocation)?;
    for place in places(sandbox) {
        let remount = format!("mount --bind {place} {place}; mount -o remount,bind,ro {place}");
        mounted(sandbox, &invocation, &remount)?;
    }
    recovers(sandbox, &invocation)
}

fn full_disk(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    for place in places(sandbox) {
        for size in ["4k", "16k", "64k", "128k"] {
            let mount = format!("mkdir -p {place}; mount -t tmpfs -o size={size},mode=700 none {place}");
            mounted(sandbox, &invocation, &mount)?;
        }
    }
    recovers(sandbox, &invocation)
}

fn no_inodes(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    for place in places(sandbox) {
        for inodes in [2, 3, 4, 6, 9, 14] {
            let mount = format!("mkdir -p {place}; mount -t tmpfs -o nr_inodes={inodes},mode=700 none {place}");
            mounted(sandbox, &invocation, &mount)?;
        }
    }
    recovers(sandbox, &invocation)
}

/// The binary where every user can reach it.
static REACHABLE: LazyLock<Option<(TempDir, PathBuf)>> = LazyLock::new(|| {
    let directory = tempfile::Builder::new().prefix("parbake-bin-").tempdir().ok()?;
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).ok()?;
    let path = directory.path().join("parbake");
    fs::copy(BINARY.path(), &path).ok()?;
    Some((directory, path))
});

/// Runs the program as [`USER`], who owns the sandbox.
fn as_user(sandbox: &Sandbox, invocation: &Invocation, cache: Cache) -> Result<Outcome, Failure> {
    let (_, binary) = REACHABLE.as_ref().ok_or("the binary cannot be copied")?;
    let mut command = Command::new("setpriv");
    command.args(SETPRIV).arg(binary).args(quiet_cache_options(cache));
    sandbox.complete(&mut command, invocation);
    capture(command)
}

fn give_to_user(directory: &Path) -> Result<(), Failure> {
    chown(directory, Some(USER), Some(USER)).map_err(at(directory))?;
    for entry in fs::read_dir(directory).map_err(at(directory))? {
        let path = entry.map_err(at(directory))?.path();
        if path.is_dir() {
            give_to_user(&path)?;
        } else {
            chown(&path, Some(USER), Some(USER)).map_err(at(&path))?;
        }
    }
    Ok(())
}

/// A command with more rights than whoever starts it takes no directory from them: there is no cache.
fn set_user_id(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    give_to_user(sandbox.root())?;
    let (directory, binary) = REACHABLE.as_ref().ok_or("the binary cannot be copied")?;
    let privileged = directory.path().join("privileged");
    fs::copy(binary, &privileged)?;
    fs::set_permissions(&privileged, fs::Permissions::from_mode(0o4755)).map_err(at(&privileged))?;
    let mut command = Command::new("setpriv");
    command.args(SETPRIV).arg(&privileged).arg("--cache-log=json");
    sandbox.complete(&mut command, &invocation);
    let outcome = capture(command)?;
    let (log, _) = CacheLog::split(&outcome.stderr)?;
    if outcome.exit != Exit::Code(7) || log.misses().values().any(|reason| *reason != "disabled") {
        return Err(format!("{:?}, {:?}", outcome.exit, log.misses()).into());
    }
    if log.misses().len() != log.rows.len() || sandbox.cache_directory().exists() || sandbox.state_directory().exists()
    {
        return Err("there was a cache".into());
    }
    Ok(())
}

/// Takes permissions away from one directory or file after the other.
fn no_permission(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    give_to_user(sandbox.root())?;
    let expected = Expectation { exit: Exit::Code(7), ..Expectation::prints(OUTPUT) };
    let reference = as_user(sandbox, &invocation, Cache::Off)?;
    expected.check(&reference)?;
    // Nothing there yet, and then everything.
    for round in ["cold", "warm"] {
        let mut places = vec![sandbox.root().join("cache"), sandbox.root().join("state")];
        collect(&sandbox.cache_directory(), &mut places);
        collect(&sandbox.state_directory(), &mut places);
        for place in places.into_iter().filter(|place| place.exists()) {
            let usual = fs::metadata(&place).map_err(at(&place))?.permissions();
            for mode in [0o000, 0o400, 0o500] {
                fs::set_permissions(&place, fs::Permissions::from_mode(mode)).map_err(at(&place))?;
                let outcome = as_user(sandbox, &invocation, Cache::On)?;
                let state = format!("{round}, {} has mode {mode:o}", place.display());
                same_outcome(&reference, &outcome).map_err(in_state(&state))?;
                if place.exists() {
                    fs::set_permissions(&place, usual.clone()).map_err(at(&place))?;
                }
            }
            expect_no_leftovers(sandbox)?;
        }
        same_outcome(&reference, &as_user(sandbox, &invocation, Cache::On)?)?;
    }
    Ok(())
}

fn collect(directory: &Path, places: &mut Vec<PathBuf>) {
    places.push(directory.to_owned());
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            collect(&entry.path(), places);
        } else {
            places.push(entry.path());
        }
    }
}

/// The cache, or its key, belongs to root, who may have anything in mind: neither used nor touched.
fn foreign_directory(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = program(sandbox)?;
    let expected = Expectation { exit: Exit::Code(7), ..Expectation::prints(OUTPUT) };
    for _ in 0..2 {
        expected.check(&sandbox.run(&invocation, Cache::On)?)?;
    }
    give_to_user(sandbox.root())?;
    for place in [sandbox.cache_directory(), sandbox.state_directory()] {
        chown(&place, Some(0), Some(0)).map_err(at(&place))?;
        fs::set_permissions(&place, fs::Permissions::from_mode(0o755)).map_err(at(&place))?;
        let mut before = Vec::new();
        collect(&place, &mut before);
        let log = as_user(
            sandbox,
            &Invocation { options: vec!["--cache-log=json".into()], ..invocation.clone() },
            Cache::On,
        )?;
        let (log, rest) = CacheLog::split(&log.stderr)?;
        if !rest.is_empty()
            || log.rows.is_empty()
            || log.misses().values().any(|reason| *reason != "untrusted")
            || log.misses().len() != log.rows.len()
        {
            return Err(format!("{} belongs to root: {:?}", place.display(), log.misses()).into());
        }
        let mut after = Vec::new();
        collect(&place, &mut after);
        if before != after {
            return Err(format!("{} belongs to root, and was written to", place.display()).into());
        }
        chown(&place, Some(USER), Some(USER)).map_err(at(&place))?;
    }
    Ok(())
}
