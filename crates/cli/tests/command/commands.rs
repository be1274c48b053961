//! The commands that show the cache and steer it, on caches in every state that one can be found in.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::sandbox::{Ran, Sandbox};

/// Every command that takes no operand, and what else is to be given.
const COMMANDS: [&[&str]; 6] = [
    &["cache", "dir"],
    &["cache", "stats"],
    &["cache", "ls"],
    &["cache", "verify"],
    &["cache", "clean", "--dry-run"],
    &["cache", "explain", "main.mjs"],
];

/// Commands that need a program that was run.
const COMMANDS_OF_PROGRAMS: [&[&str]; 5] = [
    &["cache", "inspect", "main.mjs"],
    &["cache", "compile", "main.mjs"],
    &["cache", "export", "main.mjs", "-o", "main.pack"],
    &["cache", "prune", "--dry-run"],
    &["cache", "stats", "--json"],
];

/// A program of two modules.
fn program() -> Sandbox {
    let sandbox = Sandbox::new();
    fs::write(sandbox.root().join("main.mjs"), "import { a } from './other.mjs';\nconsole.log(a);\n").unwrap();
    fs::write(sandbox.root().join("other.mjs"), "export const a = 'printed';\n").unwrap();
    sandbox
}

/// The same, run once.
fn warm_program() -> Sandbox {
    let sandbox = program();
    assert_eq!(sandbox.run(&["main.mjs"]).stdout, "printed\n");
    sandbox
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(ran.stdout.lines().last().unwrap_or_default())
        .unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

fn flip_a_byte(sandbox: &Sandbox) {
    let pack = sandbox.packs().remove(0);
    let mut bytes = fs::read(&pack).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&pack, bytes).unwrap();
}

/// Nothing there is no error, and looking makes nothing.
#[test]
fn an_empty_cache_is_shown_as_one() {
    let sandbox = program();
    for command in COMMANDS {
        let ran = sandbox.run(command);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{command:?}");
    }
    assert!(!sandbox.root().join(".cache").exists());
    assert_eq!(sandbox.run(&["cache", "ls"]).stdout, "No entries.\n");
    assert_eq!(sandbox.run(&["cache", "explain", "--strict", "main.mjs"]).code, Some(1));
    fs::create_dir(sandbox.root().join("empty")).unwrap();
    assert_eq!(sandbox.run(&["cache", "clean", "--cache-dir", "empty"]).stdout, "Removed 0 files (0 B)\n");
    assert_eq!(fs::read_dir(sandbox.root().join("empty")).unwrap().count(), 0);
}

#[test]
fn a_healthy_cache_is_all_hits() {
    let sandbox = warm_program();
    let explained = json(&sandbox.run(&["cache", "explain", "--strict", "--json", "main.mjs"]));
    assert_eq!(
        (&explained["hits"], &explained["misses"], &explained["pack_reason"]),
        (&2.into(), &0.into(), &Value::Null)
    );
    let listed = json(&sandbox.run(&["cache", "ls", "--json", "main.mjs"]));
    let states: Vec<_> = listed["entries"].as_array().unwrap().iter().map(|entry| entry["state"].clone()).collect();
    assert_eq!(states, ["ok", "ok"]);
    assert_eq!(sandbox.run(&["cache", "ls", "--stale"]).stdout, "No entries.\n");
    let verified = sandbox.run(&["cache", "verify"]);
    assert_eq!((verified.code, verified.stdout.as_str()), (Some(0), "1 packs, 2 entries, 0 packs damaged\n"));
    let in_process = sandbox.run(&["cache", "verify", "--in-process", "main.mjs"]);
    assert_eq!((in_process.code, in_process.stdout), (verified.code, verified.stdout));
}

