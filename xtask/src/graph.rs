//! Module graphs of any size, for tests and benchmarks.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Result, bail};

/// Modules a directory, so that no directory grows with the graph.
const MODULES_PER_DIRECTORY: usize = 100;

/// Which modules import which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Like an application: four imports a module, depth growing with the logarithm, later modules shared by several.
    Mesh,
    /// Each module imports the next: as deep as it is long.
    Chain,
    /// The first module imports all others.
    Wide,
}

/// What the modules are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    JavaScript,
    /// TypeScript whose types can be erased, which every runtime takes.
    TypeScript,
}

impl FromStr for Shape {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "mesh" => Self::Mesh,
            "chain" => Self::Chain,
            "wide" => Self::Wide,
            _ => bail!("{name}: not a shape (mesh, chain, wide)"),
        })
    }
}

/// A graph on disk.
pub struct Graph {
    /// The program's first module.
    pub entry: PathBuf,
    /// What the program prints: one line with a sum over all modules, each counted once.
    pub output: String,
}

/// Writes a graph of `count` modules below `directory`. Every module adds its number to a total kept by the first one's only
/// global, so the output tells whether each was evaluated exactly once.
pub fn write(directory: &Path, count: usize, shape: Shape) -> Result<Graph> {
    write_in(Language::JavaScript, directory, count, shape)
}

/// As [`write`], in a language.
pub fn write_in(language: Language, directory: &Path, count: usize, shape: Shape) -> Result<Graph> {
    for index in 0..count {
        let path = directory.join(module_path(language, index));
        if let Some(parent) = path.parent().filter(|_| index % MODULES_PER_DIRECTORY == 0) {
            fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        }
        fs::write(&path, module_text(language, index, count, shape)).with_context(|| path.display().to_string())?;
    }
    let entry = directory.join(format!("main.{}", extension(language)));
    let text = format!(
        "import {{ total }} from \"./{}\";\nconsole.log(total(), globalThis.evaluated.count);\n",
        module_path(language, 0)
    );
    fs::write(&entry, text).with_context(|| entry.display().to_string())?;
    let sum: usize = (0..count).sum();
    Ok(Graph { entry, output: format!("{sum} {count}\n") })
}

/// The modules that one imports. Always later ones: the graph has no cycle.
fn imports(index: usize, count: usize, shape: Shape) -> Vec<usize> {
    let candidates = match shape {
        Shape::Chain => vec![index + 1],
        Shape::Wide if index == 0 => (1..count).collect(),
        Shape::Wide => Vec::new(),
        // Three children of its own, and one that another module has too.
        Shape::Mesh => vec![3 * index + 1, 3 * index + 2, 3 * index + 3, index + 1 + index * 7 % 31],
    };
    let mut imports: Vec<usize> = candidates.into_iter().filter(|&target| target < count).collect();
    imports.sort_unstable();
    imports.dedup();
    imports
}

/// About 900 bytes of the kind of code that libraries are made of.
fn module_text(language: Language, index: usize, count: usize, shape: Shape) -> String {
    let mut text = String::new();
    let imports = imports(index, count, shape);
    for target in &imports {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "import {{ Node{target} }} from \"../{}\";", module_path(language, *target));
    }
    let children: Vec<String> = imports.iter().map(|target| format!("Node{target}")).collect();
    let children = children.join(", ");
    let _ = match language {
        Language::JavaScript => write!(text, include_str!("graph/module.txt"), index = index, children = children),
        Language::TypeScript => write!(text, include_str!("graph/module.ts.txt"), index = index, children = children),
    };
    if index == 0 {
        text.push_str(match language {
            Language::JavaScript => include_str!("graph/first.txt"),
            Language::TypeScript => include_str!("graph/first.ts.txt"),
        });
    }
    text
}

fn module_path(language: Language, index: usize) -> String {
    format!("part{}/module{index}.{}", index / MODULES_PER_DIRECTORY, extension(language))
}

fn extension(language: Language) -> &'static str {
    match language {
        Language::JavaScript => "mjs",
        Language::TypeScript => "mts",
    }
}
