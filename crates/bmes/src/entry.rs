//! An entry that was proven whole and genuine.

use std::ops::Range;

use crate::digest::{BuildId, EntryKey};
use crate::header::{Cover, Header, UncheckedHeader};
use crate::kind::Kind;
use crate::layout::{SectionId, for_each_section};
use crate::metadata::{self, MetadataView};
use crate::refusal::Refusal;
use crate::sections::{Section, Table};
use crate::source::SourceView;
use crate::tag::{Authentic, TagKey};

/// An entry whose every byte is covered by the right tag and whose every length, offset and number was checked.
/// Copying it copies only references.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    header: Header,
    table: Table<'a>,
    metadata: Option<MetadataView<'a>>,
    bytecode: Option<&'a [u8]>,
    source: Option<SourceView<'a>>,
}

/// Checks everything about an entry and answers the views of it. `bytes` is the whole entry and nothing else.
///
/// Whether the entry is the one that was asked for is not known here: compare [`Entry::key`] and [`Entry::build_id`].
///
/// # Errors
/// The first [`Refusal`], in the order of the checks that `docs/format.md` gives.
pub fn validate<'a>(bytes: &'a [u8], tag: &TagKey) -> Result<Entry<'a>, Refusal> {
    let authentic = UncheckedHeader::read(bytes)?.authenticate(bytes, tag)?;
    Entry::check(authentic, Cover::OwnTag)
}

/// The metadata of an entry, or `None` if it has none. The entry is validated as by [`validate`], so bytecode is
/// covered by the check too, but nothing looks into it.
///
/// # Errors
/// As [`validate`].
pub fn deserialize_metadata<'a>(bytes: &'a [u8], tag: &TagKey) -> Result<Option<MetadataView<'a>>, Refusal> {
    validate(bytes, tag).map(|entry| entry.metadata())
}

/// What bytes claim to be, without any proof: for messages about entries that were refused.
///
/// # Errors
/// [`Refusal::Truncated`], [`Refusal::BadMagic`] or [`Refusal::FormatVersion`].
pub fn peek(bytes: &[u8]) -> Result<UncheckedHeader, Refusal> {
    UncheckedHeader::read(bytes)
}

impl<'a> Entry<'a> {
    /// Reads an entry out of authentic bytes, and checks it.
    pub(crate) fn check(authentic: Authentic<'a>, cover: Cover) -> Result<Self, Refusal> {
        let header = UncheckedHeader::check(authentic, cover)?;
        let content = authentic.content();
        let table = Table::read(content, &header)?;
        let mut entry = Self { header, table, metadata: None, bytecode: None, source: None };
        for_each_section(|id| table.find(id).map_or(Ok(()), |place| entry.read_section(id, content, place)))?;
        Ok(entry)
    }

    fn read_section(&mut self, id: SectionId, content: &'a [u8], place: Range<usize>) -> Result<(), Refusal> {
        let start = place.start;
        let bytes = &content[place];
        match id {
            SectionId::Metadata => {
                let view = MetadataView::read(bytes, start)?;
                metadata::check(&view, start)?;
                self.metadata = Some(view);
            }
            SectionId::Bytecode => self.bytecode = Some(bytes),
            SectionId::Source => self.source = Some(SourceView::read(bytes, start)?),
        }
        Ok(())
    }

    /// What the entry holds.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.header.kind
    }

    /// Who compiled it. Bytecode of another build must not be given to the engine.
    #[must_use]
    pub const fn build_id(&self) -> BuildId {
        self.header.build_id
    }

    /// What it is filed under.
    #[must_use]
    pub const fn key(&self) -> EntryKey {
        self.header.key
    }

    /// What the module requests, imports and exports.
    #[must_use]
    pub const fn metadata(&self) -> Option<MetadataView<'a>> {
        self.metadata
    }

    /// The engine's bytes. They begin at a multiple of 8 from the start of the entry.
    #[must_use]
    pub const fn bytecode(&self) -> Option<&'a [u8]> {
        self.bytecode
    }

    /// How to get the text back.
    #[must_use]
    pub const fn source(&self) -> Option<SourceView<'a>> {
        self.source
    }

    /// The section table, unknown sections included.
    pub fn sections(&self) -> impl ExactSizeIterator<Item = Section> + Clone + use<'a> {
        self.table.sections()
    }
}
