//! Why bytes are not an entry, or why facts cannot become one.

use thiserror::Error;

/// The one reason why bytes were refused. Every variant says where: an offset from the start of the entry, in bytes.
///
/// The first check that fails is the answer; `docs/format.md` has their order. Everything after [`Refusal::TagMismatch`]
/// can only be met in bytes that carry a valid tag: a fault of the writer, or of a holder of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The bytes end before they should.
    #[error("ends at {offset} where at least {needed} bytes are needed")]
    Truncated {
        /// Where the bytes end.
        offset: usize,
        /// The length that the format, or the header, asks for.
        needed: u64,
    },
    /// Not a BMES file.
    #[error("begins with {found:02x?}, which is no BMES file")]
    BadMagic {
        /// Always 0.
        offset: usize,
        /// What stands in the magic's place.
        found: [u8; 4],
    },
    /// Written in another version of the format.
    #[error("format version {found} at {offset}, where only {supported} is known")]
    FormatVersion {
        /// Where the version stands.
        offset: usize,
        /// The version of the file.
        found: u32,
        /// The version of this reader.
        supported: u32,
    },
    /// The bytes go on after the length that the header names.
    #[error("goes on after its end at {offset}, to {length}")]
    TrailingBytes {
        /// Where the entry should end.
        offset: usize,
        /// Where it does end.
        length: usize,
    },
    /// The keyed digest is not that of the bytes: damaged, or made without the key.
    #[error("the tag at {offset} is not the tag of these bytes")]
    TagMismatch {
        /// Where the tag stands.
        offset: usize,
    },
    /// A number that stands for no kind of entry.
    #[error("unknown kind {found} at {offset}")]
    UnknownKind {
        /// Where the kind stands.
        offset: usize,
        /// The number found.
        found: u16,
    },
    /// Flags that this version does not define: of the header, of metadata or of a source.
    #[error("unknown flags {found:#x} at {offset}")]
    UnknownFlags {
        /// Where the flags stand.
        offset: usize,
        /// The undefined ones among them.
        found: u32,
    },
    /// More sections than the format allows.
    #[error("{found} sections at {offset}, more than are allowed")]
    TooManySections {
        /// Where the count stands.
        offset: usize,
        /// The count.
        found: u16,
    },
    /// The section table does not fit between the header and the tag.
    #[error("the section table does not fit: it ends at {offset}")]
    TableOutOfBounds {
        /// Where the table would end.
        offset: usize,
    },
    /// The same section twice.
    #[error("section {id} stands a second time in the table at {offset}")]
    DuplicateSection {
        /// Where the second row stands.
        offset: usize,
        /// The section.
        id: u32,
    },
    /// Table rows not in ascending order of sections.
    #[error("section {id} at {offset} stands after a section with a greater number")]
    SectionOrder {
        /// Where the row stands.
        offset: usize,
        /// The section.
        id: u32,
    },
    /// A section that does not begin at a multiple of 8.
    #[error("section {id} begins at {start}, which is not a multiple of 8 (row at {offset})")]
    SectionMisaligned {
        /// Where the row stands.
        offset: usize,
        /// The section.
        id: u32,
        /// Where the section begins.
        start: u64,
    },
    /// A section that begins inside the one before it, or inside header and table.
    #[error("section {id} overlaps what stands before it (row at {offset})")]
    SectionOverlap {
        /// Where the row stands.
        offset: usize,
        /// The section.
        id: u32,
    },
    /// Space between sections that alignment does not explain.
    #[error("a hole before section {id} (row at {offset})")]
    SectionHole {
        /// Where the row stands.
        offset: usize,
        /// The section.
        id: u32,
    },
    /// A section that reaches beyond the end.
    #[error("section {id} reaches beyond the end (row at {offset})")]
    SectionOutOfBounds {
        /// Where the row stands.
        offset: usize,
        /// The section.
        id: u32,
    },
    /// Bytes after the last section that no section accounts for.
    #[error("bytes at {offset} that belong to no section")]
    Unaccounted {
        /// Where they begin.
        offset: usize,
    },
    /// A padding byte that is not zero.
    #[error("padding at {offset} is not zero")]
    NonZeroPadding {
        /// Where that byte stands.
        offset: usize,
    },
    /// A section too short for its own fixed part, or with a length that its content does not account for.
    #[error("the section at {offset} has {found} bytes where its content needs {needed}")]
    SectionLength {
        /// Where the section begins.
        offset: usize,
        /// The section's length.
        found: usize,
        /// The length that its content asks for.
        needed: u64,
    },
    /// Text that is not UTF-8.
    #[error("not UTF-8 at {offset}")]
    NotUtf8 {
        /// Where the first wrong byte stands.
        offset: usize,
    },
    /// A string that ends before it begins, outside the text or inside a character.
    #[error("a string cannot end at {end} (entry at {offset})")]
    StringBoundary {
        /// Where the string table's entry stands.
        offset: usize,
        /// The end it names, relative to the text.
        end: u32,
    },
    /// The number of a string that does not exist.
    #[error("string {found} at {offset}, of {count}")]
    StringIndex {
        /// Where the number stands.
        offset: usize,
        /// The number.
        found: u32,
        /// How many strings there are.
        count: u32,
    },
    /// The number of a request that does not exist.
    #[error("request {found} at {offset}, of {count}")]
    RequestIndex {
        /// Where the number stands.
        offset: usize,
        /// The number.
        found: u32,
        /// How many requests there are.
        count: u32,
    },
    /// Attributes that do not follow those of the request before, or not all used.
    #[error("the attributes at {offset} do not follow one another")]
    AttributeRange {
        /// Where the range stands.
        offset: usize,
    },
    /// A number that stands for no import phase.
    #[error("unknown phase {found} at {offset}")]
    UnknownPhase {
        /// Where the number stands.
        offset: usize,
        /// The number.
        found: u32,
    },
    /// A number that stands for no module type.
    #[error("unknown module type {found} at {offset}")]
    UnknownModuleType {
        /// Where the number stands.
        offset: usize,
        /// The number.
        found: u32,
    },
    /// CommonJS names in metadata that says there are none.
    #[error("CommonJS names at {offset} without their flag")]
    CommonJsUndeclared {
        /// Where they stand.
        offset: usize,
    },
    /// A number that stands for no way to get the source back.
    #[error("unknown form of source {found} at {offset}")]
    UnknownSourceForm {
        /// Where the number stands.
        offset: usize,
        /// The number.
        found: u32,
    },
    /// A number that stands for no compression.
    #[error("unknown codec {found} at {offset}")]
    UnknownCodec {
        /// Where the number stands.
        offset: usize,
        /// The number.
        found: u32,
    },
    /// A text whose length cannot come from its packed form.
    #[error("a text of {length} bytes cannot come from the packed form at {offset}")]
    TextLength {
        /// Where the packed form begins.
        offset: usize,
        /// The length that the section names.
        length: u64,
    },
    /// A packed text that does not unpack.
    #[error("the text at {offset} does not unpack")]
    Unpack {
        /// Where the packed form begins.
        offset: usize,
    },
}

