//! Compiles the runtime's built-in JavaScript ahead, with the very engine that will run it: no start parses it again.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use parbake_engine::{CompileOptions, Engine, Frontend, Goal};

/// Native stack for compiling a built-in; they nest a few levels.
const STACK_BYTES: usize = 1 << 20;

/// Bytecode is used in place, so each piece begins at a multiple of this.
const ALIGNMENT: usize = 8;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=js");
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let engine = Engine::start();
    fs::write(out_dir.join("self_hosted.bin"), engine.encode_self_hosted()).expect("OUT_DIR can be written");

    let mut frontend = Frontend::new(&engine, STACK_BYTES);
    let mut code = Vec::new();
    let mut table = String::from("&[\n");
    for (name, path) in built_ins(Path::new("js")) {
        let start = code.len();
        code.extend_from_slice(&compile(&mut frontend, &path));
        let end = code.len();
        code.resize(end.next_multiple_of(ALIGNMENT), 0);
        writeln!(table, "    BuiltIn {{ name: {name:?}, start: {start}, end: {end} }},").expect("strings grow");
    }
    table.push(']');
    fs::write(out_dir.join("built_ins.bin"), code).expect("OUT_DIR can be written");
    fs::write(out_dir.join("built_ins.rs"), table).expect("OUT_DIR can be written");
}

/// Name and path of each file, sorted by name so that the table can be searched. The folders are for whoever reads them:
/// `require` knows the names alone.
fn built_ins(directory: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut todo = vec![directory.to_owned()];
    while let Some(directory) = todo.pop() {
        for entry in fs::read_dir(&directory).expect("js/ can be listed") {
            let path = entry.expect("js/ can be listed").path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|extension| extension == "js" || extension == "mjs") {
                let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
                found.push((name, path));
            }
        }
    }
    found.sort();
    for pair in found.windows(2) {
        assert!(pair[0].0 != pair[1].0, "{} and {} have one name", pair[0].1.display(), pair[1].1.display());
    }
    found
}

fn compile(frontend: &mut Frontend, path: &Path) -> Vec<u8> {
    let body = fs::read_to_string(path).expect("built-ins are UTF-8");
    // The wrapper stands on the first line, so that lines count as in the file.
    let text = format!("(function (exports, require, natives) {{ \"use strict\"; {body}\n}})");
    // ES modules are taken as they are.
    let is_module = path.extension().is_some_and(|extension| extension == "mjs");
    let (goal, text) = if is_module { (Goal::Module, body) } else { (Goal::Script, text) };
    let options = CompileOptions { goal, lazy_source: false, discard_source: true };
    let stencil = frontend.compile(&text, &options).unwrap_or_else(|error| {
        panic!("{}:{}:{}: {}", path.display(), error.line, error.column, error.message);
    });
    frontend.encode(&stencil).expect("built-ins contain no asm.js")
}
