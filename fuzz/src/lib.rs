//! What the fuzz targets have in common: bytes under a right tag, and what must hold of whatever is accepted.

#![forbid(unsafe_code)]

use parbake_bmes::{
    BuildId, Entry, EntryKey, EntryParts, HEADER_SIZE, Kind, ROW_SIZE, SourceView, TAG_SIZE, TagKey, generate, validate,
};

/// The key of all entries here.
pub const KEY: TagKey = TagKey::new([7; 32]);

/// Fields that every entry's header begins with, so that the bytes behind them are looked at.
const HEAD: [u8; 8] = *b"BMES\x01\0\0\0";

/// Makes an entry of some content: with the right first fields, length and tag, as a faulty writer would leave it.
pub fn sealed(mut content: Vec<u8>) -> Vec<u8> {
    if let Some(head) = content.get_mut(..HEAD.len()) {
        head.copy_from_slice(&HEAD);
    }
    let length = (content.len() + TAG_SIZE) as u64;
    if let Some(field) = content.get_mut(16..24) {
        field.copy_from_slice(&length.to_le_bytes());
    }
    KEY.seal(&mut content);
    content
}

/// An entry with one section, whose content this is.
pub fn with_section(id: u32, content: &[u8]) -> Vec<u8> {
    let parts = EntryParts::new(Kind::Module, BuildId([1; 32]), EntryKey([2; 32]));
    let mut entry = generate(&parts, &KEY).expect("nothing is sound");
    entry.truncate(HEADER_SIZE);
    entry[10] = 1;
    entry.extend_from_slice(&id.to_le_bytes());
    entry.extend_from_slice(&1_u32.to_le_bytes());
    entry.extend_from_slice(&((HEADER_SIZE + ROW_SIZE) as u64).to_le_bytes());
    entry.extend_from_slice(&(content.len() as u64).to_le_bytes());
    entry.extend_from_slice(content);
    entry.resize(entry.len().next_multiple_of(8), 0);
    sealed(entry)
}

/// Accepts a refusal. What is accepted instead can be read through every view, and means the same when it is written again.
pub fn judge(bytes: &[u8]) {
    if let Ok(entry) = validate(bytes, &KEY) {
        judge_entry(&entry, bytes.len());
    }
}

/// As [`judge`], for an entry that was accepted in `available` bytes.
pub fn judge_entry(entry: &Entry<'_>, available: usize) {
    assert!(entry.sections().all(|section| section.offset + section.length <= available as u64));
    if let Some(view) = entry.metadata() {
        let metadata = view.to_owned();
        let parts = EntryParts::new(entry.kind(), entry.build_id(), entry.key());
        let again = generate(&EntryParts { metadata: Some(&metadata), ..parts }, &KEY).expect("what was read is sound");
        let read = validate(&again, &KEY).expect("what was written is sound");
        assert_eq!(read.metadata().map(|view| view.to_owned()), Some(metadata));
    }
    if let Some(SourceView::Text { text, map, .. }) = entry.source() {
        for text in [Some(text), map].into_iter().flatten() {
            // A few bytes may claim to stand for gigabytes; whoever reads them asks for the memory and may not get it.
            if text.len() < 1 << 20
                && let Ok(unpacked) = text.unpack()
            {
                assert_eq!(unpacked.len() as u64, text.len() as u64);
            }
        }
    }
}
