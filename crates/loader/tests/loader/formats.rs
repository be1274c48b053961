//! What a file is, and import attributes.

use parbake_loader::{AttributeFault, Format, ModuleType, attribute_type, check_attributes};

use crate::folder::Folder;

#[test]
fn extension_and_package_type_make_the_format() {
    // (package.json, file, format or code)
    let (module, common, none) = (r#"{"type":"module"}"#, r#"{"type":"commonjs"}"#, "{}");
    let table: &[(&str, &str, Result<Format, &str>)] = &[
        (module, "a.js", Ok(Format::Module)),
        (common, "a.js", Ok(Format::CommonJs)),
        (none, "a.js", Ok(Format::Detect)),
        (r#"{"type":"weird"}"#, "a.js", Ok(Format::Detect)),
        (r#"{"type":["module"]}"#, "a.js", Ok(Format::Detect)),
        (r#"{"type":"commonjs","type":"module"}"#, "a.js", Ok(Format::Module)),
        ("\u{feff}{\"type\":\"module\"}", "a.js", Ok(Format::Module)),
        ("{", "a.js", Err("ERR_INVALID_PACKAGE_CONFIG")),
        ("[]", "a.js", Err("ERR_INVALID_PACKAGE_CONFIG")),
        ("", "a.js", Err("ERR_INVALID_PACKAGE_CONFIG")),
        ("{", "a.mjs", Ok(Format::Module)),
        (common, "a.mjs", Ok(Format::Module)),
        (module, "a.cjs", Ok(Format::CommonJs)),
        (module, "a.wasm", Ok(Format::Wasm)),
        (module, "a.json", Err("ERR_IMPORT_ATTRIBUTE_MISSING")),
        (module, "a", Ok(Format::Module)),
        (common, "a", Ok(Format::CommonJs)),
        (none, "a", Ok(Format::Detect)),
        (module, ".js", Ok(Format::Module)),
        (module, "a.", Err("ERR_UNKNOWN_FILE_EXTENSION")),
        (module, "a.txt", Err("ERR_UNKNOWN_FILE_EXTENSION")),
        (module, "a.JS", Err("ERR_UNKNOWN_FILE_EXTENSION")),
        (module, "a.node", Err("ERR_UNKNOWN_FILE_EXTENSION")),
        (module, "a.ts", Ok(Format::Module)),
        (common, "a.mts", Ok(Format::Module)),
        (module, "a.cts", Ok(Format::CommonJs)),
    ];
    for (manifest, file, format) in table {
        let folder = Folder::new(&[("package.json", manifest), (file, "")]);
        let found = folder.resolve(&format!("./{file}"), "main.mjs");
        let found = found.as_ref().map(|resolved| resolved.format).map_err(|error| error.code());
        assert_eq!(found, *format, "{file} with {manifest}");
    }
}

#[test]
fn the_nearest_package_decides() {
    let folder = Folder::new(&[
        ("package.json", r#"{"type":"module"}"#),
        ("lib/deep/a.js", ""),
        ("common/package.json", r#"{"type":"commonjs"}"#),
        ("common/deep/a.js", ""),
        ("node_modules/a.js", ""),
        ("node_modules/pkg/a.js", ""),
        ("link.js", "-> common/deep/a.js"),
    ]);
    // (specifier, format)
    let table = [
        ("./lib/deep/a.js", Format::Module),
        ("./common/deep/a.js", Format::CommonJs),
        ("./link.js", Format::CommonJs),
        ("./node_modules/a.js", Format::Detect),
        ("./node_modules/pkg/a.js", Format::Detect),
    ];
    for (specifier, format) in table {
        assert_eq!(folder.resolve(specifier, "main.js").map(|found| found.format), Ok(format), "{specifier}");
    }
}

#[test]
fn files_without_extension_may_be_web_assembly() {
    for (manifest, format) in
        [(r#"{"type":"module"}"#, Format::Wasm), ("{}", Format::Wasm), (r#"{"type":"commonjs"}"#, Format::CommonJs)]
    {
        let folder = Folder::new(&[("package.json", manifest), ("a", "\0asm\x01")]);
        assert_eq!(folder.resolve("./a", "main.js").map(|found| found.format), Ok(format), "{manifest}");
    }
}

#[test]
fn attributes_have_to_suit_the_format() {
    let folder = Folder::new(&[
        ("package.json", r#"{"type":"module"}"#),
        ("a.js", ""),
        ("j.json", "{}"),
        ("t.txt", ""),
        ("u.ts", ""),
        ("noext", ""),
        ("bad/package.json", "{"),
        ("bad/a.js", ""),
    ]);
    // (specifier, as JSON, as text)
    let incompatible = Err("ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE");
    let table = [
        ("./j.json", Ok(Format::Json), Ok(Format::Text)),
        ("./a.js", incompatible, Ok(Format::Text)),
        ("./noext", incompatible, Ok(Format::Text)),
        ("./t.txt", Err("ERR_UNKNOWN_FILE_EXTENSION"), Ok(Format::Text)),
        ("./u.ts", incompatible, Ok(Format::Text)),
        ("./bad/a.js", Err("ERR_INVALID_PACKAGE_CONFIG"), Ok(Format::Text)),
        ("node:fs", incompatible, incompatible),
        ("./gone.json", Err("ERR_MODULE_NOT_FOUND"), Err("ERR_MODULE_NOT_FOUND")),
    ];
    for (specifier, json, text) in table {
        for (module_type, expected) in [(ModuleType::Json, json), (ModuleType::Text, text)] {
            let found = folder.resolve_as(specifier, "main.js", module_type);
            let found = found.as_ref().map(|resolved| resolved.format).map_err(|error| error.code());
            assert_eq!(found, expected, "{specifier} as {module_type}");
        }
    }
}

#[test]
fn attributes_are_read() {
    /// (attributes, module type)
    type Row<'a> = (&'a [(&'a str, &'a str)], Result<ModuleType, AttributeFault>);
    let unsupported =
        |key: &str, value: &str| Err(AttributeFault::Unsupported { key: key.into(), value: value.into() });
    let table: &[Row<'_>] = &[
        (&[], Ok(ModuleType::JavaScript)),
        (&[("type", "json")], Ok(ModuleType::Json)),
        (&[("type", "text")], Ok(ModuleType::Text)),
        (&[("type", "css")], unsupported("type", "css")),
        (&[("type", "javascript")], unsupported("type", "javascript")),
        (&[("type", "json"), ("as", "x")], unsupported("as", "x")),
    ];
    for (attributes, expected) in table {
        assert_eq!(attribute_type(attributes), *expected, "{attributes:?}");
    }
    let missing = AttributeFault::Missing { needed: ModuleType::Json };
    assert_eq!(check_attributes(Format::Json, ModuleType::JavaScript), Err(missing));
    assert_eq!(check_attributes(Format::Detect, ModuleType::JavaScript), Ok(()));
}
