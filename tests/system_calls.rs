//! What a warm run does not do, seen from outside: by strace.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use libtest_mimic::Trial;
use xtask::graph::{self, Language, Shape};
use xtask::programs::Set;

use crate::harness::binary::BINARY;
use crate::harness::expectation::Expectation;
use crate::harness::run::{Exit, Invocation, capture};
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::{Failure, Test, at, trials_of};

const TESTS: &[(&str, Test)] = &[
    ("graph-opens-no-source", graph_opens_no_source),
    ("one-file-and-one-look-a-module", one_file_and_one_look_a_module),
    ("typescript-opens-neither-source-nor-project", typescript_opens_neither_source_nor_project),
    ("changed-module-is-the-only-one-opened", changed_module_is_the_only_one_opened),
    ("unchanged-program-writes-nothing", unchanged_program_writes_nothing),
];

/// Libraries and how many of their files a warm start may open: those whose own text the program asks for. In lodash-es,
/// `baseRest` takes the text of each function that it wraps, and so does `curry`.
const LIBRARIES: &[(&str, usize)] = &[("lodash-es", 43), ("date-fns", 0), ("three", 0), ("zod", 0), ("d3", 0)];

/// A file younger than this may still change without its stamp changing, so that its text must be looked at.
const SETTLING: Duration = Duration::from_millis(2500);

/// One trial a test; all ignored where there is no strace that works.
pub fn trials() -> Vec<Trial> {
    let traces = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let works = BINARY.is_parbake() && traces.is_ok_and(|status| status.success());
    if !works && BINARY.is_parbake() {
        eprintln!("system_calls: ignored, strace is missing or may not trace here");
    }
    let installed = Set::Programs.installed();
    let library = |&(name, opened): &(&'static str, usize)| {
        let directory = installed.clone();
        let ignored = !works || directory.is_none();
        Trial::test(format!("system_calls::{name}"), move || library(&directory.ok_or("not installed")?, name, opened))
            .with_ignored_flag(ignored)
    };
    let own = trials_of("system_calls", TESTS).into_iter().map(|trial| trial.with_ignored_flag(!works));
    own.chain(LIBRARIES.iter().map(library)).collect()
}

fn graph_opens_no_source(sandbox: &Sandbox) -> Result<(), Failure> {
    let graph = settled_graph(sandbox)?;
    expect_opened(&graph.work, &opened_when_warm(sandbox, &graph.invocation)?, &[])
}

/// Of the cache, the pack alone is opened, and the key, and a mark is looked for in vain; of the program, each module is looked at once and nothing is read; no
/// directory is listed.
fn one_file_and_one_look_a_module(sandbox: &Sandbox) -> Result<(), Failure> {
    let graph = settled_graph(sandbox)?;
    sandbox.run(&graph.invocation, Cache::On)?;
    let text = trace(sandbox, &graph.invocation, "trace=%file,getdents64,fstat")?;
    let opened: Vec<PathBuf> = text.lines().filter(|line| is_opening(line)).filter_map(opened_path).collect();
    let of = |directory: &Path| opened.iter().filter(|path| path.starts_with(directory)).collect::<Vec<_>>();
    let marks = sandbox.cache_directory().join("quarantine");
    let packs = of(&sandbox.cache_directory()).into_iter().filter(|path| !path.starts_with(&marks)).count();
    if text.lines().any(|line| line.contains("/quarantine/") && !line.contains(" = -1 ENOENT")) {
        return Err(format!("a healthy program is marked:\n{text}").into());
    }
    let counted = sandbox.state_directory().join("runs");
    let keys = of(&sandbox.state_directory()).into_iter().filter(|path| **path != counted).count();
    let sources = of(&graph.work).len();
    if (packs, keys, sources) != (1, 1, 0) {
        return Err(format!("opened {packs} packs, {keys} keys, {sources} sources: {opened:#?}").into());
    }
    let looks = text.lines().filter(|line| line.contains("stat") && line.contains(".mjs\"")).count();
    let listed = text.lines().filter(|line| line.contains("getdents") && line.contains("parbake-test")).count();
    // The first module is one more than those that were asked for.
    if looks > MODULES + 1 || listed > 0 {
        return Err(format!("{looks} looks at {MODULES} modules, {listed} directories listed:\n{text}").into());
    }
    Ok(())
}

