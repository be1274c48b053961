//! What is run.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::graph::{self, Language, Shape};
use crate::programs::Set;

/// A program and what it prints.
pub struct Workload {
    pub name: String,
    pub entry: PathBuf,
    pub output: String,
    /// How many modules it was generated with, for those that were.
    pub generated: Option<usize>,
}

/// The libraries whose jobs are measured, as far as `tests/programs` has them.
const LIBRARIES: [&str; 13] = [
    "lodash-es",
    "date-fns",
    "three",
    "zod",
    "svgo",
    "prettier",
    "yargs",
    "d3",
    "luxon",
    "ramda",
    "typescript",
    "babel",
    "terser",
];

/// Jobs of libraries that are ES modules, and of those that are CommonJS.
const EXTENSIONS: [&str; 2] = ["mjs", "cjs"];

/// What each graph is for: `10,000 modules` cost ten times what `1,000` cost.
const GRAPHS: [(&str, usize); 3] = [("100", 100), ("1000", 1_000), ("10000", 10_000)];

/// Modules of the graph that is written in TypeScript.
const TYPESCRIPT_MODULES: usize = 500;

impl Workload {
    /// Hello world, the libraries' jobs, and generated graphs (written below `place`).
    pub fn all(libraries: &Path, place: &Path) -> Result<Vec<Self>> {
        let mut workloads = vec![hello(place)?];
        for name in LIBRARIES {
            let expected = Set::Programs.sources().join("expected").join(name).with_extension("stdout");
            let entries = EXTENSIONS.map(|extension| libraries.join(name).with_extension(extension));
            if let Some(entry) = entries.into_iter().find(|entry| entry.is_file())
                && expected.is_file()
            {
                let output = fs::read_to_string(expected)?;
                workloads.push(Self { name: name.to_owned(), entry, output, generated: None });
            }
        }
        for (name, count) in GRAPHS {
            let graph = graph::write(&place.join(format!("graph-{count}")), count, Shape::Mesh)?;
            let name = format!("{name} modules");
            workloads.push(Self { name, entry: graph.entry, output: graph.output, generated: Some(count) });
        }
        let graph =
            graph::write_in(Language::TypeScript, &place.join("graph-typescript"), TYPESCRIPT_MODULES, Shape::Mesh)?;
        let name = format!("{TYPESCRIPT_MODULES} TypeScript modules");
        workloads.push(Self { name, entry: graph.entry, output: graph.output, generated: None });
        Ok(workloads)
    }
}

fn hello(place: &Path) -> Result<Workload> {
    let entry = place.join("hello.mjs");
    fs::write(&entry, "console.log('Hello, world!');\n").context("hello.mjs")?;
    Ok(Workload { name: "hello".to_owned(), entry, output: "Hello, world!\n".to_owned(), generated: None })
}
