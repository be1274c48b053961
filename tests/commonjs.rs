//! What changes around CommonJS programs from run to run, and while they run.

use std::fs;
use std::time::Duration;

use libtest_mimic::Trial;

use crate::harness::binary::BINARY;
use crate::harness::expectation::Expectation;
use crate::harness::program::Program;
use crate::harness::run::Invocation;
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::{Failure, Test, at, trials_of};
use crate::shipping::succeeds;

const TESTS: &[(&str, Test)] = &[
    ("required-files-changed", required_files_changed),
    ("format-changed", format_changed),
    ("main-of-package-changed", main_of_package_changed),
    ("nearer-package-appears", nearer_package_appears),
    ("nearer-file-appears", nearer_file_appears),
    ("global-folders", global_folders),
    ("below-a-required-module", below_a_required_module),
    ("changed-before-it-is-required", changed_before_it_is_required),
    ("other-functions-called", other_functions_called),
    ("kept-while-the-program-changes", kept_while_the_program_changes),
    ("names-of-what-was-only-required", names_of_what_was_only_required),
    ("compiled-ahead", compiled_ahead),
    ("require-policy", require_policy),
];

/// One trial a test; another runtime has no cache.
pub fn trials() -> Vec<Trial> {
    trials_of("commonjs", TESTS).into_iter().map(|trial| trial.with_ignored_flag(!BINARY.is_parbake())).collect()
}

fn program<'a>(sandbox: &'a Sandbox, text: &str) -> Result<Program<'a>, Failure> {
    Ok(Program::at(sandbox, sandbox.write("main.cjs", text)?))
}

fn required_files_changed(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("module.js", "module.exports = 'a';")?;
    sandbox.write("data.json", "{ \"value\": 1 }")?;
    let program = program(sandbox, "console.log(require('./module'), require('./data').value);")?;
    program.is_warm_after_printing("a 1\n")?;
    sandbox.write("module.js", "module.exports = 'b';")?;
    program.prints("b 1\n")?.expect_misses(&[program.url("module.js")])?;
    sandbox.write("data.json", "{ \"value\": 2 }")?;
    program.prints("b 2\n")?.expect_misses(&[program.url("data.json")])?;
    program.is_warm_after_printing("b 2\n")?;
    sandbox.write("data.json", "{ \"value\": }")?;
    program.meets(&Expectation::fails_with(&["data.json", "line 1 column 12"]))?;
    fs::remove_file(sandbox.work_directory().join("data.json"))?;
    program.meets(&Expectation::fails_with(&["MODULE_NOT_FOUND", "Require stack"]))?;
    Ok(())
}

/// The pack is written when the program starts, too, and then it has not required anything yet: all of it is kept, however
/// much it is.
fn kept_while_the_program_changes(sandbox: &Sandbox) -> Result<(), Failure> {
    for number in 0..400 {
        sandbox.write(&format!("all/{number}.js"), format!("module.exports = {number};"))?;
    }
    let sum = "let sum = 0;\nfor (let n = 0; n < 400; n++) sum += require(`./all/${n}.js`);\nmodule.exports = sum;";
    sandbox.write("sum.cjs", sum)?;
    let main = |number| format!("import sum from './sum.cjs';\nconsole.log(sum, {number});");
    let program = Program::new(sandbox, &main(0))?;
    program.is_warm_after_printing("79800 0\n")?;
    for number in 1..4 {
        sandbox.write("main.mjs", main(number))?;
        program.prints(&format!("79800 {number}\n"))?.expect_misses(&[program.url("main.mjs")])?;
        program.prints(&format!("79800 {number}\n"))?.expect_all_hits()?;
    }
    Ok(())
}

/// Packages in the user's own folders come and go, and another user has others, though the cache is the same.
fn global_folders(sandbox: &Sandbox) -> Result<(), Failure> {
    let text = "try { console.log(require('own')); } catch { console.log('nowhere'); }";
    let program = program(sandbox, text)?;
    program.is_warm_after_printing("nowhere\n")?;
    let write = |path: &str, text: &str| {
        let path = sandbox.home_directory().join(path);
        fs::create_dir_all(path.parent().unwrap_or(&path)).and_then(|()| fs::write(&path, text)).map_err(at(&path))
    };
    write(".node_libraries/own.js", "module.exports = 'of .node_libraries';")?;
    program.is_warm_after_printing("of .node_libraries\n")?;
    write(".node_modules/own/index.js", "module.exports = 'of .node_modules';")?;
    program.is_warm_after_printing("of .node_modules\n")?;
    let environment = vec![("HOME".into(), sandbox.work_directory().join("another").into())];
    let of_another = Program::invoked(
        sandbox,
        Invocation { environment, ..Invocation::of(sandbox.work_directory().join("main.cjs")) },
    );
    of_another.prints("nowhere\n")?;
    sandbox.write("another/.node_modules/own.js", "module.exports = 'of another';")?;
    of_another.is_warm_after_printing("of another\n")?;
    program.is_warm_after_printing("of .node_modules\n")?;
    sandbox.write("node_modules/own/index.js", "module.exports = 'of the project';")?;
    program.is_warm_after_printing("of the project\n")?;
    of_another.is_warm_after_printing("of the project\n")
}

