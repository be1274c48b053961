//! Programs that are compiled before they run, and packs that are carried elsewhere.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::Trial;
use parbake_bmes::Digest;

use crate::harness::binary::BINARY;
use crate::harness::cache_log::CacheLog;
use crate::harness::damage::cached_files;
use crate::harness::expectation::Expectation;
use crate::harness::program::Program;
use crate::harness::run::{Exit, Invocation, Outcome, capture};
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::states::in_state;
use crate::harness::{Failure, Test, at, trials_of};

const TESTS: &[(&str, Test)] = &[
    ("compiling-evaluates-nothing", compiling_evaluates_nothing),
    ("compiling-gives-the-pack-of-a-run", compiling_gives_the_pack_of_a_run),
    ("compiling-again-writes-nothing", compiling_again_writes_nothing),
    ("compiling-says-what-a-run-says", compiling_says_what_a_run_says),
    ("an-import-that-leads-nowhere-is-left-out", an_import_that_leads_nowhere_is_left_out),
    ("imported-elsewhere", imported_elsewhere),
    ("exports-do-not-depend-on-the-place", exports_do_not_depend_on_the_place),
    ("imports-are-refused", imports_are_refused),
    ("pack-beside-the-program", pack_beside_the_program),
    ("pack-in-a-layer", pack_in_a_layer),
    ("layers-serve-without-a-cache", layers_serve_without_a_cache),
    ("layers-that-others-can-write-to", layers_that_others_can_write_to),
    ("layer-of-a-changed-program", layer_of_a_changed_program),
    ("layer-below-another-package", layer_below_another_package),
];

/// One trial a test; another runtime has no packs.
pub fn trials() -> Vec<Trial> {
    trials_of("shipping", TESTS).into_iter().map(|trial| trial.with_ignored_flag(!BINARY.is_parbake())).collect()
}

const MAIN: &str = "import { where, fail } from './lib/where.js';\nimport data from './data.json' with { type: 'json' };\n\
    console.log(where, data.text, (await import('pkg')).default);\ntry { fail(); } catch (error) { console.log(error.stack.split('\\n')[1]); }\n\
    await import('./missing.mjs').catch((error) => console.log(error.message));\n";

/// Modules of each kind, a package, an `import()`, and everything that a place shows in.
pub fn write_program(sandbox: &Sandbox, directory: &str) -> Result<PathBuf, Failure> {
    let write = |path: &str, text: &str| sandbox.write(&format!("{directory}/{path}"), text);
    write("lib/where.js", "export const where = import.meta.url;\nexport function fail() { throw new Error('x'); }\n")?;
    write("data.json", "{ \"text\": \"data\" }")?;
    write("node_modules/pkg/package.json", "{ \"exports\": \"./index.mjs\" }")?;
    write("node_modules/pkg/index.mjs", "export default 'package';")?;
    write("main.mjs", MAIN)
}

/// What the program prints where it lies.
pub fn printed_at(main: &Path) -> String {
    let directory = main.parent().unwrap_or(main).display();
    format!(
        "file://{directory}/lib/where.js data package\n    at fail (file://{directory}/lib/where.js:2:32)\n\
         Cannot find module '{directory}/missing.mjs' imported from {directory}/main.mjs\n"
    )
}

/// `parbake cache WORDS FILE` on the sandbox's cache.
fn command(sandbox: &Sandbox, words: &[&str], file: &Path) -> Result<Outcome, Failure> {
    let mut command = Command::new(BINARY.path());
    command.arg("cache").args(words).arg("--cache-dir").arg(sandbox.cache_directory());
    sandbox.complete(&mut command, &Invocation::of(file));
    capture(command)
}

/// What it answers; anything but success is a failure.
pub fn succeeds(sandbox: &Sandbox, words: &[&str], file: &Path) -> Result<String, Failure> {
    let outcome = command(sandbox, words, file)?;
    let stdout = String::from_utf8_lossy(&outcome.stdout).into_owned();
    match outcome.exit {
        Exit::Code(0) => Ok(stdout),
        exit => Err(format!("{words:?}: {exit:?} {stdout}{}", String::from_utf8_lossy(&outcome.stderr)).into()),
    }
}

