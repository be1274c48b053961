//! Where the tables of a metadata section lie. Reader and writer both take the order and the widths from here.

use std::ops::Range;

/// Size of the section's fixed part in bytes: flags, a count for each table, length of the text.
pub(super) const FIXED_SIZE: usize = 4 * (TABLES + 2);

/// How many tables there are.
pub(super) const TABLES: usize = 10;

/// Stands in the place of a name for a module's namespace object.
pub(super) const NAMESPACE: u32 = u32::MAX;

/// The flags of a module, bit by bit.
pub(super) mod flag {
    pub const TOP_LEVEL_AWAIT: u32 = 1;
    pub const IMPORT_META: u32 = 1 << 1;
    pub const DYNAMIC_IMPORT: u32 = 1 << 2;
    pub const COMMONJS: u32 = 1 << 3;
    pub const ALL: u32 = TOP_LEVEL_AWAIT | IMPORT_META | DYNAMIC_IMPORT | COMMONJS;
}

/// The tables, in the order in which they lie.
#[derive(Clone, Copy)]
pub(super) enum Table {
    Requests,
    Attributes,
    Imports,
    LocalExports,
    IndirectExports,
    StarExports,
    DynamicImports,
    CommonJsExports,
    CommonJsReexports,
    /// Where each string ends in the text; it begins where the one before it ends.
    Strings,
}

/// Width of a record of each table, in 32-bit words.
pub(super) mod width {
    pub const REQUEST: usize = 6;
    pub const ATTRIBUTE: usize = 2;
    pub const IMPORT: usize = 5;
    pub const LOCAL_EXPORT: usize = 2;
    pub const INDIRECT_EXPORT: usize = 3;
    pub const STAR_EXPORT: usize = 1;
    pub const DYNAMIC_IMPORT: usize = 2;
    pub const COMMONJS: usize = 1;
    pub const STRING: usize = 1;
}

const WIDTHS: [usize; TABLES] = [
    width::REQUEST,
    width::ATTRIBUTE,
    width::IMPORT,
    width::LOCAL_EXPORT,
    width::INDIRECT_EXPORT,
    width::STAR_EXPORT,
    width::DYNAMIC_IMPORT,
    width::COMMONJS,
    width::COMMONJS,
    width::STRING,
];

/// The fixed part of a metadata section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub flags: u32,
    /// How many records each table has.
    pub counts: [u32; TABLES],
    /// Length of the text behind the tables in bytes.
    pub text: u32,
}

impl Shape {
    pub fn from_words(words: [u32; TABLES + 2]) -> Self {
        let [flags, counts @ .., text] = words;
        Self { flags, counts, text }
    }

    pub fn to_bytes(self) -> [u8; FIXED_SIZE] {
        let mut bytes = [0; FIXED_SIZE];
        let words = [self.flags].into_iter().chain(self.counts).chain([self.text]);
        for (field, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(words) {
            *field = word.to_le_bytes();
        }
        bytes
    }

    pub const fn count(&self, table: Table) -> u32 {
        self.counts[table as usize]
    }

    /// Length of the whole section. No overflow: twelve 32-bit counts with small widths stay far below 64 bits.
    pub fn length(&self) -> u64 {
        let tables: u64 =
            self.counts.iter().zip(WIDTHS).map(|(&count, width)| 4 * u64::from(count) * width as u64).sum();
        FIXED_SIZE as u64 + tables + u64::from(self.text)
    }

    /// Where a table lies in the section. Only for a shape whose [`Shape::length`] is that of a section in memory.
    pub fn range(&self, table: Table) -> Range<usize> {
        let size = |index: usize| 4 * self.counts[index] as usize * WIDTHS[index];
        let start = FIXED_SIZE + (0..table as usize).map(size).sum::<usize>();
        start..start + size(table as usize)
    }
}
