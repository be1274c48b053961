//! The header, as found and as proven: two types, so that one cannot pass for the other.

use crate::digest::{BuildId, EntryKey};
use crate::fields::{Fields, wide};
use crate::kind::Kind;
use crate::layout::{HEADER_SIZE, MAGIC, MAX_SECTIONS, field};
use crate::refusal::Refusal;
use crate::tag::{Authentic, TAG_SIZE, TagKey};
use crate::version::FORMAT_VERSION;

/// The flag of an entry that lies in a pack and has no tag of its own: the pack's covers it.
const IN_PACK: u32 = 1;

/// What covers an entry's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cover {
    /// Its own tag, at its end.
    OwnTag,
    /// The tag of the pack that it is a member of.
    Pack,
}

/// What a header claims. Only magic and format version were looked at; the bytes may be damaged or forged, so this
/// serves to tell a person what a file says it is, and for nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UncheckedHeader {
    kind: u16,
    section_count: u16,
    flags: u32,
    length: u64,
    build_id: BuildId,
    key: EntryKey,
}

/// A header that stands in authentic bytes and holds what this version of the format allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// What the entry holds.
    pub kind: Kind,
    /// Who compiled it.
    pub build_id: BuildId,
    /// What it is filed under.
    pub key: EntryKey,
    /// How many rows the section table has.
    pub(crate) section_count: u16,
}

impl UncheckedHeader {
    /// Reads what the bytes claim.
    ///
    /// # Errors
    /// [`Refusal::Truncated`], [`Refusal::BadMagic`] or [`Refusal::FormatVersion`].
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut fields = Fields::new(bytes, |_| too_short(bytes, HEADER_SIZE));
        let magic = fields.array()?;
        if magic != MAGIC {
            return Err(Refusal::BadMagic { offset: field::MAGIC, found: magic });
        }
        let found = fields.u32()?;
        if found != FORMAT_VERSION {
            let offset = field::FORMAT_VERSION;
            return Err(Refusal::FormatVersion { offset, found, supported: FORMAT_VERSION });
        }
        Ok(Self {
            kind: fields.u16()?,
            section_count: fields.u16()?,
            flags: fields.u32()?,
            length: fields.u64()?,
            build_id: BuildId(fields.array()?),
            key: EntryKey(fields.array()?),
        })
    }

    /// Proves that `bytes`, from which this was read, have the length that it names and carry the right tag.
    pub(crate) fn authenticate<'a>(&self, bytes: &'a [u8], key: &TagKey) -> Result<Authentic<'a>, Refusal> {
        let length = wide(bytes.len());
        if length < self.length {
            return Err(Refusal::Truncated { offset: bytes.len(), needed: self.length });
        }
        if length > self.length {
            let offset = usize::try_from(self.length).unwrap_or(bytes.len());
            return Err(Refusal::TrailingBytes { offset, length: bytes.len() });
        }
        if bytes.len() < HEADER_SIZE + TAG_SIZE {
            return Err(too_short(bytes, HEADER_SIZE + TAG_SIZE));
        }
        key.authenticate(bytes).ok_or(Refusal::TagMismatch { offset: bytes.len() - TAG_SIZE })
    }

    /// Turns the claims into facts. The header is read again, out of the authentic bytes, so that nothing depends on
    /// what was read before the proof.
    pub(crate) fn check(authentic: Authentic<'_>, cover: Cover) -> Result<Header, Refusal> {
        let content = authentic.content();
        let claims = Self::read(content)?;
        let kind = claims.kind().ok_or(Refusal::UnknownKind { offset: field::KIND, found: claims.kind })?;
        if claims.flags != cover.flags() {
            return Err(Refusal::UnknownFlags { offset: field::FLAGS, found: claims.flags });
        }
        let length = wide(content.len() + cover.tag_size());
        if claims.length > length {
            return Err(Refusal::Truncated { offset: content.len(), needed: claims.length });
        }
        if claims.length < length {
            let offset = usize::try_from(claims.length).unwrap_or(content.len());
            return Err(Refusal::TrailingBytes { offset, length: content.len() });
        }
        if claims.section_count > MAX_SECTIONS {
            return Err(Refusal::TooManySections { offset: field::SECTION_COUNT, found: claims.section_count });
        }
        Ok(Header { kind, build_id: claims.build_id, key: claims.key, section_count: claims.section_count })
    }

    /// The claimed kind, if the number stands for one.
    #[must_use]
    pub const fn kind(&self) -> Option<Kind> {
        Kind::from_code(self.kind)
    }

    /// The claimed build.
    #[must_use]
    pub const fn build_id(&self) -> BuildId {
        self.build_id
    }

    /// The claimed key.
    #[must_use]
    pub const fn key(&self) -> EntryKey {
        self.key
    }

    /// The claimed length of the whole entry in bytes, its tag included.
    #[must_use]
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// The claimed number of sections.
    #[must_use]
    pub const fn section_count(&self) -> u16 {
        self.section_count
    }
}

