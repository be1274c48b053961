//! What the next run must notice, and what must not cost it a miss.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, SystemTime};

use libtest_mimic::Trial;

use crate::harness::binary::BINARY;
use crate::harness::expectation::Expectation;
use crate::harness::program::Program;
use crate::harness::run::Invocation;
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::{Failure, Test, at, trials_of};

const TESTS: &[(&str, Test)] = &[
    ("one-byte-same-size-same-second", one_byte_same_size_same_second),
    ("modification-time-restored", modification_time_restored),
    ("replaced-by-rename", replaced_by_rename),
    ("entry-module-changed", entry_module_changed),
    ("data-changed", data_changed),
    ("same-text-written-again", same_text_written_again),
    ("changed-back", changed_back),
    ("deleted-and-restored", deleted_and_restored),
    ("replaced-by-directory", replaced_by_directory),
    ("dependency-added-and-removed", dependency_added_and_removed),
    ("syntax-error-and-repair", syntax_error_and_repair),
    ("export-removed", export_removed),
    ("exports-of-package-changed", exports_of_package_changed),
    ("package-type-changed", package_type_changed),
    ("nearer-package-appears", nearer_package_appears),
    ("symlink-retargeted", symlink_retargeted),
    ("conditions-changed", conditions_changed),
    ("other-arguments", other_arguments),
    ("other-ways-to-name-the-program", other_ways_to_name_the_program),
    ("moved-program", moved_program),
    ("changed-before-it-is-imported", changed_before_it_is_imported),
    ("resolved-otherwise-before-it-is-imported", resolved_otherwise_before_it_is_imported),
    ("killed-after-a-late-import", killed_after_a_late_import),
];

/// One trial a test; another runtime has no cache to invalidate.
pub fn trials() -> Vec<Trial> {
    trials_of("invalidation", TESTS).into_iter().map(|trial| trial.with_ignored_flag(!BINARY.is_parbake())).collect()
}

const IMPORTING: &str = "import value from './module.mjs';\nimport './other.mjs';\nconsole.log(value);\n";

/// A program of three modules, two runs old.
fn warm_program(sandbox: &Sandbox) -> Result<Program<'_>, Failure> {
    sandbox.write("module.mjs", "export default 'a';")?;
    sandbox.write("other.mjs", "export {};")?;
    let program = Program::new(sandbox, IMPORTING)?;
    program.is_warm_after_printing("a\n")?;
    Ok(program)
}

fn one_byte_same_size_same_second(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    for letter in "bcdefghijklmnop".chars() {
        sandbox.write("module.mjs", format!("export default '{letter}';"))?;
        program.prints(&format!("{letter}\n"))?.expect_misses(&[program.url("module.mjs")])?;
    }
    program.is_warm_after_printing("p\n")
}

/// What `cp -p`, `tar` and `touch -r` do.
fn modification_time_restored(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    let path = sandbox.work_directory().join("module.mjs");
    let settled = SystemTime::now() - Duration::from_secs(3600);
    set_modified(&path, settled)?;
    program.prints("a\n")?;
    program.prints("a\n")?;
    for letter in ["b", "c", "d"] {
        sandbox.write("module.mjs", format!("export default '{letter}';"))?;
        set_modified(&path, settled)?;
        program.prints(&format!("{letter}\n"))?;
    }
    Ok(())
}

/// How editors and package managers write: another inode under the old name, with an old time.
fn replaced_by_rename(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    let path = sandbox.work_directory().join("module.mjs");
    let modified = fs::metadata(&path).and_then(|metadata| metadata.modified()).map_err(at(&path))?;
    let replacement = sandbox.write("replacement", "export default 'r';")?;
    set_modified(&replacement, modified)?;
    fs::rename(&replacement, &path).map_err(at(&path))?;
    program.prints("r\n")?.expect_misses(&[program.url("module.mjs")])
}

fn entry_module_changed(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox.write("main.mjs", IMPORTING.replace("log(value)", "log('!' + value)"))?;
    program.prints("!a\n")?.expect_misses(&[program.url("main.mjs")])
}

fn data_changed(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("data.json", "[1]")?;
    sandbox.write("text.txt", "one")?;
    let main = "import data from './data.json' with { type: 'json' };\n\
        import text from './text.txt' with { type: 'text' };\nconsole.log(data[0], text);\n";
    let program = Program::new(sandbox, main)?;
    program.is_warm_after_printing("1 one\n")?;
    sandbox.write("data.json", "[2]")?;
    program.prints("2 one\n")?;
    sandbox.write("text.txt", "two")?;
    program.is_warm_after_printing("2 two\n")
}

