//! What is asked of a thread that fetches, and what comes of it.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use parbake_bmes::{CommonJsExports, Digest, EntryKey, ModuleType};
use parbake_cache::stamp::Stamp;
use parbake_cache::{ModuleView, Reason};
use parbake_engine::{CompileError, Stencil};
use parbake_loader::{Format, ResolveError, Target};
use parbake_transform::SyntaxError;

use super::company::Wait;
use super::member::Held;
use super::want::Want;

/// A module to be fetched.
pub(crate) struct Order {
    pub(crate) id: u32,
    pub(crate) url: String,
    pub(crate) module_type: ModuleType,
    pub(crate) place: Place,
    /// The module's row in the program's pack.
    pub(crate) row: Option<u32>,
    /// The file is the one that the row was made from.
    pub(crate) proven: bool,
    pub(crate) wait: Wait,
    /// The program's hooks say what its requests mean.
    pub(crate) hooked: bool,
}

/// Where a module is.
#[derive(Clone)]
pub(crate) enum Place {
    /// Where its row says.
    Row,
    Resolved {
        target: Target,
        format: Format,
    },
    /// Text given on the command line or on standard input.
    Inline(String),
    /// Where the program's hooks say; `format` is what they expect there.
    Hooks {
        format: Option<String>,
    },
    /// Text that the program's hooks gave.
    Hooked(String),
}

pub(crate) struct Fetched {
    pub(crate) id: u32,
    pub(crate) body: Result<Body, FetchError>,
    pub(crate) wants: Vec<Want>,
    pub(crate) facts: Option<Facts>,
    pub(crate) outcome: Outcome,
    pub(crate) duration: Duration,
    /// The size of the source, where it is known.
    pub(crate) source_bytes: u64,
    /// The module's entry, for the program's next pack.
    pub(crate) held: Option<Held>,
}

/// What the module is made of.
pub(crate) enum Body {
    Code { stencil: Stencil, has_top_level_await: bool },
    CommonJs { stencil: Stencil, names: Option<CommonJsExports> },
    Json(String),
    Text(String),
    BuiltIn(String),
}

impl Body {
    pub(super) fn has_top_level_await(&self) -> bool {
        matches!(self, Self::Code { has_top_level_await: true, .. })
    }
}

#[derive(Debug)]
pub(crate) enum FetchError {
    Read {
        path: PathBuf,
        error: io::Error,
    },
    Compile(CompileError),
    /// It is not what its extension says it is written in.
    Transform(SyntaxError),
    /// What its project says about it cannot be read.
    Project(Box<ResolveError>),
    /// The file is of a format that cannot be run.
    Format(Format),
}

/// What the program's pack says of a module.
#[derive(Clone)]
pub(crate) struct Facts {
    pub(crate) file: Option<PathBuf>,
    pub(crate) format: u8,
    pub(crate) stamp: Option<Stamp>,
    pub(crate) digest: Digest,
    pub(crate) key: EntryKey,
    /// The pack on disk says this already.
    pub(crate) recorded: bool,
}

impl Facts {
    pub(crate) fn of_row(view: &ModuleView<'_>) -> Self {
        Self {
            file: view.file.map(|place| place.to_path_buf()),
            format: view.format,
            stamp: view.stamp,
            digest: view.source_digest,
            key: view.entry,
            recorded: true,
        }
    }
}

/// How the cache served a module.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    Hit,
    Miss(Reason),
    /// Nothing to cache: a built-in, or text from the command line.
    Uncached,
}

impl Fetched {
    pub(super) fn new(id: u32, body: Result<Body, FetchError>, outcome: Outcome) -> Self {
        Self {
            id,
            body,
            wants: Vec::new(),
            facts: None,
            outcome,
            duration: Duration::ZERO,
            source_bytes: 0,
            held: None,
        }
    }
}
