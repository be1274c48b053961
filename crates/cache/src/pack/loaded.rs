//! A pack as it lies in memory, read through views: loading allocates a few times, however many rows there are.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use parbake_bmes::{BuildId, Entry, EntryKey, ModuleType, Refusal, TagKey};
use self_cell::self_cell;

use super::base::{Base, UrlOfPath};
use super::climb;
use super::rows::{ModuleView, ProbeView, ResolutionView, StateView};
use super::tables::{Directories, Tables};
use super::wire::{self, flag};
use super::{ModuleRow, Probe, Program, ResolutionRow};
use crate::buffer::Buffer;
use crate::{ProgramKey, Reason};

self_cell!(
    struct Cell {
        owner: Buffer,
        #[covariant]
        dependent: Tables,
    }
);

/// A pack, authenticated and checked. Its members are checked when they are asked for.
pub struct LoadedPack {
    cell: Cell,
    /// The directories that it names, as they are called where the program is now.
    directories: Directories,
    /// What must be missing above the program, in a pack that came from elsewhere.
    above: [Vec<Missing>; 2],
    /// The entries' numbers by their keys, once somebody asks by key: a run of hits does not.
    numbers: OnceLock<HashMap<EntryKey, u32>>,
}

/// An entry in a pack.
#[derive(Debug, Clone, Copy)]
pub struct PackedEntry<'a> {
    /// The entry, checked.
    pub entry: Entry<'a>,
    /// Its bytes, as they can be put into another pack.
    pub bytes: &'a [u8],
}

/// Something that must not be there.
struct Missing {
    /// The number of its directory.
    directory: u32,
    name: OsString,
}

impl LoadedPack {
    /// As [`LoadedPack::check`], for a pack of this machine, wherever its program is.
    pub(crate) fn check_where_made(buffer: Buffer, tag: &TagKey, url_of_path: UrlOfPath) -> Result<Self, Reason> {
        let cell = Cell::try_new(buffer, |buffer| Tables::check(buffer.bytes(), tag))?;
        let base = Base::of_program(Path::new(cell.borrow_dependent().program()), url_of_path);
        Ok(Self::at(cell, &base))
    }

    /// Checks everything but the members: the tag first; no byte is interpreted before, but for magic and version.
    pub(crate) fn check(buffer: Buffer, tag: &TagKey, base: &Base) -> Result<Self, Reason> {
        let cell = Cell::try_new(buffer, |buffer| Tables::check(buffer.bytes(), tag))?;
        Ok(Self::at(cell, base))
    }

    fn at(cell: Cell, base: &Base) -> Self {
        let tables = cell.borrow_dependent();
        let directories = Directories::new(tables, base);
        let mut pack = Self { cell, directories, above: Default::default(), numbers: OnceLock::new() };
        if pack.is_shipped() {
            pack.look_above(base);
        }
        pack
    }

    /// See [`super::climb`].
    fn look_above(&mut self, base: &Base) {
        let groups = [self.probes().collect::<Vec<_>>(), self.later_probes().collect()];
        let groups = groups.map(|probes| {
            let paths: Vec<_> = probes.iter().map(|probe| probe.place.to_path_buf()).collect();
            climb::sought_up_to_the_root(paths.iter().map(PathBuf::as_path))
        });
        let top = self.tables().levels_up();
        for directory in base.above().skip(top) {
            let directory = self.directories.add(directory);
            for (above, names) in self.above.iter_mut().zip(&groups) {
                above.extend(names.iter().map(|name| Missing { directory, name: name.clone() }));
            }
        }
    }

