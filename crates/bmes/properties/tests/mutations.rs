//! Entries that a faulty writer with the right key could leave: refused, or read as something consistent. Never a
//! panic.

#[path = "../../tests/common/mod.rs"]
mod common;

use common::{empty_parts, full, reseal, rich, samples, tag, with_content, written};
use parbake_bmes::{
    ALIGNMENT, Entry, EntryParts, HEADER_SIZE, Kind, Metadata, ROW_SIZE, SourceView, TAG_SIZE, validate,
};
use proptest::prelude::*;

/// Numbers on the edges of what fields mean.
const EDGES: [u32; 14] = [0, 1, 2, 3, 4, 7, 8, 24, 0x7f, 0xff, 0x7fff_ffff, 0x8000_0000, u32::MAX - 1, u32::MAX];

#[test]
fn every_byte_takes_other_values() {
    for (_, entry) in samples() {
        for offset in 0..entry.len() - TAG_SIZE {
            for change in [0x01, 0x02, 0x04, 0x08, 0x10, 0x40, 0x80, 0xff] {
                let mut mutated = entry.clone();
                mutated[offset] ^= change;
                judge(&reseal(mutated));
            }
        }
    }
}

#[test]
fn every_word_takes_the_values_on_the_edges() {
    for (_, entry) in samples() {
        for offset in (0..entry.len() - TAG_SIZE).step_by(4) {
            for value in EDGES {
                let mut mutated = entry.clone();
                mutated[offset..offset + 4].copy_from_slice(&value.to_le_bytes());
                judge(&reseal(mutated));
            }
        }
    }
}

#[test]
fn content_of_every_other_length_is_refused() {
    for (name, entry) in samples() {
        let content = &entry[..entry.len() - TAG_SIZE];
        for end in HEADER_SIZE..content.len() {
            assert!(validate(&with_content(content[..end].to_vec()), &tag()).is_err(), "{name}: {end}");
        }
        for more in 1..=4 * ALIGNMENT {
            let longer = [content, &vec![0; more]].concat();
            assert!(validate(&with_content(longer), &tag()).is_err(), "{name}: +{more}");
        }
    }
}

#[test]
fn unknown_sections_are_skipped() {
    let entry = with_section(100, 1, b"from the future");
    let read = validate(&entry, &tag()).unwrap();
    assert_eq!(read.bytecode(), Some(b"code".as_slice()));
    let unknown = read.sections().last().unwrap();
    assert_eq!((unknown.id, unknown.version, unknown.length, unknown.known()), (100, 1, 15, None));
}

#[test]
fn known_sections_of_other_versions_are_skipped() {
    let entry = with_section(3, 2, b"not a source section of version 1");
    let read = validate(&entry, &tag()).unwrap();
    assert_eq!((read.bytecode(), read.source()), (Some(b"code".as_slice()), None));
}

#[test]
fn what_is_skipped_still_has_to_lie_in_its_place() {
    let entry = with_section(100, 1, b"from the future");
    let row = HEADER_SIZE + ROW_SIZE;
    for (offset, value) in [(row, 2_u64), (row + 8, 8), (row + 8, 1 << 40), (row + 16, 17), (row + 16, 1 << 40)] {
        let mut mutated = entry.clone();
        mutated[offset..offset + 8].copy_from_slice(&value.to_le_bytes());
        assert!(validate(&reseal(mutated), &tag()).is_err(), "{value} at {offset}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn several_changes_at_once(changes in prop::collection::vec((any::<prop::sample::Index>(), edge()), 1..6)) {
        let mut entry = full(&rich());
        let words = (entry.len() - TAG_SIZE) / 4;
        for (place, value) in changes {
            let offset = 4 * place.index(words);
            entry[offset..offset + 4].copy_from_slice(&value.to_le_bytes());
        }
        judge(&reseal(entry));
    }

    #[test]
    fn noise_behind_a_sound_header(
        noise in prop::collection::vec(prop_oneof![Just(0), any::<u8>()], 0..200),
        sections in 0_u8..4,
    ) {
        let mut content = written(&empty_parts())[..HEADER_SIZE].to_vec();
        content[10] = sections;
        content.extend_from_slice(&noise);
        judge(&with_content(content));
    }

    #[test]
    fn noise_as_metadata(noise in prop::collection::vec(prop_oneof![8 => 0..4_u32, 1 => any::<u32>()], 12..60)) {
        let bytes: Vec<u8> = noise.iter().flat_map(|word| word.to_le_bytes()).collect();
        judge(&with_sections(&[(1, 1, &bytes)]));
    }
}

fn edge() -> impl Strategy<Value = u32> {
    prop_oneof![prop::sample::select(&EDGES[..]), 0..300_u32]
}

/// Accepts a refusal. What is accepted instead has to be readable through every view, and to mean the same after it
/// was written again.
fn judge(bytes: &[u8]) {
    let Ok(entry) = validate(bytes, &tag()) else { return };
    assert!(Kind::ALL.contains(&entry.kind()));
    let end = bytes.len() - TAG_SIZE;
    assert!(entry.sections().all(|section| (section.offset + section.length) as usize <= end));
    if let Some(view) = entry.metadata() {
        let metadata = view.to_owned();
        let again = written(&EntryParts { metadata: Some(&metadata), ..empty_parts() });
        assert_eq!(metadata_of(validate(&again, &tag()).unwrap()), metadata);
    }
    if let Some(SourceView::Text { text, map, .. }) = entry.source() {
        for text in [Some(text), map].into_iter().flatten() {
            if let Ok(unpacked) = text.unpack() {
                assert_eq!(unpacked.len(), text.len());
            }
        }
    }
}

fn metadata_of(entry: Entry<'_>) -> Metadata {
    entry.metadata().unwrap().to_owned()
}

/// An entry with bytecode and one more section.
fn with_section(id: u32, version: u32, content: &[u8]) -> Vec<u8> {
    with_sections(&[(2, 1, b"code"), (id, version, content)])
}

/// An entry with any sections: (id, version, content).
fn with_sections(sections: &[(u32, u32, &[u8])]) -> Vec<u8> {
    let mut entry = written(&empty_parts())[..HEADER_SIZE].to_vec();
    entry[10..12].copy_from_slice(&(sections.len() as u16).to_le_bytes());
    let mut place = HEADER_SIZE + sections.len() * ROW_SIZE;
    for (id, version, content) in sections {
        entry.extend_from_slice(&id.to_le_bytes());
        entry.extend_from_slice(&version.to_le_bytes());
        entry.extend_from_slice(&(place as u64).to_le_bytes());
        entry.extend_from_slice(&(content.len() as u64).to_le_bytes());
        place = (place + content.len()).next_multiple_of(ALIGNMENT);
    }
    for (_, _, content) in sections {
        entry.extend_from_slice(content);
        entry.resize(entry.len().next_multiple_of(ALIGNMENT), 0);
    }
    with_content(entry)
}