/// Without a record of a run, what a CommonJS program requires is known from its texts.
#[test]
fn required_modules_are_explained() {
    let sandbox = Sandbox::new();
    let write = |name: &str, text: &str| fs::write(sandbox.root().join(name), text).unwrap();
    write("main.cjs", "require('./a'); try { require('./missing'); } catch {}\nrequire(['./', 'b.mjs'].join(''));\n");
    write("a.js", "module.exports = require('./data.json');\n");
    write("data.json", "1");
    write("b.mjs", "import './c.mjs';\n");
    write("c.mjs", "export {};\n");
    let explained = || {
        let explained = json(&sandbox.run(&["cache", "explain", "--json", "main.cjs"]));
        let modules = explained["modules"].as_array().unwrap();
        let names = modules.iter().map(|module| module["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned());
        (names.collect::<Vec<_>>(), explained["hits"].clone(), explained["misses"].clone())
    };
    assert_eq!(explained(), (["main.cjs", "a.js", "data.json"].map(String::from).to_vec(), 0.into(), 3.into()));
    assert_eq!(sandbox.run(&["main.cjs"]).code, Some(0));
    let (mut names, hits, misses) = explained();
    names.sort();
    assert_eq!(names, ["a.js", "b.mjs", "c.mjs", "data.json", "main.cjs"]);
    assert_eq!((hits, misses), (5.into(), 0.into()));
    write("a.js", "module.exports = require('./data.json') + 1;\n");
    assert!(sandbox.run(&["cache", "explain", "main.cjs"]).stdout.contains("\n4 hits, 1 miss\n"));
}

#[test]
fn a_changed_source_is_named_with_both_digests() {
    let sandbox = warm_program();
    fs::write(sandbox.root().join("other.mjs"), "export const a = 'changed';\n").unwrap();
    let ran = sandbox.run(&["cache", "explain", "--json", "main.mjs"]);
    let explained = json(&ran);
    assert_eq!((ran.code, &explained["hits"], &explained["misses"]), (Some(0), &1.into(), &1.into()), "{explained}");
    let changed = explained["modules"].as_array().unwrap().iter().find(|module| module["outcome"] == "miss").unwrap();
    assert_eq!((&changed["reason"], &changed["differs"]["field"]), (&"source-changed".into(), &"source".into()));
    assert_ne!(changed["differs"]["here"], changed["differs"]["there"]);
    // Nothing was written: the same again.
    assert_eq!(json(&sandbox.run(&["cache", "explain", "--json", "main.mjs"])), explained);
    assert_eq!(sandbox.run(&["cache", "explain", "--strict", "main.mjs"]).code, Some(1));
    let stale = json(&sandbox.run(&["cache", "ls", "--stale", "--json"]));
    assert_eq!(stale["entries"].as_array().unwrap().len(), 1, "{stale}");
    fs::remove_file(sandbox.root().join("other.mjs")).unwrap();
    let gone = sandbox.run(&["cache", "explain", "main.mjs"]);
    assert_eq!(gone.code, Some(1));
    assert!(gone.stdout.contains("the program cannot be loaded: Cannot find module"), "{}", gone.stdout);
}

#[test]
fn other_circumstances_are_named_with_what_differs() {
    let sandbox = warm_program();
    for (option, field) in [("--preserve-symlinks", "preserve_symlinks"), ("-Cdev", "conditions")] {
        let explained = json(&sandbox.run(&["cache", "explain", "--json", option, "main.mjs"]));
        assert_eq!(
            (&explained["pack_reason"], &explained["nearest"]["field"]),
            (&"options-mismatch".into(), &field.into())
        );
        // What is compiled does not depend on them: the entries are found in the other pack.
        assert_eq!(explained["misses"], 0, "{explained}");
    }
}

#[test]
fn a_damaged_pack_is_found_and_removed_and_nothing_else() {
    let sandbox = warm_program();
    fs::write(sandbox.root().join("second.mjs"), "console.log(2);\n").unwrap();
    let first = sandbox.packs();
    sandbox.run(&["second.mjs"]);
    let second: Vec<_> = sandbox.packs().into_iter().filter(|pack| !first.contains(pack)).collect();
    fs::write(&first[0], [&fs::read(&first[0]).unwrap()[..], b"x"].concat()).unwrap();
    let ran = sandbox.run(&["cache", "verify", "--jobs", "2"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.ends_with("2 packs, 1 entries, 1 packs damaged\n"), "{}", ran.stdout);
    assert!(json(&sandbox.run(&["cache", "ls", "--json", "--stale"]))["entries"][0]["state"] == "damaged");
    let ran = sandbox.run(&["cache", "verify", "--repair"]);
    assert!(ran.stdout.ends_with("1 packs damaged, 1 removed\n"), "{}", ran.stdout);
    assert_eq!(sandbox.packs(), second);
    assert_eq!(sandbox.run(&["cache", "verify"]).code, Some(0));
}

#[test]
fn runs_are_counted_and_forgotten() {
    let sandbox = warm_program();
    sandbox.run(&["main.mjs"]);
    sandbox.run(&["--cache=ro", "main.mjs"]);
    sandbox.run(&["--no-cache", "main.mjs"]);
    let stats = json(&sandbox.run(&["cache", "stats", "--json"]));
    assert_eq!((&stats["runs"], &stats["hits"], &stats["misses"]), (&2.into(), &2.into(), &2.into()), "{stats}");
    assert_eq!(stats["reasons"], serde_json::json!({ "absent": 2 }));
    assert!(stats["saved_us"].is_i64());
    assert_eq!((&stats["packs"], &stats["entries"]), (&1.into(), &2.into()));
    assert_eq!(stats["build_ids"], Value::from(vec![stats["this_build_id"].clone()]));
    assert_eq!(json(&sandbox.run(&["cache", "stats", "--reset", "--json"]))["runs"], 0);
    assert!(sandbox.run(&["cache", "stats"]).stdout.contains("unknown: there was no miss to go by"));
}

/// Many processes that end at once are all counted.
#[test]
fn every_process_counts() {
    let sandbox = warm_program();
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parbake"));
        command.arg("main.mjs").current_dir(sandbox.root()).env_clear().env("HOME", sandbox.root());
        command.stdout(Stdio::null()).spawn().unwrap()
    };
    for _ in 0..4 {
        let running: Vec<_> = (0..16).map(|_| start()).collect();
        assert!(running.into_iter().all(|mut child| child.wait().unwrap().success()));
    }
    let stats = json(&sandbox.run(&["cache", "stats", "--json"]));
    assert_eq!((&stats["runs"], &stats["hits"], &stats["misses"]), (&65.into(), &128.into(), &2.into()), "{stats}");
}

#[test]
fn one_program_is_forgotten_and_the_others_stay() {
    let sandbox = warm_program();
    fs::write(sandbox.root().join("second.mjs"), "console.log(2);\n").unwrap();
    sandbox.run(&["second.mjs"]);
    assert!(sandbox.run(&["cache", "clean", "--dry-run", "main.mjs"]).stdout.starts_with("Would remove 1 file ("));
    assert_eq!(sandbox.packs().len(), 2);
    assert!(sandbox.run(&["cache", "clean", "main.mjs"]).stdout.starts_with("Removed 1 file ("));
    assert_eq!(sandbox.packs().len(), 1);
    assert_eq!(sandbox.run(&["cache", "clean", "missing.mjs"]).stdout, "Removed 0 files (0 B)\n");
    assert_eq!(json(&sandbox.run(&["cache", "explain", "--json", "second.mjs"]))["misses"], 0);
}

#[test]
fn a_directory_that_is_no_cache_is_left_alone() {
    let sandbox = program();
    let documents = sandbox.root().join("documents");
    fs::create_dir_all(documents.join("letters")).unwrap();
    fs::write(documents.join("letters/a.pack"), "precious").unwrap();
    for command in [
        &["cache", "clean"][..],
        &["cache", "prune"],
        &["cache", "verify", "--repair"],
        &["cache", "stats"],
        &["cache", "ls"],
    ] {
        let ran = sandbox.run(&[command, &["--cache-dir", "documents"]].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{command:?}");
        assert!(ran.stderr.contains("is not a cache: nothing in it was written by parbake"), "{}", ran.stderr);
    }
    assert_eq!(fs::read_to_string(documents.join("letters/a.pack")).unwrap(), "precious");
    assert_eq!(fs::read_dir(&documents).unwrap().count(), 1);
}

/// Looking needs no permission to write. Where the test runs as root, which may write all the same, it shows less.
#[test]
fn a_cache_that_cannot_be_written_to_can_be_looked_at() {
    let sandbox = warm_program();
    let cache = sandbox.root().join(".cache/parbake");
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o500)).unwrap();
    for command in COMMANDS {
        let ran = sandbox.run(command);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{command:?}");
    }
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o700)).unwrap();
}

