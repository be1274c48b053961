//! Where things stand in a file. Reader and writer both take their order and their sizes from here.

/// The first four bytes of every entry.
pub const MAGIC: [u8; 4] = *b"BMES";

/// Size of the fixed part of the header in bytes. The section table follows.
pub const HEADER_SIZE: usize = 88;

/// Size of a row of the section table in bytes.
pub const ROW_SIZE: usize = 24;

/// Sections and the tag begin at multiples of this, counted from the start of the entry.
pub const ALIGNMENT: usize = 8;

/// No entry has more sections than this.
pub const MAX_SECTIONS: u16 = 64;

/// Offsets of the header's fields.
pub(crate) mod field {
    pub const MAGIC: usize = 0;
    pub const FORMAT_VERSION: usize = 4;
    pub const KIND: usize = 8;
    pub const SECTION_COUNT: usize = 10;
    pub const FLAGS: usize = 12;
    pub const LENGTH: usize = 16;
    pub const BUILD_ID: usize = 24;
}

/// A section that this version of the format knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum SectionId {
    /// What the module requests, imports and exports.
    Metadata = 1,
    /// The engine's own bytes, opaque here.
    Bytecode = 2,
    /// How to get the source text back.
    Source = 3,
}

impl SectionId {
    /// The section that a number names, if it is known.
    #[must_use]
    pub const fn from_id(id: u32) -> Option<Self> {
        match id {
            1 => Some(Self::Metadata),
            2 => Some(Self::Bytecode),
            3 => Some(Self::Source),
            _ => None,
        }
    }

    /// The number that names this section in the table.
    #[must_use]
    pub const fn id(self) -> u32 {
        self as u32
    }

    /// The version of this section's content that is written, and the only one that is read. Each counts for itself:
    /// when one moves on, the others stay valid.
    #[must_use]
    pub const fn version(self) -> u32 {
        match self {
            Self::Metadata | Self::Bytecode | Self::Source => 1,
        }
    }

    /// The section's name as tools print it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Bytecode => "bytecode",
            Self::Source => "source",
        }
    }
}

/// Visits the known sections in the order in which they lie in a file. The writer emits them by it and the reader
/// looks for them by it, so the two cannot disagree.
pub(crate) fn for_each_section<E>(mut visit: impl FnMut(SectionId) -> Result<(), E>) -> Result<(), E> {
    visit(SectionId::Metadata)?;
    visit(SectionId::Bytecode)?;
    visit(SectionId::Source)
}

/// The next multiple of [`ALIGNMENT`]. No overflow for an offset that lies in a buffer, since no buffer has
/// `usize::MAX` bytes.
pub(crate) const fn align(offset: usize) -> usize {
    offset.next_multiple_of(ALIGNMENT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    #[test]
    fn sections_are_visited_once_each_in_the_order_of_their_numbers() {
        let mut ids = Vec::new();
        for_each_section(|id| -> Result<(), Infallible> {
            ids.push(id.id());
            Ok(())
        })
        .unwrap();
        assert_eq!(ids, [1, 2, 3]);
        assert!(ids.iter().all(|&id| SectionId::from_id(id).map(SectionId::id) == Some(id)));
        assert_eq!(SectionId::from_id(0), None);
        assert_eq!(SectionId::from_id(4), None);
    }

    #[test]
    fn header_and_rows_keep_the_alignment() {
        assert_eq!(HEADER_SIZE % ALIGNMENT, 0);
        assert_eq!(ROW_SIZE % ALIGNMENT, 0);
        assert_eq!([0, 1, 8, 9].map(align), [0, 8, 8, 16]);
    }
}
