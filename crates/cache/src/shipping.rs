//! Packs on their way: made to be carried to another place or machine, and taken in there.

use std::path::Path;

use parbake_bmes::{BuildId, EntryKey};
use thiserror::Error;

use crate::cache::Cache;
use crate::files::CWD;
use crate::key::ProgramInput;
use crate::layout::{FiledName, Room};
use crate::pack::{self, Base, LoadedPack};
use crate::rooms;
use crate::secret;
use crate::{ProgramKey, Reason};

/// A pack that was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// What it is filed under.
    pub key: ProgramKey,
    /// How many modules have an entry in it.
    pub entries: usize,
    /// Its size in bytes.
    pub size: usize,
    /// It was there already.
    pub known: bool,
}

/// Why a pack was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refused {
    /// It cannot be read.
    #[error("it cannot be read ({0})")]
    Unreadable(Reason),
    /// It is no pack, or one that was not made to be carried elsewhere.
    #[error("it is not a pack that `cache export` has written")]
    NotAPack,
    /// It is in another version of the format.
    #[error("it is written in another version of the format")]
    OtherFormat,
    /// It is not what was written.
    #[error("it is damaged")]
    Damaged,
    /// Its bytecode is of no use here.
    #[error("another build of parbake has written it ({0})")]
    OtherBuild(BuildId),
    /// It cannot be filed.
    #[error("the cache does not take it ({0})")]
    NotFiled(Reason),
}

impl Cache {
    /// The pack of a program, made to be carried elsewhere: without stamps, without a word of where it was made, and under a
    /// key that everybody knows. The program lies at `base`. Answers the bytes, and how many modules they are of.
    ///
    /// # Errors
    /// As [`Cache::load_pack`] and [`Cache::save_pack`].
    pub fn export_pack(&self, input: &ProgramInput<'_>, base: &Base) -> Result<(Vec<u8>, usize), Reason> {
        let pack = self.load_pack(input, base)?;
        let bytes = pack::ship(&input.shipped_key(), &pack, base, &secret::shipping_key())?;
        Ok((bytes, pack.modules().len()))
    }

    /// Takes a pack in that was carried here. Whatever program has a module that is in it finds the entry. Nothing tells
    /// whether it is genuine: whoever takes it in trusts those who made it. A symbolic link is not followed.
    ///
    /// # Errors
    /// The cache is as it was.
    pub fn import_pack(&self, path: &Path) -> Result<Imported, Refused> {
        let limit = self.config().max_file_size();
        let buffer = rooms::read_any(self.files(), CWD, path, limit).map_err(Refused::Unreadable)?;
        if !buffer.bytes().starts_with(&pack::MAGIC) {
            return Err(Refused::NotAPack);
        }
        let digest = blake3::derive_key("parbake 0.1 key of an imported pack", buffer.bytes());
        let nowhere = Base::of_program(Path::new("/"), |_| String::new());
        let pack = LoadedPack::check(buffer, &secret::shipping_key(), &nowhere).map_err(|reason| match reason {
            Reason::FormatMismatch => Refused::OtherFormat,
            _ => Refused::Damaged,
        })?;
        if pack.build_id() != self.config().build_id {
            return Err(Refused::OtherBuild(pack.build_id()));
        }
        if !pack.is_shipped() {
            return Err(Refused::NotAPack);
        }
        pack.check_members().map_err(|_| Refused::Damaged)?;
        self.take_in(&pack, &ProgramKey(digest)).map_err(Refused::NotFiled)
    }

    fn take_in(&self, pack: &LoadedPack, key: &ProgramKey) -> Result<Imported, Reason> {
        let (rooms, keys) = self.for_writing()?;
        let bytes = pack.under(key, &keys.packs);
        let name = FiledName::new(Room::Packs, &key.0);
        let there = rooms.read(self.files(), Room::Packs, &name, self.config().max_file_size());
        let entries: Vec<EntryKey> = pack.keys().collect();
        let are_found = entries.iter().all(|entry| self.find_shared(entry).is_some());
        let known = are_found && there.is_ok_and(|there| there.bytes() == bytes);
        if !known {
            self.file_pack(rooms, key, &bytes, &entries)?;
        }
        Ok(Imported { key: *key, entries: entries.len(), size: bytes.len(), known })
    }
}
