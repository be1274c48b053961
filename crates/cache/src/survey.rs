//! What is in a cache, for people who want to see it and steer it. Nothing here is on the way of a running program.

use std::os::fd::AsFd as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use parbake_bmes::BuildId;
use rustix::io::Errno;

use crate::cache::Cache;
use crate::files::{FileKind, Open, read_full};
use crate::layout::{CACHEDIR_TAG, FiledName, GENERATIONS, OLD, Room};
use crate::pack::{LoadedPack, PackHeader, UrlOfPath};
use crate::roll::Roll;
use crate::rooms::read_file;
use crate::secret;
use crate::unusable::Unusable;
use crate::{ProgramKey, Reason, publish, quarantine, walk};

/// A pack's file in the cache. Nothing of it was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledPack {
    /// What it is filed under.
    pub key: ProgramKey,
    /// Its file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was written.
    pub written: SystemTime,
}

/// What the first bytes of a pack say; a claim until the pack is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackClaims {
    /// The build that wrote it.
    pub build_id: BuildId,
    /// Modules of the program, built-in ones included.
    pub modules: u32,
    /// Entries in it.
    pub entries: u32,
}

impl PackClaims {
    /// What the first bytes of a file say, if they are those of a pack.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        PackHeader::claims(bytes)
    }
}

/// Whose a directory is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenant {
    /// It is a cache.
    Parbake,
    /// It is empty.
    Nobody,
    /// It has other things in it, and nothing of ours.
    Other,
}

impl Cache {
    /// Whose the directory is, by the names in it. Nothing is to be changed in one that is somebody else's.
    #[must_use]
    pub fn tenant(&self) -> Tenant {
        let Ok(rooms) = self.rooms() else { return Tenant::Nobody };
        let names = self.files().list(rooms.root()).unwrap_or_default();
        let ours = [CACHEDIR_TAG.0, "entries", "packs", "old"];
        match names.iter().any(|name| ours.iter().any(|our| name == our)) {
            true => Tenant::Parbake,
            false if names.is_empty() => Tenant::Nobody,
            false => Tenant::Other,
        }
    }

    /// Every pack's file, by key.
    #[must_use]
    pub fn filed_packs(&self) -> Vec<FiledPack> {
        let dir = self.dir().unwrap_or(Path::new(""));
        let Some(root) = self.root() else { return Vec::new() };
        let pack = |found: walk::Filed| {
            let written = UNIX_EPOCH + Duration::from_nanos(u64::try_from(found.modified).unwrap_or_default());
            Some(FiledPack { key: ProgramKey(found.key?), path: dir.join(found.path), size: found.size, written })
        };
        // Those of the new generation count where both have one.
        let rooms = GENERATIONS.map(|generation| Path::new(generation).join(Room::Packs.directory()));
        let all = rooms.iter().flat_map(|room| walk::everything(self.files(), root, room, Room::Packs));
        let mut packs: Vec<_> = all.filter_map(pack).collect();
        packs.sort_by_key(|pack| pack.key);
        packs.dedup_by_key(|pack| pack.key);
        packs
    }

    /// How many programs have cached code in quarantine because it has ended a process.
    #[must_use]
    pub fn quarantined_programs(&self) -> usize {
        self.root().map_or(0, |root| quarantine::marks(self.files(), root).iter().filter(|mark| mark.counts).count())
    }

    /// The bytes of those of these packs that are in the old generation: what is dropped when the new one is full, but for what
    /// is used until then.
    #[must_use]
    pub fn old_bytes(&self, packs: &[FiledPack]) -> u64 {
        let old = self.dir().unwrap_or(Path::new("")).join(OLD);
        packs.iter().filter(|pack| pack.path.starts_with(&old)).map(|pack| pack.size).sum()
    }

    /// What each of these packs says of itself; `None` where that cannot be told. Only packs of which nothing was noted when
    /// they were filed are opened.
    #[must_use]
    pub fn claims_of(&self, packs: &[FiledPack]) -> Vec<Option<PackClaims>> {
        let roll = self.rooms().ok().map(|rooms| Roll::read(self.files(), rooms.root()));
        let known = |pack: &FiledPack| roll.as_ref().and_then(|roll| roll.claims(&pack.key, pack.size));
        packs.iter().map(|pack| known(pack).or_else(|| self.peek_pack(&pack.key))).collect()
    }

    /// What a pack says of itself, from its first bytes alone.
    #[must_use]
    pub fn peek_pack(&self, key: &ProgramKey) -> Option<PackClaims> {
        let (root, name) = (self.root()?, FiledName::new(Room::Packs, &key.0).within(Room::Packs));
        let open = |generation| self.files().open(root, &Path::new(generation).join(&name), Open::Read).ok();
        let file = GENERATIONS.into_iter().find_map(open)?;
        let facts = self.files().stat(file.as_fd()).ok().filter(|facts| facts.kind == FileKind::Regular)?;
        let mut bytes = vec![0; PackHeader::LENGTH.min(usize::try_from(facts.size).ok()?)];
        read_full(self.files(), file.as_fd(), &mut bytes).ok()?;
        PackHeader::claims(&bytes)
    }

    /// Reads a pack from any file and checks it, whatever its key and its build: one of this cache, or one that was made to be
    /// carried.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn inspect_pack(&self, path: &Path, url_of_path: UrlOfPath) -> Result<LoadedPack, Reason> {
        let buffer = read_file(self.files(), crate::files::CWD, path, self.config().max_file_size())?;
        // What was carried here has the tag that everybody knows until it is taken in.
        let shipping = secret::shipping_key();
        if PackHeader::is_shipped(buffer.bytes()) && shipping.open_pack(buffer.bytes()).is_some() {
            return LoadedPack::check_where_made(buffer, &shipping, url_of_path);
        }
        let keys = self.keys().map_err(Unusable::reason)?;
        LoadedPack::check_where_made(buffer, &keys.packs, url_of_path)
    }

    /// Removes the pack of a program.
    ///
    /// # Errors
    /// Why it could not be removed.
    pub fn remove_pack(&self, key: &ProgramKey) -> Result<(), Reason> {
        let rooms = self.rooms().map_err(Unusable::reason)?;
        if !self.config().policy.writes() {
            return Err(Reason::ReadOnly);
        }
        let name = FiledName::new(Room::Packs, &key.0).within(Room::Packs);
        let remove = |generation| publish::remove_any(self.files(), rooms.root(), &Path::new(generation).join(&name));
        let mut removed = GENERATIONS.map(remove).into_iter();
        match removed.find(|removed| *removed != Err(Errno::NOENT)).unwrap_or(Err(Errno::NOENT)) {
            Ok(()) => Ok(()),
            Err(error) => Err(publish::write_reason(error)),
        }
    }
}
