//! Cached code that ends the process: the next run knows, leaves it alone and succeeds.
//!
//! The bytes are forged with the right key, since nothing less gets bad bytes as far as the engine.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use libtest_mimic::Trial;
use process_control::{ChildExt as _, Control as _};

use crate::harness::binary::BINARY;
use crate::harness::damage::cached_files;
use crate::harness::expectation::Expectation;
use crate::harness::forge::{bytecode, checksum_place, forge, renew_checksum};
use crate::harness::run::{Exit, Invocation};
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::{Failure, Test, at, trials_of};

const TESTS: &[(&str, Test)] = &[
    ("next-run-succeeds", next_run_succeeds),
    ("ends-with-the-source", ends_with_the_source),
    ("program-that-dies-anyway", program_that_dies_anyway),
    ("program-that-aborts", program_that_aborts),
];

/// One trial a test; another runtime has no cache to quarantine.
pub fn trials() -> Vec<Trial> {
    trials_of("quarantine", TESTS).into_iter().map(|trial| trial.with_ignored_flag(!BINARY.is_parbake())).collect()
}

const MAIN: &str = "import { greet } from './module.mjs';\nconsole.log(greet('reader'));\n";
const MODULE: &str = "const words = { hello: ['good', 'day'] };\n\
    export class Greeting { #name; constructor(name) { this.#name = name; } toString() { return this.#name; } }\n\
    export const greet = (name) => `${words.hello.map((word) => word.toUpperCase()).join(' ')}, ${new Greeting(name)}`;\n";
const OUTPUT: &str = "GOOD DAY, reader\n";

/// Forged bytes may send the engine round in circles; that is no crash.
const PATIENCE: Duration = Duration::from_secs(3);

/// How many forgeries are tried. A good part of them end the process.
const FORGERIES: usize = 120;

/// How many crashes are looked into.
const CRASHES: usize = 6;

fn next_run_succeeds(sandbox: &Sandbox) -> Result<(), Failure> {
    let mut crashes = 0;
    for number in 0..FORGERIES {
        let program = Victim::new(sandbox)?;
        program.forge(number)?;
        if program.dies()? {
            program.next_run_succeeds()?;
            crashes += 1;
        }
        if crashes == CRASHES {
            break;
        }
    }
    if crashes > 0 { Ok(()) } else { Err("no forgery ended the process: nothing was tested".into()) }
}

/// A mark is about one text of one program: another text is cached as ever.
fn ends_with_the_source(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = Victim::that_has_died(sandbox)?;
    let changed = MODULE.replace("good", "fine");
    sandbox.write("module.mjs", &changed)?;
    let main = sandbox.write("main.mjs", format!("{MAIN}//\n"))?;
    let expected = Expectation::prints("FINE DAY, reader\n");
    for _ in 0..2 {
        expected.check(&sandbox.run(&Invocation::of(&main), Cache::On)?)?;
    }
    // A mark for the whole program stays with the program, whatever its text.
    if program.marked_entries()?.contains(&[0; 32]) {
        return Ok(());
    }
    let (_, log) = sandbox.run_logged(&Invocation::of(&main))?;
    log.expect_all_hits()
}

/// What ends a program without cached code too is not the code's fault: it is used again.
fn program_that_dies_anyway(sandbox: &Sandbox) -> Result<(), Failure> {
    let kill = "process.kill(process.pid, 'SIGSEGV');\nsetTimeout(() => {}, 1000);\n";
    let main = sandbox.write("main.mjs", kill)?;
    let invocation = Invocation::of(&main);
    for _ in 0..3 {
        let outcome = sandbox.run(&invocation, Cache::On)?;
        if outcome.exit != Exit::Signal(11) {
            return Err(format!("expected the signal that was sent, got {:?}", outcome.exit).into());
        }
    }
    expect_no_mark(sandbox)
}

/// `process.abort()` is the program's wish.
fn program_that_aborts(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = sandbox.write("main.mjs", "import './module.mjs';\nprocess.abort();\n")?;
    sandbox.write("module.mjs", "export {};\n")?;
    for _ in 0..2 {
        let outcome = sandbox.run(&Invocation::of(&main), Cache::On)?;
        if outcome.exit != Exit::Signal(6) {
            return Err(format!("process.abort() gave {:?}", outcome.exit).into());
        }
    }
    expect_no_mark(sandbox)
}