/// Runs and expects every module to be a hit, from the first run on.
fn hits_at_once(sandbox: &Sandbox, main: &Path) -> Result<CacheLog, Failure> {
    let log = Program::at(sandbox, main.to_owned()).prints(&printed_at(main))?;
    log.expect_all_hits()?;
    Ok(log)
}

/// The packs of a cache, with their content.
fn packs(sandbox: &Sandbox) -> Result<Vec<(PathBuf, Digest)>, Failure> {
    let files = cached_files(&sandbox.cache_directory())?.into_iter();
    let packs = files.filter(|path| path.extension().is_some_and(|extension| extension == "pack"));
    packs.map(|path| fs::read(&path).map(|bytes| (path.clone(), Digest::of(&bytes))).map_err(at(&path))).collect()
}

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, actual: &T, expected: &T) -> Result<(), Failure> {
    if actual == expected { Ok(()) } else { Err(format!("{what}: {actual:?}, expected {expected:?}").into()) }
}

fn compiling_evaluates_nothing(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("dependency.mjs", "console.log('dependency');\nawait 0;\nprocess.exitCode = 3;")?;
    sandbox.write("later.mjs", "console.log('later');")?;
    let main = sandbox.write("main.mjs", "import './dependency.mjs';\nawait import('./later.mjs');")?;
    let answer = succeeds(sandbox, &["compile", "--dynamic"], &main)?;
    if !answer.starts_with(&format!("{}: 3 modules, 3 compiled, pack written", main.display())) {
        return Err(format!("something ran, or the answer is another: {answer}").into());
    }
    let (outcome, log) = sandbox.run_logged(&Invocation::of(main))?;
    log.expect_all_hits()?;
    equal("stdout", &String::from_utf8_lossy(&outcome.stdout).as_ref(), &"dependency\nlater\n")?;
    equal("exit", &outcome.exit, &Exit::Code(3))
}

