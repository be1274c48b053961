//! Relative and absolute specifiers, URLs, encodings, symbolic links.

use parbake_loader::{ModuleType, Resolver, ResolverOptions, Target};

use crate::folder::Folder;

#[test]
fn names_are_taken_whole() {
    let folder = Folder::of_modules(&["a.js", "b.mjs", "lib/index.js", "lib/x.js", "lib.js", "...", ".x.js"]);
    folder.expect(
        "main.js",
        &[
            ("./a.js", "/a.js"),
            ("././lib/./x.js", "/lib/x.js"),
            ("./lib/../a.js", "/a.js"),
            ("./gone/../a.js", "/a.js"),
            ("./.x.js", "/.x.js"),
            ("./...", "ERR_UNKNOWN_FILE_EXTENSION"),
            ("./a", "ERR_MODULE_NOT_FOUND"),
            ("./b", "ERR_MODULE_NOT_FOUND"),
            ("./A.js", "ERR_MODULE_NOT_FOUND"),
            ("./lib", "ERR_UNSUPPORTED_DIR_IMPORT"),
            ("./lib/", "ERR_UNSUPPORTED_DIR_IMPORT"),
            ("./gone/", "ERR_UNSUPPORTED_DIR_IMPORT"),
            ("./a.js/", "ERR_UNSUPPORTED_DIR_IMPORT"),
            (".", "ERR_UNSUPPORTED_DIR_IMPORT"),
            ("..", "ERR_UNSUPPORTED_DIR_IMPORT"),
            ("./", "ERR_UNSUPPORTED_DIR_IMPORT"),
            ("/", "ERR_UNSUPPORTED_DIR_IMPORT"),
            (".//a.js", "/a.js"),
            ("./lib//x.js", "/lib/x.js"),
            (".x.js", "ERR_INVALID_MODULE_SPECIFIER"),
            ("..a.js", "ERR_INVALID_MODULE_SPECIFIER"),
        ],
    );
    folder
        .expect("lib/main.js", &[("../a.js", "/a.js"), ("./x.js", "/lib/x.js"), ("../lib/index.js", "/lib/index.js")]);
    let up = format!("{}{}/a.js", "../".repeat(40), folder.root.display().to_string().trim_start_matches('/'));
    folder.expect("main.js", &[(&up, "/a.js")]);
}

#[test]
fn urls_and_absolute_paths_are_specifiers() {
    let folder = Folder::of_modules(&["a.js"]);
    let (path, url) = (folder.path("a.js").display().to_string(), folder.url("a.js"));
    folder.expect(
        "main.js",
        &[
            (&path, "/a.js"),
            (&url, "/a.js"),
            (&url.replace("file:///", "file://localhost/"), "/a.js"),
            (&format!("{url}?q"), "/a.js?q"),
            (&url.replace("a.js", "a"), "ERR_MODULE_NOT_FOUND"),
            ("file://host/a.js", "ERR_INVALID_FILE_URL_HOST"),
            ("//host/a.js", "ERR_INVALID_FILE_URL_HOST"),
            ("http://localhost/a.js", "ERR_UNSUPPORTED_ESM_URL_SCHEME"),
            ("https://localhost/a.js", "ERR_UNSUPPORTED_ESM_URL_SCHEME"),
            ("blob:a", "ERR_UNSUPPORTED_ESM_URL_SCHEME"),
            ("C:/a.js", "ERR_UNSUPPORTED_ESM_URL_SCHEME"),
        ],
    );
}

#[test]
fn a_query_or_fragment_makes_another_module_of_the_same_file() {
    let folder = Folder::of_modules(&["a.js"]);
    // (specifier, URL)
    let table = [
        ("./a.js?x", "/a.js?x"),
        ("./a.js?x=/../y#z?", "/a.js?x=/../y#z?"),
        ("./a.js#x", "/a.js#x"),
        ("./a.js?", "/a.js"),
        ("./a.js#", "/a.js"),
        ("./a.js?a b", "/a.js?a%20b"),
    ];
    folder.expect("main.js", &table);
    for (specifier, _) in table {
        let resolved = folder.resolve(specifier, "main.js?of=its&own#too").expect("the file is there");
        assert_eq!(resolved.target, Target::File(folder.path("a.js")), "{specifier}");
    }
}

