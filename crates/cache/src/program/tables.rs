//! The parts of a record: found in its bytes, checked once, then read without further ado.

use std::ffi::OsStr;
use std::ops::Range;
use std::os::unix::ffi::OsStrExt as _;

use parbake_bmes::{Digest, EntryKey, ModuleType, TagKey};
use zerocopy::{FromBytes, Immutable, KnownLayout};

use super::loaded::{ModuleView, Place, ProbeView, ResolutionView, StateView};
use super::wire::{self, Header, Span, state};
use crate::Reason;

/// The parts of a record, every number and span in them proven.
pub(super) struct Tables<'a> {
    pub header: &'a Header,
    pub directories: &'a [Span],
    pub modules: &'a [wire::Module],
    pub resolutions: &'a [wire::Resolution],
    pub probes: &'a [wire::Probe],
    paths: &'a [u8],
    text: &'a str,
}

impl<'a> Tables<'a> {
    /// Checks tag, lengths, text, spans and numbers, in this order.
    pub(super) fn check(bytes: &'a [u8], tag: &TagKey) -> Result<Self, Reason> {
        let (claims, _) = Header::ref_from_prefix(bytes).map_err(|_| Reason::Truncated)?;
        if claims.magic != wire::MAGIC {
            return Err(Reason::Corrupt);
        }
        if claims.version.get() != wire::VERSION {
            return Err(Reason::FormatMismatch);
        }
        let tables = Self::split(tag.open(bytes).ok_or(Reason::Corrupt)?).ok_or(Reason::Corrupt)?;
        if tables.is_sound() { Ok(tables) } else { Err(Reason::Corrupt) }
    }

    fn split(content: &'a [u8]) -> Option<Self> {
        let (header, rest) = Header::ref_from_prefix(content).ok()?;
        let (directories, rest) = rows(rest, header.directories.get())?;
        let (modules, rest) = rows(rest, header.modules.get())?;
        let (resolutions, rest) = rows(rest, header.resolutions.get())?;
        let (probes, rest) = rows(rest, header.probes.get())?;
        let (paths, text) = rest.split_at_checked(header.paths.get() as usize)?;
        let text = std::str::from_utf8(text).ok().filter(|text| text.len() == header.text.get() as usize)?;
        Some(Self { header, directories, modules, resolutions, probes, paths, text })
    }

    fn is_sound(&self) -> bool {
        let exists = |index: u32| (index as usize) < self.modules.len();
        let is_text = |span: &Span| self.text.get(range(span)).is_some();
        let is_path = |span: &Span| self.paths.get(range(span)).is_some();
        let is_place =
            |place: &wire::Place| (place.directory.get() as usize) < self.directories.len() && is_path(&place.name);
        self.directories.iter().all(is_path)
            && self.modules.iter().all(|row| {
                is_text(&row.url)
                    && (row.file.directory.get() == wire::NOWHERE || is_place(&row.file))
                    && ModuleType::from_code(row.module_type.get()).is_some()
                    && u8::try_from(row.format.get()).is_ok()
            })
            && self.resolutions.iter().all(|row| {
                exists(row.referrer.get())
                    && exists(row.target.get())
                    && is_text(&row.specifier)
                    && ModuleType::from_code(row.module_type.get()).is_some()
            })
            && self.probes.iter().all(|row| {
                is_place(&row.place)
                    && match row.state.get() {
                        state::ABSENT => true,
                        state::PRESENT => row.stamp.stamp().is_some(),
                        state::LINK => is_path(&row.target),
                        _ => false,
                    }
            })
    }

    pub(super) fn module(&self, row: &wire::Module) -> ModuleView<'a> {
        ModuleView {
            url: self.text(&row.url),
            file: (row.file.directory.get() != wire::NOWHERE).then(|| self.place(&row.file)),
            module_type: module_type(row.module_type.get()),
            format: row.format.get().to_le_bytes()[0],
            stamp: row.stamp.stamp(),
            source_digest: Digest(row.source_digest),
            entry: EntryKey(row.entry),
        }
    }

    pub(super) fn resolution(&self, row: &wire::Resolution) -> ResolutionView<'a> {
        ResolutionView {
            referrer: row.referrer.get(),
            specifier: self.text(&row.specifier),
            module_type: module_type(row.module_type.get()),
            target: row.target.get(),
        }
    }

    pub(super) fn probe(&self, row: &wire::Probe) -> ProbeView<'a> {
        let state = match row.stamp.stamp() {
            Some(stamp) => StateView::Present(stamp),
            None if row.state.get() == state::LINK => StateView::Link(self.path(&row.target).as_ref()),
            None => StateView::Absent,
        };
        ProbeView { place: self.place(&row.place), state }
    }

    fn place(&self, place: &wire::Place) -> Place<'a> {
        let number = place.directory.get();
        let directory = self.directories.get(number as usize).map(|span| self.path(span)).unwrap_or_default();
        Place { number, directory: directory.as_ref(), name: self.path(&place.name) }
    }

    fn text(&self, span: &Span) -> &'a str {
        self.text.get(range(span)).unwrap_or_default()
    }

    fn path(&self, span: &Span) -> &'a OsStr {
        OsStr::from_bytes(self.paths.get(range(span)).unwrap_or_default())
    }
}

fn rows<T: FromBytes + KnownLayout + Immutable>(bytes: &[u8], count: u32) -> Option<(&[T], &[u8])> {
    <[T]>::ref_from_prefix_with_elems(bytes, count as usize).ok()
}

/// An end that does not fit is an end that lies beyond every table.
fn range(span: &Span) -> Range<usize> {
    let start = span.start.get() as usize;
    start..start.saturating_add(span.length.get() as usize)
}

fn module_type(code: u32) -> ModuleType {
    ModuleType::from_code(code).unwrap_or_default()
}
