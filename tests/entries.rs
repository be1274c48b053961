//! The files of the cache: damaged in every way, shared, written by many at once.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use libtest_mimic::Trial;

use crate::harness::binary::BINARY;
use crate::harness::damage::cached_files;
use crate::harness::expectation::Expectation;
use crate::harness::program::Program;
use crate::harness::run::{Exit, Invocation};
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::states::in_state;
use crate::harness::{Failure, Test, at, trials_of};

const TESTS: &[(&str, Test)] = &[
    ("each-file-emptied", |sandbox| each_file(sandbox, &|path| fs::write(path, ""))),
    ("each-file-truncated", |sandbox| each_file(sandbox, &|path| keep(path, |length| length / 2))),
    ("each-file-short-of-a-byte", |sandbox| each_file(sandbox, &|path| keep(path, |length| length - 1))),
    ("each-file-extended", |sandbox| each_file(sandbox, &|path| rewrite(path, |bytes| bytes.push(0)))),
    ("each-file-zeroed", |sandbox| each_file(sandbox, &|path| rewrite(path, |bytes| bytes.fill(0)))),
    ("each-file-a-text", |sandbox| each_file(sandbox, &|path| fs::write(path, "BMES but not really\n"))),
    ("each-file-deleted", |sandbox| each_file(sandbox, &|path| fs::remove_file(path))),
    ("each-file-a-directory", |sandbox| each_file(sandbox, &directory_instead)),
    ("each-file-a-full-directory", |sandbox| each_file(sandbox, &full_directory_instead)),
    ("each-file-a-link", |sandbox| each_file(sandbox, &link_instead)),
    ("each-file-an-endless-device", |sandbox| each_file(sandbox, &device_instead)),
    ("each-file-a-fifo", |sandbox| each_file(sandbox, &fifo_instead)),
    ("files-exchanged", files_exchanged),
    ("key-lost", key_lost),
    ("shared-between-programs", shared_between_programs),
    ("many-at-once", many_at_once),
    ("first-runs-at-once", first_runs_at_once),
    ("killed-at-any-time", killed_at_any_time),
    ("nothing-published-for-nothing", nothing_published_for_nothing),
    ("required", required),
];

/// One trial a test; another runtime has no entries.
pub fn trials() -> Vec<Trial> {
    trials_of("entries", TESTS).into_iter().map(|trial| trial.with_ignored_flag(!BINARY.is_parbake())).collect()
}

const OUTPUT: &str = "a module and data\n";

/// Modules of each kind that is cached, two runs old.
fn warm_program(sandbox: &Sandbox) -> Result<Program<'_>, Failure> {
    sandbox.write("module.mjs", "export const text = 'a module';")?;
    sandbox.write("data.json", "\"data\"")?;
    let main = "import { text } from './module.mjs';\nimport data from './data.json' with { type: 'json' };\n\
        console.log(`${text} and ${data}`);\n";
    let program = Program::new(sandbox, main)?;
    program.is_warm_after_printing(OUTPUT)?;
    Ok(program)
}

/// Damages one file of the cache at a time: the next run does not notice, the one after it finds everything repaired.
fn each_file(sandbox: &Sandbox, damage: &dyn Fn(&Path) -> std::io::Result<()>) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    let files = cached_files(&sandbox.cache_directory())?;
    if files.len() < 2 {
        return Err(format!("{} files in the cache of a warm program", files.len()).into());
    }
    for path in files.iter().filter(|path| path.is_file()) {
        damage(path).map_err(at(path))?;
        program.is_warm_after_printing(OUTPUT).map_err(in_state(&path.display().to_string()))?;
    }
    Ok(())
}

fn keep(path: &Path, length: impl Fn(u64) -> u64) -> std::io::Result<()> {
    let file = fs::File::options().write(true).open(path)?;
    file.set_len(length(file.metadata()?.len()))
}

fn rewrite(path: &Path, change: impl Fn(&mut Vec<u8>)) -> std::io::Result<()> {
    let mut bytes = fs::read(path)?;
    change(&mut bytes);
    fs::write(path, bytes)
}

fn directory_instead(path: &Path) -> std::io::Result<()> {
    fs::remove_file(path)?;
    fs::create_dir(path)
}

fn full_directory_instead(path: &Path) -> std::io::Result<()> {
    directory_instead(path)?;
    fs::create_dir(path.join("inner"))?;
    fs::write(path.join("inner/file"), "x")
}

/// A link to the true bytes is refused all the same: they could be somebody else's.
fn link_instead(path: &Path) -> std::io::Result<()> {
    let moved = path.with_extension("moved");
    fs::rename(path, &moved)?;
    symlink(&moved, path)
}

fn device_instead(path: &Path) -> std::io::Result<()> {
    fs::remove_file(path)?;
    symlink("/dev/zero", path)
}

/// Opening a FIFO that nobody writes to blocks for ever, unless one looks first.
fn fifo_instead(path: &Path) -> std::io::Result<()> {
    fs::remove_file(path)?;
    let status = Command::new("mkfifo").arg(path).status()?;
    if status.success() { Ok(()) } else { Err(std::io::Error::other("mkfifo failed")) }
}

/// Every file is authentic, but stands where another belongs.
fn files_exchanged(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    let files = cached_files(&sandbox.cache_directory())?;
    let contents = files.iter().map(|path| fs::read(path).map_err(at(path))).collect::<Result<Vec<_>, _>>()?;
    for (path, bytes) in files.iter().zip(contents.iter().cycle().skip(1)) {
        fs::write(path, bytes).map_err(at(path))?;
    }
    program.is_warm_after_printing(OUTPUT)
}

