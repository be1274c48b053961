//! The rows of a pack as they are read: views that borrow from its bytes.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use parbake_bmes::{Digest, EntryKey, ModuleType};
use zerocopy::little_endian::U32;

use super::{ModuleRow, Probe, ProbeState, ResolutionRow};
use crate::stamp::Stamp;

/// A module of a pack; see [`ModuleRow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModuleView<'a> {
    /// The URL of the file's directory, and then the rest of the module's URL; or nothing, and the whole URL.
    pub url: (&'a str, &'a str),
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
    /// The key of its entry; zeros if it has none.
    pub entry: EntryKey,
    pub(super) requests: &'a [U32],
}

/// A resolution of a pack; see [`ResolutionRow`].
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
    /// Only `import()` asks for it.
    pub dynamic: bool,
}

/// A probe of a pack; see [`Probe`].
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
    Present(Option<Stamp>, Digest),
    /// A symbolic link with this target.
    Link(&'a Path),
}

/// An absolute path, its directory apart from its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The number of the directory in the pack: equal numbers are equal directories.
    pub(super) number: u32,
    /// The directory, with a slash at its end.
    pub directory: &'a Path,
    /// The name in the directory.
    pub name: &'a OsStr,
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

impl<'a> ModuleView<'a> {
    /// See [`ModuleRow::requests`].
    pub fn requests(&self) -> impl ExactSizeIterator<Item = u32> + use<'a> {
        self.requests.iter().map(|target| target.get())
    }

    /// The module's URL.
    #[must_use]
    pub fn url(&self) -> String {
        [self.url.0, self.url.1].concat()
    }
}

impl From<ModuleView<'_>> for ModuleRow {
    fn from(view: ModuleView<'_>) -> Self {
        let url = view.url();
        let requests = view.requests().collect();
        let ModuleView { url: _, file, module_type, format, stamp, source_digest, entry, requests: _ } = view;
        let file = file.map(|place| place.to_path_buf());
        Self { url, file, module_type, format, stamp, source_digest, entry, requests }
    }
}

impl From<ResolutionView<'_>> for ResolutionRow {
    fn from(view: ResolutionView<'_>) -> Self {
        let ResolutionView { referrer, specifier, module_type, target, dynamic } = view;
        Self { referrer, specifier: specifier.to_owned(), module_type, target, dynamic }
    }
}

impl From<ProbeView<'_>> for Probe {
    fn from(view: ProbeView<'_>) -> Self {
        let ProbeView { place, state } = view;
        let state = match state {
            StateView::Absent => ProbeState::Absent,
            StateView::Present(stamp, digest) => ProbeState::Present(stamp, digest),
            StateView::Link(target) => ProbeState::Link(target.to_owned()),
        };
        Self { path: place.to_path_buf(), state }
    }
}
