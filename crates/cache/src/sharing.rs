//! Entries that other programs' packs have: what is compiled for one program is not compiled for another.
//!
//! Beside the packs lies an index: rows of one size, appended when a pack is filed, that say which entry is in which pack.
//! It is a hint and nothing rests on it: a pack that it names is checked like any other, and an entry that is not there is
//! a miss. It is read only when a program has a module that its own pack does not have.

use std::collections::{BTreeMap, HashMap};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use parbake_bmes::EntryKey;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::ProgramKey;
use crate::files::{FileKind, Files, Open, write_full};
use crate::layout::{INDEX, OLD, Room};
use crate::pack::{LoadedPack, PackedEntry};
use crate::rooms::read_file;

/// A larger index is thrown away and begun anew.
const LARGEST_INDEX: u64 = 64 << 20;

/// How much of an entry's key the index keeps. What it says is checked, so that a collision is a miss.
type ShortKey = [u8; 16];

#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Row {
    entry: ShortKey,
    pack: [u8; 32],
}

/// The packs of other programs that this process has looked into. They stay in memory: bytecode is used in place.
#[derive(Default)]
pub(crate) struct Sharing {
    index: OnceLock<HashMap<ShortKey, ProgramKey>>,
    packs: Mutex<BTreeMap<ProgramKey, Option<&'static LoadedPack>>>,
}

impl Sharing {
    /// Looks for an entry in a cache directory; `load` loads a pack.
    pub(crate) fn find(
        &self,
        files: &dyn Files,
        root: BorrowedFd<'_>,
        key: &EntryKey,
        load: impl Fn(&ProgramKey) -> Option<LoadedPack>,
    ) -> Option<PackedEntry<'static>> {
        let pack = *self.index.get_or_init(|| read_index(files, root)).get(&short(key))?;
        let pack = {
            let mut packs = self.packs.lock().unwrap_or_else(PoisonError::into_inner);
            let loaded =
                packs.entry(pack).or_insert_with_key(|pack| load(pack).map(|pack| &*Box::leak(Box::new(pack))));
            (*loaded)?
        };
        pack.find(key).ok()
    }
}

/// By how many bytes the index grows for so many entries.
pub(crate) const fn size_of_rows(entries: usize) -> u64 {
    (entries * size_of::<Row>()) as u64
}

/// Notes that a pack has these entries. An index that cannot be written is an index of fewer entries.
pub(crate) fn note(files: &dyn Files, room: BorrowedFd<'_>, pack: &ProgramKey, entries: &[EntryKey]) {
    let rows: Vec<Row> = entries.iter().map(|entry| Row { entry: short(entry), pack: pack.0 }).collect();
    if rows.is_empty() {
        return;
    }
    let Ok(file) = files.open(room, Path::new(INDEX), Open::Append) else { return };
    let is_sound = files.stat(file.as_fd()).is_ok_and(|facts| {
        facts.kind == FileKind::Regular
            && facts.size % size_of::<Row>() as u64 == 0
            && facts.size <= LARGEST_INDEX
            && crate::directory::check_ours(&facts).is_ok()
    });
    if !is_sound || write_full(files, file.as_fd(), rows.as_bytes()).is_err() {
        // Torn: what is behind the tear would be read askew.
        let _ = files.remove(room, Path::new(INDEX), FileKind::Regular);
    }
}

/// Later rows count: the pack that an entry came into last is the most likely one to be there still.
fn read_index(files: &dyn Files, root: BorrowedFd<'_>) -> HashMap<ShortKey, ProgramKey> {
    let mut index = HashMap::new();
    for generation in [OLD, ""] {
        let path = Path::new(generation).join(Room::Packs.directory()).join(INDEX);
        let Ok(buffer) = read_file(files, root, &path, LARGEST_INDEX) else { continue };
        let whole = buffer.bytes().len() - buffer.bytes().len() % size_of::<Row>();
        let rows = <[Row]>::ref_from_bytes(&buffer.bytes()[..whole]).unwrap_or_default();
        index.extend(rows.iter().map(|row| (row.entry, ProgramKey(row.pack))));
    }
    index
}

fn short(key: &EntryKey) -> ShortKey {
    let mut short = ShortKey::default();
    short.copy_from_slice(&key.0[..16]);
    short
}
