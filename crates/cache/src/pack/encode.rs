//! From a draft to the bytes of a pack.

use std::os::unix::ffi::OsStrExt as _;

use parbake_bmes::{BuildId, Digest, TAG_SIZE, TagKey};
use zerocopy::IntoBytes as _;
use zerocopy::little_endian::U32;

use super::climb;
use super::collect::{Members, Tables, count};
use super::wire::{self, Header, Place, StampBytes, flag, state};
use super::{Base, Draft, LoadedPack, Member, ModuleRow, Origin, Probe, ProbeState, Program, ResolutionRow};
use crate::{ProgramKey, Reason};

/// Writes and tags a pack. The same draft gives the same bytes.
///
/// Errors: [`Reason::TooLarge`] beyond what 32 bits can count, [`Reason::Corrupt`] if a row names a module that is not
/// there or the members are not those of the modules.
pub(crate) fn encode(
    key: &ProgramKey,
    build_id: &BuildId,
    draft: &Draft<'_>,
    shipped: bool,
    tag: &TagKey,
) -> Result<Vec<u8>, Reason> {
    let Draft { base, program, members, spares } = *draft;
    let Program { real_paths, modules, start_modules, resolutions, probes, later_probes } = program;
    check_indices(program, members)?;
    let mut tables = Tables::new(base);
    let mut packed = Members::default();
    let module_rows = modules
        .iter()
        .zip(members)
        .map(|(row, member)| module(&mut tables, row, packed.add(&row.entry, *member)?, shipped))
        .collect::<Result<Vec<_>, _>>()?;
    for (key, bytes) in spares {
        packed.add(key, Some(Member { bytes, origin: Origin::Own }))?;
    }
    let resolution_rows =
        sorted(resolutions).into_iter().map(|row| resolution(&mut tables, row)).collect::<Result<Vec<_>, _>>()?;
    let probe_rows =
        probes.iter().chain(later_probes).map(|row| probe(&mut tables, row, shipped)).collect::<Result<Vec<_>, _>>()?;
    let program: &[u8] = if shipped { b"" } else { base.program().as_os_str().as_bytes() };
    let program = tables.paths.intern(program)?;
    let flags = if *real_paths { flag::REAL_PATHS } else { 0 } | if shipped { flag::SHIPPED } else { 0 };
    let header = Header {
        magic: wire::MAGIC,
        version: wire::VERSION.into(),
        key: key.0,
        build_id: build_id.0,
        flags: flags.into(),
        program,
        directories: count(tables.directories.len())?,
        modules: count(modules.len())?,
        start_modules: (*start_modules).into(),
        requests: count(tables.requests.len())?,
        resolutions: count(resolutions.len())?,
        probes: count(probes.len())?,
        later_probes: count(later_probes.len())?,
        members: count(packed.rows.len())?,
        paths: count(tables.paths.bytes.len())?,
        text: count(tables.text.bytes.len())?,
    };
    let before: [&[u8]; 6] = [
        header.as_bytes(),
        tables.directories.as_bytes(),
        module_rows.as_bytes(),
        tables.requests.as_bytes(),
        resolution_rows.as_bytes(),
        probe_rows.as_bytes(),
    ];
    let behind: [&[u8]; 2] = [&tables.paths.bytes, &tables.text.bytes];
    let length = before.iter().chain(&behind).map(|part| part.len()).sum::<usize>() + size_of_val(&*packed.rows);
    packed.move_behind(length.next_multiple_of(wire::ALIGNMENT));
    let mut bytes = Vec::with_capacity(length + wire::ALIGNMENT + packed.length + TAG_SIZE);
    before.iter().for_each(|part| bytes.extend_from_slice(part));
    bytes.extend_from_slice(packed.rows.as_bytes());
    behind.iter().for_each(|part| bytes.extend_from_slice(part));
    packed.append_to(&mut bytes);
    tag.seal(&mut bytes);
    Ok(bytes)
}

/// Writes the pack of a program so that it can be carried elsewhere, with the bytes not depending on where it was written.
///
/// Errors: as [`encode`].
pub(crate) fn ship(key: &ProgramKey, pack: &LoadedPack, base: &Base, tag: &TagKey) -> Result<Vec<u8>, Reason> {
    let program = climb::without_what_was_missing_above(&pack.to_program(), base);
    let member = |index| Some(Member { bytes: pack.member_bytes(index)?, origin: Origin::Own });
    let members: Vec<_> = (0..).zip(&program.modules).map(|(index, _)| member(index)).collect();
    encode(key, &pack.build_id(), &Draft { base, program: &program, members: &members, spares: &[] }, true, tag)
}

fn check_indices(program: &Program, members: &[Option<Member<'_>>]) -> Result<(), Reason> {
    let exists = |index: u32| (index as usize) < program.modules.len();
    let all = (program.start_modules as usize) <= program.modules.len()
        && program.modules.iter().flat_map(|row| &row.requests).all(|&target| exists(target))
        && program.resolutions.iter().all(|row| exists(row.referrer) && exists(row.target));
    if all && members.len() == program.modules.len() { Ok(()) } else { Err(Reason::Corrupt) }
}

fn sorted(rows: &[ResolutionRow]) -> Vec<&ResolutionRow> {
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by_key(|row| (row.referrer, row.specifier.as_str(), row.module_type.code()));
    rows
}

fn module<'a>(tables: &mut Tables<'a>, row: &'a ModuleRow, member: U32, shipped: bool) -> Result<wire::Module, Reason> {
    let ModuleRow { url, file, module_type, format, stamp, source_digest, entry: _, requests } = row;
    let (file, tail) = match file {
        None => (Place::nowhere(), None),
        Some(path) => {
            let place = tables.place(path)?;
            (place, url.strip_prefix(tables.url(place.directory)))
        }
    };
    Ok(wire::Module {
        url_is_tail: u32::from(tail.is_some()).into(),
        url: tables.text.intern(tail.unwrap_or(url).as_bytes())?,
        file,
        module_type: module_type.code().into(),
        format: u32::from(*format).into(),
        stamp: StampBytes::from(stamp.filter(|_| !shipped)),
        source_digest: source_digest.0,
        member,
        requests: tables.add_requests(requests)?,
    })
}

fn resolution<'a>(tables: &mut Tables<'a>, row: &'a ResolutionRow) -> Result<wire::Resolution, Reason> {
    let ResolutionRow { referrer, specifier, module_type, target, dynamic } = row;
    Ok(wire::Resolution {
        referrer: (*referrer).into(),
        specifier: tables.text.intern(specifier.as_bytes())?,
        module_type: module_type.code().into(),
        target: (*target).into(),
        dynamic: u32::from(*dynamic).into(),
    })
}

fn probe<'a>(tables: &mut Tables<'a>, row: &'a Probe, shipped: bool) -> Result<wire::Probe, Reason> {
    let Probe { path, state: found } = row;
    let nothing = Digest([0; 32]);
    let (state, stamp, digest, target): (u32, Option<_>, _, &[u8]) = match found {
        ProbeState::Absent => (state::ABSENT, None, nothing, b""),
        ProbeState::Present(stamp, digest) => (state::PRESENT, stamp.filter(|_| !shipped), *digest, b""),
        ProbeState::Link(target) => (state::LINK, None, nothing, target.as_os_str().as_bytes()),
    };
    Ok(wire::Probe {
        place: tables.place(path)?,
        state: state.into(),
        stamp: StampBytes::from(stamp),
        digest: digest.0,
        target: tables.paths.intern(target)?,
    })
}
