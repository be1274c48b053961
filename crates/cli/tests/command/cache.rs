//! `cache dir`, `cache clean` and `cache inspect`, on caches that were filled from here.

use std::fs;
use std::path::{Path, PathBuf};

use parbake_bmes::{Digest, EntryKey, EntryParts, Kind, Metadata, ModuleType, Request, Source, generate_member};
use parbake_cache::{Base, Draft, KeyInput, Member, ModuleRow, Origin, Program, ProgramInput};
use serde_json::Value;

use crate::sandbox::Sandbox;

const TEXT: &str = "import \"./other.mjs\";\n";

/// A source file in the sandbox, what a run of it would leave in the cache, and the same entry as a file of its own.
struct Filed {
    source: PathBuf,
    pack: PathBuf,
    entry: PathBuf,
    key: EntryKey,
}

fn file_program(sandbox: &Sandbox) -> Filed {
    let source = sandbox.root().join("main.mjs");
    fs::write(&source, TEXT).unwrap();
    let (key, pack) = save(sandbox, &source, TEXT);
    let cache = sandbox.cache();
    let metadata = metadata();
    cache.publish(&parts(sandbox, TEXT, &metadata)).expect("a cache that can be written to");
    Filed { source, pack, entry: cache.path_of(&key).unwrap(), key }
}

fn metadata() -> Metadata {
    let request = Request { specifier: "./other.mjs".into(), line: 1, column: 8, ..Request::default() };
    Metadata { requests: vec![request], ..Metadata::default() }
}

fn parts<'a>(sandbox: &Sandbox, text: &str, metadata: &'a Metadata) -> EntryParts<'a> {
    let build_id = sandbox.build_id();
    let digest = Digest::of(text.as_bytes());
    EntryParts {
        kind: Kind::Module,
        build_id,
        key: KeyInput { source: digest, kind: Kind::Module, build_id, options: b"" }.key(),
        metadata: Some(metadata),
        bytecode: Some(b"not read by anybody"),
        source: Some(Source::File { digest, length: text.len() as u64 }),
    }
}

/// Saves the pack of a program of one module.
fn save(sandbox: &Sandbox, source: &Path, text: &str) -> (EntryKey, PathBuf) {
    let metadata = metadata();
    let parts = parts(sandbox, text, &metadata);
    let program = Program {
        modules: vec![ModuleRow {
            url: format!("file://{}", source.display()),
            file: Some(source.to_owned()),
            module_type: ModuleType::JavaScript,
            format: 0,
            stamp: None,
            source_digest: Digest::of(text.as_bytes()),
            entry: parts.key,
            requests: Vec::new(),
        }],
        start_modules: 1,
        ..Program::default()
    };
    let bytes = generate_member(&parts).unwrap();
    let members = [Some(Member { bytes: &bytes, origin: Origin::Fresh })];
    let base = Base::of_program(source, |path| format!("file://{}", path.display()));
    let input = ProgramInput {
        entry: source,
        conditions: &[],
        preserve_symlinks: false,
        module_paths: &[],
        build_id: sandbox.build_id(),
    };
    let cache = sandbox.cache();
    let draft = Draft { base: &base, program: &program, members: &members, spares: &[] };
    cache.save_pack(&input.key(), &draft).expect("a cache that can be written to");
    (parts.key, cache.path_of_pack(&input.key()).unwrap())
}

#[test]
fn the_directory_is_printed_and_not_made() {
    let sandbox = Sandbox::new();
    let root = sandbox.root();
    let ran = sandbox.run(&["cache", "dir"]);
    assert_eq!((ran.code, ran.stdout), (Some(0), format!("{}/.cache/parbake\n", root.display())));
    let ran = sandbox.run(&["cache", "dir", "--cache-dir", "here"]);
    assert_eq!((ran.code, ran.stdout), (Some(0), format!("{}/here\n", root.display())));
    let ran = sandbox.run_with(&["cache", "dir"], &[("PARBAKE_CACHE_DIR", "/there")]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "/there\n"));
    assert_eq!(fs::read_dir(&root).unwrap().count(), 0);
}

#[test]
fn without_a_home_there_is_no_directory() {
    let sandbox = Sandbox::new();
    for command in ["dir", "clean"] {
        let ran = sandbox.run_with(&["cache", command], &[]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{command}");
        let message = "error: there is no cache: `HOME` is not set and no directory was named\n";
        assert_eq!(ran.stderr, message, "{command}");
    }
}

#[test]
fn cleaning_removes_what_was_filed_and_a_dry_run_does_not() {
    let sandbox = Sandbox::new();
    let filed = file_program(&sandbox);
    let stranger = filed.pack.with_file_name("notes.txt");
    fs::write(&stranger, "not ours").unwrap();
    let dry = sandbox.run(&["cache", "clean", "--dry-run"]);
    assert!(dry.stdout.starts_with("Would remove 2 files ("), "{dry:?}");
    assert!(filed.entry.exists() && filed.pack.exists());
    let wet = sandbox.run(&["cache", "clean"]);
    assert_eq!(wet.stdout, dry.stdout.replace("Would remove", "Removed"));
    assert!(!filed.entry.exists() && !filed.pack.exists());
    assert!(stranger.exists());
    assert_eq!(sandbox.run(&["cache", "clean"]).stdout, "Removed 0 files (0 B)\n");
}

#[test]
fn cleaning_where_nothing_is_makes_nothing() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["cache", "clean"]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "Removed 0 files (0 B)\n", ""));
    assert_eq!(fs::read_dir(sandbox.root()).unwrap().count(), 0);
}

