//! Programs whose exact bytes or whose size is the point: written by the test, where both can be seen.

use std::fmt::Write as _;
use std::fs;

use libtest_mimic::Trial;
use xtask::graph::{self, Shape};

use crate::harness::binary::BINARY;
use crate::harness::expectation::Expectation;
use crate::harness::run::Invocation;
use crate::harness::sandbox::Sandbox;
use crate::harness::states::{Reuse, check_in_every_state};
use crate::harness::{Failure, Test, at, trials_of};

const TESTS: &[(&str, Test)] = &[
    ("byte-order-mark", byte_order_mark),
    ("crlf", crlf),
    ("every-line-end", every_line_end),
    ("invalid-utf8", invalid_utf8),
    ("nothing-to-run", nothing_to_run),
    ("shebang-forms", shebang_forms),
    ("long-specifier", long_specifier),
    ("unreadable-file", unreadable_file),
    ("large-module", large_module),
    ("long-line", long_line),
    ("wide-graph", wide_graph),
    ("mesh-graph", mesh_graph),
    ("dynamic-chain", dynamic_chain),
    ("deep-expression", deep_expression),
];

/// Node.js recurses along a chain of imports and runs out of stack.
const NOT_NODE: &[(&str, Test)] = &[("chain-graph", chain_graph)];

/// One trial a program.
pub fn trials() -> Vec<Trial> {
    let not_node = trials_of("generated", NOT_NODE).into_iter();
    trials_of("generated", TESTS)
        .into_iter()
        .chain(not_node.map(|trial| trial.with_ignored_flag(!BINARY.is_parbake())))
        .collect()
}

/// A mark at the start of a file is not part of the program, nor of the columns, nor of JSON.
fn byte_order_mark(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("data.json", b"\xEF\xBB\xBF{ \"mark\": \"stripped\" }")?;
    sandbox.write("module.mjs", b"\xEF\xBB\xBFexport const where = () => new Error().stack.split('\\n')[1];")?;
    let main = b"\xEF\xBB\xBFimport data from './data.json' with { type: 'json' };\n\
        import { where } from './module.mjs';\n\
        console.log(data.mark, where().match(/module.mjs:\\d+:\\d+/)[0], '\xEF\xBB\xBF'.length);\n";
    passes(sandbox, main, "stripped module.mjs:1:28 1\n")
}

/// Line ends count as one, stay in a function's text, and become `\n` in template literals.
fn crlf(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = "// first\r\nfunction f() {\r\n  return `a\r\nb`;\r\n}\r\n\
        console.log(JSON.stringify([f(), String.raw`x\r\ny`, f.toString()]));\r\n\
        console.log(new Error().stack.match(/main.mjs:\\d+/)[0]);\r\n";
    let expected = "[\"a\\nb\",\"x\\ny\",\"function f() {\\r\\n  return `a\\r\\nb`;\\r\\n}\"]\nmain.mjs:8\n";
    passes(sandbox, main, expected)
}

/// ECMA-262, section 12.3: LF, CR, LS and PS end a line; CR LF together end one.
fn every_line_end(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = "//\n//\r//\r\n//\u{2028}//\u{2029}console.log(new Error().stack.match(/main.mjs:\\d+:\\d+/)[0]);";
    passes(sandbox, main, "main.mjs:6:13\n")
}

/// Bytes that are no UTF-8 become U+FFFD, one for each maximal subpart, as everywhere on the web.
fn invalid_utf8(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = b"const s = '\xFF|\xC3|\xE2\x82|\xF0\x9F\x98|\xED\xA0\x80'; // \xC0\xAF\n\
        console.log(JSON.stringify(s), s.length, (() => '\xFE').toString().length);\n";
    passes(sandbox, main, "\"\u{FFFD}|\u{FFFD}|\u{FFFD}|\u{FFFD}|\u{FFFD}\u{FFFD}\u{FFFD}\" 11 9\n")
}

/// Modules without a statement.
fn nothing_to_run(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("empty.mjs", "")?;
    sandbox.write("mark.mjs", b"\xEF\xBB\xBF")?;
    sandbox.write("space.mjs", " \n\t\u{A0}\u{FEFF}\r\n")?;
    sandbox.write("comment.mjs", "/* nothing */ // at all")?;
    sandbox.write("semicolons.mjs", ";;;")?;
    let main = "import * as a from './empty.mjs';\nimport * as b from './mark.mjs';\nimport * as c from './space.mjs';\n\
        import * as d from './comment.mjs';\nimport * as e from './semicolons.mjs';\n\
        console.log([a, b, c, d, e].map((ns) => Object.keys(ns).length).join());\n";
    passes(sandbox, main, "0,0,0,0,0\n")
}

/// A first line for the shell, alone, after a mark, and ending a file without a line end.
fn shebang_forms(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("alone.mjs", "#!/usr/bin/env node")?;
    sandbox.write("marked.mjs", b"\xEF\xBB\xBF#!/bin/sh\nexport default 'after both';")?;
    let main = "#!/usr/bin/env -S parbake --flag\r\nimport './alone.mjs';\nimport marked from './marked.mjs';\nconsole.log(marked);\n";
    passes(sandbox, main, "after both\n")
}

