//! Built-in modules.

use parbake_loader::{Format, Target, builtin_names, is_builtin};

use crate::folder::Folder;

#[test]
fn built_in_names_come_before_packages() {
    let folder = Folder::of_modules(&[
        "node_modules/fs/index.js",
        "node_modules/sqlite/index.js",
        "node_modules/fs/nope.js",
        "node_modules/wasm/index.js",
    ]);
    folder.expect(
        "main.js",
        &[
            ("fs", "node:fs"),
            ("fs/promises", "node:fs/promises"),
            ("node:fs", "node:fs"),
            ("node:sqlite", "node:sqlite"),
            ("node:test/reporters", "node:test/reporters"),
            ("_http_agent", "node:_http_agent"),
            ("sys", "node:sys"),
            ("sqlite", "/node_modules/sqlite/index.js"),
            ("fs/nope.js", "/node_modules/fs/nope.js"),
            ("wasm", "/node_modules/wasm/index.js"),
            ("test", "ERR_MODULE_NOT_FOUND"),
            ("node:nope", "ERR_UNKNOWN_BUILTIN_MODULE"),
            ("node:fs?q", "ERR_UNKNOWN_BUILTIN_MODULE"),
            ("NODE:fs", "ERR_UNKNOWN_BUILTIN_MODULE"),
            ("node:", "ERR_UNKNOWN_BUILTIN_MODULE"),
        ],
    );
    let resolved = folder.resolve("fs/promises", "main.js").expect("a built-in module");
    assert_eq!((resolved.target, resolved.format), (Target::Builtin("fs/promises".into()), Format::Builtin));
    assert_eq!((resolved.consulted.len(), resolved.missing.len()), (0, 0));
}

#[test]
fn every_name_is_found() {
    let names: Vec<_> = builtin_names().collect();
    assert_eq!(names.len(), 67, "as many as Node 26 has in module.builtinModules");
    assert!(names.iter().all(|name| is_builtin(name)));
    assert!(!is_builtin("sqlite") && !is_builtin("node:") && !is_builtin("lodash") && !is_builtin(""));
}