#[test]
fn a_directory_that_is_no_directory_is_not_cleaned() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.root().join("file"), "precious").unwrap();
    let ran = sandbox.run(&["cache", "clean", "--cache-dir", "file"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.starts_with("error: the cache directory "), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(sandbox.root().join("file")).unwrap(), "precious");
}

#[test]
fn an_entry_is_found_by_its_file_and_by_its_source() {
    let sandbox = Sandbox::new();
    let filed = file_program(&sandbox);
    let by_file = sandbox.run(&["cache", "inspect", filed.entry.to_str().unwrap()]);
    assert_eq!((by_file.code, by_file.stderr.as_str()), (Some(0), ""));
    assert!(by_file.stdout.contains(&format!("key      {}\n", filed.key)), "{}", by_file.stdout);
    assert!(by_file.stdout.contains("\"./other.mjs\" at 1:8"), "{}", by_file.stdout);
    let by_source = sandbox.run(&["cache", "inspect", filed.source.to_str().unwrap()]);
    assert!(by_source.stdout.contains(&format!("key      {}\n", filed.key)), "{}", by_source.stdout);
    assert_eq!(sandbox.run(&["cache", "inspect", "main.mjs"]).stdout, by_source.stdout);
}

#[test]
fn a_source_leads_to_the_entry_of_what_it_holds_now() {
    let sandbox = Sandbox::new();
    let older = file_program(&sandbox);
    let text = format!("{TEXT}// changed\n");
    fs::write(&older.source, &text).unwrap();
    let before = sandbox.run(&["cache", "inspect", "main.mjs"]);
    assert!(before.stdout.contains(&older.key.to_string()), "{}", before.stdout);
    let (newer, _) = save(&sandbox, &older.source, &text);
    let after = sandbox.run(&["cache", "inspect", "main.mjs"]);
    assert!(after.stdout.contains(&newer.to_string()), "{}", after.stdout);
}

#[test]
fn json_and_parts_of_an_entry() {
    let sandbox = Sandbox::new();
    file_program(&sandbox);
    let json: Value = serde_json::from_str(&sandbox.run(&["cache", "inspect", "main.mjs", "--json"]).stdout).unwrap();
    assert_eq!((&json["schema"], &json["valid"], &json["kind"]), (&1.into(), &true.into(), &"module".into()));
    assert_eq!(json["metadata"]["requests"][0]["specifier"], "./other.mjs");
    assert_eq!(json["metadata"]["requests"][0]["column"], 8);
    let imports = sandbox.run(&["cache", "inspect", "main.mjs", "--imports"]).stdout;
    assert_eq!(imports, "Requests\n  \"./other.mjs\" at 1:8\n");
    let hex = sandbox.run(&["cache", "inspect", "main.mjs", "--hex"]).stdout;
    assert!(hex.contains("\n  00000000  42 4d 45 53 01 00 00 00"), "{hex}");
}

#[test]
fn a_damaged_entry_is_shown_as_far_as_it_goes() {
    let sandbox = Sandbox::new();
    let filed = file_program(&sandbox);
    let mut bytes = fs::read(&filed.entry).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&filed.entry, &bytes).unwrap();
    let ran = sandbox.run(&["cache", "inspect", filed.entry.to_str().unwrap()]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("refused  corrupt\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains(&format!("key      {}\n", filed.key)), "{}", ran.stdout);
    fs::write(&filed.entry, &bytes[..bytes.len() / 2]).unwrap();
    let ran = sandbox.run(&["cache", "inspect", "--json", filed.entry.to_str().unwrap()]);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &json["valid"], &json["reason"]), (Some(1), &false.into(), &"truncated".into()));
}

#[test]
fn what_was_never_run_has_no_entry() {
    let sandbox = Sandbox::new();
    file_program(&sandbox);
    fs::write(sandbox.root().join("other.mjs"), "").unwrap();
    for target in ["other.mjs", "missing.mjs", "missing.bmes", "."] {
        let ran = sandbox.run(&["cache", "inspect", target]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{target}");
        assert_eq!(ran.stderr, format!("error: the cache holds no entry for `{target}`\n"));
    }
}

#[test]
fn looking_makes_nothing() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["cache", "inspect", "main.mjs"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert_eq!(fs::read_dir(sandbox.root()).unwrap().count(), 0);
}
