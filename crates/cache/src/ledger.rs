//! How much a generation holds, without looking at it: a file that grows by one row for each file that is filed.
//!
//! It overstates: what is filed over something else counts twice, and what was removed counts still. When it says that there
//! is no room, the generation is measured and the ledger begun anew.

use std::os::fd::{AsFd as _, BorrowedFd};
use std::path::Path;

use rustix::io::Errno;
use zerocopy::little_endian::{I64, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::files::{FileKind, Files, Open, write_full};
use crate::layout::{LEDGER, TemporaryNames};
use crate::rooms::read_file;

/// A ledger longer than this is begun anew.
const MOST_BYTES: u64 = 1 << 20;

/// What a ledger says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ledger {
    /// When the generation began, in nanoseconds since the epoch.
    pub born: i64,
    /// The size of the generation before it, in bytes.
    pub old: u64,
    /// What was filed since, in bytes.
    pub new: u64,
}

/// The first row says when the generation began and how large the old one is; each other row is a file.
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

    /// Puts this in the place of the ledger that was there.
    pub(crate) fn write(self, files: &dyn Files, root: BorrowedFd<'_>, names: &TemporaryNames) {
        let Self { born, old, new } = self;
        let rows = [Row { time: born.into(), bytes: old.into() }, Row { time: born.into(), bytes: new.into() }];
        let temporary = names.next();
        let written = files.open(root, temporary.as_path(), Open::Create).and_then(|file| {
            write_full(files, file.as_fd(), rows.as_bytes())?;
            files.rename(root, temporary.as_path(), Path::new(LEDGER))
        });
        if written.is_err_and(|error| error != Errno::EXIST) {
            // Without a ledger, the next to file something measures.
            let _ = files.remove(root, temporary.as_path(), FileKind::Regular);
        }
    }

    /// Adds a file. A torn row makes no sense, so that the next to file something measures.
    pub(crate) fn note(files: &dyn Files, root: BorrowedFd<'_>, bytes: u64) {
        let row = Row { time: files.now().into(), bytes: bytes.into() };
        if let Ok(file) = files.open(root, Path::new(LEDGER), Open::Append) {
            let _ = write_full(files, file.as_fd(), row.as_bytes());
        }
    }
}
