//! The bytes of a program's record: little-endian, without padding, every row of one size.
//!
//! ```text
//! Header | directories: Span | modules: Module | resolutions: Resolution | probes: Probe | paths | text | tag (32)
//! ```
//!
//! Every string is in one of two tables, `text` (UTF-8) or `paths` (any bytes), and a [`Span`] points to it. A path is a
//! directory and a name; each directory is written once, so that a later version can write them relative to something
//! without touching a row.

use zerocopy::little_endian::{I64, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::stamp::Stamp;

/// The first four bytes.
pub(super) const MAGIC: [u8; 4] = *b"PBPR";

/// The version of this layout.
pub(super) const VERSION: u32 = 1;

/// [`Place::directory`] of a module without a file.
pub(super) const NOWHERE: u32 = u32::MAX;

/// The first bytes of a record.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Header {
    pub magic: [u8; 4],
    pub version: U32,
    pub key: [u8; 32],
    pub build_id: [u8; 32],
    pub real_paths: U32,
    pub directories: U32,
    pub modules: U32,
    pub resolutions: U32,
    pub probes: U32,
    /// Length in bytes.
    pub paths: U32,
    /// Length in bytes.
    pub text: U32,
}

/// Some bytes of a string table.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Span {
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
    pub url: Span,
    pub file: Place,
    pub module_type: U32,
    pub format: U32,
    pub stamp: StampBytes,
    pub source_digest: [u8; 32],
    pub entry: [u8; 32],
}

/// A resolution.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Resolution {
    pub referrer: U32,
    pub specifier: Span,
    pub module_type: U32,
    pub target: U32,
}

/// A probe.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Probe {
    pub place: Place,
    /// One of the numbers in [`state`].
    pub state: U32,
    pub stamp: StampBytes,
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
