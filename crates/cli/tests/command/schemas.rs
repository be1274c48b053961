//! What the command writes as JSON is what docs/schemas describes, in every state of the cache.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use parbake_cache::Reason;
use xtask::programs::Set;
use xtask::repository;

use crate::sandbox::Sandbox;

const SCHEMAS: &str = "docs/schemas";

/// Outputs, each under the schema it is held against.
struct Outputs {
    sandbox: Sandbox,
    pairs: Vec<(&'static str, PathBuf)>,
}

impl Outputs {
    fn add(&mut self, schema: &'static str, arguments: &[&str]) {
        let ran = self.sandbox.run(arguments);
        let text = if schema == "cache-log" { ran.stderr } else { ran.stdout };
        let path = self.sandbox.root().join(format!("{}.out", self.pairs.len()));
        fs::write(&path, text).unwrap();
        self.pairs.push((schema, path));
    }

    fn add_commands(&mut self) {
        self.add("cache-stats", &["cache", "stats", "--json"]);
        self.add("cache-ls", &["cache", "ls", "--json"]);
        self.add("cache-explain", &["cache", "explain", "--json", "main.mjs"]);
        self.add("cache-explain", &["cache", "explain", "--json", "-Cdev", "main.mjs"]);
        self.add("cache-verify", &["cache", "verify", "--json"]);
        self.add("cache-prune", &["cache", "prune", "--json", "--dry-run", "--max-size=0"]);
        self.add("cache-clean", &["cache", "clean", "--json", "--dry-run"]);
    }

    /// Packs of every sort, and what carries them.
    fn add_travels(&mut self) {
        self.add("cache-compile", &["cache", "compile", "--json", "main.mjs", "missing.mjs"]);
        self.add("cache-export", &["cache", "export", "--json", "main.mjs"]);
        let own = self.sandbox.packs().remove(0);
        let carried = self.sandbox.root().join(".parbake/main.mjs.pack");
        self.add("cache-import", &["cache", "import", "--json", carried.to_str().unwrap()]);
        self.add("cache-import", &["cache", "import", "--json", carried.to_str().unwrap()]);
        let mut bytes = fs::read(&carried).unwrap();
        bytes[200] ^= 1;
        let damaged = self.sandbox.root().join("damaged.pack");
        fs::write(&damaged, bytes).unwrap();
        for pack in [own, carried, damaged] {
            self.add("cache-inspect", &["cache", "inspect", "--json", pack.to_str().unwrap()]);
            self.add("cache-verify", &["cache", "verify", "--json", pack.to_str().unwrap()]);
        }
    }
}

#[test]
fn every_answer_is_as_its_schema_says() {
    let Some(packages) = Set::Checks.installed() else {
        eprintln!("ajv is not installed (cargo xtask programs): no JSON is checked");
        return;
    };
    let mut outputs = Outputs { sandbox: Sandbox::new(), pairs: Vec::new() };
    let root = outputs.sandbox.root();
    fs::write(
        root.join("main.mjs"),
        "import './other.mjs'; import 'node:path'; export * from './other.mjs'; import.meta;\n",
    )
    .unwrap();
    fs::write(root.join("other.mjs"), "export const a = 1; await 0;\n").unwrap();
    outputs.add("version", &["--version=json"]);
    outputs.add_commands();
    outputs.add("cache-log", &["--cache-log=json", "main.mjs"]);
    outputs.add("cache-log", &["--cache-log=json", "main.mjs"]);
    outputs.add_commands();
    outputs.add("cache-inspect", &["cache", "inspect", "--json", "main.mjs"]);
    outputs.add("cache-inspect", &["cache", "inspect", "--json", "--hex", "other.mjs"]);
    outputs.add_travels();
    outputs.sandbox.run(&["--report", "report.json", "main.mjs"]);
    outputs.pairs.push(("report", root.join("report.json")));
    fs::write(root.join("other.mjs"), "export const a = 2;\n").unwrap();
    outputs.add_commands();
    let pack = outputs.sandbox.packs().remove(0);
    let mut bytes = fs::read(&pack).unwrap();
    bytes[200] ^= 1;
    fs::write(&pack, bytes).unwrap();
    outputs.add_commands();
    outputs.add("cache-verify", &["cache", "verify", "--json", "--repair"]);
    outputs.add("cache-clean", &["cache", "clean", "--json"]);

    let schemas: BTreeSet<PathBuf> = fs::read_dir(repository::root().join(SCHEMAS))
        .unwrap()
        .map(|entry| entry.unwrap().path().canonicalize().unwrap())
        .collect();
    let used: BTreeSet<PathBuf> = outputs.pairs.iter().map(|(schema, _)| schema_file(schema)).collect();
    assert_eq!(schemas, used, "every schema is tried");
    let driver = repository::root().join("crates/cli/tests/command/schemas.mjs");
    let files = outputs.pairs.iter().flat_map(|(schema, json)| [schema_file(schema), json.clone()]);
    let output = Command::new("node").arg(driver).arg(&packages).args(files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The closed set of reasons is the same in all schemas.
#[test]
fn schemas_know_every_reason() {
    for name in ["cache-stats", "cache-explain", "cache-verify", "cache-log", "cache-inspect", "report"] {
        let text = fs::read_to_string(schema_file(name)).unwrap();
        for reason in Reason::ALL {
            assert!(text.contains(&format!("\"{reason}\"")), "{name} does not know {reason}");
        }
    }
}

fn schema_file(name: &str) -> PathBuf {
    repository::root().join(SCHEMAS).join(format!("{name}.json")).canonicalize().unwrap()
}
