use std::path::PathBuf;
use std::rc::Rc;

use parbake_cache::Config;

use crate::Observer;

/// What is to be run, and how. The command reads the environment; nothing below does, but for the program itself.
#[derive(Debug, Clone)]
pub struct RunOptions {
    pub program: ProgramSource,
    /// The program's own arguments, `process.argv.slice(2)`.
    pub arguments: Vec<String>,
    /// The command as it was typed, `process.argv0`.
    pub argv0: String,
    /// The command's executable, `process.execPath`.
    pub exec_path: String,
    /// Options given before the program, `process.execArgv`.
    pub exec_arguments: Vec<String>,
    /// What is required before the program (`--require`).
    pub preloads: Vec<String>,
    /// What is imported after that and before the program (`--import`).
    pub imports: Vec<String>,
    /// What a program without a file is, where that is said (`--input-type`).
    pub input_type: Option<InputType>,
    /// The value of a program without a file is printed (`--print`).
    pub print: bool,
    /// Extra export conditions.
    pub conditions: Vec<String>,
    /// Modules keep the path they were found by.
    pub preserve_symlinks: bool,
    /// Modules' own source maps are used for stacks.
    pub enable_source_maps: bool,
    /// Where `require` looks for packages after `node_modules`: `NODE_PATH`.
    pub module_paths: Vec<PathBuf>,
    /// Where it looks at last. What it finds there is found anew by every run, since these folders are the user's and not the
    /// program's: nothing in the cache rests on which they are.
    pub global_folders: Vec<PathBuf>,
    pub cache: Config,
    /// Threads that read and compile modules, the main one included; `None`: one for each core.
    pub jobs: Option<usize>,
    /// Nothing is run: CommonJS is compiled whole.
    pub ahead: bool,
    /// Bring everything out of the cache and into memory before the engine's context starts, and write on stderr how many
    /// nanoseconds that took: what a benchmark takes off to know how long the rest takes by itself.
    pub floor: bool,
    /// Who is told where the time of the start went. Without anybody, nothing is measured.
    pub observer: Option<Rc<dyn Observer>>,
    /// A line per module on stderr, when the program ends.
    pub log: Option<LogFormat>,
}

/// Where the program's text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgramSource {
    /// A path or `file:` URL, as typed.
    File(String),
    /// The text itself (`-e`). Never cached.
    Eval(String),
    /// Standard input (`-`). Never cached.
    Stdin,
}

/// What a program's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputType {
    /// An ES module, rather than a script with what CommonJS modules have.
    pub is_module: bool,
    /// It has types, which are erased.
    pub is_typescript: bool,
}

/// How the cache log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}