/// Whatever the order in which threads come to the modules: the bytes are those of any other compilation, and of a run.
fn compiling_gives_the_pack_of_a_run(sandbox: &Sandbox) -> Result<(), Failure> {
    let graph = xtask::graph::write(&sandbox.work_directory(), 60, xtask::graph::Shape::Mesh)?;
    let text = format!("import './{}';\nawait import('./later.mjs');\n", name_of(&graph.entry));
    let main = sandbox.write("program.mjs", text)?;
    sandbox.write("later.mjs", "export {};")?;
    settle();
    let mut seen = None;
    for turn in 0..4 {
        let jobs = format!("--jobs={}", turn + 1);
        match turn {
            3 => Expectation::prints(&*graph.output).check(&sandbox.run(&Invocation::of(&main), Cache::On)?)?,
            _ => _ = succeeds(sandbox, &["compile", "--dynamic", &jobs], &main)?,
        }
        let now = packs(sandbox)?;
        equal("packs", &now.len(), &1)?;
        if seen.as_ref().is_some_and(|seen| *seen != now) {
            return Err(format!("turn {turn} gives another pack").into());
        }
        seen = Some(now);
        fs::remove_dir_all(sandbox.cache_directory())?;
    }
    Ok(())
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Until files are old enough for their stamps to be relied on, wherever this runs.
pub fn settle() {
    std::thread::sleep(std::time::Duration::from_millis(2500));
}

fn compiling_again_writes_nothing(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    settle();
    succeeds(sandbox, &["compile", "--dynamic"], &main)?;
    let state = || -> Result<Vec<_>, Failure> {
        let facts =
            |path: PathBuf| fs::metadata(&path).map(|facts| (path, facts.ino(), facts.mtime_nsec(), facts.len()));
        Ok(cached_files(&sandbox.cache_directory())?.into_iter().map(facts).collect::<Result<_, _>>()?)
    };
    let before = state()?;
    for words in [&["compile", "--dynamic"][..], &["compile"], &["compile", "--dynamic", "--json"]] {
        let answer = succeeds(sandbox, words, &main)?;
        if !answer.contains("up to date") && !answer.contains("\"compiled\":0") {
            return Err(answer.into());
        }
        equal("the cache", &state()?, &before)?;
    }
    let mut require = sandbox.cache_options(Cache::On);
    require.push("--cache=require".into());
    Expectation::prints(printed_at(&main)).check(&sandbox.run_with(&Invocation::of(main), require)?)
}

/// Exit code 1, and on stderr to the byte what a run prints.
fn compiling_says_what_a_run_says(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("broken.json", "{ a")?;
    sandbox.write("module.mjs", "export const there = 1;")?;
    let programs = [
        "let x = ;",
        "import './nowhere.mjs';",
        "import 'no-package';",
        "import { missing } from './module.mjs';",
        "import data from './broken.json' with { type: 'json' };",
        "import 'node:no-such-module';",
    ];
    for (index, text) in programs.iter().enumerate() {
        let main = sandbox.write(&format!("main{index}.mjs"), text)?;
        let run = sandbox.run(&Invocation::of(&main), Cache::Off)?;
        let compiled = command(sandbox, &["compile"], &main)?;
        equal(text, &String::from_utf8_lossy(&compiled.stderr), &String::from_utf8_lossy(&run.stderr))?;
        equal(text, &(compiled.exit, run.exit), &(Exit::Code(1), Exit::Code(1)))?;
        let main = sandbox.write(&format!("dynamic{index}.mjs"), format!("await import('./main{index}.mjs');"))?;
        let compiled = command(sandbox, &["compile", "--dynamic"], &main)?;
        equal(text, &String::from_utf8_lossy(&compiled.stderr), &String::from_utf8_lossy(&run.stderr))?;
        equal(text, &compiled.exit, &Exit::Code(1))?;
    }
    Ok(())
}

fn an_import_that_leads_nowhere_is_left_out(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = sandbox.write("main.mjs", "await import('optional').catch(() => console.log('without'));")?;
    let outcome = command(sandbox, &["compile", "--dynamic"], &main)?;
    equal("exit", &outcome.exit, &Exit::Code(0))?;
    let said = String::from_utf8_lossy(&outcome.stderr).into_owned();
    equal("what is left out is named", &said.contains("'optional'"), &true)?;
    Program::at(sandbox, main).prints("without\n")?.expect_all_hits()
}

/// Another state directory, another user's cache, another place: nothing is compiled, and everything shows the new place.
fn imported_elsewhere(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    let pack = sandbox.work_directory().join("app.pack");
    let output = format!("--output={}", pack.display());
    succeeds(sandbox, &["export", "--dynamic", &output], &main)?;
    let elsewhere = Sandbox::new()?;
    let there = write_program(&elsewhere, "quite/another/place/app")?;
    succeeds(&elsewhere, &["import"], &pack)?;
    let before = packs(&elsewhere)?;
    equal("it says so", &succeeds(&elsewhere, &["import"], &pack)?.contains("here already"), &true)?;
    equal("packs", &packs(&elsewhere)?, &before)?;
    hits_at_once(&elsewhere, &there)?;
    hits_at_once(&elsewhere, &there).map(|_| ())
}

fn exports_do_not_depend_on_the_place(sandbox: &Sandbox) -> Result<(), Failure> {
    let elsewhere = Sandbox::new()?;
    let mains = [write_program(sandbox, "app")?, write_program(&elsewhere, "a/b/c/d/e/app")?];
    let mut exported = Vec::new();
    for (sandbox, main) in [sandbox, &elsewhere].into_iter().zip(&mains) {
        succeeds(sandbox, &["export", "--dynamic"], main)?;
        let pack = main.with_file_name(".parbake").join("main.mjs.pack");
        exported.push(fs::read(&pack).map_err(at(&pack))?);
    }
    let directory = mains[0].parent().unwrap_or(&mains[0]).to_string_lossy().into_owned();
    let names_place = exported[0].windows(directory.len()).any(|window| window == directory.as_bytes());
    equal("the place is in the pack", &names_place, &false)?;
    if exported[0] == exported[1] { Ok(()) } else { Err("the bytes differ".into()) }
}

/// Exit code 1, a reason, and a cache that is as it was.
fn imports_are_refused(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    succeeds(sandbox, &["export"], &main)?;
    let pack = fs::read(main.with_file_name(".parbake/main.mjs.pack"))?;
    let changed = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = pack.clone();
        change(&mut bytes);
        bytes
    };
    let own = packs(sandbox)?.remove(0).0;
    let own = fs::read(own)?;
    let elsewhere = Sandbox::new()?;
    for (name, bytes, reason) in [
        ("text", b"PACK, but not really".to_vec(), "not a pack"),
        ("empty", Vec::new(), "not a pack"),
        ("flipped", changed(&|bytes| bytes[200] ^= 1), "damaged"),
        ("truncated", changed(&|bytes| bytes.truncate(bytes.len() - 1)), "damaged"),
        ("extended", changed(&|bytes| bytes.push(0)), "damaged"),
        ("other-format", changed(&|bytes| bytes[4] ^= 0x40), "another version"),
        // Not made to be carried: it has the tag of somebody's own.
        ("own", own, "damaged"),
    ] {
        let file = elsewhere.write(name, &bytes)?;
        let outcome = command(&elsewhere, &["import"], &file)?;
        let said = String::from_utf8_lossy(&outcome.stderr).into_owned();
        if outcome.exit != Exit::Code(1) || !said.contains(reason) || !said.contains(name) {
            return Err(format!("{name}: {:?} {said}", outcome.exit).into());
        }
        equal("packs", &packs(&elsewhere)?.len(), &0)?;
    }
    Ok(())
}

