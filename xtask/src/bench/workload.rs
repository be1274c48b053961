//! What is run.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::graph::{self, Shape};

/// A program and what it prints.
pub struct Workload {
    pub name: String,
    pub entry: PathBuf,
    /// `None` where it is whatever the first contender prints.
    pub output: Option<String>,
}

const LIBRARIES: [&str; 7] = ["lodash-es", "date-fns", "three", "zod", "d3", "luxon", "ramda"];

const GRAPHS: [usize; 3] = [100, 1_000, 10_000];

impl Workload {
    /// Hello world, the libraries' jobs, and generated graphs (written below `place`).
    pub fn all(libraries: &Path, place: &Path) -> Result<Vec<Self>> {
        let hello = place.join("hello.mjs");
        fs::write(&hello, "console.log('Hello, world!');\n").context("hello.mjs")?;
        let mut workloads =
            vec![Self { name: "hello".to_owned(), entry: hello, output: Some("Hello, world!\n".to_owned()) }];
        workloads.extend(LIBRARIES.map(|name| {
            let entry = libraries.join(format!("{name}.mjs"));
            Self { name: name.to_owned(), entry, output: None }
        }));
        for count in GRAPHS {
            let graph = graph::write(&place.join(format!("graph-{count}")), count, Shape::Mesh)?;
            let name = format!("{count} modules");
            workloads.push(Self { name, entry: graph.entry, output: Some(graph.output) });
        }
        Ok(workloads)
    }
}