impl Cover {
    const fn flags(self) -> u32 {
        match self {
            Self::OwnTag => 0,
            Self::Pack => IN_PACK,
        }
    }

    /// How many of the entry's bytes its own tag takes.
    pub(crate) const fn tag_size(self) -> usize {
        match self {
            Self::OwnTag => TAG_SIZE,
            Self::Pack => 0,
        }
    }
}

impl Header {
    /// Appends the header. The entry's length is known only at the end: see [`write_length`].
    pub(crate) fn write(&self, cover: Cover, out: &mut Vec<u8>) {
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
        out.extend_from_slice(&self.kind.code().to_le_bytes());
        out.extend_from_slice(&self.section_count.to_le_bytes());
        out.extend_from_slice(&cover.flags().to_le_bytes());
        out.extend_from_slice(&0_u64.to_le_bytes());
        out.extend_from_slice(&self.build_id.0);
        out.extend_from_slice(&self.key.0);
    }
}

/// Puts the entry's length into a header written at the start of `out`.
pub(crate) fn write_length(out: &mut [u8], length: usize) {
    out[field::LENGTH..field::BUILD_ID].copy_from_slice(&wide(length).to_le_bytes());
}

fn too_short(bytes: &[u8], needed: usize) -> Refusal {
    Refusal::Truncated { offset: bytes.len(), needed: wide(needed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_where_the_layout_says() {
        let header = Header {
            kind: Kind::Json,
            build_id: BuildId([0xbb; 32]),
            key: EntryKey([0xee; 32]),
            section_count: 0x0102,
        };
        let mut bytes = Vec::new();
        header.write(Cover::OwnTag, &mut bytes);
        write_length(&mut bytes, 0x1234);
        assert_eq!(bytes.len(), HEADER_SIZE);
        assert_eq!(bytes[field::MAGIC..field::FORMAT_VERSION], MAGIC);
        assert_eq!(bytes[field::FORMAT_VERSION..field::KIND], FORMAT_VERSION.to_le_bytes());
        assert_eq!(bytes[field::KIND..field::SECTION_COUNT], [4, 0]);
        assert_eq!(bytes[field::SECTION_COUNT..field::FLAGS], [2, 1]);
        assert_eq!(bytes[field::FLAGS..field::LENGTH], [0; 4]);
        assert_eq!(bytes[field::LENGTH..field::BUILD_ID], [0x34, 0x12, 0, 0, 0, 0, 0, 0]);
        assert_eq!(bytes[field::BUILD_ID..field::BUILD_ID + 32], [0xbb; 32]);
        assert_eq!(bytes[field::BUILD_ID + 32..], [0xee; 32]);
        let claims = UncheckedHeader::read(&bytes).unwrap();
        assert_eq!((claims.kind(), claims.section_count(), claims.length()), (Some(Kind::Json), 0x0102, 0x1234));
        assert_eq!((claims.build_id(), claims.key()), (header.build_id, header.key));
    }
}
