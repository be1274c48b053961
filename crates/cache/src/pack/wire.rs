//! The bytes of a pack: little-endian, every row of one size, without padding but before the members.
//!
//! ```text
//! Header | directories: Span | modules: Module | requests: U32 | resolutions: Resolution | probes: Probe
//!        | members: Member
//!        | paths | text | zeros up to a multiple of 8 | the members' bytes | tag (32)
//! ```
//!
//! Every string is in one of two tables, `text` (UTF-8) or `paths` (any bytes), and a [`Span`] points to it. A path is a
//! directory and a name. Each directory is written once and ends with a slash; without one at its start it is relative to
//! the directory of the program's file.

use zerocopy::little_endian::{I64, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use parbake_bmes::BuildId;

use crate::PackClaims;
use crate::stamp::Stamp;

/// The first four bytes of a pack.
pub const MAGIC: [u8; 4] = *b"PBPK";

/// Where [`Header::key`] stands.
pub(super) const KEY: std::ops::Range<usize> =
    std::mem::offset_of!(Header, key)..std::mem::offset_of!(Header, build_id);

/// The version of this layout.
pub(super) const VERSION: u32 = 1;

/// [`Place::directory`] of a module without a file.
pub(super) const NOWHERE: u32 = u32::MAX;

/// [`Module::member`] of a module without an entry.
pub(super) const NO_MEMBER: u32 = u32::MAX;

/// Members begin at multiples of this, counted from the start of the pack.
pub(super) const ALIGNMENT: usize = parbake_bmes::ALIGNMENT;

/// The bits of [`Header::flags`].
pub(super) mod flag {
    /// See [`Program::real_paths`](crate::Program::real_paths).
    pub const REAL_PATHS: u32 = 1;
    /// Made to be carried to another place: there are no stamps.
    pub const SHIPPED: u32 = 2;
}

/// The first bytes of a pack.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct Header {
    pub magic: [u8; 4],
    pub version: U32,
    pub key: [u8; 32],
    pub build_id: [u8; 32],
    pub flags: U32,
    /// The program's file, for people to read; empty in what was made to be carried elsewhere.
    pub program: Span,
    pub directories: U32,
    pub modules: U32,
    pub start_modules: U32,
    pub requests: U32,
    pub resolutions: U32,
    pub probes: U32,
    /// These follow the others in one table.
    pub later_probes: U32,
    pub members: U32,
    /// Length in bytes.
    pub paths: U32,
    /// Length in bytes.
    pub text: U32,
}

impl Header {
    /// In bytes.
    pub(crate) const LENGTH: usize = size_of::<Self>();

    /// The build that some bytes say has written them, if they begin like a pack of any version.
    pub(crate) fn build(bytes: &[u8]) -> Option<BuildId> {
        let (header, _) = Self::ref_from_prefix(bytes).ok()?;
        (header.magic == MAGIC).then_some(BuildId(header.build_id))
    }

    /// Whether a header says that its pack was made to be carried.
    pub(crate) fn is_shipped(bytes: &[u8]) -> bool {
        Self::ref_from_prefix(bytes).is_ok_and(|(header, _)| header.flags.get() & flag::SHIPPED != 0)
    }

    /// What a header says, if it is one of this version.
    pub(crate) fn claims(bytes: &[u8]) -> Option<PackClaims> {
        let (header, _) = Self::ref_from_prefix(bytes).ok()?;
        let is_known = header.magic == MAGIC && header.version.get() == VERSION;
        is_known.then(|| PackClaims {
            build_id: BuildId(header.build_id),
            modules: header.modules.get(),
            entries: header.members.get(),
        })
    }
}

/// Some bytes of a string table, or some rows of a table of numbers.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct Span {
    pub start: U32,
    pub length: U32,
}

/// A path: the number of a directory, whose path ends with a slash, and a name in the paths' table.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Place {
    pub directory: U32,
    pub name: Span,
}

/// A stamp; all zero where there is none.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct StampBytes {
    known: U32,
    device: U64,
    inode: U64,
    size: U64,
    mtime_ns: I64,
    ctime_ns: I64,
}

/// A module.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Module {
    /// 1: `url` is what follows the URL of the file's directory. 0: it is the whole URL.
    pub url_is_tail: U32,
    pub url: Span,
    pub file: Place,
    pub module_type: U32,
    pub format: U32,
    pub stamp: StampBytes,
    pub source_digest: [u8; 32],
    /// The number of its entry among the members.
    pub member: U32,
    /// Which rows of the requests are its own: each is the number of the module that is meant.
    pub requests: Span,
}