/// The same file is CommonJS, then an ES module, then the first again: nothing but its text says which.
fn format_changed(sandbox: &Sandbox) -> Result<(), Failure> {
    let (common, module) = ("exports.kind = typeof require;", "export const kind = typeof require;");
    sandbox.write("either.js", common)?;
    let required = program(sandbox, "console.log(require('./either').kind);")?;
    let imported = Program::new(sandbox, "import { kind } from './either.js';\nconsole.log(kind);")?;
    for _ in 0..2 {
        sandbox.write("either.js", common)?;
        required.is_warm_after_printing("function\n")?;
        imported.is_warm_after_printing("function\n")?;
        sandbox.write("either.js", module)?;
        required.is_warm_after_printing("undefined\n")?;
        imported.is_warm_after_printing("undefined\n")?;
    }
    let itself = Program::at(sandbox, sandbox.work_directory().join("main.js"));
    for _ in 0..2 {
        sandbox.write("main.js", "console.log(require.main === module);")?;
        itself.is_warm_after_printing("true\n")?;
        sandbox.write("main.js", "export {};\nconsole.log(import.meta.main);")?;
        itself.is_warm_after_printing("true\n")?;
    }
    sandbox.write("either.js", common)?;
    sandbox.write("package.json", "{ \"type\": \"module\" }")?;
    required.meets(&Expectation::fails_with(&["exports is not defined"]))?;
    sandbox.write("package.json", "{ \"type\": ")?;
    required.meets(&Expectation::fails_with(&["ERR_INVALID_PACKAGE_CONFIG", "package.json"]))?;
    fs::remove_file(sandbox.work_directory().join("package.json"))?;
    required.is_warm_after_printing("function\n")
}

fn main_of_package_changed(sandbox: &Sandbox) -> Result<(), Failure> {
    for name in ["a", "b"] {
        sandbox.write(&format!("node_modules/pkg/{name}.js"), format!("module.exports = '{name}';"))?;
    }
    let package = |main: &str| sandbox.write("node_modules/pkg/package.json", format!("{{ \"main\": \"{main}\" }}"));
    package("a")?;
    let program = program(sandbox, "console.log(require('pkg'));")?;
    program.is_warm_after_printing("a\n")?;
    package("b.js")?;
    program.is_warm_after_printing("b\n")?;
    package("nowhere")?;
    program.meets(&Expectation::fails_with(&["MODULE_NOT_FOUND", "nowhere"])).map(drop)
}

fn nearer_package_appears(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("node_modules/pkg/index.js", "module.exports = 'outer';")?;
    let program = Program::at(sandbox, sandbox.write("src/app/main.cjs", "console.log(require('pkg'));")?);
    program.is_warm_after_printing("outer\n")?;
    sandbox.write("src/node_modules/pkg/index.js", "module.exports = 'inner';")?;
    program.is_warm_after_printing("inner\n")?;
    fs::remove_dir_all(sandbox.work_directory().join("src/node_modules"))?;
    program.prints("outer\n").map(drop)
}

fn nearer_file_appears(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("which/index.js", "module.exports = 'directory';")?;
    let program = program(sandbox, "console.log(require('./which'));")?;
    program.is_warm_after_printing("directory\n")?;
    sandbox.write("which.json", "\"data\"")?;
    program.is_warm_after_printing("data\n")?;
    sandbox.write("which.js", "module.exports = 'file';")?;
    program.is_warm_after_printing("file\n")?;
    fs::remove_file(sandbox.work_directory().join("which.js"))?;
    program.is_warm_after_printing("data\n")
}

/// What a required ES module imports is part of what the program starts with.
fn below_a_required_module(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("node_modules/pkg/package.json", "{ \"exports\": \"./a.mjs\" }")?;
    sandbox.write("node_modules/pkg/a.mjs", "export default 'a';")?;
    sandbox.write("node_modules/pkg/b.mjs", "export default 'b';")?;
    sandbox.write("module.mjs", "export { default as which } from 'pkg';")?;
    let program = program(sandbox, "console.log(require('./module.mjs').which);")?;
    program.is_warm_after_printing("a\n")?;
    sandbox.write("node_modules/pkg/package.json", "{ \"exports\": \"./b.mjs\" }")?;
    program.is_warm_after_printing("b\n")?;
    sandbox.write("node_modules/pkg/b.mjs", "export default 'c';")?;
    program.is_warm_after_printing("c\n")
}