/// What another build has written is named as such: not damage, and nothing a run would take.
#[test]
fn another_build_is_another_build() {
    let sandbox = warm_program();
    let pack = sandbox.packs().remove(0);
    let mut bytes = fs::read(&pack).unwrap();
    // The version of the pack's layout.
    bytes[4] = 99;
    fs::write(&pack, bytes).unwrap();
    let verified = json(&sandbox.run(&["cache", "verify", "--json"]));
    assert_eq!(verified["summary"]["damaged"], 0, "{verified}");
    assert_eq!(json(&sandbox.run(&["cache", "ls", "--json"]))["entries"][0]["state"], "other-build");
    assert_eq!(json(&sandbox.run(&["cache", "explain", "--json", "main.mjs"]))["pack_reason"], "format-mismatch");
}

/// A reader that has seen enough is no error.
#[test]
fn a_closed_stdout_is_no_error() {
    let sandbox = warm_program();
    for command in COMMANDS.iter().chain(&COMMANDS_OF_PROGRAMS) {
        let mut command_line = Command::new(env!("CARGO_BIN_EXE_parbake"));
        command_line.args(*command).current_dir(sandbox.root()).env_clear().env("HOME", sandbox.root());
        let mut child = command_line.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{command:?}: {output:?}");
    }
}

/// `/dev/full` takes nothing.
#[test]
fn an_answer_that_cannot_be_written_is_an_error() {
    let sandbox = warm_program();
    for command in COMMANDS.iter().chain(&COMMANDS_OF_PROGRAMS) {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command_line = Command::new(env!("CARGO_BIN_EXE_parbake"));
        command_line.args(*command).current_dir(sandbox.root()).env_clear().env("HOME", sandbox.root());
        let output = command_line.stdout(full).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        assert!(stderr.starts_with("error: standard output: No space left on device"), "{command:?}: {stderr}");
    }
}

#[test]
fn damage_is_an_answer_and_not_a_failure_of_the_others() {
    let sandbox = warm_program();
    flip_a_byte(&sandbox);
    let stats = sandbox.run(&["cache", "stats"]);
    assert_eq!((stats.code, stats.stderr.as_str()), (Some(0), ""));
    let explained = json(&sandbox.run(&["cache", "explain", "--json", "main.mjs"]));
    assert_eq!((&explained["pack_reason"], &explained["misses"]), (&"corrupt".into(), &2.into()));
    // Looking repaired nothing; a run does.
    assert_eq!(sandbox.run(&["cache", "verify"]).code, Some(1));
    assert_eq!(sandbox.run(&["main.mjs"]).stdout, "printed\n");
    assert_eq!(sandbox.run(&["cache", "verify"]).code, Some(0));
}
