//! What the packs are, without opening them: a row for each pack, appended when it is filed.
//!
//! It is a hint, and nothing rests on it but what is shown to people: a pack without a row, or of another size than its row
//! says, is opened instead.

use std::collections::HashMap;
use std::os::fd::{AsFd as _, BorrowedFd};
use std::path::Path;

use parbake_bmes::BuildId;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::files::{FileKind, Files, Open};
use crate::layout::ROLL;
use crate::pack::PackHeader;
use crate::rooms::read_file;
use crate::{PackClaims, ProgramKey, directory};

/// Where rows are appended.
const NEWER: &str = ROLL[0];

/// The rows before those.
const OLDER: &str = ROLL[1];

/// A file takes at most this part of what the cache may take.
const SHARE: u64 = 128;

/// A file of this many bytes is full, however large the cache may be: 16,384 rows.
const FULL: u64 = 16_384 * size_of::<Row>() as u64;

/// How much of a pack's key a row keeps.
type ShortKey = [u8; 16];

#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Row {
    /// The first bytes of the digest of all that follows.
    check: [u8; 4],
    /// The lowest bits of the pack's size in bytes.
    size: U32,
    modules: U32,
    entries: U32,
    key: ShortKey,
    build_id: [u8; 32],
}

/// What rows say of packs.
pub(crate) struct Roll(HashMap<ShortKey, Row>);

impl Roll {
    /// Later rows count.
    pub(crate) fn read(files: &dyn Files, root: BorrowedFd<'_>) -> Self {
        let mut found = HashMap::new();
        for name in [OLDER, NEWER] {
            // Packs that were filed together have written a few rows more.
            let Ok(buffer) = read_file(files, root, Path::new(name), 2 * FULL) else { continue };
            found.extend(rows(buffer.bytes()).map(|row| (row.key, row)));
        }
        Self(found)
    }

    /// What is known of a pack of this size.
    pub(crate) fn claims(&self, key: &ProgramKey, size: u64) -> Option<PackClaims> {
        let row = self.0.get(&short(key)).filter(|row| row.size == low_bits(size))?;
        let (modules, entries) = (row.modules.get(), row.entries.get());
        Some(PackClaims { build_id: BuildId(row.build_id), modules, entries })
    }
}

impl Row {
    fn new(size: U32, modules: u32, entries: u32, key: ShortKey, build_id: BuildId) -> Self {
        let (modules, entries) = (modules.into(), entries.into());
        let row = Self { check: [0; 4], size, modules, entries, key, build_id: build_id.0 };
        Self { check: row.expected_check(), ..row }
    }

    fn expected_check(&self) -> [u8; 4] {
        let digest = blake3::hash(&self.as_bytes()[size_of_val(&self.check)..]);
        [digest.as_bytes()[0], digest.as_bytes()[1], digest.as_bytes()[2], digest.as_bytes()[3]]
    }
}

/// Notes what was filed. What cannot be noted is looked up in the pack when somebody asks.
pub(crate) fn note(files: &dyn Files, root: BorrowedFd<'_>, max_size: u64, key: &ProgramKey, pack: &[u8]) {
    let Some(PackClaims { build_id, modules, entries }) = PackHeader::claims(pack) else { return };
    let size = low_bits(pack.len() as u64);
    let row = Row::new(size, modules, entries, short(key), build_id);
    let Ok(file) = files.open(root, Path::new(NEWER), Open::Append) else { return };
    let Ok(facts) = files.stat(file.as_fd()) else { return };
    if facts.kind != FileKind::Regular || directory::check_ours(&facts).is_err() {
        return;
    }
    // One write, so that rows do not mix. Should it be torn, the reader finds the next row.
    let _ = files.write(file.as_fd(), row.as_bytes());
    if facts.size >= FULL.min(max_size / SHARE) {
        let _ = files.rename(root, Path::new(NEWER), Path::new(OLDER));
    }
}

/// The rows in a file. Behind a torn one it goes on with the next that is whole.
fn rows(mut bytes: &[u8]) -> impl Iterator<Item = Row> {
    std::iter::from_fn(move || {
        while let Ok((row, rest)) = Row::read_from_prefix(bytes) {
            if row.check == row.expected_check() {
                bytes = rest;
                return Some(row);
            }
            bytes = &bytes[1..];
        }
        None
    })
}

fn short(key: &ProgramKey) -> ShortKey {
    let mut short = ShortKey::default();
    short.copy_from_slice(&key.0[..16]);
    short
}

fn low_bits(size: u64) -> U32 {
    let [a, b, c, d, ..] = size.to_le_bytes();
    U32::from_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_goes_on_behind_what_is_torn() {
        let row = |entries| Row::new(5.into(), 1, entries, [1; 16], BuildId([2; 32]));
        let mut bytes = row(1).as_bytes()[..50].to_vec();
        bytes.extend_from_slice(row(2).as_bytes());
        bytes.push(b'x');
        bytes.extend_from_slice(row(3).as_bytes());
        bytes.extend_from_slice(&row(4).as_bytes()[..63]);
        let entries: Vec<_> = rows(&bytes).map(|row| row.entries.get()).collect();
        assert_eq!(entries, [2, 3]);
    }
}
