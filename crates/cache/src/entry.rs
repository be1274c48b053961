//! What a lookup answers.

use std::fmt;

use parbake_bmes::{Entry, Refusal, TagKey, validate};
use self_cell::self_cell;

use crate::Reason;
use crate::buffer::Buffer;

self_cell!(
    struct Cell {
        owner: Buffer,
        #[covariant]
        dependent: Entry,
    }
);

/// The answer to a lookup: always exactly one of these.
#[derive(Debug)]
pub enum Outcome {
    /// The entry, authenticated, and the one that was asked for.
    Hit(LoadedEntry),
    /// None that can be used.
    Miss(Reason),
}

/// An entry in private memory that begins at a multiple of 8, validated whole.
pub struct LoadedEntry(Cell);

impl Outcome {
    /// The entry, if there is one.
    #[must_use]
    pub fn hit(self) -> Option<LoadedEntry> {
        match self {
            Self::Hit(entry) => Some(entry),
            Self::Miss(_) => None,
        }
    }

    /// The reason, if there is no entry.
    #[must_use]
    pub const fn reason(&self) -> Option<Reason> {
        match self {
            Self::Hit(_) => None,
            Self::Miss(reason) => Some(*reason),
        }
    }
}

impl From<Result<LoadedEntry, Reason>> for Outcome {
    fn from(result: Result<LoadedEntry, Reason>) -> Self {
        result.map_or_else(Self::Miss, Self::Hit)
    }
}

impl LoadedEntry {
    /// Validates what was read. That it is the entry that was asked for is for the caller to check.
    pub(crate) fn check(buffer: Buffer, tag: &TagKey) -> Result<Self, Reason> {
        Cell::try_new(buffer, |buffer| validate(buffer.bytes(), tag)).map(Self).map_err(|refusal| match refusal {
            Refusal::Truncated { .. } => Reason::Truncated,
            Refusal::FormatVersion { .. } => Reason::FormatMismatch,
            _ => Reason::Corrupt,
        })
    }

    /// The entry.
    #[must_use]
    pub fn entry(&self) -> &Entry<'_> {
        self.0.borrow_dependent()
    }

    /// The whole file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.borrow_owner().bytes()
    }
}

impl fmt::Debug for LoadedEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LoadedEntry").field(&self.entry().key()).finish()
    }
}
