//! Entries that lie in a pack. What else a pack holds and where is its writer's business; here is only the proof.

use std::fmt;
use std::ops::Range;

use crate::entry::Entry;
use crate::header::Cover;
use crate::refusal::Refusal;
use crate::tag::{Authentic, TagKey};

/// The bytes of a pack, proven whole and genuine by one tag. Members are read out of it without being hashed again.
///
/// ```
/// use parbake_bmes::{BuildId, EntryKey, EntryParts, Kind, TagKey, generate_member};
///
/// let tag = TagKey::new([3; 32]);
/// let script = EntryParts::new(Kind::Script, BuildId([1; 32]), EntryKey([2; 32]));
/// let member = generate_member(&EntryParts { bytecode: Some(b"..."), ..script })?;
/// // A container of one member and nothing else; others keep a table of where each lies.
/// let mut bytes = member.clone();
/// tag.seal(&mut bytes);
///
/// let pack = tag.open_pack(&bytes).ok_or("it was just sealed")?;
/// assert_eq!(pack.entry(0..member.len())?.bytecode(), Some(&b"..."[..]));
/// bytes[7] ^= 1;
/// assert!(tag.open_pack(&bytes).is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Pack<'a>(Authentic<'a>);

impl TagKey {
    /// Proves a pack: everything before its tag, or `None` unless the tag is right.
    #[must_use]
    pub fn open_pack<'a>(&self, sealed: &'a [u8]) -> Option<Pack<'a>> {
        self.authenticate(sealed).map(Pack)
    }
}

impl<'a> Pack<'a> {
    /// What the tag covers.
    #[must_use]
    pub const fn content(self) -> &'a [u8] {
        self.0.content()
    }

    /// The member at a place in the content. Everything about it is checked but the tag, which it does not have.
    ///
    /// # Errors
    /// The first [`Refusal`], as of [`validate`](crate::validate); offsets count from the start of the member. A place
    /// outside of the pack is [`Refusal::Truncated`].
    pub fn entry(self, place: Range<usize>) -> Result<Entry<'a>, Refusal> {
        let content = self.content();
        let outside = Refusal::Truncated { offset: content.len(), needed: crate::fields::wide(place.end) };
        let member = self.0.part(place).ok_or(outside)?;
        Entry::check(member, Cover::Pack)
    }
}

impl fmt::Debug for Pack<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pack").field("length", &self.content().len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BuildId, EntryKey, EntryParts, Kind, generate, generate_member, validate};

    const TAG: TagKey = TagKey::new([7; 32]);

    fn parts(bytecode: &[u8]) -> EntryParts<'_> {
        let parts = EntryParts::new(Kind::Script, BuildId([1; 32]), EntryKey([2; 32]));
        EntryParts { bytecode: Some(bytecode), ..parts }
    }

    #[test]
    fn members_are_found_where_they_lie() {
        let (one, other) = (generate_member(&parts(b"one")).unwrap(), generate_member(&parts(b"the other")).unwrap());
        let mut sealed = [one.as_slice(), &other].concat();
        TAG.seal(&mut sealed);
        let pack = TAG.open_pack(&sealed).unwrap();
        assert_eq!(pack.entry(0..one.len()).unwrap().bytecode(), Some(b"one".as_slice()));
        let place = one.len()..one.len() + other.len();
        assert_eq!(pack.entry(place).unwrap().bytecode(), Some(b"the other".as_slice()));
        assert!(matches!(pack.entry(0..one.len() - 8), Err(Refusal::Truncated { .. })));
        assert!(matches!(pack.entry(0..one.len() + 8), Err(Refusal::TrailingBytes { .. })));
        assert!(matches!(pack.entry(0..sealed.len()), Err(Refusal::Truncated { .. })));
        #[expect(clippy::reversed_empty_ranges, reason = "a place that damage could name")]
        let reversed = pack.entry(8..0);
        assert!(reversed.is_err());
    }

    #[test]
    fn a_member_does_not_pass_for_an_entry_nor_an_entry_for_a_member() {
        let mut member = generate_member(&parts(b"x")).unwrap();
        assert_eq!(member.len() % 8, 0);
        TAG.seal(&mut member);
        assert!(validate(&member, &TAG).is_err());
        let entry = generate(&parts(b"x"), &TAG).unwrap();
        let mut sealed = entry.clone();
        TAG.seal(&mut sealed);
        let refused = TAG.open_pack(&sealed).unwrap().entry(0..entry.len());
        assert!(matches!(refused, Err(Refusal::UnknownFlags { .. })));
    }
}
