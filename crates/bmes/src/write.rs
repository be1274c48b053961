//! From facts, bytecode and source to one sealed entry.

use crate::digest::{BuildId, EntryKey};
use crate::fields::wide;
use crate::header::{Cover, Header, write_length};
use crate::kind::Kind;
use crate::layout::{HEADER_SIZE, ROW_SIZE, SectionId, align, for_each_section};
use crate::metadata::{self, Metadata};
use crate::refusal::Unwritable;
use crate::sections::Section;
use crate::source::Source;
use crate::tag::{TAG_SIZE, TagKey};

/// What goes into an entry. Any of the three sections may be missing: a script has no metadata, a JSON module only a
/// source, and where bytecode does not pay there is none.
#[derive(Debug, Clone, Copy)]
pub struct EntryParts<'a> {
    /// What the entry holds.
    pub kind: Kind,
    /// Who compiled it.
    pub build_id: BuildId,
    /// What it is filed under.
    pub key: EntryKey,
    /// What the module requests, imports and exports.
    pub metadata: Option<&'a Metadata>,
    /// The engine's bytes.
    pub bytecode: Option<&'a [u8]>,
    /// How to get the text back.
    pub source: Option<Source<'a>>,
}

/// Writes an entry. The same parts and the same key give the same bytes.
///
/// # Errors
/// [`Unwritable`] if the metadata names a request that it does not have, or outgrows the format.
pub fn generate(parts: &EntryParts<'_>, tag: &TagKey) -> Result<Vec<u8>, Unwritable> {
    let mut out = write_content(parts, Cover::OwnTag)?;
    tag.seal(&mut out);
    Ok(out)
}

/// Writes an entry that is to lie in a pack, whose tag covers it: without a tag of its own. Its length is a multiple of
/// 8, so that members stand one behind the other.
///
/// # Errors
/// As [`generate`].
pub fn generate_member(parts: &EntryParts<'_>) -> Result<Vec<u8>, Unwritable> {
    write_content(parts, Cover::Pack)
}

/// Everything up to the tag.
fn write_content(parts: &EntryParts<'_>, cover: Cover) -> Result<Vec<u8>, Unwritable> {
    let mut content = Vec::with_capacity(estimate(parts));
    write_sections(parts, cover, &mut content)?;
    let length = content.len() + cover.tag_size();
    write_length(&mut content, length);
    Ok(content)
}

fn write_sections(parts: &EntryParts<'_>, cover: Cover, out: &mut Vec<u8>) -> Result<(), Unwritable> {
    let section_count = parts.section_count();
    Header { kind: parts.kind, build_id: parts.build_id, key: parts.key, section_count }.write(cover, out);
    out.resize(HEADER_SIZE + usize::from(section_count) * ROW_SIZE, 0);
    let mut row = HEADER_SIZE;
    for_each_section(|id| {
        if parts.has(id) {
            let section = parts.write_section(id, out)?;
            out[row..row + ROW_SIZE].copy_from_slice(&section.row());
            row += ROW_SIZE;
        }
        Ok(())
    })
}

impl EntryParts<'_> {
    /// Parts with no section yet.
    #[must_use]
    pub const fn new(kind: Kind, build_id: BuildId, key: EntryKey) -> Self {
        Self { kind, build_id, key, metadata: None, bytecode: None, source: None }
    }

    const fn has(&self, id: SectionId) -> bool {
        match id {
            SectionId::Metadata => self.metadata.is_some(),
            SectionId::Bytecode => self.bytecode.is_some(),
            SectionId::Source => self.source.is_some(),
        }
    }

    fn section_count(&self) -> u16 {
        let ids = [SectionId::Metadata, SectionId::Bytecode, SectionId::Source];
        ids.into_iter().map(|id| u16::from(self.has(id))).sum()
    }

    /// Appends a section's content and its padding.
    fn write_section(&self, id: SectionId, out: &mut Vec<u8>) -> Result<Section, Unwritable> {
        let start = out.len();
        match id {
            SectionId::Metadata => self.metadata.map_or(Ok(()), |metadata| metadata::write(metadata, out))?,
            SectionId::Bytecode => out.extend_from_slice(self.bytecode.unwrap_or_default()),
            SectionId::Source => self.source.iter().for_each(|source| source.write(out)),
        }
        let end = out.len();
        out.resize(align(end), 0);
        Ok(Section { id: id.id(), version: id.version(), offset: wide(start), length: wide(end - start) })
    }
}

/// About how many bytes the entry will have. Too little costs a copy, too much is given back by nobody.
fn estimate(parts: &EntryParts<'_>) -> usize {
    let metadata = parts.metadata.map_or(0, |metadata| {
        64 + 48 * metadata.requests.len() + 32 * metadata.imports.len() + 32 * metadata.local_exports.len()
    });
    let source = match parts.source {
        Some(Source::Text { text, map, .. }) => (text.len() + map.map_or(0, str::len)) / 2,
        _ => 64,
    };
    HEADER_SIZE + 3 * ROW_SIZE + metadata + parts.bytecode.map_or(0, <[u8]>::len) + source + TAG_SIZE + 64
}