/// The user's own pack comes to be where there is none, and has stamps: the second run reads no source.
fn pack_beside_the_program(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    succeeds(sandbox, &["export", "--dynamic"], &main)?;
    let pack = main.with_file_name(".parbake").join("main.mjs.pack");
    let shipped = fs::read(&pack).map_err(at(&pack))?;
    let elsewhere = Sandbox::new()?;
    let there = write_program(&elsewhere, "deeper/than/before/app")?;
    let beside = there.with_file_name(".parbake");
    fs::create_dir(&beside)?;
    fs::copy(&pack, beside.join("main.mjs.pack"))?;
    hits_at_once(&elsewhere, &there)?;
    let own = packs(&elsewhere)?;
    equal("the user's own pack was saved", &own.len(), &1)?;
    equal("the pack in the layer", &fs::read(beside.join("main.mjs.pack"))?, &shipped)?;
    fs::remove_dir_all(&beside)?;
    hits_at_once(&elsewhere, &there)?;
    equal("a warm run's packs", &packs(&elsewhere)?, &own)
}

/// By option and by variable, the first that has the pack; an option is instead of the variable.
fn pack_in_a_layer(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    let [empty, layer] = ["empty", "layer"].map(|name| sandbox.work_directory().join(name));
    fs::create_dir(&empty)?;
    fs::create_dir(&layer)?;
    succeeds(sandbox, &["export", "--dynamic", &format!("--output={}", layer.display())], &main)?;
    let listed = OsString::from(format!("{}:{}", empty.display(), layer.display()));
    let option = |name: &Path| vec![OsString::from("--cache-layer"), name.into()];
    let variable = vec![(OsString::from("PARBAKE_CACHE_LAYERS"), listed)];
    for (name, options, environment, hits) in [
        ("option", [option(&empty), option(&layer)].concat(), Vec::new(), true),
        ("variable", Vec::new(), variable.clone(), true),
        ("both", option(&empty), variable, false),
        ("neither", Vec::new(), Vec::new(), false),
    ] {
        fs::remove_dir_all(sandbox.cache_directory())?;
        let program = Program::invoked(sandbox, Invocation { options, environment, ..Invocation::of(&main) });
        let log = program.prints(&printed_at(&main)).map_err(in_state(name))?;
        equal(name, &log.misses().is_empty(), &hits)?;
        program.prints(&printed_at(&main))?.expect_all_hits()?;
    }
    equal("files in the layers", &(fs::read_dir(&empty)?.count(), fs::read_dir(&layer)?.count()), &(0, 1))
}

