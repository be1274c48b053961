//! A test as a program: a first module that defines what tests expect to find, then the test itself.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use super::front_matter::FrontMatter;
use super::suite::Suite;
use crate::harness::{Failure, at};

/// How a test's text is run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// As a module of its own, imported.
    Module,
    /// As a script.
    Sloppy,
    /// As a script that begins with a `"use strict"` directive.
    Strict,
}

/// Printed when evaluation begins, so that an error before it can be told from one after it.
pub const EVALUATION_BEGINS: &str = "evaluation begins";

/// The host's part of what tests may use (test262, INTERPRETING.md, "Host-Defined Functions").
const HOST: &str = "const define = (name, value) =>\n\
    \x20 Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });\n\
    define('print', (text) => console.log(String(text)));\n\
    define('$262', { global: globalThis, evalScript: (text) => (0, eval)(text) });\n";

impl Mode {
    /// The modes that a test asks for.
    pub fn of(front_matter: &FrontMatter) -> &'static [Self] {
        match () {
            () if front_matter.has("module") => &[Self::Module],
            () if front_matter.has("onlyStrict") => &[Self::Strict],
            () if front_matter.has("noStrict") || front_matter.has("raw") => &[Self::Sloppy],
            () => &[Self::Sloppy, Self::Strict],
        }
    }

    /// What a trial's name carries where one test runs in two modes.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Module => "",
            Self::Sloppy => " (sloppy)",
            Self::Strict => " (strict)",
        }
    }
}

/// Writes the program beside the test, where its specifiers lead to its fixtures, and returns its path.
pub fn write(suite: &Suite, name: &str, front_matter: &FrontMatter, mode: Mode) -> Result<PathBuf, Failure> {
    let test = suite.directory()?.join("test").join(name);
    let prelude = test.with_extension("prelude.mjs");
    let main = test.with_extension(format!("main{}.mjs", mode.suffix().trim()));
    let file_name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    fs::write(&prelude, prelude_text(suite, front_matter)).map_err(at(&prelude))?;
    let script = |directive: &str| format!("(0, eval)({});\n", literal(&format!("{directive}{}", suite.text(name))));
    let run = match mode {
        Mode::Module => format!("import {};\n", literal(&format!("./{}", file_name(&test)))),
        Mode::Sloppy => script(""),
        Mode::Strict => script("\"use strict\";\n"),
    };
    fs::write(&main, format!("import {};\n{run}", literal(&format!("./{}", file_name(&prelude)))))
        .map_err(at(&main))?;
    Ok(main)
}

/// The harness files are scripts whose declarations become globals: indirect eval does just that.
fn prelude_text(suite: &Suite, front_matter: &FrontMatter) -> String {
    let mut text = HOST.to_owned();
    let mut files = vec!["assert.js", "sta.js"];
    if front_matter.has("async") {
        files.push("doneprintHandle.js");
    }
    files.extend(front_matter.includes.iter().map(String::as_str));
    if front_matter.has("raw") {
        files.clear();
    }
    for file in files {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "(0, eval)({});", literal(&suite.harness(file)));
    }
    if front_matter.negative.is_some() {
        let _ = writeln!(text, "print({});", literal(EVALUATION_BEGINS));
    }
    text
}

/// A JavaScript string literal: JSON is one (ECMA-262, since 2019).
fn literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
