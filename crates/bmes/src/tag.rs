//! The keyed digest that tells our own bytes from all others.

use std::fmt;

/// Length of a tag in bytes.
pub const TAG_SIZE: usize = 32;

/// The secret that makes a tag. Whoever has it can make the engine run anything, so `Debug` does not show it and
/// there is no way to read it back.
#[derive(Clone)]
pub struct TagKey([u8; 32]);

/// A keyed digest (BLAKE3, keyed mode). Comparison takes the same time wherever the difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag(blake3::Hash);

/// Bytes whose tag was checked. There is no other way to make one, and nothing else is ever interpreted.
#[derive(Clone, Copy)]
pub(crate) struct Authentic<'a>(&'a [u8]);

impl TagKey {
    /// A key from 32 random bytes.
    #[must_use]
    pub const fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    /// The tag of `bytes`.
    #[must_use]
    pub fn tag(&self, bytes: &[u8]) -> Tag {
        Tag(blake3::keyed_hash(&self.0, bytes))
    }

    /// Appends the tag of all that `bytes` holds so far.
    pub fn seal(&self, bytes: &mut Vec<u8>) {
        let tag = self.tag(bytes);
        bytes.extend_from_slice(tag.as_bytes());
    }

    /// What was sealed, without its tag; `None` unless the tag is right.
    #[must_use]
    pub fn open<'a>(&self, sealed: &'a [u8]) -> Option<&'a [u8]> {
        let (content, stored) = sealed.split_last_chunk::<TAG_SIZE>()?;
        (self.tag(content) == Tag::from_bytes(*stored)).then_some(content)
    }

    /// As [`TagKey::open`], with the proof kept in the type.
    pub(crate) fn authenticate<'a>(&self, sealed: &'a [u8]) -> Option<Authentic<'a>> {
        self.open(sealed).map(Authentic)
    }
}

impl fmt::Debug for TagKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TagKey(..)")
    }
}

impl Tag {
    /// A tag as it was stored. It proves nothing until it is compared with the right one.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; TAG_SIZE]) -> Self {
        Self(blake3::Hash::from_bytes(bytes))
    }

    /// The tag's bytes, to be stored.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; TAG_SIZE] {
        self.0.as_bytes()
    }
}

impl<'a> Authentic<'a> {
    /// The bytes that the tag covers.
    pub(crate) const fn content(self) -> &'a [u8] {
        self.0
    }

    /// Some of them.
    pub(crate) fn part(self, place: std::ops::Range<usize>) -> Option<Self> {
        self.0.get(place).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_key_opens_what_was_sealed() {
        let key = TagKey::new([1; 32]);
        let mut sealed = b"content".to_vec();
        key.seal(&mut sealed);
        assert_eq!(key.open(&sealed), Some(b"content".as_slice()));
        assert_eq!(TagKey::new([2; 32]).open(&sealed), None);
        assert_eq!(key.open(&sealed[1..]), None);
        assert_eq!(key.open(&sealed[..TAG_SIZE - 1]), None);
    }

    #[test]
    fn a_tag_of_zeros_is_a_wrong_tag() {
        let key = TagKey::new([0; 32]);
        assert_eq!(key.open(&[0; TAG_SIZE]), None);
        assert_eq!(key.open(&[0; 4 * TAG_SIZE]), None);
    }

    #[test]
    fn the_key_is_not_printed() {
        assert_eq!(format!("{:?}", TagKey::new([7; 32])), "TagKey(..)");
    }
}
