//! The names in the cache directory. Whoever needs a path gets it here; nobody joins strings.
//!
//! ```text
//! <cache directory>/CACHEDIR.TAG
//! <cache directory>/entries/<1 hex>/<64 hex>.bmes
//! <cache directory>/packs/<1 hex>/<64 hex>.pack
//! <cache directory>/packs/index                which entry is in which pack
//! <either>/<1 hex>/.<16 hex><16 hex>.new      being written, or left behind by a process that was killed
//! <cache directory>/old/entries, old/packs     the generation before, as above
//! <cache directory>/ledger                     how much the new generation holds
//! <cache directory>/roll, roll.older           what the packs are, a row each, and the rows before those
//! <cache directory>/builds/<64 hex>            which build an executable is
//! <cache directory>/first-<64 hex>             locked by a process that runs a program for the first time
//! <cache directory>/first-<64 hex>.shared      entries that others who run it for the first time may use meanwhile
//! <cache directory>/.<16 hex><16 hex>.new      being written, being dropped, or left behind
//! <cache directory>/quarantine/<64 hex>       made by a process that cached code has ended
//! <state directory>/tag-key                    the secret of the tags
//! <state directory>/runs                       what runs had from the user's caches, a row each
//! <state directory>/runs.older                 the rows before those
//! ```

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use parbake_bmes::EntryKey;

use crate::ProgramKey;

/// Tells backup programs to leave the directory out (<https://bford.info/cachedir/>).
pub(crate) const CACHEDIR_TAG: (&str, &[u8]) = (
    "CACHEDIR.TAG",
    b"Signature: 8a477f597d28d172789f06886806bc55\n# This directory holds what parbake can make again.\n",
);

/// In the room of the packs: which entry is in which pack.
pub(crate) const INDEX: &str = "index";

/// The old generation, with rooms of its own.
pub(crate) const OLD: &str = "old";

/// Where the generations lie, below the cache directory; the new one first.
pub(crate) const GENERATIONS: [&str; 2] = ["", OLD];

/// How much the new generation holds.
pub(crate) const LEDGER: &str = "ledger";

/// What each pack is, and the rows before those.
pub(crate) const ROLL: [&str; 2] = ["roll", "roll.older"];

/// Which build each executable is.
pub(crate) const BUILDS: &str = "builds";

/// The directory of what [`crate::Quarantine`] reads.
pub(crate) const QUARANTINE: &str = "quarantine";

/// The names of those who compile a program at the same time: `first-<64 hex>`, and what they share in a directory beside it.
pub(crate) struct CompanyNames {
    lock: String,
    directory: String,
}

/// The two kinds of file, each in a room of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    Entries,
    Packs,
}

/// The path of a file within its room: `<1 hex>/<64 hex><extension>`.
#[derive(Clone, Copy)]
pub(crate) struct FiledName {
    bytes: [u8; Self::CAPACITY],
    length: usize,
}

/// The name of a file while it is written.
#[derive(Clone, Copy)]
pub(crate) struct TemporaryName([u8; Self::LENGTH]);

/// Makes names that no other thread or process makes.
#[derive(Default)]
pub(crate) struct TemporaryNames {
    /// Made with the first name: a run of hits needs none.
    process: OnceLock<u64>,
    next: AtomicU64,
}

impl Room {
    pub(crate) const ALL: [Self; 2] = [Self::Entries, Self::Packs];

    pub(crate) fn directory(self) -> &'static Path {
        match self {
            Self::Entries => "entries".as_ref(),
            Self::Packs => "packs".as_ref(),
        }
    }

    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Entries => ".bmes",
            Self::Packs => ".pack",
        }
    }
}

impl CompanyNames {
    pub(crate) fn of(program: &ProgramKey) -> Self {
        let lock = format!("first-{program}");
        Self { directory: format!("{lock}.shared"), lock }
    }

    /// The program whose file has this name in the cache directory, if any has.
    pub(crate) fn parse(name: &OsStr) -> Option<Self> {
        let stem = name.to_str()?.strip_prefix("first-")?;
        let stem = stem.strip_suffix(".shared").unwrap_or(stem);
        stem.parse::<parbake_bmes::Digest>().ok().map(|digest| Self::of(&ProgramKey(digest.0)))
    }

    pub(crate) fn lock(&self) -> &Path {
        self.lock.as_ref()
    }

    pub(crate) fn directory(&self) -> &Path {
        self.directory.as_ref()
    }

    /// Relative to the directory.
    pub(crate) fn entry(key: &EntryKey) -> String {
        key.to_string()
    }

    /// Of the file that is locked by whoever compiles it; relative to the directory.
    pub(crate) fn claim(key: &EntryKey, turn: u32) -> String {
        format!("{key}.lock{turn}")
    }
}

impl FiledName {
    /// One digit: a directory costs a millisecond to make on a busy disk, and a first run would pay for each.
    const SHARD: usize = 1;
    const STEM: usize = Self::SHARD + 1 + 64;
    const CAPACITY: usize = Self::STEM + 8;