/// An entry in the pack. Modules with the same content have one together.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Member {
    pub key: [u8; 32],
    /// In bytes from the start of the pack; a multiple of 8.
    pub start: U64,
    pub length: U64,
}

/// A resolution.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Resolution {
    pub referrer: U32,
    pub specifier: Span,
    pub module_type: U32,
    pub target: U32,
    /// 1: only `import()` asks for it.
    pub dynamic: U32,
}

/// A probe.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Probe {
    pub place: Place,
    /// One of the numbers in [`state`].
    pub state: U32,
    pub stamp: StampBytes,
    /// Of a file's content.
    pub digest: [u8; 32],
    /// A link's target, in the paths' table.
    pub target: Span,
}

/// The numbers of probe states.
pub(super) mod state {
    pub const ABSENT: u32 = 0;
    pub const PRESENT: u32 = 1;
    pub const LINK: u32 = 2;
}

impl From<Option<Stamp>> for StampBytes {
    fn from(stamp: Option<Stamp>) -> Self {
        let nothing = Stamp { device: 0, inode: 0, size: 0, mtime_ns: 0, ctime_ns: 0 };
        let Stamp { device, inode, size, mtime_ns, ctime_ns } = stamp.unwrap_or(nothing);
        Self {
            known: u32::from(stamp.is_some()).into(),
            device: device.into(),
            inode: inode.into(),
            size: size.into(),
            mtime_ns: mtime_ns.into(),
            ctime_ns: ctime_ns.into(),
        }
    }
}

impl StampBytes {
    pub(super) fn stamp(&self) -> Option<Stamp> {
        let Self { known, device, inode, size, mtime_ns, ctime_ns } = self;
        (known.get() != 0).then(|| Stamp {
            device: device.get(),
            inode: inode.get(),
            size: size.get(),
            mtime_ns: mtime_ns.get(),
            ctime_ns: ctime_ns.get(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::mem::offset_of;

    use super::*;

    const DOC: &str = include_str!("../../../../docs/format.md");

    /// The cells of the table behind the comment `<!-- name -->`.
    fn table(name: &str) -> Vec<Vec<&'static str>> {
        let (_, behind) = DOC.split_once(&format!("<!-- {name} -->\n")).expect("the table is there");
        let lines = behind.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
        lines.skip(2).map(|line| line.split('|').map(str::trim).collect()).collect()
    }

    #[test]
    fn the_specification_has_the_header() {
        let offsets = [
            offset_of!(Header, magic),
            offset_of!(Header, version),
            offset_of!(Header, key),
            offset_of!(Header, build_id),
            offset_of!(Header, flags),
            offset_of!(Header, program),
            offset_of!(Header, directories),
            offset_of!(Header, modules),
            offset_of!(Header, start_modules),
            offset_of!(Header, requests),
            offset_of!(Header, resolutions),
            offset_of!(Header, probes),
            offset_of!(Header, later_probes),
            offset_of!(Header, members),
            offset_of!(Header, paths),
            offset_of!(Header, text),
        ];
        let mut end = 0;
        let rows = table("pack header");
        for (row, offset) in rows.iter().zip(offsets) {
            let (start, size): (usize, usize) = (row[1].parse().unwrap(), row[2].parse().unwrap());
            assert_eq!((start, start), (offset, end), "{row:?}");
            end = start + size;
        }
        assert_eq!((rows.len(), end), (offsets.len(), Header::LENGTH));
    }

    #[test]
    fn the_specification_has_the_rows() {
        let sizes = [
            ("directory", size_of::<Span>()),
            ("module", size_of::<Module>()),
            ("request", size_of::<U32>()),
            ("resolution", size_of::<Resolution>()),
            ("probe", size_of::<Probe>()),
            ("member", size_of::<Member>()),
        ];
        let rows = table("pack rows");
        let documented: Vec<(&str, usize)> = rows.iter().map(|row| (row[1], row[2].parse().unwrap())).collect();
        assert_eq!(documented, sizes);
        let (_, picture) = DOC.split_once("| header | directories").expect("the picture is there");
        let widths = picture.lines().nth(1).unwrap_or_default();
        assert!(widths.starts_with(&format!("| {}", Header::LENGTH)), "{widths}");
        for (name, size) in &sizes[1..] {
            assert!(widths.contains(&format!(" {size} ")), "{name} has {size}: {widths}");
        }
    }
}