fn same_text_written_again(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox.write("module.mjs", "export default 'a';")?;
    program.prints("a\n")?.expect_all_hits()?;
    set_modified(&sandbox.work_directory().join("other.mjs"), SystemTime::UNIX_EPOCH)?;
    program.prints("a\n")?.expect_all_hits()
}

fn changed_back(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox.write("module.mjs", "export default 'b';")?;
    program.prints("b\n")?;
    sandbox.write("module.mjs", "export default 'a';")?;
    program.prints("a\n")?.expect_all_hits()
}

fn deleted_and_restored(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    let path = sandbox.work_directory().join("module.mjs");
    fs::remove_file(&path).map_err(at(&path))?;
    program.meets(&Expectation::fails_with(&["ERR_MODULE_NOT_FOUND", "module.mjs"]))?;
    sandbox.write("module.mjs", "export default 'a';")?;
    program.prints("a\n")?.expect_all_hits()
}

fn replaced_by_directory(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    let path = sandbox.work_directory().join("module.mjs");
    fs::remove_file(&path).and_then(|()| fs::create_dir(&path)).map_err(at(&path))?;
    program.meets(&Expectation::fails_with(&["ERR_UNSUPPORTED_DIR_IMPORT", "module.mjs"]))?;
    Ok(())
}

fn dependency_added_and_removed(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox.write("added.mjs", "console.log('added');")?;
    sandbox.write("other.mjs", "import './added.mjs';")?;
    program.is_warm_after_printing("added\na\n")?;
    sandbox.write("other.mjs", "export {};")?;
    program.prints("a\n")?.expect_all_hits()
}

fn syntax_error_and_repair(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox.write("module.mjs", "export default 'a;;")?;
    for _ in 0..2 {
        program.meets(&Expectation::fails_with(&["SyntaxError", "module.mjs:1"]))?;
    }
    sandbox.write("module.mjs", "export default 'b';")?;
    program.is_warm_after_printing("b\n")
}

fn export_removed(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox.write("module.mjs", "export const x = 1;")?;
    for _ in 0..2 {
        program.meets(&Expectation::fails_with(&["SyntaxError", "default", "main.mjs:1"]))?;
    }
    Ok(())
}

fn exports_of_package_changed(sandbox: &Sandbox) -> Result<(), Failure> {
    let exports = |target: &str| format!("{{ \"exports\": \"./{target}.mjs\" }}");
    sandbox.write("node_modules/pkg/a.mjs", "export default 'a';")?;
    sandbox.write("node_modules/pkg/b.mjs", "export default 'b';")?;
    sandbox.write("node_modules/pkg/package.json", exports("a"))?;
    let program = Program::new(sandbox, "import which from 'pkg';\nconsole.log(which);\n")?;
    program.is_warm_after_printing("a\n")?;
    sandbox.write("node_modules/pkg/package.json", exports("b"))?;
    program.is_warm_after_printing("b\n")?;
    sandbox.write("node_modules/pkg/package.json", exports("c"))?;
    program.meets(&Expectation::fails_with(&["ERR_MODULE_NOT_FOUND", "c.mjs"]))?;
    Ok(())
}

fn package_type_changed(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("package.json", "{ \"type\": \"module\", \"imports\": { \"#x\": \"./module.js\" } }")?;
    sandbox.write("module.js", "export default typeof this;")?;
    sandbox.write("other.js", "export default 'other';")?;
    let program = Program::new(sandbox, "import x from '#x';\nconsole.log(x);\n")?;
    program.is_warm_after_printing("undefined\n")?;
    sandbox.write("package.json", "{ \"type\": \"module\", \"imports\": { \"#x\": \"./other.js\" } }")?;
    program.is_warm_after_printing("other\n")
}