/// No home, a policy that does not write, a directory that cannot be used: a layer serves all the same.
fn layers_serve_without_a_cache(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    succeeds(sandbox, &["export", "--dynamic"], &main)?;
    fs::remove_dir_all(sandbox.cache_directory())?;
    let file = sandbox.write("file", "no directory")?;
    let caches = [
        ("read-only", vec![OsString::from("--cache=ro")], None),
        ("unusable", Vec::new(), Some(("XDG_CACHE_HOME", file.as_path()))),
        ("no home", Vec::new(), Some(("HOME", Path::new("")))),
    ];
    for (name, options, variable) in caches {
        let mut command = Command::new(BINARY.path());
        command.arg("--cache-log=json").args(options);
        sandbox.complete(&mut command, &Invocation::of(&main));
        if name == "no home" {
            command.env_remove("XDG_CACHE_HOME").env_remove("XDG_STATE_HOME");
        }
        command.envs(variable);
        let mut outcome = capture(command)?;
        let (log, rest) = CacheLog::split(&outcome.stderr)?;
        outcome.stderr = rest;
        Expectation::prints(printed_at(&main)).check(&outcome).map_err(in_state(name))?;
        log.expect_all_hits().map_err(in_state(name))?;
    }
    equal("packs", &packs(sandbox)?.len(), &0)
}

fn layers_that_others_can_write_to(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    succeeds(sandbox, &["export", "--dynamic"], &main)?;
    let pack = main.with_file_name(".parbake").join("main.mjs.pack");
    for mode in [0o664, 0o646, 0o666] {
        fs::remove_dir_all(sandbox.cache_directory())?;
        fs::set_permissions(&pack, fs::Permissions::from_mode(mode))?;
        let log = Program::at(sandbox, main.clone()).prints(&printed_at(&main))?;
        equal(&format!("hits under mode {mode:o}"), &(log.rows.len() - log.misses().len()), &0)?;
    }
    Ok(())
}

/// What changed since the pack was made is compiled, and nothing else is.
fn layer_of_a_changed_program(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    succeeds(sandbox, &["export", "--dynamic"], &main)?;
    fs::remove_dir_all(sandbox.cache_directory())?;
    sandbox.write("app/node_modules/pkg/index.mjs", "export default 'other';")?;
    let program = Program::at(sandbox, main.clone());
    let printed = printed_at(&main).replace("package", "other");
    program.prints(&printed)?.expect_misses(&[program.url("app/node_modules/pkg/index.mjs")])?;
    program.prints(&printed)?.expect_all_hits()?;
    sandbox.write("app/node_modules/pkg/package.json", "{ \"exports\": \"./else.mjs\" }")?;
    sandbox.write("app/node_modules/pkg/else.mjs", "export default 'elsewhere';")?;
    fs::remove_dir_all(sandbox.cache_directory())?;
    program
        .prints(&printed_at(&main).replace("data package", "data elsewhere"))?
        .expect_misses(&[program.url("app/node_modules/pkg/else.mjs")])
}

/// The pack was made where no directory above the program had a `package.json`. Where one has, it decides, though the pack
/// never knew of that directory.
fn layer_below_another_package(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = sandbox.write("app/main.mjs", "import which from './module.js';\nconsole.log(which);")?;
    sandbox.write("app/module.js", "export default 'detected';")?;
    succeeds(sandbox, &["export"], &main)?;
    let elsewhere = Sandbox::new()?;
    for name in ["app/main.mjs", "app/module.js", "app/.parbake/main.mjs.pack"] {
        elsewhere.write(&format!("a/b/{name}"), fs::read(sandbox.work_directory().join(name))?)?;
    }
    let program = Program::at(&elsewhere, elsewhere.work_directory().join("a/b/app/main.mjs"));
    program.prints("detected\n")?.expect_all_hits()?;
    for _ in 0..2 {
        elsewhere.write("a/package.json", "{ no JSON")?;
        program.meets(&Expectation::fails_with(&["ERR_INVALID_PACKAGE_CONFIG", "a/package.json"]))?;
        fs::remove_dir_all(elsewhere.cache_directory())?;
    }
    Ok(())
}
