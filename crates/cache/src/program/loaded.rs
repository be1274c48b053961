//! A program's record as it lies in memory, read through views: loading allocates once or twice, however many rows there are.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};

use parbake_bmes::{BuildId, Digest, EntryKey, ModuleType, TagKey};
use self_cell::self_cell;

use super::tables::Tables;
use super::{ModuleRow, Probe, ProbeState, Program, ResolutionRow};
use crate::buffer::Buffer;
use crate::stamp::Stamp;
use crate::{ProgramKey, Reason};

self_cell!(
    struct Cell {
        owner: Buffer,
        #[covariant]
        dependent: Tables,
    }
);

/// A program's record, authenticated and checked.
pub struct LoadedProgram(Cell);

/// A module of a loaded record; see [`ModuleRow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModuleView<'a> {
    /// The module's URL.
    pub url: &'a str,
    /// Its file.
    pub file: Option<Place<'a>>,
    /// The type it was imported as.
    pub module_type: ModuleType,
    /// The format it was loaded as.
    pub format: u8,
    /// The stamp of the file when it was read.
    pub stamp: Option<Stamp>,
    /// The digest of the file.
    pub source_digest: Digest,
    /// What its entry is filed under.
    pub entry: EntryKey,
}

/// A resolution of a loaded record; see [`ResolutionRow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResolutionView<'a> {
    /// The place of the module that imports.
    pub referrer: u32,
    /// The specifier as the source has it.
    pub specifier: &'a str,
    /// The type asked for.
    pub module_type: ModuleType,
    /// The place of the module that is meant.
    pub target: u32,
}

/// A probe of a loaded record; see [`Probe`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProbeView<'a> {
    /// Where.
    pub place: Place<'a>,
    /// What was found there.
    pub state: StateView<'a>,
}

/// What was found at a path; see [`ProbeState`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateView<'a> {
    /// Nothing.
    Absent,
    /// A file.
    Present(Stamp),
    /// A symbolic link with this target.
    Link(&'a Path),
}

/// An absolute path, its directory apart from its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The number of the directory in the record: equal numbers are equal directories.
    pub(super) number: u32,
    /// The directory, with a slash at its end.
    pub directory: &'a Path,
    /// The name in the directory.
    pub name: &'a OsStr,
}

impl LoadedProgram {
    /// Checks everything: the tag first; no byte is interpreted before, but for magic and version.
    pub(crate) fn check(buffer: Buffer, tag: &TagKey) -> Result<Self, Reason> {
        Cell::try_new(buffer, |buffer| Tables::check(buffer.bytes(), tag)).map(Self)
    }

    /// What the record is filed under.
    #[must_use]
    pub fn key(&self) -> ProgramKey {
        ProgramKey(self.tables().header.key)
    }

    /// The build that wrote it.
    #[must_use]
    pub fn build_id(&self) -> BuildId {
        BuildId(self.tables().header.build_id)
    }

    /// See [`Program::real_paths`].
    #[must_use]
    pub fn real_paths(&self) -> bool {
        self.tables().header.real_paths.get() != 0
    }

    /// The module at a place.
    #[must_use]
    pub fn module(&self, index: u32) -> Option<ModuleView<'_>> {
        let tables = self.tables();
        tables.modules.get(index as usize).map(|row| tables.module(row))
    }

    /// The modules, in the order in which they were written.
    pub fn modules(&self) -> impl ExactSizeIterator<Item = ModuleView<'_>> {
        let tables = self.tables();
        tables.modules.iter().map(|row| tables.module(row))
    }

    /// The resolutions, in the order of (referrer, specifier, type).
    pub fn resolutions(&self) -> impl ExactSizeIterator<Item = ResolutionView<'_>> {
        let tables = self.tables();
        tables.resolutions.iter().map(|row| tables.resolution(row))
    }

    /// The probes, in the order in which they were written.
    pub fn probes(&self) -> impl ExactSizeIterator<Item = ProbeView<'_>> {
        let tables = self.tables();
        tables.probes.iter().map(|row| tables.probe(row))
    }

    /// The place of the module that a specifier means in the module at the place `referrer`. Binary search.
    #[must_use]
    pub fn resolve(&self, referrer: u32, specifier: &str, module_type: ModuleType) -> Option<u32> {
        let tables = self.tables();
        let wanted = (referrer, specifier, module_type.code());
        let found = tables.resolutions.binary_search_by(|row| {
            let view = tables.resolution(row);
            (view.referrer, view.specifier, view.module_type.code()).cmp(&wanted)
        });
        found.ok().and_then(|index| tables.resolutions.get(index)).map(|row| row.target.get())
    }

    /// The record as it can be changed and written again.
    #[must_use]
    pub fn to_program(&self) -> Program {
        Program {
            real_paths: self.real_paths(),
            modules: self.modules().map(ModuleRow::from).collect(),
            resolutions: self.resolutions().map(ResolutionRow::from).collect(),
            probes: self.probes().map(Probe::from).collect(),
        }
    }

    pub(super) fn tables(&self) -> &Tables<'_> {
        self.0.borrow_dependent()
    }
}

impl fmt::Debug for LoadedProgram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LoadedProgram").field(&self.key()).finish()
    }
}

impl Place<'_> {
    /// The whole path.
    #[must_use]
    pub fn to_path_buf(&self) -> PathBuf {
        let mut path = OsString::with_capacity(self.directory.as_os_str().len() + self.name.len());
        path.push(self.directory);
        path.push(self.name);
        path.into()
    }
}

impl From<ModuleView<'_>> for ModuleRow {
    fn from(view: ModuleView<'_>) -> Self {
        let ModuleView { url, file, module_type, format, stamp, source_digest, entry } = view;
        let file = file.map(|place| place.to_path_buf());
        Self { url: url.to_owned(), file, module_type, format, stamp, source_digest, entry }
    }
}

impl From<ResolutionView<'_>> for ResolutionRow {
    fn from(view: ResolutionView<'_>) -> Self {
        let ResolutionView { referrer, specifier, module_type, target } = view;
        Self { referrer, specifier: specifier.to_owned(), module_type, target }
    }
}

impl From<ProbeView<'_>> for Probe {
    fn from(view: ProbeView<'_>) -> Self {
        let ProbeView { place, state } = view;
        let state = match state {
            StateView::Absent => ProbeState::Absent,
            StateView::Present(stamp) => ProbeState::Present(stamp),
            StateView::Link(target) => ProbeState::Link(target.to_owned()),
        };
        Self { path: place.to_path_buf(), state }
    }
}
