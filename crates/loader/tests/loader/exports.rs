//! `exports` of a package.

use parbake_loader::{ModuleType, Resolver, ResolverOptions};

use crate::folder::Folder;

const FILES: &[&str] =
    &["index.js", "a.js", "b.js", "a b.js", "lib/a.js", "lib/x-a.js", "lib/private/z.js", "lib/a/a.js"];

/// A folder with a package `pkg` that has these `exports`.
fn package(exports: &str) -> Folder {
    let manifest = format!(r#"{{"type":"module","exports":{exports}}}"#);
    let folder = Folder::new(&[("node_modules/pkg/package.json", manifest.as_str())]);
    for file in FILES {
        folder.write(&format!("node_modules/pkg/{file}"), "");
    }
    folder
}

/// (exports, [(specifier, answer, within the package where it is a path)])
type Table<'a> = &'a [(&'a str, &'a [(&'a str, &'a str)])];

fn check(table: Table<'_>) {
    for (exports, rows) in table {
        let folder = package(exports);
        for (specifier, answer) in *rows {
            let found = folder.answer(specifier, "main.mjs");
            assert_eq!(found.trim_start_matches("/node_modules/pkg/"), *answer, "{specifier} of {exports}");
        }
    }
}

const NOT_EXPORTED: &str = "ERR_PACKAGE_PATH_NOT_EXPORTED";
const BAD_TARGET: &str = "ERR_INVALID_PACKAGE_TARGET";
const BAD_CONFIG: &str = "ERR_INVALID_PACKAGE_CONFIG";
const BAD_SPECIFIER: &str = "ERR_INVALID_MODULE_SPECIFIER";

#[test]
fn the_main_entry() {
    check(&[
        (r#""./a.js""#, &[("pkg", "a.js"), ("pkg/a.js", NOT_EXPORTED), ("pkg/", NOT_EXPORTED)]),
        (r#"["./a.js"]"#, &[("pkg", "a.js")]),
        (r#"{".":"./a.js"}"#, &[("pkg", "a.js"), ("pkg/package.json", NOT_EXPORTED)]),
        (r#"{"node":"./a.js"}"#, &[("pkg", "a.js"), ("pkg/a.js", NOT_EXPORTED)]),
        ("{}", &[("pkg", NOT_EXPORTED), ("pkg/a.js", NOT_EXPORTED)]),
        // As good as absent.
        ("null", &[("pkg", "index.js"), ("pkg/a.js", "a.js")]),
        ("false", &[("pkg", "index.js")]),
        ("0", &[("pkg", "index.js")]),
        (r#"{".":"./a.js","node":"./b.js"}"#, &[("pkg", BAD_CONFIG)]),
    ]);
}

#[test]
fn conditions_are_tried_in_the_order_of_the_file() {
    check(&[
        (r#"{"import":"./a.js","default":"./b.js"}"#, &[("pkg", "a.js")]),
        (r#"{"default":"./b.js","import":"./a.js"}"#, &[("pkg", "b.js")]),
        (r#"{"module-sync":"./a.js","import":"./b.js"}"#, &[("pkg", "a.js")]),
        (r#"{"node":{"require":"./b.js","import":"./a.js"},"default":"./b.js"}"#, &[("pkg", "a.js")]),
        (r#"{"node":{"browser":"./b.js"},"default":"./a.js"}"#, &[("pkg", "a.js")]),
        (r#"{"node":null,"default":"./a.js"}"#, &[("pkg", NOT_EXPORTED)]),
        (r#"{"require":"./a.js"}"#, &[("pkg", NOT_EXPORTED)]),
        (r#"{"custom":"./a.js","default":"./b.js"}"#, &[("pkg", "b.js")]),
        (r#"{".":{"0":"./a.js"}}"#, &[("pkg", BAD_CONFIG)]),
        (r#"{".":{"00":"./a.js","default":"./b.js"}}"#, &[("pkg", "b.js")]),
    ]);
    let folder = package(r#"{"custom":"./a.js","default":"./b.js"}"#);
    let resolver = Resolver::new(ResolverOptions { conditions: vec!["custom".into()], ..Default::default() });
    let outcome = resolver.resolve("pkg", &folder.url("main.mjs"), ModuleType::JavaScript);
    assert_eq!(folder.short(outcome), "/node_modules/pkg/a.js");
}

#[test]
fn the_first_valid_alternative_is_taken() {
    check(&[
        (r#"["bad","./a.js"]"#, &[("pkg", "a.js")]),
        (r#"[null,"./a.js"]"#, &[("pkg", "a.js")]),
        (r#"[{"browser":"./b.js"},"./a.js"]"#, &[("pkg", "a.js")]),
        (r#"["./gone.js","./a.js"]"#, &[("pkg", "ERR_MODULE_NOT_FOUND")]),
        (r#"["bad","worse"]"#, &[("pkg", BAD_TARGET)]),
        (r#"["bad",null]"#, &[("pkg", NOT_EXPORTED)]),
        (r#"[null,"bad"]"#, &[("pkg", BAD_TARGET)]),
        ("[]", &[("pkg", NOT_EXPORTED)]),
    ]);
}

#[test]
fn targets_stay_in_the_package() {
    check(&[
        (r#""a.js""#, &[("pkg", BAD_TARGET)]),
        (r#""../pkg/a.js""#, &[("pkg", BAD_TARGET)]),
        (r#""/a.js""#, &[("pkg", BAD_TARGET)]),
        (r#""./../pkg/a.js""#, &[("pkg", BAD_TARGET)]),
        (r#""./lib/../a.js""#, &[("pkg", BAD_TARGET)]),
        (r#""./lib/./a.js""#, &[("pkg", BAD_TARGET)]),
        (r#""./%2E%2e/a.js""#, &[("pkg", BAD_TARGET)]),
        (r#""./lib\\..\\a.js""#, &[("pkg", BAD_TARGET)]),
        (r#""./node_modules/x.js""#, &[("pkg", BAD_TARGET)]),
        (r#""./Node%5FModules/x.js""#, &[("pkg", BAD_TARGET)]),
        (r#"{".":1}"#, &[("pkg", BAD_TARGET)]),
        (r#"{".":true}"#, &[("pkg", BAD_TARGET)]),
        (r#""./lib//a.js""#, &[("pkg", "lib/a.js")]),
        (r#""./a%20b.js""#, &[("pkg", "a%20b.js")]),
        (r#""./a b.js""#, &[("pkg", "a%20b.js")]),
        (r#""./a.js?q=1#f""#, &[("pkg", "a.js?q=1#f")]),
        (r#""./lib%2fa.js""#, &[("pkg", BAD_SPECIFIER)]),
        (r#""./lib""#, &[("pkg", "ERR_UNSUPPORTED_DIR_IMPORT")]),
        (r#""./lib/x-a""#, &[("pkg", "ERR_MODULE_NOT_FOUND")]),
    ]);
}

#[test]
fn the_most_specific_pattern_is_taken() {
    check(&[
        (
            r#"{"./*":"./*","./p/*":"./lib/*.js","./p/x/*":"./lib/x-*.js","./p/private/*":null,"./*.ext":"./lib/*.js"}"#,
            &[
                ("pkg/a.js", "a.js"),
                ("pkg/p/a", "lib/a.js"),
                ("pkg/p/x/a", "lib/x-a.js"),
                ("pkg/p/private/z", NOT_EXPORTED),
                ("pkg/a.ext", "lib/a.js"),
                ("pkg/lib/a.js?q", "lib/a.js?q"),
                ("pkg/p//a", "lib/a.js"),
                ("pkg/p/../a", BAD_SPECIFIER),
                ("pkg/p/./a", BAD_SPECIFIER),
                ("pkg/p/%2e./a", BAD_SPECIFIER),
                ("pkg/node_modules/x", BAD_SPECIFIER),
                ("pkg", NOT_EXPORTED),
            ],
        ),
        (
            r#"{"./a*":"./lib/a*.js","./twice/*":"./lib/*/*.js","./two*stars*":"./a.js","./fixed/*":"./a.js"}"#,
            &[
                ("pkg/a", NOT_EXPORTED),
                ("pkg/twice/a", "lib/a/a.js"),
                ("pkg/twoxstarsx", NOT_EXPORTED),
                ("pkg/fixed/anything", "a.js"),
                ("pkg/twice/", NOT_EXPORTED),
            ],
        ),
        (r#"{"./lib/":"./lib/"}"#, &[("pkg/lib/a.js", NOT_EXPORTED), ("pkg/lib/", NOT_EXPORTED)]),
        (r#"{"./x":"./a.js","./*":"./b.js"}"#, &[("pkg/x", "a.js"), ("pkg/y", "b.js"), ("pkg/*", "b.js")]),
        (r#"{"./x":null,"./*":"./b.js"}"#, &[("pkg/x", NOT_EXPORTED)]),
    ]);
}