/// A name longer than any file system allows is a missing module, not a crash.
fn long_specifier(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = "for (const length of [300, 5000, 100000]) {\n\
        await import(`./${'a'.repeat(length)}.mjs`).catch((error) => console.log(error.code));\n}\n";
    passes(sandbox, main, "ERR_MODULE_NOT_FOUND\nERR_MODULE_NOT_FOUND\nERR_MODULE_NOT_FOUND\n")
}

/// A file without read permission; root reads it all the same, so that root sees a program that works.
fn unreadable_file(sandbox: &Sandbox) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;

    let secret = sandbox.write("secret.mjs", "console.log('readable');")?;
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).map_err(at(&secret))?;
    let main = sandbox.write("main.mjs", "import './secret.mjs';")?;
    if fs::read(&secret).is_ok() {
        eprintln!("generated::unreadable-file: run as root, who may read everything; only the reading is checked");
        return check(sandbox, &main, &Expectation::prints("readable\n"), &Reuse::Everything);
    }
    check(sandbox, &main, &Expectation::fails_with(&["EACCES", "secret.mjs"]), &Reuse::Unchecked)
}

/// 50 MB: comments, strings, and enough functions that most stay lazy.
fn large_module(sandbox: &Sandbox) -> Result<(), Failure> {
    const SIZE: usize = 50 << 20;
    let mut text = String::with_capacity(SIZE + 4096);
    let mut count = 0;
    while text.len() < SIZE {
        let filler = "the quick brown fox jumps over the lazy dog; ".repeat(40);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "/* {filler} */\nfunction f{count}(n) {{ return n + {count} + '{filler}'.length; }}");
        count += 1;
    }
    let _ = writeln!(text, "export {{ f{} as last, f7 as seventh }};", count - 1);
    sandbox.write("large.mjs", &text)?;
    let main =
        "import { last, seventh } from './large.mjs';\nconsole.log(last(0), seventh(1), seventh.toString().length);\n";
    let filler = 45 * 40;
    let expected = format!("{} {} {}\n", count - 1 + filler, 8 + filler, filler + 44);
    passes(sandbox, main, &expected)
}

/// One line of a million columns, as minifiers write them.
fn long_line(sandbox: &Sandbox) -> Result<(), Failure> {
    let main =
        format!("const a = [{}]; console.log(a.length, new Error().stack.match(/:1:\\d+/)[0]);", "1,".repeat(500_000));
    passes(sandbox, main, "500000 :1:1000037\n")
}

fn wide_graph(sandbox: &Sandbox) -> Result<(), Failure> {
    graph_of(sandbox, 3_000, Shape::Wide)
}

fn mesh_graph(sandbox: &Sandbox) -> Result<(), Failure> {
    graph_of(sandbox, 1_000, Shape::Mesh)
}

fn chain_graph(sandbox: &Sandbox) -> Result<(), Failure> {
    graph_of(sandbox, 10_000, Shape::Chain)
}

/// Each module waits for the next one's import().
fn dynamic_chain(sandbox: &Sandbox) -> Result<(), Failure> {
    const LENGTH: usize = 300;
    for index in 0..LENGTH {
        let text = format!("export const depth = 1 + (await import('./m{}.mjs')).depth;", index + 1);
        sandbox.write(&format!("m{index}.mjs"), text)?;
    }
    sandbox.write(&format!("m{LENGTH}.mjs"), "export const depth = 0;")?;
    passes(sandbox, "console.log((await import('./m0.mjs')).depth);", "300\n")
}

/// An expression nested deeper than a recursive parser likes: a sum is fine, brackets may be refused but must not crash.
fn deep_expression(sandbox: &Sandbox) -> Result<(), Failure> {
    let sum = "1+".repeat(20_000);
    sandbox.write("brackets.mjs", format!("{}1{};", "[".repeat(100_000), "]".repeat(100_000)))?;
    let main = format!(
        "console.log({sum}1);\nawait import('./brackets.mjs').then(\n  () => console.log('done'),\n  \
         (error) => console.log(['RangeError', 'InternalError', 'SyntaxError'].includes(error.name) ? 'done' : error),\n);\n"
    );
    let main = sandbox.write("main.mjs", main)?;
    check(sandbox, &main, &Expectation::prints("20001\ndone\n"), &Reuse::Unchecked)
}

fn graph_of(sandbox: &Sandbox, count: usize, shape: Shape) -> Result<(), Failure> {
    let graph = graph::write(&sandbox.work_directory(), count, shape)?;
    check(sandbox, &graph.entry, &Expectation::prints(graph.output), &Reuse::Everything)
}

/// The text as `main.mjs` prints this, and every module of it is cached.
fn passes(sandbox: &Sandbox, main: impl AsRef<[u8]>, stdout: &str) -> Result<(), Failure> {
    let main = sandbox.write("main.mjs", main)?;
    check(sandbox, &main, &Expectation::prints(stdout), &Reuse::Everything)
}

fn check(sandbox: &Sandbox, main: &std::path::Path, expected: &Expectation, reuse: &Reuse) -> Result<(), Failure> {
    check_in_every_state(sandbox, &Invocation::of(main), expected, reuse).map(|_| ())
}