fn expect_no_mark(sandbox: &Sandbox) -> Result<(), Failure> {
    match fs::read_dir(sandbox.cache_directory().join("quarantine")) {
        Ok(_) => Err("cached code was accused of what the program did".into()),
        Err(_) => Ok(()),
    }
}

/// A program whose cached code is about to be forged.
struct Victim<'a> {
    sandbox: &'a Sandbox,
    invocation: Invocation,
}

impl<'a> Victim<'a> {
    /// A warm program on a cache of its own.
    fn new(sandbox: &'a Sandbox) -> Result<Self, Failure> {
        let cache = sandbox.cache_directory();
        if cache.exists() {
            fs::remove_dir_all(&cache).map_err(at(&cache))?;
        }
        sandbox.write("module.mjs", MODULE)?;
        let invocation = Invocation::of(sandbox.write("main.mjs", MAIN)?);
        let program = Self { sandbox, invocation };
        program.prints_as_expected()?;
        Ok(program)
    }

    fn that_has_died(sandbox: &'a Sandbox) -> Result<Self, Failure> {
        for number in 0..FORGERIES {
            let program = Self::new(sandbox)?;
            program.forge(number)?;
            if program.dies()? {
                return Ok(program);
            }
        }
        Err("no forgery ended the process".into())
    }

    /// Overwrites eight bytes of the larger module's bytecode, at another place for each number.
    fn forge(&self, number: usize) -> Result<(), Failure> {
        let pack = self.pack()?;
        let modules = bytecode(self.sandbox, &pack)?;
        let larger = modules.into_iter().max_by_key(ExactSizeIterator::len).ok_or("a pack without bytecode")?;
        let filler = [0xff, 0x41, 0x80, 0x7f][number % 4];
        forge(self.sandbox, &pack, |bytes| {
            let code = &mut bytes[larger];
            let Some(checksum) = checksum_place(code) else { return };
            let first = checksum + 4;
            let place = first + (code.len() - first) * number / FORGERIES;
            code[place..].iter_mut().take(8).for_each(|byte| *byte = filler);
            renew_checksum(code, checksum);
        })
    }

    fn pack(&self) -> Result<PathBuf, Failure> {
        let mut files = cached_files(&self.sandbox.cache_directory())?;
        files.retain(|path| path.extension().is_some_and(|extension| extension == "pack"));
        files.pop().ok_or_else(|| "there is no pack".into())
    }

    /// Whether a run ends by a signal. What else forged code may do does not matter.
    fn dies(&self) -> Result<bool, Failure> {
        let mut command = Command::new(BINARY.path());
        command.args(self.sandbox.cache_options(Cache::On));
        self.sandbox.complete(&mut command, &self.invocation);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let status = child.controlled().time_limit(PATIENCE).terminate_for_timeout().wait()?;
        Ok(status.is_some_and(|status| status.code().is_none()))
    }

    /// As without a cache, and whatever is not accused is a hit; nothing is written again.
    fn next_run_succeeds(&self) -> Result<(), Failure> {
        let marked = self.marked_entries()?;
        for _ in 0..2 {
            self.prints_as_expected()?;
            let (_, log) = self.sandbox.run_logged(&self.invocation)?;
            let misses = log.misses();
            if misses.is_empty() || misses.values().any(|reason| *reason != "quarantined") {
                return Err(format!("after a crash that left the mark {marked:?}: {misses:?}").into());
            }
            if !marked.contains(&[0; 32]) && misses.len() != 1 {
                return Err(format!("one entry was accused, these were left alone: {misses:?}").into());
            }
        }
        if self.marked_entries()? == marked { Ok(()) } else { Err("the mark changed without a crash".into()) }
    }

    fn prints_as_expected(&self) -> Result<(), Failure> {
        Expectation::prints(OUTPUT).check(&self.sandbox.run(&self.invocation, Cache::On)?)
    }

    fn marked_entries(&self) -> Result<Vec<[u8; 32]>, Failure> {
        let directory = self.sandbox.cache_directory().join("quarantine");
        let marks = fs::read_dir(&directory).map_err(at(&directory))?;
        let mut entries = Vec::new();
        for mark in marks {
            let path = mark.map_err(at(&directory))?.path();
            entries.extend_from_slice(fs::read(&path).map_err(at(&path))?.as_chunks().0);
        }
        Ok(entries)
    }
}