fn typescript_opens_neither_source_nor_project(sandbox: &Sandbox) -> Result<(), Failure> {
    let work = sandbox.work_directory();
    let graph = graph::write_in(Language::TypeScript, &work, 50, Shape::Mesh)?;
    sandbox.write("tsconfig.json", r#"{ "extends": "./tsconfig.base.json" }"#)?;
    sandbox.write("tsconfig.base.json", r#"{ "compilerOptions": { "useDefineForClassFields": false } }"#)?;
    thread::sleep(SETTLING);
    let invocation = Invocation::of(graph.entry);
    Expectation::prints(graph.output).check(&sandbox.run(&invocation, Cache::On)?)?;
    expect_opened(&work, &opened_when_warm(sandbox, &invocation)?, &[])
}

fn changed_module_is_the_only_one_opened(sandbox: &Sandbox) -> Result<(), Failure> {
    let graph = settled_graph(sandbox)?;
    let changed = graph.work.join("part0/module7.mjs");
    let text = fs::read_to_string(&changed).map_err(at(&changed))?;
    fs::write(&changed, format!("{text}//")).map_err(at(&changed))?;
    let opened = opened(sandbox, &graph.invocation)?;
    expect_opened(&graph.work, &opened, &[changed])
}

/// The cache is left as it was. What counts the run is one row behind the others, elsewhere, and only where runs are counted.
fn unchanged_program_writes_nothing(sandbox: &Sandbox) -> Result<(), Failure> {
    let graph = settled_graph(sandbox)?;
    sandbox.run(&graph.invocation, Cache::On)?;
    let calls = written(sandbox, &graph.invocation)?;
    let runs = sandbox.state_directory().join("runs").display().to_string();
    let names: Vec<&str> = calls.iter().map(|line| line.split('(').next().unwrap_or_default()).collect();
    if !matches!(names[..], [open, write] if open.ends_with("openat") && write.ends_with("write"))
        || !calls[0].contains("O_APPEND")
        || !calls.iter().all(|line| line.contains(&runs))
    {
        return Err(format!("a run that is counted: {calls:#?}").into());
    }
    let uncounted = Invocation { options: vec!["--no-cache-stats".into()], ..graph.invocation };
    match &written(sandbox, &uncounted)?[..] {
        [] => Ok(()),
        calls => Err(format!("a run that is not counted: {calls:#?}").into()),
    }
}

/// Calls by which a file system is changed; the opening ones are looked into.
const WRITING: &str = "trace=open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,\
    linkat,symlink,symlinkat,mknod,mknodat,truncate,ftruncate,fallocate,utime,utimes,utimensat,futimesat,chmod,fchmod,\
    fchmodat,chown,fchown,fchownat,fsync,fdatasync,write,writev,pwrite64,pwritev,pwritev2,copy_file_range,sendfile";

/// The calls of a run by which something in the sandbox is changed.
fn written(sandbox: &Sandbox, invocation: &Invocation) -> Result<Vec<String>, Failure> {
    let trace = trace(sandbox, invocation, WRITING)?;
    let root = sandbox.root().display().to_string();
    let changes = |line: &&str| {
        let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"].iter().any(|flag| line.contains(flag));
        // Where threads come between, a call has two lines; the first says what is asked for.
        !line.contains("<... ") && line.contains(&root) && (!is_opening(line) || writes)
    };
    Ok(trace.lines().filter(changes).map(str::to_owned).collect())
}

/// Modules of the graph.
const MODULES: usize = 50;

struct SettledGraph {
    work: PathBuf,
    invocation: Invocation,
}

/// A graph that was written and run long enough ago.
fn settled_graph(sandbox: &Sandbox) -> Result<SettledGraph, Failure> {
    let work = sandbox.work_directory();
    let graph = graph::write(&work, MODULES, Shape::Mesh)?;
    thread::sleep(SETTLING);
    let invocation = Invocation::of(graph.entry);
    Expectation::prints(graph.output).check(&sandbox.run(&invocation, Cache::On)?)?;
    Ok(SettledGraph { work, invocation })
}

fn library(directory: &Path, name: &str, allowed: usize) -> Result<(), Failure> {
    let sandbox = Sandbox::new()?;
    let invocation = Invocation::of(directory.join(format!("{name}.mjs")));
    sandbox.run(&invocation, Cache::On)?;
    let opened = opened_when_warm(&sandbox, &invocation)?;
    let sources: Vec<_> = opened.iter().filter(|path| path.starts_with(directory)).collect();
    if sources.len() > allowed {
        return Err(format!("opened {} files of {name}, {allowed} may be: {sources:#?}", sources.len()).into());
    }
    Ok(())
}

/// What a run opens after another one has had the chance to record everything.
fn opened_when_warm(sandbox: &Sandbox, invocation: &Invocation) -> Result<BTreeSet<PathBuf>, Failure> {
    sandbox.run(invocation, Cache::On)?;
    opened(sandbox, invocation)
}

/// The absolute paths of the files that a run asks the system to open, found or not. Directories do not count.
fn opened(sandbox: &Sandbox, invocation: &Invocation) -> Result<BTreeSet<PathBuf>, Failure> {
    let text = trace(sandbox, invocation, "trace=open,openat,openat2,creat")?;
    Ok(text.lines().filter_map(opened_path).collect())
}

/// What strace says of a run.
fn trace(sandbox: &Sandbox, invocation: &Invocation, calls: &str) -> Result<String, Failure> {
    let trace = sandbox.work_directory().with_file_name("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-s", "4096", "-y", "-e", calls, "-o"]).arg(&trace);
    command.arg(BINARY.path()).args(sandbox.cache_options(Cache::On));
    sandbox.complete(&mut command, invocation);
    let outcome = capture(command)?;
    if outcome.exit != Exit::Code(0) {
        return Err(format!("under strace: {:?}\n{}", outcome.exit, String::from_utf8_lossy(&outcome.stderr)).into());
    }
    fs::read_to_string(&trace).map_err(at(&trace))
}

fn is_opening(line: &str) -> bool {
    let call = line.split_once('(').map_or(line, |(call, _)| call);
    ["open", "openat", "openat2", "creat"].iter().any(|name| call.ends_with(name))
}

/// The path in a line like `123 openat(AT_FDCWD</cwd>, "/a/b", O_RDONLY) = 3</a/b>`; a relative one is seen from the
/// directory that strace's `-y` names.
fn opened_path(line: &str) -> Option<PathBuf> {
    let (before, rest) = line.split_once('"')?;
    let (path, flags) = rest.split_once('"')?;
    if flags.contains("O_DIRECTORY") {
        return None;
    }
    let directory =
        before.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or("", |(directory, _)| directory);
    Some(Path::new(directory).join(path))
}

/// Fails unless exactly these files of a directory were opened.
fn expect_opened(directory: &Path, opened: &BTreeSet<PathBuf>, expected: &[PathBuf]) -> Result<(), Failure> {
    let sources: Vec<_> = opened.iter().filter(|path| path.starts_with(directory)).cloned().collect();
    if opened.is_empty() {
        return Err("the trace shows no file opened at all".into());
    }
    if sources == expected { Ok(()) } else { Err(format!("opened {sources:#?}, expected {expected:#?}").into()) }
}
