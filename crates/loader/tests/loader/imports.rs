//! `imports` of a package: names that begin with `#`.

use crate::folder::Folder;

#[test]
fn names_are_looked_up_in_the_nearest_package() {
    let imports = r##"{"name":"own","type":"module","exports":"./a.js","imports":{
        "#a":"./a.js", "#pkg":"pkg", "#pkgs/*":"pkg/*.js", "#fs":"fs", "#own":"own", "#lib/*":"./lib/*", "#/s":"./a.js",
        "#null":null, "#cond":{"browser":"./a.js"}, "#deny":{"node":null,"default":"./a.js"}, "#up":"../x.js",
        "#url":"node:fs", "#root":"/x.js", "#number":1, "#list":[1,"./a.js"], "#again":"#a", "#gone":"./gone.js",
        "#nopkg":"no-such-package-anywhere", "#index":{"0":"./a.js"}}}"##;
    let folder = Folder::new(&[
        ("package.json", imports),
        ("a.js", ""),
        ("lib/x.js", ""),
        ("node_modules/pkg/index.js", ""),
        ("node_modules/pkg/sub.js", ""),
        ("none/package.json", "{}"),
    ]);
    folder.expect(
        "lib/main.js",
        &[
            ("#a", "/a.js"),
            ("#pkg", "/node_modules/pkg/index.js"),
            ("#pkgs/sub", "/node_modules/pkg/sub.js"),
            ("#pkgs/gone", "ERR_MODULE_NOT_FOUND"),
            ("#fs", "node:fs"),
            ("#own", "/a.js"),
            ("#lib/x.js", "/lib/x.js"),
            ("#lib/x.js?q", "/lib/x.js?q"),
            ("#lib/../a.js", "ERR_INVALID_MODULE_SPECIFIER"),
            ("#/s", "/a.js"),
            ("#/t", "ERR_PACKAGE_IMPORT_NOT_DEFINED"),
            ("#null", "ERR_PACKAGE_IMPORT_NOT_DEFINED"),
            ("#cond", "ERR_PACKAGE_IMPORT_NOT_DEFINED"),
            ("#deny", "ERR_PACKAGE_IMPORT_NOT_DEFINED"),
            ("#none", "ERR_PACKAGE_IMPORT_NOT_DEFINED"),
            ("#up", "ERR_INVALID_PACKAGE_TARGET"),
            ("#url", "ERR_INVALID_PACKAGE_TARGET"),
            ("#root", "ERR_INVALID_PACKAGE_TARGET"),
            ("#number", "ERR_INVALID_PACKAGE_TARGET"),
            ("#list", "/a.js"),
            ("#again", "ERR_MODULE_NOT_FOUND"),
            ("#gone", "ERR_MODULE_NOT_FOUND"),
            ("#nopkg", "ERR_MODULE_NOT_FOUND"),
            ("#index", "ERR_INVALID_PACKAGE_CONFIG"),
            ("#", "ERR_INVALID_MODULE_SPECIFIER"),
            ("#lib/", "ERR_INVALID_MODULE_SPECIFIER"),
        ],
    );
    folder.expect("none/main.js", &[("#a", "ERR_PACKAGE_IMPORT_NOT_DEFINED")]);
    folder.expect("node_modules/pkg/index.js", &[("#a", "ERR_PACKAGE_IMPORT_NOT_DEFINED")]);
}