/// A package.json or a package that was not there when the resolution was made.
fn nearer_package_appears(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("node_modules/pkg/index.mjs", "export default 'outer';")?;
    sandbox.write("node_modules/pkg/package.json", "{ \"exports\": \"./index.mjs\" }")?;
    let main = sandbox.write("src/app/main.mjs", "import where from 'pkg';\nconsole.log(where);\n")?;
    let program = Program::at(sandbox, main);
    program.is_warm_after_printing("outer\n")?;
    sandbox.write("src/node_modules/pkg/index.mjs", "export default 'inner';")?;
    sandbox.write("src/node_modules/pkg/package.json", "{ \"exports\": \"./index.mjs\" }")?;
    program.is_warm_after_printing("inner\n")?;
    sandbox.write("src/app/package.json", "{ \"name\": \"pkg\", \"exports\": \"./self.mjs\" }")?;
    sandbox.write("src/app/self.mjs", "export default 'self';")?;
    program.is_warm_after_printing("self\n")?;
    let nearer = sandbox.work_directory().join("src/app/package.json");
    fs::remove_file(&nearer).map_err(at(&nearer))?;
    program.prints("inner\n")?;
    Ok(())
}

fn symlink_retargeted(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("one.mjs", "export default import.meta.url.slice(-7);")?;
    sandbox.write("two.mjs", "export default import.meta.url.slice(-7);")?;
    let link = sandbox.work_directory().join("link.mjs");
    symlink("one.mjs", &link).map_err(at(&link))?;
    let program = Program::new(sandbox, "import name from './link.mjs';\nconsole.log(name);\n")?;
    program.is_warm_after_printing("one.mjs\n")?;
    fs::remove_file(&link).and_then(|()| symlink("two.mjs", &link)).map_err(at(&link))?;
    program.is_warm_after_printing("two.mjs\n")?;
    fs::remove_file(&link).map_err(at(&link))?;
    sandbox.write("link.mjs", "export default 'a file';")?;
    program.is_warm_after_printing("a file\n")
}

fn conditions_changed(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("node_modules/pkg/custom.mjs", "export default 'custom';")?;
    sandbox.write("node_modules/pkg/default.mjs", "export default 'default';")?;
    let exports = "{ \"exports\": { \"custom\": \"./custom.mjs\", \"default\": \"./default.mjs\" } }";
    sandbox.write("node_modules/pkg/package.json", exports)?;
    let plain = Program::new(sandbox, "import which from 'pkg';\nconsole.log(which);\n")?;
    let main = sandbox.work_directory().join("main.mjs");
    let options = vec!["-C".into(), "custom".into()];
    let custom = Program::invoked(sandbox, Invocation { options, ..Invocation::of(main) });
    for _ in 0..2 {
        plain.prints("default\n")?;
        custom.prints("custom\n")?;
    }
    plain.prints("default\n")?.expect_all_hits()?;
    custom.prints("custom\n")?.expect_all_hits()
}

/// Other arguments make other functions run and other modules load than those that the first run saw.
fn other_arguments(sandbox: &Sandbox) -> Result<(), Failure> {
    for name in ["left", "right"] {
        sandbox.write(&format!("{name}.mjs"), format!("export default () => (() => '{name}!')();"))?;
    }
    let main = "const [, , name, ...rest] = process.argv;\n\
        function only(x) { const inner = () => new Error(x).stack.match(/main.mjs:\\d+:\\d+/)[0]; return inner(); }\n\
        const { default: f } = await import(`./${name}.mjs`);\n\
        console.log(f(), rest.length ? only(rest[0]) : 'none', rest.length ? only.toString().length : 0);\n";
    let main = sandbox.write("main.mjs", main)?;
    let with = |arguments: &[&str]| {
        let arguments = arguments.iter().map(Into::into).collect();
        Program::invoked(sandbox, Invocation { arguments, ..Invocation::of(&main) })
    };
    with(&["left"]).is_warm_after_printing("left! none 0\n")?;
    with(&["right", "x"]).prints("right! main.mjs:2:40 105\n")?;
    with(&["right", "x"]).prints("right! main.mjs:2:40 105\n")?;
    with(&["left", "y"]).prints("left! main.mjs:2:40 105\n")?.expect_all_hits()
}

fn other_ways_to_name_the_program(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    let directory = sandbox.work_directory();
    fs::create_dir(directory.join("elsewhere"))?;
    let link = directory.join("link.mjs");
    symlink("main.mjs", &link).map_err(at(&link))?;
    for (from, name) in
        [(".", "main.mjs"), ("elsewhere", "../main.mjs"), (".", "./elsewhere/.././main.mjs"), (".", "link.mjs")]
    {
        let invocation = Invocation { directory: Some(directory.join(from)), ..Invocation::of(name) };
        let named = Program::invoked(sandbox, invocation);
        named.prints("a\n").and_then(|log| log.expect_all_hits()).map_err(|failure| {
            Failure::from(format!("{name} from {from}: {}", failure.message().unwrap_or_default()))
        })?;
    }
    program.prints("a\n")?.expect_all_hits()
}

