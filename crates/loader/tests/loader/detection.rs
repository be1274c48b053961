//! Whether text is a module.

use parbake_loader::has_module_syntax;

#[test]
fn text_is_a_module_where_it_cannot_be_commonjs() {
    // (text, is a module); checked with Node.
    let table = [
        ("", false),
        ("1 + 1", false),
        ("import 'a'", true),
        ("export {}", true),
        ("// c\n'use strict'\nexport default 1", true),
        ("var a = 1\nexport { a }", true),
        ("f(); import x from 'a'", true),
        ("import('a')", false),
        ("module.exports = import('a')", false),
        ("import.meta.url", true),
        ("f(import.meta)", true),
        ("function f() { return import.meta }", true),
        ("await f()", true),
        ("var x = await f()", true),
        ("for await (const x of y) {}", true),
        ("await (0)", false),
        ("await [0]", false),
        ("await + 1", false),
        ("var await = 1", false),
        ("async function f() { await g() }", false),
        ("function f() { await g() }", false),
        ("if (a) { await f() }", true),
        ("const module = 1", true),
        ("let require = f()", true),
        ("class exports {}", true),
        ("const { a: __filename } = b", true),
        ("const [...__dirname] = b", true),
        ("var module = 1", false),
        ("function require() {}", false),
        ("{ const module = 1 }", false),
        ("f((module) => { const require = 1 })", false),
        ("const modules = 1", false),
        ("return 1", false),
        ("return; require('a')", false),
        ("require('a'); module.exports = 'export default'", false),
        ("// import x from 'y'", false),
        ("'import.meta'", false),
        ("const module = 1; return", false),
        ("with (a) { require('b') }", false),
        ("#!/usr/bin/env x\nimport 'a'", true),
        ("#!/usr/bin/env x\nrequire('a')", false),
        ("new.target; require('a')", false),
        ("import 'a'; (", true),
        ("require('a'); (", false),
        ("x = <!-- html comment\nrequire('a')", false),
    ];
    for (text, expected) in table {
        assert_eq!(has_module_syntax(text), expected, "{text:?}");
    }
}
