//! How much the cache holds, without looking at it: a file that grows by one row for each file that is going to be filed.
//!
//! Whoever files something adds its row first, and looks whether the sum still leaves room: so many may do that at once, and
//! none needs a lock. It overstates: what is filed over something else counts twice, what was removed or never came counts
//! still. When it says that there is no room, what is there is measured and the ledger begun anew. Meanwhile the ledger is
//! closed: nobody has room.

use std::os::fd::{AsFd as _, BorrowedFd};
use std::path::Path;

use zerocopy::little_endian::{I64, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::files::{Files, Open, write_full};
use crate::layout::{LEDGER, TemporaryNames};
use crate::publish::place_file;
use crate::rooms::read_file;

/// A ledger longer than this is begun anew.
const MOST_BYTES: u64 = 1 << 20;

/// What a ledger says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ledger {
    /// When the generation began, in nanoseconds since the epoch.
    pub born: i64,
    /// The size of all that is not of the generation, in bytes.
    pub old: u64,
    /// What was filed since, or is going to be, in bytes.
    pub new: u64,
}

/// Which file a ledger is: its device and inode. As long as somebody has it open, no other file is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LedgerId(u64, u64);

/// The first row says when the generation began and how large all else is; each other row is a file.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Row {
    time: I64,
    bytes: U64,
}

impl Ledger {
    /// `None` where there is none, or none that makes sense.
    pub(crate) fn read(files: &dyn Files, root: BorrowedFd<'_>) -> Option<Self> {
        let buffer = read_file(files, root, Path::new(LEDGER), MOST_BYTES).ok()?;
        let (first, rest) = <[Row]>::ref_from_bytes(buffer.bytes()).ok()?.split_first()?;
        let new = rest.iter().fold(0_u64, |sum, row| sum.saturating_add(row.bytes.get()));
        Some(Self { born: first.time.get(), old: first.bytes.get(), new })
    }

    /// A generation that nobody may add to.
    pub(crate) const fn closed(born: i64) -> Self {
        Self { born, old: u64::MAX, new: 0 }
    }

    /// Puts this in the place of the ledger that was there. Where it cannot be written, the next to file something measures.
    pub(crate) fn write(self, files: &dyn Files, root: BorrowedFd<'_>, names: &TemporaryNames) {
        let Self { born, old, new } = self;
        let rows = [Row { time: born.into(), bytes: old.into() }, Row { time: born.into(), bytes: new.into() }];
        let _ = place_file(files, root, names, Path::new(LEDGER), rows.as_bytes());
    }

    /// Which file is the ledger now.
    pub(crate) fn id(files: &dyn Files, root: BorrowedFd<'_>) -> Option<LedgerId> {
        files.stat_at(root, Path::new(LEDGER), false).ok().map(|facts| LedgerId(facts.device, facts.inode))
    }

    /// Adds a file, and says to which ledger, if there is one. A torn row makes no sense, so that the next to file something
    /// measures.
    pub(crate) fn note(files: &dyn Files, root: BorrowedFd<'_>, bytes: u64) -> Option<LedgerId> {
        // Opening would begin one that knows of nothing else.
        Self::id(files, root)?;
        let row = Row { time: files.now().into(), bytes: bytes.into() };
        let file = files.open(root, Path::new(LEDGER), Open::Append).ok()?;
        let facts = files.stat(file.as_fd()).ok()?;
        write_full(files, file.as_fd(), row.as_bytes()).ok()?;
        Some(LedgerId(facts.device, facts.inode))
    }
}