/// Changed by another process, after the program has begun: as without a cache.
fn changed_before_it_is_required(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("node_modules/late/package.json", "{ \"main\": \"./a.js\" }")?;
    sandbox.write("node_modules/late/a.js", "module.exports = require('./inner');")?;
    sandbox.write("node_modules/late/b.js", "module.exports = 'b';")?;
    sandbox.write("node_modules/late/inner.js", "module.exports = 'old';")?;
    let main = sandbox.write("main.cjs", "setTimeout(() => console.log(require('late')), 700);")?;
    let program = Program::at(sandbox, main.clone());
    std::thread::sleep(Duration::from_millis(2100)); // so that stamps are given
    program.is_warm_after_printing("old\n")?;
    let changes = [
        ("node_modules/late/inner.js", "module.exports = 'new';", "new\n"),
        ("node_modules/late/package.json", "{ \"main\": \"./b.js\" }", "b\n"),
    ];
    for (path, text, printed) in changes {
        let outcome = std::thread::scope(|scope| {
            let changing = scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(300));
                sandbox.write(path, text).map(drop)
            });
            let outcome = sandbox.run(&Invocation::of(&main), Cache::On);
            changing.join().unwrap_or_else(|_| Err("panicked".into()))?;
            outcome
        })?;
        Expectation::prints(printed).check(&outcome)?;
        program.is_warm_after_printing(printed)?;
    }
    Ok(())
}

/// The first run calls one function, the second another: that one is compiled from the text beside the bytecode.
fn other_functions_called(sandbox: &Sandbox) -> Result<(), Failure> {
    let module = "exports.left = () => { function inner() { return new Error('l').stack.split('\\n')[0].trim(); }\n\
        return inner.toString().length; };\n\
        exports.right = function right() { return (() => right.toString().length + right.name)(); };\n";
    sandbox.write("module.cjs", module)?;
    let main = sandbox.write("main.cjs", "console.log(require('./module.cjs')[process.argv[2]]());")?;
    let with =
        |name: &str| Program::invoked(sandbox, Invocation { arguments: vec![name.into()], ..Invocation::of(&main) });
    with("left").is_warm_after_printing("71\n")?;
    with("right").prints("75right\n")?.expect_all_hits()?;
    with("left").prints("71\n")?.expect_all_hits()
}

/// Nobody has looked at the text for names while it was only required; then somebody imports it.
fn names_of_what_was_only_required(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("module.cjs", "exports.one = 1;\nObject.assign(exports, { two: 2 });\nexports['three'] = 3;")?;
    let requiring = program(sandbox, "console.log(require('./module.cjs').two);")?;
    requiring.is_warm_after_printing("2\n")?;
    let main = "import { one, three } from './module.cjs';\nimport * as all from './module.cjs';\n\
        console.log(one, three, Object.keys(all).join());";
    let importing = Program::new(sandbox, main)?;
    let printed = "1 3 default,module.exports,one,three\n";
    importing.prints(printed)?;
    importing.prints(printed)?.expect_all_hits()
}

/// Literal `require()`s are followed, wherever they stand; those that lead nowhere are no failure.
fn compiled_ahead(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("node_modules/pkg/index.js", "module.exports = () => require('./deep').value;")?;
    sandbox.write("node_modules/pkg/deep.js", "exports.value = require('./data.json');")?;
    sandbox.write("node_modules/pkg/data.json", "\"data\"")?;
    sandbox.write("module.mjs", "import { word } from './named.cjs';\nexport const both = `${word}!`;")?;
    sandbox.write("named.cjs", "exports.word = 'word';\nprocess.exitCode = 3;")?;
    sandbox.write("typed.cts", "const text: string = 'typed';\nexport = { text };")?;
    let text = "let optional = 'none';\ntry { optional = require('not-installed'); } catch {}\n\
        console.log(optional, require('pkg')(), require('./module.mjs').both, require('./typed.cts').text);\n\
        process.exitCode = 0;";
    let main = sandbox.write("main.cjs", text)?;
    let answer = succeeds(sandbox, &["compile"], &main)?;
    if !answer.starts_with(&format!("{}: 7 modules, 7 compiled, pack written", main.display())) {
        return Err(format!("something ran, or the answer is another: {answer}").into());
    }
    let mut options = sandbox.cache_options(Cache::On);
    options.push("--cache=require".into());
    let outcome = sandbox.run_with(&Invocation::of(&main), options)?;
    Expectation::prints("none data word! typed\n").check(&outcome)?;
    let answer = succeeds(sandbox, &["compile"], &main)?;
    if !answer.contains("up to date") {
        return Err(answer.into());
    }
    Program::at(sandbox, main).prints("none data word! typed\n")?.expect_all_hits()
}

fn require_policy(sandbox: &Sandbox) -> Result<(), Failure> {
    let module = sandbox.write("module.js", "console.log('module');")?;
    let main = sandbox.write("main.cjs", "console.log('main');\nrequire('./module');")?;
    Program::at(sandbox, main.clone()).is_warm_after_printing("main\nmodule\n")?;
    fs::write(&module, "console.log('changed');").map_err(at(&module))?;
    let mut options = sandbox.cache_options(Cache::On);
    options.push("--cache=require".into());
    let outcome = sandbox.run_with(&Invocation::of(&main), options)?;
    let expected = Expectation::fails_with(&["--cache=require", "module.js", "source-changed"]);
    Expectation { stdout: "main\n".to_owned(), ..expected }.check(&outcome)
}
