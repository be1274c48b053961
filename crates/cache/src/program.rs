//! What a program's last run learned: its modules, what its specifiers resolved to, and what has to stay true for that.

use std::path::PathBuf;

use parbake_bmes::{Digest, EntryKey, ModuleType};

use crate::stamp::Stamp;

mod check;
mod encode;
mod loaded;
mod tables;
mod wire;

pub use check::Standing;
pub(crate) use encode::encode;
pub use loaded::{LoadedProgram, ModuleView, Place, ProbeView, ResolutionView, StateView};

/// A program's record, to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Program {
    /// The paths of modules were resolved through every symbolic link, as is the rule without `--preserve-symlinks`: a link
    /// that appears in one of them later makes the resolutions void.
    pub real_paths: bool,
    /// The modules, in the order in which the caller wants them back; the others name them by their place here.
    pub modules: Vec<ModuleRow>,
    /// What was resolved. Written in the order of (referrer, specifier, type).
    pub resolutions: Vec<ResolutionRow>,
    /// What has to stay as it is for the resolutions to be used.
    pub probes: Vec<Probe>,
}

/// A module of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleRow {
    /// The module's URL.
    pub url: String,
    /// Its file, as an absolute path; `None` for `data:` URLs and built-in modules.
    pub file: Option<PathBuf>,
    /// The type it was imported as.
    pub module_type: ModuleType,
    /// The format it was loaded as: a number of the caller's.
    pub format: u8,
    /// The stamp of the file when it was read.
    pub stamp: Option<Stamp>,
    /// The digest of the file.
    pub source_digest: Digest,
    /// What its entry is filed under.
    pub entry: EntryKey,
}

/// What a specifier means in a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolutionRow {
    /// The place of the module that imports.
    pub referrer: u32,
    /// The specifier as the source has it.
    pub specifier: String,
    /// The type asked for.
    pub module_type: ModuleType,
    /// The place of the module that is meant.
    pub target: u32,
}

/// A fact of the file system that resolutions rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// Where, as an absolute path.
    pub path: PathBuf,
    /// What was found there.
    pub state: ProbeState,
}

/// What was found at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProbeState {
    /// Nothing: a candidate that was passed over.
    Absent,
    /// A file that was read, such as a `package.json`.
    Present(Stamp),
    /// A symbolic link with this target, as it is written in the link.
    Link(PathBuf),
}
