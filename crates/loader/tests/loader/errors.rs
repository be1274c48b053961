//! Errors, whole: what they hold, how they read, and what they suggest.

use parbake_loader::{AttributeFault, ConfigFault, Fault, Field, ModuleType, ResolveError, SpecifierFault, Suggestion};

use crate::folder::Folder;

fn folder() -> Folder {
    Folder::new(&[
        ("package.json", r##"{"type":"module","imports":{"#gone":"./gone.js","#no":{"browser":"./a.js"}}}"##),
        ("a.js", ""),
        ("j.json", "{}"),
        ("t.txt", ""),
        ("u.ts", ""),
        ("dir/index.js", ""),
        ("bad/package.json", "{\n  \"type\": }"),
        ("bad/a.js", ""),
        ("node_modules/exporting/package.json", r#"{"exports":{"./a":"./a.js","./p/*":"./*.js","./bad":"a.js"}}"#),
        ("node_modules/exporting/a.js", ""),
        ("node_modules/mixed/package.json", r#"{"exports":{".":"./a.js","node":"./a.js"}}"#),
        ("node_modules/empty/package.json", r#"{"main":"m"}"#),
        ("node_modules/bare/x.js", ""),
    ])
}

/// (specifier, type, fault, hint, name, message)
type Row = (&'static str, ModuleType, Fault, Option<&'static str>, &'static str, &'static str);

#[test]
fn errors_say_what_was_asked_by_whom_and_what_decided() {
    let folder = folder();
    let at = |path: &str| folder.path(path);
    let conditions = || ["node", "import", "module-sync", "default"].map(str::to_owned).to_vec();
    let table: Vec<Row> = vec![
        (
            "./a",
            ModuleType::JavaScript,
            Fault::ModuleNotFound { path: at("a"), mapped_by: None },
            Some("./a.js"),
            "Error",
            "Cannot find module '/a' imported from /main.js\nDid you mean to import './a.js'?",
        ),
        (
            "#gone",
            ModuleType::JavaScript,
            Fault::ModuleNotFound { path: at("gone.js"), mapped_by: Some(at("package.json")) },
            None,
            "Error",
            "Cannot find module '/gone.js' imported from /main.js ('#gone' leads there by /package.json)",
        ),
        (
            "no-such-package-anywhere/x",
            ModuleType::JavaScript,
            Fault::PackageNotFound { package: "no-such-package-anywhere".into() },
            None,
            "Error",
            "Cannot find package 'no-such-package-anywhere' imported from /main.js",
        ),
        (
            "empty",
            ModuleType::JavaScript,
            Fault::PackageMainNotFound { directory: at("node_modules/empty"), main: Some("m".into()) },
            None,
            "Error",
            "Cannot find package '/node_modules/empty' imported from /main.js: its main, 'm', is not there, and it has \
             no index file",
        ),
        (
            "bare",
            ModuleType::JavaScript,
            Fault::PackageMainNotFound { directory: at("node_modules/bare"), main: None },
            None,
            "Error",
            "Cannot find package '/node_modules/bare' imported from /main.js: it has neither \"exports\" nor \"main\" \
             nor an index file",
        ),
        (
            "./dir",
            ModuleType::JavaScript,
            Fault::DirectoryImport { path: at("dir") },
            Some("./dir/index.js"),
            "Error",
            "Directory import '/dir' is not supported resolving ES modules imported from /main.js: name the file in it\n\
             Did you mean to import './dir/index.js'?",
        ),
        (
            "exporting/a.js",
            ModuleType::JavaScript,
            Fault::PathNotExported {
                subpath: "./a.js".into(),
                package_json: at("node_modules/exporting/package.json"),
                conditions: conditions(),
            },
            Some("exporting/a"),
            "Error",
            "Package subpath './a.js' is not defined by \"exports\" in /node_modules/exporting/package.json imported \
             from /main.js (conditions tried: node, import, module-sync, default)\n\
             Did you mean to import 'exporting/a'?",
        ),
        (
            "exporting",
            ModuleType::JavaScript,
            Fault::PathNotExported {
                subpath: ".".into(),
                package_json: at("node_modules/exporting/package.json"),
                conditions: conditions(),
            },
            None,
            "Error",
            "No \"exports\" main defined in /node_modules/exporting/package.json imported from /main.js (conditions \
             tried: node, import, module-sync, default)",
        ),
        (
            "#no",
            ModuleType::JavaScript,
            Fault::ImportNotDefined { package_json: Some(at("package.json")), conditions: conditions() },
            None,
            "TypeError",
            "Package import specifier '#no' is not defined by /package.json imported from /main.js (conditions tried: \
             node, import, module-sync, default)",
        ),
        (
            "exporting/bad",
            ModuleType::JavaScript,
            Fault::InvalidPackageTarget {
                key: "./bad".into(),
                target: "a.js".into(),
                field: Field::Exports,
                package_json: at("node_modules/exporting/package.json"),
            },
            None,
            "Error",
            "Invalid \"exports\" target 'a.js' for './bad' in /node_modules/exporting/package.json imported from \
             /main.js: a target begins with './'",
        ),
        (
            "exporting/p/../a",
            ModuleType::JavaScript,
            Fault::InvalidSpecifier(SpecifierFault::PatternMatch {
                pattern: "./p/*".into(),
                field: Field::Exports,
                package_json: at("node_modules/exporting/package.json"),
            }),
            None,
            "TypeError",
            "Invalid module 'exporting/p/../a': it is no valid match of './p/*' in \"exports\" of \
             /node_modules/exporting/package.json imported from /main.js",
        ),
        (
            "@scope",
            ModuleType::JavaScript,
            Fault::InvalidSpecifier(SpecifierFault::PackageName),
            None,
            "TypeError",
            "Invalid module '@scope': it is not a valid package name imported from /main.js",
        ),
        (
            "mixed",
            ModuleType::JavaScript,
            Fault::InvalidPackageConfig {
                package_json: at("node_modules/mixed/package.json"),
                fault: ConfigFault::MixedKeys,
            },
            None,
            "Error",
            "Invalid package config /node_modules/mixed/package.json while importing 'mixed' from /main.js: \"exports\" \
             has keys that begin with '.' (subpaths) and keys that do not (conditions)",
        ),
        (
            "./bad/a.js",
            ModuleType::JavaScript,
            Fault::InvalidPackageConfig {
                package_json: at("bad/package.json"),
                fault: ConfigFault::Syntax { message: "expected value".into(), line: 2, column: 11 },
            },
            None,
            "Error",
            "Invalid package config /bad/package.json while importing './bad/a.js' from /main.js: expected value at \
             line 2 column 11",
        ),
        (
            "http://localhost/",
            ModuleType::JavaScript,
            Fault::UnsupportedScheme { scheme: "http".into() },
            None,
            "Error",
            "Modules are loaded from file:, data: and node: URLs only. Received protocol 'http:' in \
             'http://localhost/' imported from /main.js",
        ),
        (
            "node:nope",
            ModuleType::JavaScript,
            Fault::UnknownBuiltin { name: "node:nope".into() },
            None,
            "Error",
            "No such built-in module: node:nope imported from /main.js",
        ),
        (
            "./t.txt",
            ModuleType::JavaScript,
            Fault::UnknownExtension { extension: ".txt".into(), path: at("t.txt") },
            None,
            "TypeError",
            "Unknown file extension \".txt\" for /t.txt imported from /main.js",
        ),
        (
            "./j.json",
            ModuleType::JavaScript,
            Fault::Attributes {
                url: folder.url("j.json"),
                fault: AttributeFault::Missing { needed: ModuleType::Json },
            },
            None,
            "TypeError",
            "Module \"file:///j.json\" needs an import attribute of \"type: json\" imported from /main.js",
        ),
        (
            "./a.js",
            ModuleType::Json,
            Fault::Attributes {
                url: folder.url("a.js"),
                fault: AttributeFault::Incompatible { given: ModuleType::Json },
            },
            None,
            "TypeError",
            "Module \"file:///a.js\" is not of type \"json\" imported from /main.js",
        ),
    ];
    for (specifier, module_type, fault, hint, name, message) in table {
        let error = *folder.resolve_as(specifier, "main.js", module_type).expect_err(specifier);
        assert_eq!(folder.shorten(&error.to_string()), message);
        assert_eq!((error.name(), error.code()), (name, fault.code()));
        let expected = ResolveError {
            specifier: specifier.to_owned(),
            referrer: Some(at("main.js").display().to_string()),
            fault,
            hint: hint.map(|specifier| Suggestion { specifier: specifier.to_owned() }),
        };
        assert_eq!(error, expected);
    }
}

#[test]
fn hints_exist_and_differ_from_what_was_written() {
    let folder = Folder::new(&[
        ("package.json", r#"{"type":"module"}"#),
        ("util.js", ""),
        ("m.mjs", ""),
        ("Case.js", ""),
        ("both.js", ""),
        ("both/index.js", ""),
        ("lib/index.js", ""),
        ("node_modules/pkg/fp.js", ""),
        ("node_modules/pkg/dir/index.js", ""),
        ("node_modules/exporting/package.json", r#"{"exports":{"./fp.js":"./fp.js"}}"#),
        ("node_modules/exporting/fp.js", ""),
        ("node_modules/exporting/secret.js", ""),
    ]);
    // (specifier, hint)
    let table = [
        ("./util", Some("./util.js")),
        ("./util?q", Some("./util.js?q")),
        ("./m", Some("./m.mjs")),
        ("./m.js", Some("./m.mjs")),
        ("./case.js", Some("./Case.js")),
        ("./lib", Some("./lib/index.js")),
        ("./lib/", Some("./lib/index.js")),
        ("./both", Some("./both.js")),
        ("./both/", Some("./both/index.js")),
        ("./lib/index", Some("./lib/index.js")),
        ("./util.js/", Some("./util.js")),
        ("./nothing", None),
        ("./nothing.js", None),
        ("pkg/fp", Some("pkg/fp.js")),
        ("pkg/dir", Some("pkg/dir/index.js")),
        ("pkg/none", None),
        ("exporting/fp", Some("exporting/fp.js")),
        ("exporting/secret", None),
        ("util.js", Some("./util.js")),
        ("sqlite", Some("node:sqlite")),
        ("m", Some("./m.mjs")),
        ("no-such-package-anywhere", None),
    ];
    for (specifier, hint) in table {
        let error = folder.resolve(specifier, "main.js").expect_err(specifier);
        assert_eq!(error.hint.map(|hint| hint.specifier).as_deref(), hint, "{specifier}");
    }
}
