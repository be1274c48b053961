//! A pack: everything a program needs to start again, in one file.
//!
//! It holds what the last runs learned (the modules, what their specifiers resolved to, and what has to stay true for
//! that) and the entry of every module, one behind the other in the order in which they are evaluated. One tag covers
//! all of it. Paths are written relative to the directory of the program's file, so that a pack can be carried elsewhere.

use std::path::PathBuf;

use parbake_bmes::{Digest, EntryKey, ModuleType};

use crate::stamp::Stamp;

mod base;
mod check;
mod climb;
mod collect;
mod encode;
mod loaded;
mod rows;
mod tables;
mod wire;

pub use base::{Base, UrlOfPath};
pub use check::Standing;
pub(crate) use encode::{encode, ship};
pub use loaded::{LoadedPack, PackedEntry};
pub use rows::{ModuleView, Place, ProbeView, ResolutionView, StateView};
pub(crate) use wire::Header as PackHeader;
pub use wire::MAGIC;

/// What a pack is made of.
///
/// ```
/// use std::path::Path;
///
/// use parbake_bmes::{BuildId, Digest, EntryParts, Kind, ModuleType, generate_member};
/// use parbake_cache::{Base, Cache, Config, Draft, KeyInput, Member, ModuleRow, Origin, Program, ProgramInput};
///
/// # let root = tempfile::tempdir()?;
/// # let (dir, state) = (root.path().join("cache"), root.path().join("state"));
/// let build_id = BuildId([1; 32]);
/// let cache = Cache::open(Config::new(Some(dir), Some(state), build_id));
/// let entry = Path::new("/app/main.mjs");
/// let input = ProgramInput { entry, conditions: &[], preserve_symlinks: false, module_paths: &[], build_id };
/// let base = Base::of_program(entry, |path| format!("file://{}", path.display()));
///
/// let source_digest = Digest::of(b"export {};");
/// let key = KeyInput { source: source_digest, kind: Kind::Module, build_id, options: b"" }.key();
/// let main = ModuleRow {
///     url: "file:///app/main.mjs".to_owned(),
///     file: Some(entry.to_owned()),
///     module_type: ModuleType::JavaScript,
///     format: 0,
///     stamp: None,
///     source_digest,
///     entry: key,
///     requests: Vec::new(),
/// };
/// let program = Program { modules: vec![main], start_modules: 1, ..Program::default() };
/// let bytes = generate_member(&EntryParts { bytecode: Some(b"..."), ..EntryParts::new(Kind::Module, build_id, key) })?;
/// let members = [Some(Member { bytes: &bytes, origin: Origin::Fresh })];
/// let draft = Draft { base: &base, program: &program, members: &members, spares: &[] };
/// cache.save_pack(&input.key(), &draft).map_err(|reason| reason.to_string())?;
///
/// let pack = cache.load_pack(&input, &base).map_err(|reason| reason.to_string())?;
/// assert_eq!(pack.to_program(), program);
/// let main = pack.entry(0).map_err(|reason| reason.to_string())?.ok_or("it has an entry")?;
/// assert_eq!(main.bytecode(), Some(&b"..."[..]));
/// // Nothing proves that its file is as it was: it has to be read, and digests compared.
/// assert_eq!(cache.check_start(&pack).unproven, [0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// Where the program is.
    pub base: &'a Base,
    /// What is known about it.
    pub program: &'a Program,
    /// The entry of each of the program's modules, as [`parbake_bmes::generate_member`] writes it; `None` for what has
    /// none, such as built-in modules.
    pub members: &'a [Option<Member<'a>>],
    /// Entries that no module has now: of texts that were changed, and may be changed back.
    pub spares: &'a [(EntryKey, &'a [u8])],
}

/// The entry of a module, on its way into a pack.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a member comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The program's last pack.
    Own,
    /// Another program's pack.
    Other,
    /// It was made in this run.
    Fresh,
}

/// What is known about a program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Program {
    /// The paths of modules were resolved through every symbolic link, as is the rule without `--preserve-symlinks`: a link
    /// that appears in one of them later makes the resolutions void.
    pub real_paths: bool,
    /// The modules, in the order in which the caller wants them back; the others name them by their place here.
    pub modules: Vec<ModuleRow>,
    /// The first so many modules are those that the program cannot start without. The others came by `import()`, and are
    /// looked at when somebody imports them.
    pub start_modules: u32,
    /// What was resolved. Written in the order of (referrer, specifier, type).
    pub resolutions: Vec<ResolutionRow>,
    /// What has to stay as it is for the resolutions to be used.
    pub probes: Vec<Probe>,
    /// What has to stay as it is on top of that for the resolutions of `import()` and of what it brings.
    pub later_probes: Vec<Probe>,
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
    /// The key of its entry.
    pub entry: EntryKey,
    /// The modules that it requests, by place and in the order of its requests; those of `import()` do not count.
    pub requests: Vec<u32>,
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
    /// Only `import()` asks for it.
    pub dynamic: bool,
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
    /// A file that was read, such as a `package.json`: the same if its stamp says so, or else its content.
    Present(Option<Stamp>, Digest),
    /// A symbolic link with this target, as it is written in the link.
    Link(PathBuf),
}
