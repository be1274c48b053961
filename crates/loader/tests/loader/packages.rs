//! Bare specifiers: `node_modules`, packages without `exports`, and the package's own name.

use crate::folder::Folder;

#[test]
fn the_nearest_package_is_taken() {
    let folder = Folder::of_modules(&[
        "node_modules/near/index.js",
        "node_modules/far/index.js",
        "node_modules/@scope/pkg/index.js",
        "node_modules/@scope/pkg/lib/x.js",
        "node_modules/sp ace/index.js",
        "node_modules/file",
        "node_modules/node_modules/inner/index.js",
        "deep/node_modules/near/other.js",
        "deep/er/node_modules",
        "src/node_modules/near/index.js",
    ]);
    folder.expect(
        "main.js",
        &[
            ("near", "/node_modules/near/index.js"),
            ("@scope/pkg", "/node_modules/@scope/pkg/index.js"),
            ("@scope/pkg/lib/x.js", "/node_modules/@scope/pkg/lib/x.js"),
            ("sp ace", "/node_modules/sp%20ace/index.js"),
            ("near/index.js?q#f", "/node_modules/near/index.js?q#f"),
            ("near/./x/../index.js", "/node_modules/near/index.js"),
            ("near/../far/index.js", "/node_modules/far/index.js"),
            ("near/index", "ERR_MODULE_NOT_FOUND"),
            ("near/", "ERR_UNSUPPORTED_DIR_IMPORT"),
            ("@scope/pkg/lib", "ERR_UNSUPPORTED_DIR_IMPORT"),
            ("file", "ERR_MODULE_NOT_FOUND"),
            ("inner", "ERR_MODULE_NOT_FOUND"),
            ("no-such-package-anywhere", "ERR_MODULE_NOT_FOUND"),
            ("near?q", "ERR_MODULE_NOT_FOUND"),
            ("", "ERR_MODULE_NOT_FOUND"),
            ("@scope/", "ERR_MODULE_NOT_FOUND"),
            ("@scope", "ERR_INVALID_MODULE_SPECIFIER"),
            (".near", "ERR_INVALID_MODULE_SPECIFIER"),
            ("ne%61r", "ERR_INVALID_MODULE_SPECIFIER"),
            ("ne\\ar", "ERR_INVALID_MODULE_SPECIFIER"),
            ("@scope/../near", "ERR_INVALID_MODULE_SPECIFIER"),
        ],
    );
    folder.expect("deep/main.js", &[("far", "/node_modules/far/index.js")]);
    folder.expect(
        "deep/er/main.js",
        &[
            ("near/other.js", "/deep/node_modules/near/other.js"),
            ("near", "ERR_MODULE_NOT_FOUND"),
            ("far", "/node_modules/far/index.js"),
        ],
    );
    folder.expect(
        "node_modules/near/index.js",
        &[("far", "/node_modules/far/index.js"), ("inner", "/node_modules/node_modules/inner/index.js")],
    );
}

#[test]
fn linked_packages_see_what_is_around_their_real_place() {
    let folder = Folder::new(&[
        ("app/node_modules/pkg", "-> ../../store/pkg"),
        ("store/pkg/package.json", r#"{"type":"module","main":"i.js"}"#),
        ("store/pkg/i.js", ""),
        ("store/node_modules/dep/index.js", ""),
        ("app/node_modules/dep/index.js", ""),
    ]);
    folder.expect("app/main.mjs", &[("pkg", "/store/pkg/i.js"), ("dep", "/app/node_modules/dep/index.js")]);
    folder.expect("store/pkg/i.js", &[("dep", "/store/node_modules/dep/index.js")]);
}

#[test]
fn main_is_looked_up_as_require_does() {
    // (package.json, files, answer from the package on)
    let table: &[(&str, &[&str], &str)] = &[
        ("{}", &["index.js", "index.json"], "index.js"),
        ("{}", &["index.mjs"], "ERR_MODULE_NOT_FOUND"),
        ("{}", &["index.json"], "ERR_IMPORT_ATTRIBUTE_MISSING"),
        ("{}", &["index.node"], "ERR_UNKNOWN_FILE_EXTENSION"),
        (r#"{"main":"m.mjs"}"#, &["m.mjs", "m.mjs.js"], "m.mjs"),
        (r#"{"main":"lib/m"}"#, &["lib/m.js", "lib/m/index.js"], "lib/m.js"),
        (r#"{"main":"lib/m"}"#, &["lib/m/index.js", "index.js"], "lib/m/index.js"),
        (r#"{"main":"./lib/"}"#, &["lib/index.js"], "lib/index.js"),
        (r#"{"main":"lib"}"#, &["lib/x.js", "index.js"], "index.js"),
        (r#"{"main":"gone.js"}"#, &["index.js"], "index.js"),
        (r#"{"main":"gone"}"#, &[], "ERR_MODULE_NOT_FOUND"),
        (r#"{"main":"a b.js"}"#, &["a b.js"], "a%20b.js"),
        (r#"{"main":"a%20b.js"}"#, &["a%20b.js"], "a%2520b.js"),
        (r#"{"main":"x?y.js"}"#, &["x?y.js"], "x%3Fy.js"),
        (r#"{"main":""}"#, &["index.js"], "index.js"),
        (r#"{"main":1}"#, &["index.js"], "index.js"),
        (r#"{"main":"m.js","main":"n.js"}"#, &["m.js", "n.js"], "n.js"),
        (r#"{"main":"../other/o.js"}"#, &["../other/o.js"], "../other/o.js"),
    ];
    for (manifest, files, answer) in table {
        let folder = Folder::new(&[("node_modules/pkg/package.json", manifest)]);
        for file in *files {
            folder.write(&format!("node_modules/pkg/{file}"), "");
        }
        let expected = match answer.strip_prefix("../") {
            Some(sibling) => format!("/node_modules/{sibling}"),
            None if answer.starts_with("ERR_") => (*answer).to_owned(),
            None => format!("/node_modules/pkg/{answer}"),
        };
        assert_eq!(folder.answer("pkg", "main.mjs"), expected, "{manifest} {files:?}");
    }
}

#[test]
fn a_package_knows_its_own_name() {
    let folder = Folder::new(&[
        ("package.json", r#"{"name":"own","type":"module","exports":{".":"./a.js","./x/*":"./lib/*.js"}}"#),
        ("a.js", ""),
        ("lib/b.js", ""),
        ("inner/package.json", r#"{"name":"inner"}"#),
        ("inner/index.js", ""),
        ("node_modules/own/index.js", ""),
        ("node_modules/inner/index.js", ""),
    ]);
    folder.expect(
        "lib/main.js",
        &[("own", "/a.js"), ("own/x/b", "/lib/b.js"), ("own/y", "ERR_PACKAGE_PATH_NOT_EXPORTED")],
    );
    // Without `exports`, and from another package, the name is as any other.
    folder.expect("inner/main.js", &[("own", "/node_modules/own/index.js"), ("inner", "/node_modules/inner/index.js")]);
}
