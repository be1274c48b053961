//! What an answer rests on, and what is remembered.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parbake_loader::{ModuleType, Resolver, ResolverOptions};

use crate::folder::Folder;

fn resolver() -> Resolver {
    Resolver::new(ResolverOptions::default())
}

/// The paths within the folder, from there on.
fn within(folder: &Folder, paths: &[PathBuf]) -> Vec<String> {
    let within = |path: &PathBuf| Some(path.strip_prefix(&folder.root).ok()?.display().to_string());
    paths.iter().filter_map(within).collect()
}

const PROGRAM: &[(&str, &str)] = &[
    ("package.json", r##"{"name":"app","type":"module","exports":"./src/a.js","imports":{"#a":"./src/deep/a.js"}}"##),
    ("src/a.js", ""),
    ("src/b.mjs", ""),
    ("src/deep/a.js", ""),
    ("src/link.js", "-> deep/a.js"),
    ("src/linked", "-> deep"),
    ("node_modules/exporting/package.json", r#"{"type":"module","exports":"./lib/a.js"}"#),
    ("node_modules/exporting/lib/a.js", ""),
    ("node_modules/legacy/package.json", r#"{"main":"lib/m"}"#),
    ("node_modules/legacy/lib/m/index.js", ""),
    ("node_modules/bare/index.js", ""),
    ("node_modules/stored", "-> ../store/stored"),
    ("store/stored/index.mjs", ""),
    ("src/deep/node_modules/other/index.js", ""),
    ("t.txt", ""),
];

#[test]
fn evidence_is_all_that_could_change_the_answer_and_nothing_else() {
    let folder = Folder::new(PROGRAM);
    // (module that asks, specifier, consulted, missing)
    let table: &[(&str, &str, &[&str], &[&str])] = &[
        ("src/main.js", "./a.js", &["package.json"], &["src/package.json"]),
        ("src/main.js", "./a.js?q", &["package.json"], &["src/package.json"]),
        ("src/main.js", "./b.mjs", &[], &[]),
        ("src/main.js", "./deep/a.js", &["package.json"], &["src/deep/package.json", "src/package.json"]),
        ("src/main.js", "./link.js", &["src/link.js", "package.json"], &["src/deep/package.json", "src/package.json"]),
        (
            "src/main.js",
            "./linked/a.js",
            &["src/linked", "package.json"],
            &["src/deep/package.json", "src/package.json"],
        ),
        ("src/main.js", "node:fs", &[], &[]),
        ("src/main.js", "app", &["package.json"], &["src/package.json"]),
        ("src/main.js", "#a", &["package.json"], &["src/package.json", "src/deep/package.json"]),
        (
            "src/main.js",
            "exporting",
            &["package.json", "node_modules/exporting/package.json"],
            &["src/package.json", "src/node_modules", "node_modules/exporting/lib/package.json"],
        ),
        (
            "src/deep/main.js",
            "legacy",
            &["package.json", "node_modules/legacy/package.json"],
            &[
                "src/deep/package.json",
                "src/package.json",
                "src/deep/node_modules/legacy",
                "src/node_modules",
                "node_modules/legacy/lib/m.js",
                "node_modules/legacy/lib/m.json",
                "node_modules/legacy/lib/m.node",
                "node_modules/legacy/lib/m/package.json",
                "node_modules/legacy/lib/package.json",
            ],
        ),
        ("main.js", "bare/index.js", &["package.json"], &["node_modules/bare/package.json"]),
        (
            "main.js",
            "stored/index.mjs",
            &["package.json", "node_modules/stored"],
            &["node_modules/stored/package.json"],
        ),
    ];
    for (from, specifier, consulted, missing) in table {
        let resolved = folder.resolve(specifier, from).expect(specifier);
        let found = (within(&folder, &resolved.consulted), within(&folder, &resolved.missing));
        let expected = (to_strings(consulted), to_strings(missing));
        assert_eq!(found, expected, "{specifier} from {from}");
        assert_eq!(found.0.len(), resolved.consulted.len(), "nothing outside the package decides: {specifier}");
        assert_eq!(found.1.len(), resolved.missing.len(), "nothing outside the package decides: {specifier}");
        assert!(resolved.missing.iter().all(|path| !path.exists()), "{specifier}");
        assert!(resolved.consulted.iter().all(|path| path.exists()), "{specifier}");
    }
    let text = folder.resolve_as("./t.txt", "main.js", ModuleType::Text).expect("any file is text");
    assert_eq!((text.consulted.len(), text.missing.len()), (0, 0));
}

fn to_strings(paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

#[test]
fn the_evidence_of_a_program_has_the_candidates_that_were_passed_over() {
    let folder = Folder::new(&[("package.json", "{}"), ("a.js", ""), ("dir/index.json", "{}")]);
    // (program, missing)
    let table: &[(&str, &[&str])] = &[
        ("a.js", &[]),
        ("a", &["a"]),
        ("dir", &["dir.js", "dir.json", "dir.node", "dir/package.json", "dir/index.js"]),
    ];
    for (program, missing) in table {
        let resolved = resolver().entry(program, &folder.root).expect(program);
        assert_eq!(within(&folder, &resolved.missing), to_strings(missing), "{program}");
    }
}

#[test]
fn every_missing_place_would_have_decided() {
    // A file that comes into being at a missing place changes the answer (or is an error), for each place in turn.
    for (from, specifier) in [("src/deep/main.js", "legacy"), ("src/main.js", "exporting"), ("main.js", "bare")] {
        let before = Folder::new(PROGRAM).resolve(specifier, from).expect(specifier).missing.len();
        for index in 0..before {
            let folder = Folder::new(PROGRAM);
            let resolved = folder.resolve(specifier, from).expect(specifier);
            let place = resolved.missing[index].clone();
            appear(&place, specifier);
            let after = folder.resolve(specifier, from);
            assert_ne!(after.as_ref(), Ok(&resolved), "{} for {specifier} from {from}", place.display());
        }
    }
}

/// Makes `place` what would be looked for there.
fn appear(place: &Path, package: &str) {
    let name = place.file_name().and_then(|name| name.to_str()).expect("a name");
    match name {
        "package.json" => fs::write(place, r#"{"type":"commonjs"}"#).expect("a file"),
        "node_modules" => fs::create_dir_all(place.join(package)).expect("a directory"),
        _ if place.parent().is_some_and(|parent| parent.ends_with("node_modules")) => {
            fs::create_dir_all(place).expect("a directory");
        }
        _ => fs::write(place, "").expect("a file"),
    }
}

#[test]
fn modules_of_one_directory_share_their_evidence() {
    let folder = Folder::of_modules(&["src/a.js", "src/b.js"]);
    let resolver = resolver();
    let ask = |specifier| resolver.resolve(specifier, &folder.url("src/main.js"), ModuleType::JavaScript);
    let (a, b) = (ask("./a.js").expect("a file"), ask("./b.js").expect("a file"));
    assert!(Arc::ptr_eq(&a.consulted, &b.consulted) && Arc::ptr_eq(&a.missing, &b.missing));
}

#[test]
fn asking_again_gives_the_same_answer() {
    let folder = Folder::new(PROGRAM);
    let resolver = resolver();
    let specifiers = [
        "./a.js",
        "./a.js?q",
        "./b.mjs",
        "exporting",
        "legacy",
        "#a",
        "app",
        "fs",
        "./gone.js",
        "no-such-package-anywhere",
    ];
    let ask = |specifier: &str| resolver.resolve(specifier, &folder.url("src/main.js"), ModuleType::JavaScript);
    let first = specifiers.map(ask);
    assert_eq!(first, specifiers.map(ask), "from memory");
    resolver.forget();
    assert_eq!(first, specifiers.map(ask), "after forgetting");
    assert_eq!(first, specifiers.map(|specifier| folder.resolve(specifier, "src/main.js")), "of another resolver");
}

#[test]
fn what_was_missing_is_looked_for_again() {
    let folder = Folder::of_modules(&["a.js"]);
    let resolver = resolver();
    let ask =
        |specifier: &str| folder.short(resolver.resolve(specifier, &folder.url("main.js"), ModuleType::JavaScript));
    assert_eq!((ask("./b.js").as_str(), ask("late").as_str()), ("ERR_MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND"));
    folder.write("b.js", "");
    folder.write("node_modules/late/index.js", "");
    assert_eq!((ask("./b.js").as_str(), ask("late").as_str()), ("/b.js", "/node_modules/late/index.js"));

    let format = || resolver.resolve("./a.js", &folder.url("main.js"), ModuleType::JavaScript).map(|a| a.format);
    let before = format();
    folder.write("package.json", r#"{"type":"commonjs"}"#);
    assert_eq!(format(), before, "what was found is remembered");
    resolver.forget();
    assert_ne!(format(), before);
}

#[test]
fn a_resolver_serves_many_threads() {
    let names: Vec<_> = (0..40).map(|n| format!("m{n}.js")).collect();
    let folder = Folder::of_modules(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let resolver = resolver();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for name in &names {
                    let outcome =
                        resolver.resolve(&format!("./{name}"), &folder.url("main.js"), ModuleType::JavaScript);
                    assert_eq!(folder.short(outcome), format!("/{name}"));
                }
            });
        }
    });
}
