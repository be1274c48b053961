//! The parts of a pack: found in its bytes, checked once, then read without further ado.

use std::ffi::OsStr;
use std::ops::Range;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

use parbake_bmes::{Digest, EntryKey, ModuleType, Pack, TagKey};
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, KnownLayout};

use super::base::{Base, levels_up};
use super::rows::{ModuleView, Place, ProbeView, ResolutionView, StateView};
use super::wire::{self, Header, Span, state};
use crate::Reason;

/// The parts of a pack, every number and span in them proven.
pub(super) struct Tables<'a> {
    pub pack: Pack<'a>,
    pub header: &'a Header,
    pub directories: &'a [Span],
    pub modules: &'a [wire::Module],
    pub requests: &'a [U32],
    pub resolutions: &'a [wire::Resolution],
    pub probes: &'a [wire::Probe],
    pub members: &'a [wire::Member],
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
        let tables = Self::split(tag.open_pack(bytes).ok_or(Reason::Corrupt)?).ok_or(Reason::Corrupt)?;
        if tables.is_sound() { Ok(tables) } else { Err(Reason::Corrupt) }
    }

    fn split(pack: Pack<'a>) -> Option<Self> {
        let (header, rest) = Header::ref_from_prefix(pack.content()).ok()?;
        let (directories, rest) = rows(rest, header.directories.get())?;
        let (modules, rest) = rows(rest, header.modules.get())?;
        let (requests, rest) = rows(rest, header.requests.get())?;
        let (resolutions, rest) = rows(rest, header.resolutions.get())?;
        let all_probes = header.probes.get().checked_add(header.later_probes.get())?;
        let (probes, rest) = rows(rest, all_probes)?;
        let (members, rest) = rows(rest, header.members.get())?;
        let (paths, rest) = rest.split_at_checked(header.paths.get() as usize)?;
        let (text, _) = rest.split_at_checked(header.text.get() as usize)?;
        let text = std::str::from_utf8(text).ok()?;
        Some(Self { pack, header, directories, modules, requests, resolutions, probes, members, paths, text })
    }

    fn is_sound(&self) -> bool {
        let exists = |index: u32| (index as usize) < self.modules.len();
        let is_text = |span: &Span| self.text.get(range(span)).is_some();
        let is_path = |span: &Span| self.paths.get(range(span)).is_some();
        let is_place =
            |place: &wire::Place| (place.directory.get() as usize) < self.directories.len() && is_path(&place.name);
        is_path(&self.header.program)
            && self.header.start_modules <= self.header.modules
            && self.directories.iter().all(is_path)
            && self.modules.iter().all(|row| {
                is_text(&row.url)
                    && (row.file.directory.get() == wire::NOWHERE || is_place(&row.file))
                    && ModuleType::from_code(row.module_type.get()).is_some()
                    && u8::try_from(row.format.get()).is_ok()
                    && self.requests.get(range(&row.requests)).is_some()
                    && (row.member.get() == wire::NO_MEMBER || (row.member.get() as usize) < self.members.len())
            })
            && self.requests.iter().all(|target| exists(target.get()))
            && self.members.iter().all(|row| {
                row.place()
                    .is_some_and(|place| place.start % wire::ALIGNMENT == 0 && self.pack.content().get(place).is_some())
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
                        state::PRESENT => true,
                        state::LINK => is_path(&row.target),
                        _ => false,
                    }
            })
    }

    pub(super) fn module<'b>(&self, row: &wire::Module, directories: &'b Directories) -> ModuleView<'b>
    where
        'a: 'b,
    {
        let file = (row.file.directory.get() != wire::NOWHERE).then(|| self.place(&row.file, directories));
        let is_tail = row.url_is_tail.get() != 0;
        let url_start = file.filter(|_| is_tail).map_or("", |place| directories.url(place.number));
        let entry = self.members.get(row.member.get() as usize).map_or([0; 32], |member| member.key);
        ModuleView {
            url: (url_start, self.text(&row.url)),
            file,
            module_type: module_type(row.module_type.get()),
            format: row.format.get().to_le_bytes()[0],
            stamp: row.stamp.stamp(),
            source_digest: Digest(row.source_digest),
            entry: EntryKey(entry),
            requests: self.requests.get(range(&row.requests)).unwrap_or_default(),
        }
    }

    pub(super) fn resolution(&self, row: &wire::Resolution) -> ResolutionView<'a> {
        ResolutionView {
            referrer: row.referrer.get(),
            specifier: self.text(&row.specifier),
            module_type: module_type(row.module_type.get()),
            target: row.target.get(),
            dynamic: row.dynamic.get() != 0,
        }
    }

    pub(super) fn probe<'b>(&self, row: &wire::Probe, directories: &'b Directories) -> ProbeView<'b>
    where
        'a: 'b,
    {
        let state = match row.state.get() {
            state::LINK => StateView::Link(self.path(&row.target).as_ref()),
            state::PRESENT => StateView::Present(row.stamp.stamp(), Digest(row.digest)),
            _ => StateView::Absent,
        };
        ProbeView { place: self.place(&row.place, directories), state }
    }

    fn place<'b>(&self, place: &wire::Place, directories: &'b Directories) -> Place<'b>
    where
        'a: 'b,
    {
        let number = place.directory.get();
        Place { number, directory: directories.path(number), name: self.path(&place.name) }
    }

    /// How far up from the program's directory the rows go.
    pub(super) fn levels_up(&self) -> usize {
        self.directories.iter().map(|short| levels_up(self.path(short).as_bytes())).max().unwrap_or(0)
    }

    /// See [`Header::program`].
    pub(super) fn program(&self) -> &'a OsStr {
        self.path(&self.header.program)
    }

    fn text(&self, span: &Span) -> &'a str {
        self.text.get(range(span)).unwrap_or_default()
    }

    fn path(&self, span: &Span) -> &'a OsStr {
        OsStr::from_bytes(self.paths.get(range(span)).unwrap_or_default())
    }
}

/// The directories of a pack, as they are called where its program is now.
pub(super) struct Directories(Vec<Directory>);

struct Directory {
    /// Absolute, with a slash at its end.
    path: PathBuf,
    url: String,
}

impl Directories {
    pub(super) fn new(tables: &Tables<'_>, base: &Base) -> Self {
        let absolute = |short: &Span| {
            let path = base.lengthen(tables.path(short).as_bytes());
            Directory { url: base.url(&path), path }
        };
        Self(tables.directories.iter().map(absolute).collect())
    }

    /// Adds a directory that the pack does not name. Answers its number.
    pub(super) fn add(&mut self, path: PathBuf) -> u32 {
        self.0.push(Directory { path, url: String::new() });
        u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX)
    }

    pub(super) fn place<'a>(&'a self, number: u32, name: &'a OsStr) -> Place<'a> {
        Place { number, directory: self.path(number), name }
    }

    fn path(&self, number: u32) -> &std::path::Path {
        self.0.get(number as usize).map_or("".as_ref(), |directory| &directory.path)
    }

    fn url(&self, number: u32) -> &str {
        self.0.get(number as usize).map_or("", |directory| &directory.url)
    }
}

impl wire::Member {
    pub(super) fn place(&self) -> Option<Range<usize>> {
        let start = usize::try_from(self.start.get()).ok()?;
        let length = usize::try_from(self.length.get()).ok()?;
        Some(start..start.checked_add(length)?)
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