    fn missing_above(&self, group: usize) -> impl Iterator<Item = ProbeView<'_>> {
        self.above[group].iter().map(|Missing { directory, name }| ProbeView {
            place: self.directories.place(*directory, name),
            state: StateView::Absent,
        })
    }

    /// What the pack is filed under.
    #[must_use]
    pub fn key(&self) -> ProgramKey {
        ProgramKey(self.tables().header.key)
    }

    /// The build that wrote it.
    #[must_use]
    pub fn build_id(&self) -> BuildId {
        BuildId(self.tables().header.build_id)
    }

    /// The program's file where the pack was made; `None` if it was made to be carried elsewhere.
    #[must_use]
    pub fn program(&self) -> Option<&Path> {
        Some(Path::new(self.tables().program())).filter(|path| !path.as_os_str().is_empty())
    }

    /// It was made to be carried elsewhere: it has no stamps.
    #[must_use]
    pub fn is_shipped(&self) -> bool {
        self.tables().header.flags.get() & flag::SHIPPED != 0
    }

    /// See [`Program::real_paths`].
    #[must_use]
    pub fn real_paths(&self) -> bool {
        self.tables().header.flags.get() & flag::REAL_PATHS != 0
    }

    /// The pack's size in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.cell.borrow_owner().bytes().len()
    }

    /// The module at a place.
    #[must_use]
    pub fn module(&self, index: u32) -> Option<ModuleView<'_>> {
        let tables = self.tables();
        tables.modules.get(index as usize).map(|row| tables.module(row, &self.directories))
    }

    /// The modules, in the order in which they were written.
    pub fn modules(&self) -> impl ExactSizeIterator<Item = ModuleView<'_>> {
        let tables = self.tables();
        tables.modules.iter().map(|row| tables.module(row, &self.directories))
    }

    /// The resolutions, in the order of (referrer, specifier, type).
    pub fn resolutions(&self) -> impl ExactSizeIterator<Item = ResolutionView<'_>> {
        let tables = self.tables();
        tables.resolutions.iter().map(|row| tables.resolution(row))
    }

    /// See [`Program::probes`].
    pub fn probes(&self) -> impl Iterator<Item = ProbeView<'_>> {
        let tables = self.tables();
        let (probes, _) = tables.probes.split_at(tables.header.probes.get() as usize);
        probes.iter().map(|row| tables.probe(row, &self.directories)).chain(self.missing_above(0))
    }

    /// See [`Program::later_probes`].
    pub fn later_probes(&self) -> impl Iterator<Item = ProbeView<'_>> {
        let tables = self.tables();
        let (_, later) = tables.probes.split_at(tables.header.probes.get() as usize);
        later.iter().map(|row| tables.probe(row, &self.directories)).chain(self.missing_above(1))
    }

    /// See [`Program::start_modules`].
    #[must_use]
    pub fn start_modules(&self) -> u32 {
        self.tables().header.start_modules.get()
    }

    /// What the specifiers in the module at a place mean, those of `import()` included.
    pub fn resolutions_of(&self, referrer: u32) -> impl ExactSizeIterator<Item = ResolutionView<'_>> {
        let tables = self.tables();
        let start = tables.resolutions.partition_point(|row| row.referrer.get() < referrer);
        let length = tables.resolutions[start..].partition_point(|row| row.referrer.get() == referrer);
        tables.resolutions[start..start + length].iter().map(|row| tables.resolution(row))
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

    /// The entry of the module at a place, checked; `None` if it has none.
    ///
    /// # Errors
    /// [`Reason::Corrupt`]: whoever wrote the pack made a mistake.
    pub fn entry(&self, index: u32) -> Result<Option<Entry<'_>>, Reason> {
        let row = self.tables().modules.get(index as usize).ok_or(Reason::Absent)?;
        match row.member.get() {
            wire::NO_MEMBER => Ok(None),
            member => self.member(member).map(Some),
        }
    }

    /// The entry with this key.
    ///
    /// # Errors
    /// [`Reason::Absent`] if there is none; as [`LoadedPack::entry`].
    pub fn find(&self, key: &EntryKey) -> Result<PackedEntry<'_>, Reason> {
        let numbers = self.numbers.get_or_init(|| self.keys().zip(0..).collect());
        let number = *numbers.get(key).ok_or(Reason::Absent)?;
        Ok(PackedEntry { entry: self.member(number)?, bytes: self.bytes_of(number).ok_or(Reason::Corrupt)? })
    }

    /// The bytes of the entry of the module at a place, as they can be put into another pack.
    #[must_use]
    pub fn member_bytes(&self, index: u32) -> Option<&[u8]> {
        self.bytes_of(self.tables().modules.get(index as usize)?.member.get())
    }

    /// The keys of all entries, in their order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = EntryKey> {
        self.tables().members.iter().map(|member| EntryKey(member.key))
    }

    /// What is known about the program, as it can be changed and written again.
    #[must_use]
    pub fn to_program(&self) -> Program {
        Program {
            real_paths: self.real_paths(),
            modules: self.modules().map(ModuleRow::from).collect(),
            start_modules: self.start_modules(),
            resolutions: self.resolutions().map(ResolutionRow::from).collect(),
            probes: self.probes().map(Probe::from).collect(),
            later_probes: self.later_probes().map(Probe::from).collect(),
        }
    }

    /// The pack's bytes under another key and another tag, whatever else is in them.
    pub(crate) fn under(&self, key: &ProgramKey, tag: &TagKey) -> Vec<u8> {
        let mut bytes = self.tables().pack.content().to_vec();
        bytes[wire::KEY].copy_from_slice(&key.0);
        tag.seal(&mut bytes);
        bytes
    }

    /// Checks every entry.
    ///
    /// # Errors
    /// As [`LoadedPack::entry`].
    pub(crate) fn check_members(&self) -> Result<(), Reason> {
        let members = u32::try_from(self.tables().members.len()).map_err(|_| Reason::Corrupt)?;
        (0..members).try_for_each(|number| self.member(number).map(drop))
    }

    pub(super) fn tables(&self) -> &Tables<'_> {
        self.cell.borrow_dependent()
    }

    fn bytes_of(&self, member: u32) -> Option<&[u8]> {
        let tables = self.tables();
        tables.pack.content().get(tables.members.get(member as usize)?.place()?)
    }

    fn member(&self, number: u32) -> Result<Entry<'_>, Reason> {
        let tables = self.tables();
        let member = tables.members.get(number as usize).ok_or(Reason::Corrupt)?;
        let place = member.place().ok_or(Reason::Corrupt)?;
        let entry = tables.pack.entry(place).map_err(|refusal| match refusal {
            Refusal::FormatVersion { .. } => Reason::FormatMismatch,
            _ => Reason::Corrupt,
        })?;
        if entry.key().0 != member.key {
            return Err(Reason::Corrupt);
        }
        if entry.build_id() != self.build_id() { Err(Reason::EngineMismatch) } else { Ok(entry) }
    }
}

impl fmt::Debug for LoadedPack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LoadedPack").field(&self.key()).finish()
    }
}
