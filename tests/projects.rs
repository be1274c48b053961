//! Projects: which settings of a `tsconfig.json` cost a miss, and of which modules.

use std::collections::BTreeMap;
use std::fs;

use libtest_mimic::Trial;

use crate::harness::binary::BINARY;
use crate::harness::cache_log::CacheLog;
use crate::harness::program::Program;
use crate::harness::sandbox::Sandbox;
use crate::harness::{Failure, Test, trials_of};

const TESTS: &[(&str, Test)] = &[
    ("setting-that-matters", setting_that_matters),
    ("setting-that-does-not-matter", setting_that_does_not_matter),
    ("setting-in-an-extended-file", setting_in_an_extended_file),
    ("nearer-project-appears", nearer_project_appears),
    ("paths-changed", paths_changed),
    ("comment-changed", comment_changed),
    ("compiled-file-appears", compiled_file_appears),
    ("project-disappears", project_disappears),
];

/// One trial a test; another runtime has no cache to invalidate.
pub fn trials() -> Vec<Trial> {
    trials_of("projects", TESTS).into_iter().map(|trial| trial.with_ignored_flag(!BINARY.is_parbake())).collect()
}

const SETTER: &str = "export class Setter { set v(value: number) { console.log(`set ${value}`); } }\n";
const MAIN: &str =
    "import { Sub } from './sub/sub.ts';\nimport './plain.mjs';\nnew Sub();\nconsole.log('main' as string);\n";
const SUB: &str = "import { Setter } from './setter.js';\nexport class Sub extends Setter { v = 1; }\n";
const DEFINES: &str = r#"{ "compilerOptions": { "useDefineForClassFields": true } }"#;
const ASSIGNS: &str = r#"{ "compilerOptions": { "useDefineForClassFields": false } }"#;

/// A program of two projects and a module of JavaScript, two runs old.
fn warm_program(sandbox: &Sandbox) -> Result<Program<'_>, Failure> {
    sandbox.write("package.json", r#"{ "type": "module" }"#)?;
    sandbox.write("tsconfig.json", "{}")?;
    sandbox.write("plain.mjs", "export {};")?;
    sandbox.write("sub/tsconfig.json", DEFINES)?;
    sandbox.write("sub/sub.ts", SUB)?;
    sandbox.write("sub/setter.ts", SETTER)?;
    let program = Program::at(sandbox, sandbox.write("main.ts", MAIN)?);
    program.is_warm_after_printing("main\n")?;
    Ok(program)
}

/// Fails unless exactly these modules missed, for this reason.
fn expect_missed(program: &Program<'_>, log: &CacheLog, reason: &str, paths: &[&str]) -> Result<(), Failure> {
    let urls: Vec<String> = paths.iter().map(|path| program.url(path)).collect();
    let expected: BTreeMap<&str, &str> = urls.iter().map(|url| (url.as_str(), reason)).collect();
    let misses = log.misses();
    if misses == expected { Ok(()) } else { Err(format!("missed {misses:#?}, expected {expected:#?}").into()) }
}

fn setting_that_matters(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox.write("sub/tsconfig.json", ASSIGNS)?;
    let log = program.prints("set 1\nmain\n")?;
    expect_missed(&program, &log, "options-mismatch", &["sub/sub.ts", "sub/setter.ts"])?;
    program.prints("set 1\nmain\n")?.expect_all_hits()
}

fn setting_that_does_not_matter(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox
        .write("tsconfig.json", r#"{ "compilerOptions": { "strict": true, "lib": ["es2022"], "outDir": "out" } }"#)?;
    program.prints("main\n")?.expect_all_hits()?;
    program.prints("main\n")?.expect_all_hits()
}

fn setting_in_an_extended_file(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox.write("node_modules/@base/config/tsconfig.json", "{}")?;
    sandbox.write("sub/tsconfig.json", r#"{ "extends": "@base/config" }"#)?;
    program.prints("main\n")?.expect_all_hits()?;
    sandbox.write("node_modules/@base/config/tsconfig.json", ASSIGNS)?;
    let log = program.prints("set 1\nmain\n")?;
    expect_missed(&program, &log, "options-mismatch", &["sub/sub.ts", "sub/setter.ts"])
}

fn nearer_project_appears(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("package.json", r#"{ "type": "module" }"#)?;
    sandbox.write("sub/sub.ts", SUB)?;
    sandbox.write("sub/setter.ts", SETTER)?;
    sandbox.write("plain.mjs", "export {};")?;
    let program = Program::at(sandbox, sandbox.write("main.ts", MAIN)?);
    program.is_warm_after_printing("main\n")?;
    sandbox.write("sub/tsconfig.json", ASSIGNS)?;
    let log = program.prints("set 1\nmain\n")?;
    expect_missed(&program, &log, "options-mismatch", &["sub/sub.ts", "sub/setter.ts"])
}

fn paths_changed(sandbox: &Sandbox) -> Result<(), Failure> {
    let paths = |target: &str| format!(r#"{{ "compilerOptions": {{ "paths": {{ "@lib": ["./{target}.ts"] }} }} }}"#);
    sandbox.write("package.json", r#"{ "type": "module" }"#)?;
    sandbox.write("tsconfig.json", paths("a"))?;
    sandbox.write("a.ts", "export const name: string = 'a';")?;
    sandbox.write("b.ts", "export const name: string = 'b';")?;
    let main = sandbox.write("main.ts", "import { name } from '@lib';\nconsole.log(name);")?;
    let program = Program::at(sandbox, main);
    program.is_warm_after_printing("a\n")?;
    sandbox.write("tsconfig.json", paths("b"))?;
    let log = program.prints("b\n")?;
    expect_missed(&program, &log, "absent", &["b.ts"])
}

fn comment_changed(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox.write("sub/sub.ts", format!("// Another comment.\n{SUB}"))?;
    let log = program.prints("main\n")?;
    expect_missed(&program, &log, "source-changed", &["sub/sub.ts"])
}

fn compiled_file_appears(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox.write("sub/setter.js", "export class Setter { constructor() { console.log('compiled'); } }")?;
    let log = program.prints("compiled\nmain\n")?;
    expect_missed(&program, &log, "absent", &["sub/setter.js"])
}

fn project_disappears(sandbox: &Sandbox) -> Result<(), Failure> {
    let program = warm_program(sandbox)?;
    sandbox.write("sub/tsconfig.json", ASSIGNS)?;
    program.prints("set 1\nmain\n")?;
    fs::remove_file(sandbox.work_directory().join("sub/tsconfig.json"))?;
    let log = program.prints("main\n")?;
    // What was compiled by those settings before may still be there.
    let unexpected = log.misses().into_iter().find(|(_, reason)| *reason != "options-mismatch");
    unexpected.map_or(Ok(()), |(url, reason)| Err(format!("{url} missed: {reason}").into()))
}
