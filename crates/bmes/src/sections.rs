//! The section table: which sections there are, and proof that they lie one after the other with nothing else between.

use std::ops::Range;

use crate::fields::wide;
use crate::header::Header;
use crate::layout::{ALIGNMENT, HEADER_SIZE, ROW_SIZE, SectionId, align};
use crate::refusal::Refusal;

/// A row of the section table. The section may be one that this version of the format does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Section {
    /// The number that names the section.
    pub id: u32,
    /// The version of its content.
    pub version: u32,
    /// Where it begins, in bytes from the start of the entry.
    pub offset: u64,
    /// Its length in bytes, without padding.
    pub length: u64,
}

/// A section table whose geometry was checked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'a> {
    rows: &'a [[u8; ROW_SIZE]],
}

impl Section {
    /// Which section this is, if this version of the format reads it: the number and the version are both known.
    /// Others are skipped.
    #[must_use]
    pub fn known(&self) -> Option<SectionId> {
        SectionId::from_id(self.id).filter(|section| section.version() == self.version)
    }

    /// Appends the row to a table.
    pub(crate) fn row(&self) -> [u8; ROW_SIZE] {
        let mut row = [0; ROW_SIZE];
        row[0..4].copy_from_slice(&self.id.to_le_bytes());
        row[4..8].copy_from_slice(&self.version.to_le_bytes());
        row[8..16].copy_from_slice(&self.offset.to_le_bytes());
        row[16..24].copy_from_slice(&self.length.to_le_bytes());
        row
    }

    fn from_row(row: [u8; ROW_SIZE]) -> Self {
        let [id, version, offset_low, offset_high, length_low, length_high] = words(row);
        Self { id, version, offset: long(offset_low, offset_high), length: long(length_low, length_high) }
    }
}

impl<'a> Table<'a> {
    /// Reads and checks the table of an entry whose bytes before the tag are `content`.
    pub fn read(content: &'a [u8], header: &Header) -> Result<Self, Refusal> {
        let end = HEADER_SIZE + usize::from(header.section_count) * ROW_SIZE;
        let bytes = content.get(HEADER_SIZE..end).ok_or(Refusal::TableOutOfBounds { offset: end })?;
        let table = Self { rows: bytes.as_chunks().0 };
        table.check(content, end)?;
        Ok(table)
    }

    /// All rows.
    pub fn sections(self) -> impl ExactSizeIterator<Item = Section> + Clone + use<'a> {
        self.rows.iter().map(|&row| Section::from_row(row))
    }

    /// Where a known section lies.
    pub fn find(self, id: SectionId) -> Option<Range<usize>> {
        let section = self.sections().find(|section| section.known() == Some(id))?;
        span(&section)
    }

    /// Every row in order, every section where the one before it ends, nothing unaccounted for.
    fn check(self, content: &[u8], table_end: usize) -> Result<(), Refusal> {
        let mut free = table_end;
        let mut last = None;
        for (index, section) in self.sections().enumerate() {
            let row = HEADER_SIZE + index * ROW_SIZE;
            check_order(&section, last, row)?;
            free = check_place(&section, free, content, row)?;
            last = Some(section.id);
        }
        if free < content.len() { Err(Refusal::Unaccounted { offset: free }) } else { Ok(()) }
    }
}

fn check_order(section: &Section, last: Option<u32>, row: usize) -> Result<(), Refusal> {
    let id = section.id;
    match last {
        Some(last) if last == id => Err(Refusal::DuplicateSection { offset: row, id }),
        Some(last) if last > id => Err(Refusal::SectionOrder { offset: row, id }),
        _ => Ok(()),
    }
}

/// Checks one section against the first byte that is still free, and answers the first free byte after it and its
/// padding.
fn check_place(section: &Section, free: usize, content: &[u8], row: usize) -> Result<usize, Refusal> {
    let id = section.id;
    if !section.offset.is_multiple_of(wide(ALIGNMENT)) {
        return Err(Refusal::SectionMisaligned { offset: row, id, start: section.offset });
    }
    if section.offset < wide(free) {
        return Err(Refusal::SectionOverlap { offset: row, id });
    }
    let beyond = Refusal::SectionOutOfBounds { offset: row, id };
    let Range { start, end } = span(section).filter(|span| span.end <= content.len()).ok_or(beyond)?;
    if start > free {
        return Err(Refusal::SectionHole { offset: row, id });
    }
    let padding = content.get(end..align(end)).ok_or(beyond)?;
    match padding.iter().position(|&byte| byte != 0) {
        Some(position) => Err(Refusal::NonZeroPadding { offset: end + position }),
        None => Ok(align(end)),
    }
}

/// A row as 32-bit words.
fn words(row: [u8; ROW_SIZE]) -> [u32; ROW_SIZE / 4] {
    let (words, _) = row.as_chunks::<4>();
    std::array::from_fn(|index| u32::from_le_bytes(words[index]))
}

const fn long(low: u32, high: u32) -> u64 {
    (high as u64) << 32 | low as u64
}

/// The bytes of a section, unless no address space could hold them.
fn span(section: &Section) -> Option<Range<usize>> {
    let start = usize::try_from(section.offset).ok()?;
    let length = usize::try_from(section.length).ok()?;
    Some(start..start.checked_add(length)?)
}