#[test]
fn names_are_encoded_as_node_encodes_them() {
    // (file name, specifier, name in the URL)
    let table = [
        ("a b.js", "./a b.js", "a%20b.js"),
        ("a b.js", "./a%20b.js", "a%20b.js"),
        ("\u{fc}.js", "./\u{fc}.js", "%C3%BC.js"),
        ("\u{fc}.js", "./%c3%bc.js", "%C3%BC.js"),
        ("p%25.js", "./p%2525.js", "p%2525.js"),
        ("q?.js", "./q%3F.js", "q%3F.js"),
        ("h#.js", "./h%23.js", "h%23.js"),
        ("tilde~.js", "./tilde~.js", "tilde%7E.js"),
        ("[id].js", "./[id].js", "%5Bid%5D.js"),
        ("caret^.js", "./caret^.js", "caret%5E.js"),
        ("pipe|.js", "./pipe|.js", "pipe%7C.js"),
        ("q\"'.js", "./q\"'.js", "q%22'.js"),
        ("@!$&()*+,;=-_.js", "./@!$&()*+,;=-_.js", "@!$&()*+,;=-_.js"),
        ("a.js", "./%61.js", "a.js"),
        ("a.js", "./x/%2e%2E/a.js", "a.js"),
        ("a.js", "./\ta\n.js", "a.js"),
    ];
    let folder = Folder::of_modules(&table.map(|(name, ..)| name));
    for (name, specifier, encoded) in table {
        let resolved = folder.resolve(specifier, "main.js").unwrap_or_else(|error| panic!("{specifier}: {error}"));
        assert_eq!(folder.shorten(&resolved.url), format!("file:///{encoded}"));
        assert_eq!(resolved.target, Target::File(folder.path(name)));
        assert_eq!(parbake_loader::file_url_from_path(&folder.path(name)), resolved.url);
    }
    folder.expect(
        "main.js",
        &[
            ("./x%2Fa.js", "ERR_INVALID_MODULE_SPECIFIER"),
            ("./x%5ca.js", "ERR_INVALID_MODULE_SPECIFIER"),
            ("./x\\..\\a.js", "/a.js"),
            ("./a.js%00", "ERR_INVALID_FILE_URL_PATH"),
            ("./%", "ERR_INVALID_FILE_URL_PATH"),
            ("./%4g.js", "ERR_INVALID_FILE_URL_PATH"),
        ],
    );
}

#[test]
fn modules_in_encoded_directories_find_their_neighbours() {
    let folder = Folder::of_modules(&["a b/~/x.js", "a b/y.js", "a b/node_modules/pkg/index.js"]);
    folder.expect(
        "a%20b/%7E/main.js",
        &[("./x.js", "/a%20b/%7E/x.js"), ("../y.js", "/a%20b/y.js"), ("pkg", "/a%20b/node_modules/pkg/index.js")],
    );
}

const LINKS: &[(&str, &str)] = &[
    ("package.json", r#"{"type":"module"}"#),
    ("a.js", ""),
    ("lib/x.js", ""),
    ("lib/package.json", r#"{"type":"commonjs"}"#),
    ("links/file.js", "-> ../a.js"),
    ("links/other.mjs", "-> file.js"),
    ("links/lib", "-> ../lib/"),
    ("links/via.js", "-> lib/x.js"),
    ("links/up", "-> lib/.."),
    ("links/dangling.js", "-> nowhere.js"),
    ("links/loop.js", "-> loop.js"),
    ("links/ring", "-> ring/ring"),
];

#[test]
fn symbolic_links_are_followed_to_the_real_path() {
    let folder = Folder::new(LINKS);
    folder.expect(
        "main.js",
        &[
            ("./links/file.js", "/a.js"),
            ("./links/file.js?q", "/a.js?q"),
            ("./links/other.mjs", "/a.js"),
            ("./links/lib/x.js", "/lib/x.js"),
            ("./links/via.js", "/lib/x.js"),
            ("./links/up/a.js", "/a.js"),
            ("./links/lib/../file.js", "/a.js"),
            ("./links/lib", "ERR_UNSUPPORTED_DIR_IMPORT"),
            ("./links/dangling.js", "ERR_MODULE_NOT_FOUND"),
            ("./links/loop.js", "ERR_MODULE_NOT_FOUND"),
            ("./links/ring/x.js", "ERR_MODULE_NOT_FOUND"),
        ],
    );
}

#[test]
fn symbolic_links_can_be_kept() {
    let folder = Folder::new(LINKS);
    let resolver = Resolver::new(ResolverOptions { preserve_symlinks: true, ..ResolverOptions::default() });
    // (specifier, URL, target)
    let table = [("./links/file.js", "/links/file.js"), ("./links/lib/x.js?q", "/links/lib/x.js?q")];
    for (specifier, url) in table {
        let outcome = resolver.resolve(specifier, &folder.url("main.js"), ModuleType::JavaScript);
        assert_eq!(folder.short(outcome), url);
    }
    let entry = resolver.entry("links/file.js", &folder.root);
    assert_eq!(folder.short(entry), "/a.js", "the program itself is always called by its real path");
}

#[test]
fn long_chains_of_links_end() {
    let links: Vec<_> = (0..60).map(|n| (format!("l{n}"), format!("-> l{}", n + 1))).collect();
    let files: Vec<_> = links.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = Folder::new(&files);
    folder.write("l60", "");
    folder.write("package.json", r#"{"type":"module"}"#);
    folder.expect("main.js", &[("./l25", "/l60"), ("./l0", "ERR_MODULE_NOT_FOUND")]);
}