/// Why facts cannot be written as an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unwritable {
    /// An index that names no request.
    #[error("request {index} does not exist: there are {count}")]
    RequestIndex {
        /// The index.
        index: u32,
        /// How many requests there are.
        count: usize,
    },
    /// More of something than a 32-bit number can count: 4 GiB of names, for one.
    #[error("metadata too large for the format")]
    TooLarge,
}

impl Refusal {
    /// Where it went wrong, in bytes from the start of the entry.
    #[must_use]
    pub const fn offset(&self) -> usize {
        match *self {
            Self::Truncated { offset, .. }
            | Self::BadMagic { offset, .. }
            | Self::FormatVersion { offset, .. }
            | Self::TrailingBytes { offset, .. }
            | Self::TagMismatch { offset }
            | Self::UnknownKind { offset, .. }
            | Self::UnknownFlags { offset, .. }
            | Self::TooManySections { offset, .. }
            | Self::TableOutOfBounds { offset }
            | Self::DuplicateSection { offset, .. }
            | Self::SectionOrder { offset, .. }
            | Self::SectionMisaligned { offset, .. }
            | Self::SectionOverlap { offset, .. }
            | Self::SectionHole { offset, .. }
            | Self::SectionOutOfBounds { offset, .. }
            | Self::Unaccounted { offset }
            | Self::NonZeroPadding { offset }
            | Self::SectionLength { offset, .. }
            | Self::NotUtf8 { offset }
            | Self::StringBoundary { offset, .. }
            | Self::StringIndex { offset, .. }
            | Self::RequestIndex { offset, .. }
            | Self::AttributeRange { offset }
            | Self::UnknownPhase { offset, .. }
            | Self::UnknownModuleType { offset, .. }
            | Self::CommonJsUndeclared { offset }
            | Self::UnknownSourceForm { offset, .. }
            | Self::UnknownCodec { offset, .. }
            | Self::TextLength { offset, .. }
            | Self::Unpack { offset } => offset,
        }
    }
}
