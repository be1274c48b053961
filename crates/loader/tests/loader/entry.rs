//! The program itself.

use parbake_loader::{Format, Resolver, ResolverOptions, Suggestion};

use crate::folder::Folder;

/// Path and format, or code.
type Answer = Result<(&'static str, Format), &'static str>;

#[test]
fn a_program_is_looked_up_as_a_main_file() {
    let folder = Folder::new(&[
        ("a.js", ""),
        ("b", ""),
        ("b.js", ""),
        ("c.mjs", ""),
        ("j.json", "{}"),
        ("t.txt", ""),
        ("dir/index.js", ""),
        ("both/index.js", ""),
        ("both.js", ""),
        ("pkg/package.json", r#"{"main":"lib"}"#),
        ("pkg/lib/index.js", ""),
        ("pkg/index.js", ""),
        ("gone/package.json", r#"{"main":"nowhere"}"#),
        ("gone/index.json", "{}"),
        ("empty/x.js", ""),
        ("mod/package.json", r#"{"type":"module"}"#),
        ("mod/a.txt", ""),
        ("mod/a.js", ""),
        ("link.js", "-> mod/a.js"),
        ("s p/a b.mjs", ""),
    ]);
    let (js, detect) = (Format::Module, Format::Detect);
    // (program, answer)
    let table: &[(&str, Answer)] = &[
        ("a.js", Ok(("/a.js", detect))),
        ("./a", Ok(("/a.js", detect))),
        ("b", Ok(("/b", detect))),
        ("dir/../c.mjs", Ok(("/c.mjs", js))),
        ("c", Err("MODULE_NOT_FOUND")),
        ("j", Ok(("/j.json", Format::Json))),
        ("t.txt", Ok(("/t.txt", Format::CommonJs))),
        ("dir", Ok(("/dir/index.js", detect))),
        ("dir/", Ok(("/dir/index.js", detect))),
        ("dir/.", Ok(("/dir/index.js", detect))),
        ("dir/index", Ok(("/dir/index.js", detect))),
        ("both", Ok(("/both.js", detect))),
        ("both/", Ok(("/both/index.js", detect))),
        ("a.js/", Err("MODULE_NOT_FOUND")),
        ("pkg", Ok(("/pkg/lib/index.js", detect))),
        ("gone", Ok(("/gone/index.json", Format::Json))),
        ("empty", Err("MODULE_NOT_FOUND")),
        ("nowhere", Err("MODULE_NOT_FOUND")),
        ("mod/a.js", Ok(("/mod/a.js", js))),
        ("mod/a.txt", Err("ERR_UNKNOWN_FILE_EXTENSION")),
        ("link.js", Ok(("/mod/a.js", js))),
        ("s p/a b.mjs", Ok(("/s%20p/a%20b.mjs", js))),
    ];
    let resolver = Resolver::new(ResolverOptions::default());
    for (program, expected) in table {
        let found = resolver.entry(program, &folder.root);
        let found = found.map(|found| (folder.shorten(&found.url), found.format)).map_err(|error| error.code());
        let expected = expected.map(|(path, format)| (format!("file://{path}"), format));
        assert_eq!(found, expected, "{program}");
    }
    // (URL, answer)
    for (url, answer) in
        [("c.mjs?q#f", "/c.mjs?q#f"), ("a", "ERR_MODULE_NOT_FOUND"), ("dir", "ERR_UNSUPPORTED_DIR_IMPORT")]
    {
        assert_eq!(folder.short(resolver.entry(&folder.url(url), &folder.root)), answer);
    }
}

#[test]
fn a_program_that_is_not_there_may_be_another() {
    let folder = Folder::new(&[("c.mjs", ""), ("dir/index.mjs", "")]);
    let resolver = Resolver::new(ResolverOptions::default());
    for (program, hint) in [("c", Some("c.mjs")), ("c.js", Some("c.mjs")), ("dir", Some("dir/index.mjs")), ("x", None)]
    {
        let error = resolver.entry(program, &folder.root).expect_err("it is not there");
        let hint = hint.map(|specifier| Suggestion { specifier: specifier.to_owned() });
        assert_eq!((&error.referrer, &error.hint), (&None, &hint), "{program}");
    }
    let error = resolver.entry("c", &folder.root).expect_err("it is not there");
    assert_eq!(folder.shorten(&error.to_string()), "Cannot find module '/c'\nDid you mean to import 'c.mjs'?");
}