/// Without the key that entries were made with, all of them are a stranger's.
fn key_lost(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    let state = sandbox.state_directory();
    fs::remove_dir_all(&state).map_err(at(&state))?;
    let log = program.prints(OUTPUT)?;
    if log.misses().len() != log.rows.len() {
        return Err("an entry made with another key was used".into());
    }
    program.prints(OUTPUT)?.expect_all_hits()
}

/// A module compiled for one program is a hit for another, wherever that one lies.
fn shared_between_programs(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("lib/a.mjs", "export const a = 'a';")?;
    sandbox.write("lib/b.mjs", "export { a } from './a.mjs';\nexport const b = 'b';")?;
    let first = sandbox.write("first.mjs", "import { a, b } from './lib/b.mjs';\nconsole.log(a + b);")?;
    let second = sandbox.write("elsewhere/second.mjs", "import { b } from '../lib/b.mjs';\nconsole.log(b);")?;
    Program::at(sandbox, first).prints("ab\n")?;
    let second = Program::at(sandbox, second);
    second.prints("b\n")?.expect_misses(&[second.url("elsewhere/second.mjs")])?;
    second.prints("b\n")?.expect_all_hits()
}

/// Programs that start together on an empty cache, and together again on a damaged one.
fn many_at_once(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("module.mjs", "export default 'one of many';")?;
    let main = sandbox.write("main.mjs", "import text from './module.mjs';\nconsole.log(text);")?;
    let (invocation, expected) = (Invocation::of(main), Expectation::prints("one of many\n"));
    for _ in 0..5 {
        thread::scope(|scope| {
            let run = || expected.check(&sandbox.run(&invocation, Cache::On)?);
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(run)).collect();
            threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|_| Err("panicked".into())))
        })?;
        crate::harness::damage::flip_bytes(&sandbox.cache_directory())?;
    }
    Program::invoked(sandbox, invocation).is_warm_after_printing("one of many\n")
}

/// First runs of one program, all at once: each prints what it should, and whatever they leave is whole.
fn first_runs_at_once(sandbox: &Sandbox) -> Result<(), Failure> {
    const RUNS: usize = 40;
    let graph = xtask::graph::write(&sandbox.work_directory(), 40, xtask::graph::Shape::Mesh)?;
    let (invocation, expected) = (Invocation::of(graph.entry), Expectation::prints(graph.output));
    thread::scope(|scope| {
        let run = || expected.check(&sandbox.run(&invocation, Cache::On)?);
        let threads: Vec<_> = (0..RUNS).map(|_| scope.spawn(run)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|_| Err("panicked".into())))
    })?;
    let (outcome, log) = sandbox.run_logged(&invocation)?;
    expected.check(&outcome)?;
    log.expect_all_hits()
}

/// Killed while it starts, compiles, publishes or ends: the next run is as if nothing had been.
fn killed_at_any_time(sandbox: &Sandbox) -> Result<(), Failure> {
    for index in 0..100 {
        sandbox.write(&format!("m{index}.mjs"), format!("export const v{index} = () => {index};"))?;
    }
    let imports: String = (0..100).map(|index| format!("import {{ v{index} }} from './m{index}.mjs';\n")).collect();
    let invocation = Invocation::of(sandbox.write("main.mjs", format!("{imports}console.log(v99());"))?);
    for milliseconds in (0..60).step_by(3) {
        let mut command = Command::new(BINARY.path());
        command.args(sandbox.cache_options(Cache::On)).stdout(Stdio::null());
        sandbox.complete(&mut command, &invocation);
        let mut child = command.spawn()?;
        thread::sleep(Duration::from_millis(milliseconds));
        child.kill()?;
        child.wait()?;
    }
    Program::invoked(sandbox, invocation).is_warm_after_printing("99\n")
}

/// The policies that must leave the directory alone do; and nothing is written beside cache and state.
fn nothing_published_for_nothing(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = sandbox.write("main.mjs", "console.log(1);")?;
    let invocation = Invocation::of(&main);
    let expect_files = |condition: fn(usize) -> bool, state: &str| match cached_files(&sandbox.cache_directory())?.len()
    {
        count if condition(count) => Ok(()),
        count => Err(Failure::from(format!("{count} files in the cache after {state}"))),
    };
    for policy in ["--no-cache", "--cache=off", "--cache=ro", "--no-experimental-esm-bytecode"] {
        let mut options = sandbox.cache_options(Cache::On);
        options.push(policy.into());
        Expectation::prints("1\n").check(&sandbox.run_with(&invocation, options)?).map_err(in_state(policy))?;
        expect_files(|count| count == 0, policy)?;
    }
    Expectation::prints("1\n").check(&sandbox.run(&invocation, Cache::On)?)?;
    expect_files(|count| count > 0, "a plain run")?;
    match fs::read_dir(sandbox.home_directory())?.count() {
        0 => Ok(()),
        count => Err(format!("{count} files in the home directory").into()),
    }
}

/// `--cache=require` takes a miss for a failure, and a warm program for a success.
fn required(sandbox: &Sandbox) -> Result<(), Failure> {
    let invocation = Invocation::of(sandbox.write("main.mjs", "console.log(1);")?);
    let mut options = sandbox.cache_options(Cache::On);
    options.push("--cache=require".into());
    let refused = sandbox.run_with(&invocation, options.clone())?;
    if refused.exit != Exit::Code(1) || refused.stderr.is_empty() {
        return Err(
            format!("on an empty cache: {:?} {:?}", refused.exit, String::from_utf8_lossy(&refused.stderr)).into()
        );
    }
    Expectation::prints("1\n").check(&sandbox.run(&invocation, Cache::On)?)?;
    Expectation::prints("1\n").check(&sandbox.run_with(&invocation, options)?).map_err(in_state("warm"))
}
