//! From a program to the bytes of its record.

use std::collections::HashMap;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use parbake_bmes::{BuildId, TagKey};
use zerocopy::IntoBytes as _;
use zerocopy::little_endian::U32;

use super::wire::{self, Header, Place, Span, StampBytes, state};
use super::{ModuleRow, Probe, ProbeState, Program, ResolutionRow};
use crate::{ProgramKey, Reason};

/// Writes and tags a record. The same program gives the same bytes.
///
/// Errors: [`Reason::TooLarge`] beyond what 32 bits can count, [`Reason::Corrupt`] if a row names a module that is not there.
pub(crate) fn encode(key: &ProgramKey, build_id: &BuildId, program: &Program, tag: &TagKey) -> Result<Vec<u8>, Reason> {
    let Program { real_paths, modules, resolutions, probes } = program;
    check_indices(program)?;
    let mut tables = Tables::default();
    let module_rows = modules.iter().map(|row| module(&mut tables, row)).collect::<Result<Vec<_>, _>>()?;
    let resolution_rows =
        sorted(resolutions).into_iter().map(|row| resolution(&mut tables, row)).collect::<Result<Vec<_>, _>>()?;
    let probe_rows = probes.iter().map(|row| probe(&mut tables, row)).collect::<Result<Vec<_>, _>>()?;
    let header = Header {
        magic: wire::MAGIC,
        version: wire::VERSION.into(),
        key: key.0,
        build_id: build_id.0,
        real_paths: u32::from(*real_paths).into(),
        directories: count(tables.directories.len())?,
        modules: count(modules.len())?,
        resolutions: count(resolutions.len())?,
        probes: count(probes.len())?,
        paths: count(tables.paths.bytes.len())?,
        text: count(tables.text.bytes.len())?,
    };
    let parts: [&[u8]; 7] = [
        header.as_bytes(),
        tables.directories.as_bytes(),
        module_rows.as_bytes(),
        resolution_rows.as_bytes(),
        probe_rows.as_bytes(),
        &tables.paths.bytes,
        &tables.text.bytes,
    ];
    let mut bytes = parts.concat();
    tag.seal(&mut bytes);
    Ok(bytes)
}

fn check_indices(program: &Program) -> Result<(), Reason> {
    let exists = |index: u32| (index as usize) < program.modules.len();
    let all = program.resolutions.iter().all(|row| exists(row.referrer) && exists(row.target));
    if all { Ok(()) } else { Err(Reason::Corrupt) }
}

fn sorted(rows: &[ResolutionRow]) -> Vec<&ResolutionRow> {
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by_key(|row| (row.referrer, row.specifier.as_str(), row.module_type.code()));
    rows
}

fn module<'a>(tables: &mut Tables<'a>, row: &'a ModuleRow) -> Result<wire::Module, Reason> {
    let ModuleRow { url, file, module_type, format, stamp, source_digest, entry } = row;
    Ok(wire::Module {
        url: tables.text.intern(url.as_bytes())?,
        file: file.as_deref().map_or(Ok(Place::nowhere()), |path| tables.place(path))?,
        module_type: module_type.code().into(),
        format: u32::from(*format).into(),
        stamp: StampBytes::from(*stamp),
        source_digest: source_digest.0,
        entry: entry.0,
    })
}

fn resolution<'a>(tables: &mut Tables<'a>, row: &'a ResolutionRow) -> Result<wire::Resolution, Reason> {
    let ResolutionRow { referrer, specifier, module_type, target } = row;
    Ok(wire::Resolution {
        referrer: (*referrer).into(),
        specifier: tables.text.intern(specifier.as_bytes())?,
        module_type: module_type.code().into(),
        target: (*target).into(),
    })
}

fn probe<'a>(tables: &mut Tables<'a>, row: &'a Probe) -> Result<wire::Probe, Reason> {
    let Probe { path, state: found } = row;
    let (state, stamp, target): (u32, Option<_>, &[u8]) = match found {
        ProbeState::Absent => (state::ABSENT, None, b""),
        ProbeState::Present(stamp) => (state::PRESENT, Some(*stamp), b""),
        ProbeState::Link(target) => (state::LINK, None, target.as_os_str().as_bytes()),
    };
    Ok(wire::Probe {
        place: tables.place(path)?,
        state: state.into(),
        stamp: StampBytes::from(stamp),
        target: tables.paths.intern(target)?,
    })
}

/// The string tables and the directories, filled while rows are made.
#[derive(Default)]
struct Tables<'a> {
    text: Table<'a>,
    paths: Table<'a>,
    directories: Vec<Span>,
    directory_numbers: HashMap<&'a [u8], U32>,
}

/// Strings one behind the other, each once.
#[derive(Default)]
struct Table<'a> {
    bytes: Vec<u8>,
    known: HashMap<&'a [u8], Span>,
}

impl<'a> Tables<'a> {
    fn place(&mut self, path: &'a Path) -> Result<Place, Reason> {
        let bytes = path.as_os_str().as_bytes();
        let name_start = bytes.iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
        let (directory, name) = bytes.split_at(name_start);
        Ok(Place { directory: self.directory(directory)?, name: self.paths.intern(name)? })
    }

    fn directory(&mut self, path: &'a [u8]) -> Result<U32, Reason> {
        if let Some(number) = self.directory_numbers.get(path) {
            return Ok(*number);
        }
        let number = count(self.directories.len())?;
        self.directories.push(self.paths.intern(path)?);
        self.directory_numbers.insert(path, number);
        Ok(number)
    }
}

impl<'a> Table<'a> {
    fn intern(&mut self, string: &'a [u8]) -> Result<Span, Reason> {
        if let Some(span) = self.known.get(string) {
            return Ok(*span);
        }
        let span = Span { start: count(self.bytes.len())?, length: count(string.len())? };
        self.bytes.extend_from_slice(string);
        self.known.insert(string, span);
        Ok(span)
    }
}

impl Place {
    fn nowhere() -> Self {
        Self { directory: wire::NOWHERE.into(), name: Span { start: U32::ZERO, length: U32::ZERO } }
    }
}

fn count(number: usize) -> Result<U32, Reason> {
    u32::try_from(number).map(U32::new).map_err(|_| Reason::TooLarge)
}