/// Entries belong to a text, not to a place: a copied program compiles nothing.
fn moved_program(sandbox: &Sandbox) -> Result<(), Failure> {
    warm_program(sandbox)?;
    let directory = sandbox.work_directory();
    fs::create_dir(directory.join("copy"))?;
    for name in ["main.mjs", "module.mjs", "other.mjs"] {
        fs::copy(directory.join(name), directory.join("copy").join(name))?;
    }
    Program::at(sandbox, directory.join("copy/main.mjs")).prints("a\n")?.expect_all_hits()
}

fn set_modified(path: &Path, time: SystemTime) -> Result<(), Failure> {
    File::options().write(true).open(path).and_then(|file| file.set_modified(time)).map_err(at(path))
}

/// Prints, gives the test the time to change something, and imports.
const IMPORTING_LATE: &str = "await new Promise((resolve) => setTimeout(resolve, 700));\n\
    console.log((await import('late')).default);\n";

fn late_package(sandbox: &Sandbox, text: &str) -> Result<(), Failure> {
    sandbox.write("node_modules/late/package.json", r#"{ "exports": "./a.mjs" }"#)?;
    sandbox.write("node_modules/late/a.mjs", "export { default } from './inner.mjs';")?;
    sandbox.write("node_modules/late/b.mjs", "export default 'b';")?;
    sandbox.write("node_modules/late/inner.mjs", text).map(drop)
}

/// Runs the program with the cache, and `change` while it waits; it prints `stdout`.
fn changing_underfoot(
    sandbox: &Sandbox,
    invocation: &Invocation,
    change: impl FnOnce() -> Result<(), Failure> + Send,
    stdout: &str,
) -> Result<(), Failure> {
    std::thread::scope(|scope| {
        let changing = scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(300));
            change()
        });
        let outcome = sandbox.run(invocation, Cache::On)?;
        changing.join().unwrap_or_else(|_| Err("panicked".into()))?;
        Expectation::prints(stdout).check(&outcome)
    })
}

/// What `import()` brings is looked at when it is imported, not when the program starts: as without a cache.
fn changed_before_it_is_imported(sandbox: &Sandbox) -> Result<(), Failure> {
    late_package(sandbox, "export default 'old';")?;
    let invocation = Invocation::of(sandbox.write("main.mjs", IMPORTING_LATE)?);
    let program = Program::invoked(sandbox, invocation.clone());
    std::thread::sleep(Duration::from_millis(2100)); // so that stamps are given
    program.is_warm_after_printing("old\n")?;
    let change = || sandbox.write("node_modules/late/inner.mjs", "export default 'new';").map(drop);
    changing_underfoot(sandbox, &invocation, change, "new\n")?;
    program.is_warm_after_printing("new\n")
}

fn resolved_otherwise_before_it_is_imported(sandbox: &Sandbox) -> Result<(), Failure> {
    late_package(sandbox, "export default 'old';")?;
    let invocation = Invocation::of(sandbox.write("main.mjs", IMPORTING_LATE)?);
    let program = Program::invoked(sandbox, invocation.clone());
    std::thread::sleep(Duration::from_millis(2100));
    program.is_warm_after_printing("old\n")?;
    let change = || sandbox.write("node_modules/late/package.json", r#"{ "exports": "./b.mjs" }"#).map(drop);
    changing_underfoot(sandbox, &invocation, change, "b\n")?;
    program.is_warm_after_printing("b\n")
}

/// A server never comes to its end; what it imported is published once nothing more has come for a while.
fn killed_after_a_late_import(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("late.mjs", "export default 'late';")?;
    let main =
        "console.log((await import('./late.mjs')).default);\nif (!process.env.END) setInterval(() => {}, 1000);\n";
    let invocation = Invocation::of(sandbox.write("main.mjs", main)?);
    let mut command = std::process::Command::new(BINARY.path());
    command.args(sandbox.cache_options(Cache::On)).stdout(std::process::Stdio::null());
    sandbox.complete(&mut command, &invocation);
    let mut child = command.spawn()?;
    std::thread::sleep(Duration::from_millis(3000));
    child.kill()?;
    child.wait()?;
    let (outcome, log) =
        sandbox.run_logged(&Invocation { environment: vec![("END".into(), "1".into())], ..invocation })?;
    Expectation::prints("late\n").check(&outcome)?;
    log.expect_all_hits()
}
