//! The source section: how to get the exact text back when somebody asks for it.

use std::borrow::Cow;

use crate::digest::Digest;
use crate::fields::{Fields, wide};
use crate::refusal::Refusal;

/// Where a module's text is to be found, as given to the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// In the file it was read from, as it stands there.
    File {
        /// Digest of the file's bytes.
        digest: Digest,
        /// Length of the file in bytes.
        length: u64,
    },
    /// Here: the text was made from the file (TypeScript, JSX, wrapped CommonJS) or has no file.
    Text {
        /// Digest of the bytes that the text was made from.
        digest: Digest,
        /// The text that was compiled.
        text: &'a str,
        /// The source map from the text back to the file, as JSON.
        map: Option<&'a str>,
    },
}

/// Where a module's text is to be found, as read from an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceView<'a> {
    /// See [`Source::File`].
    File {
        /// Digest of the file's bytes.
        digest: Digest,
        /// Length of the file in bytes.
        length: u64,
    },
    /// See [`Source::Text`].
    Text {
        /// Digest of the bytes that the text was made from.
        digest: Digest,
        /// The text that was compiled.
        text: PackedText<'a>,
        /// The source map.
        map: Option<PackedText<'a>>,
    },
}

/// How a text is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    /// As it is.
    Stored,
    /// One LZ4 block, without frame and without a length before it.
    Lz4,
}

/// A text as an entry holds it. Nothing is allocated, and the text is not looked at, before [`PackedText::unpack`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackedText<'a> {
    codec: Codec,
    packed: &'a [u8],
    length: usize,
    offset: usize,
}

const FORM_FILE: u32 = 0;
const FORM_TEXT: u32 = 1;

/// The flag that says that a source map follows the text.
const HAS_MAP: u32 = 1;

/// No LZ4 block unpacks to more than this many times its own length: a byte extends a match by at most 255.
const LZ4_MOST: u64 = 255;

impl Source<'_> {
    /// Appends the section's content.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        match *self {
            Self::File { digest, length } => {
                write_start(FORM_FILE, 0, digest, out);
                out.extend_from_slice(&length.to_le_bytes());
            }
            Self::Text { digest, text, map } => {
                write_start(FORM_TEXT, if map.is_some() { HAS_MAP } else { 0 }, digest, out);
                write_text(text, out);
                if let Some(map) = map {
                    write_text(map, out);
                }
            }
        }
    }
}

impl<'a> SourceView<'a> {
    /// Reads a section that begins at `start`.
    pub(crate) fn read(bytes: &'a [u8], start: usize) -> Result<Self, Refusal> {
        let wrong_length = |needed| Refusal::SectionLength { offset: start, found: bytes.len(), needed };
        let mut fields = Fields::new(bytes, wrong_length);
        let form = fields.u32()?;
        let flags = fields.u32()?;
        check_flags(form, flags, start)?;
        let digest = Digest(fields.array()?);
        let view = if form == FORM_FILE {
            Self::File { digest, length: fields.u64()? }
        } else {
            let text = PackedText::read(&mut fields, start)?;
            let map = if flags & HAS_MAP == 0 { None } else { Some(PackedText::read(&mut fields, start)?) };
            Self::Text { digest, text, map }
        };
        if fields.taken() == bytes.len() { Ok(view) } else { Err(wrong_length(wide(fields.taken()))) }
    }
}

impl<'a> PackedText<'a> {
    /// How the text is packed.
    #[must_use]
    pub const fn codec(&self) -> Codec {
        self.codec
    }

    /// Length of the text in bytes of UTF-8.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether the text is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Length in the entry, in bytes.
    #[must_use]
    pub const fn packed_len(&self) -> usize {
        self.packed.len()
    }

    /// The text. Borrowed if it was stored as it is; otherwise this allocates its length, which is at most 255 times
    /// the packed one.
    ///
    /// # Errors
    /// [`Refusal::Unpack`] or [`Refusal::NotUtf8`].
    pub fn unpack(&self) -> Result<Cow<'a, str>, Refusal> {
        match self.codec {
            Codec::Stored => {
                let text = str::from_utf8(self.packed);
                text.map(Cow::Borrowed).map_err(|error| Refusal::NotUtf8 { offset: self.offset + error.valid_up_to() })
            }
            Codec::Lz4 => {
                let failed = Refusal::Unpack { offset: self.offset };
                let text = lz4_flex::block::decompress(self.packed, self.length).map_err(|_| failed)?;
                let text = String::from_utf8(text).map_err(|_| failed)?;
                if text.len() == self.length { Ok(Cow::Owned(text)) } else { Err(failed) }
            }
        }
    }

    /// Reads a text out of the section that begins at `start`.
    fn read<F: Fn(u64) -> Refusal>(fields: &mut Fields<'a, F>, start: usize) -> Result<Self, Refusal> {
        let codec_at = start + fields.taken();
        let number = fields.u32()?;
        let codec = Codec::from_code(number).ok_or(Refusal::UnknownCodec { offset: codec_at, found: number })?;
        let length = fields.u64()?;
        let packed_length = fields.u64()?;
        let offset = start + fields.taken();
        let packed = fields.slice(packed_length)?;
        if !codec.allows(packed_length, length) {
            return Err(Refusal::TextLength { offset, length });
        }
        let length = usize::try_from(length).map_err(|_| Refusal::TextLength { offset, length })?;
        Ok(Self { codec, packed, length, offset })
    }
}

impl Codec {
    /// The codec's name as tools print it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::Lz4 => "lz4",
        }
    }

    const fn code(self) -> u32 {
        match self {
            Self::Stored => 0,
            Self::Lz4 => 1,
        }
    }

    const fn from_code(code: u32) -> Option<Self> {
        match code {
            0 => Some(Self::Stored),
            1 => Some(Self::Lz4),
            _ => None,
        }
    }

    /// Whether a text of `length` bytes can come from `packed` ones.
    const fn allows(self, packed: u64, length: u64) -> bool {
        match self {
            Self::Stored => packed == length,
            Self::Lz4 => length <= packed.saturating_mul(LZ4_MOST),
        }
    }
}

fn check_flags(form: u32, flags: u32, start: usize) -> Result<(), Refusal> {
    let allowed = match form {
        FORM_FILE => 0,
        FORM_TEXT => HAS_MAP,
        _ => return Err(Refusal::UnknownSourceForm { offset: start, found: form }),
    };
    let unknown = flags & !allowed;
    if unknown == 0 { Ok(()) } else { Err(Refusal::UnknownFlags { offset: start + 4, found: unknown }) }
}

fn write_start(form: u32, flags: u32, digest: Digest, out: &mut Vec<u8>) {
    out.extend_from_slice(&form.to_le_bytes());
    out.extend_from_slice(&flags.to_le_bytes());
    out.extend_from_slice(&digest.0);
}

/// Packs the text if that takes an eighth off: unpacking is not free.
fn write_text(text: &str, out: &mut Vec<u8>) {
    let block = lz4_flex::block::compress(text.as_bytes());
    let pays = block.len() < text.len() - text.len() / 8;
    let (codec, packed) = if pays { (Codec::Lz4, block.as_slice()) } else { (Codec::Stored, text.as_bytes()) };
    out.extend_from_slice(&codec.code().to_le_bytes());
    out.extend_from_slice(&wide(text.len()).to_le_bytes());
    out.extend_from_slice(&wide(packed.len()).to_le_bytes());
    out.extend_from_slice(packed);
}