    pub(crate) fn new(room: Room, key: &[u8; 32]) -> Self {
        let mut bytes = [0; Self::CAPACITY];
        for (place, byte) in bytes[Self::SHARD + 1..Self::STEM].chunks_exact_mut(2).zip(key) {
            place.copy_from_slice(&hex(*byte));
        }
        bytes[..Self::SHARD].copy_from_slice(&hex(key[0])[..Self::SHARD]);
        bytes[Self::SHARD] = b'/';
        let length = Self::STEM + room.extension().len();
        bytes[Self::STEM..length].copy_from_slice(room.extension().as_bytes());
        Self { bytes, length }
    }

    /// The key whose file has this name in a shard, if any has.
    pub(crate) fn parse(room: Room, name: &OsStr) -> Option<[u8; 32]> {
        let stem = name.to_str()?.strip_suffix(room.extension())?;
        stem.parse::<parbake_bmes::Digest>().ok().map(|digest| digest.0)
    }

    /// Relative to the room.
    pub(crate) fn as_path(&self) -> &Path {
        path(&self.bytes[..self.length])
    }

    /// Relative to the directory that the room is in.
    pub(crate) fn within(&self, room: Room) -> PathBuf {
        room.directory().join(self.as_path())
    }

    /// The directory of the file, relative to the room.
    pub(crate) fn shard(&self) -> &Path {
        path(&self.bytes[..Self::SHARD])
    }

    /// Relative to the shard.
    pub(crate) fn file(&self) -> &Path {
        path(&self.bytes[Self::SHARD + 1..self.length])
    }

    /// The file's path for people, below the cache directory.
    pub(crate) fn below(&self, cache_dir: &Path, room: Room) -> PathBuf {
        cache_dir.join(self.within(room))
    }
}

impl TemporaryName {
    const LENGTH: usize = 1 + 32 + 4;

    /// Whether this is a name that [`TemporaryNames`] makes.
    pub(crate) fn matches(name: &OsStr) -> bool {
        match name.as_bytes() {
            [b'.', digits @ .., b'.', b'n', b'e', b'w'] => {
                digits.len() == 32 && digits.iter().all(u8::is_ascii_hexdigit)
            }
            _ => false,
        }
    }

    pub(crate) fn as_path(&self) -> &Path {
        path(&self.0)
    }
}

impl TemporaryNames {
    /// Process ids repeat, between namespaces and over time, so a process is told by a random number. Should there be none,
    /// names may collide; files are created exclusively, so that a collision is only a failure to publish.
    fn process(&self) -> u64 {
        *self.process.get_or_init(|| getrandom::u64().unwrap_or_else(|_| u64::from(std::process::id())))
    }

    pub(crate) fn next(&self) -> TemporaryName {
        let numbers = [self.process(), self.next.fetch_add(1, Ordering::Relaxed)];
        let mut name = [b'.'; TemporaryName::LENGTH];
        name[33..].copy_from_slice(b".new");
        let digits = name[1..33].chunks_exact_mut(2);
        for (place, byte) in digits.zip(numbers.into_iter().flat_map(u64::to_be_bytes)) {
            place.copy_from_slice(&hex(byte));
        }
        TemporaryName(name)
    }
}

/// The mark of a program, relative to the cache directory.
pub(crate) fn mark_path(program: &ProgramKey) -> PathBuf {
    format!("{QUARANTINE}/{program}").into()
}

/// Whether this is the name of a shard.
pub(crate) fn is_shard(name: &OsStr) -> bool {
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    name.len() == FiledName::SHARD && name.as_bytes().iter().all(is_digit)
}

fn path(bytes: &[u8]) -> &Path {
    OsStr::from_bytes(bytes).as_ref()
}

const fn hex(byte: u8) -> [u8; 2] {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    [DIGITS[(byte >> 4) as usize], DIGITS[(byte & 15) as usize]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_from_keys_and_back() {
        let key = std::array::from_fn(|index| 0x5A + u8::try_from(index).unwrap());
        for room in Room::ALL {
            let name = FiledName::new(room, &key);
            assert_eq!(name.shard(), Path::new("5"));
            assert_eq!(name.as_path(), name.shard().join(name.file()));
            assert_eq!(FiledName::parse(room, name.file().as_os_str()), Some(key));
            assert!(is_shard(name.shard().as_os_str()));
            assert!(!TemporaryName::matches(name.file().as_os_str()));
        }
        let entry = FiledName::new(Room::Entries, &key);
        assert_eq!(FiledName::parse(Room::Packs, entry.file().as_os_str()), None);
    }

    #[test]
    fn temporary_names_do_not_repeat() {
        let (one, other) = (TemporaryNames::default(), TemporaryNames::default());
        let names = [one.next(), one.next(), other.next()].map(|name| name.as_path().to_owned());
        assert!(names.iter().all(|name| TemporaryName::matches(name.as_os_str())));
        assert!(names[0] != names[1] && names[0] != names[2]);
    }
}
