//! Not one changed bit, not one byte less or more, and no other key.

mod common;

use common::{full, rich, samples, tag};
use parbake_bmes::{BuildId, FORMAT_VERSION, HEADER_SIZE, Kind, Refusal, TAG_SIZE, TagKey, peek, validate};

#[test]
fn every_single_bit_counts() {
    for (name, entry) in samples() {
        let mut damaged = entry.clone();
        for bit in 0..8 * entry.len() {
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(validate(&damaged, &tag()).is_err(), "{name}: bit {bit}");
            damaged[bit / 8] ^= 1 << (bit % 8);
        }
        assert!(validate(&damaged, &tag()).is_ok(), "{name}: as it was");
    }
}

#[test]
fn every_truncation_is_told_as_one() {
    for (name, entry) in samples() {
        for end in 0..entry.len() {
            let needed = if end < HEADER_SIZE { HEADER_SIZE } else { entry.len() } as u64;
            let refusal = validate(&entry[..end], &tag()).expect_err(name);
            assert_eq!(refusal, Refusal::Truncated { offset: end, needed }, "{name}: {end}");
        }
    }
}

#[test]
fn every_extension_is_told_as_one() {
    for (name, entry) in samples() {
        for more in 1..=2 * TAG_SIZE {
            let extended = [entry.as_slice(), &vec![0; more]].concat();
            let refusal = validate(&extended, &tag()).expect_err(name);
            assert_eq!(
                refusal,
                Refusal::TrailingBytes { offset: entry.len(), length: extended.len() },
                "{name}: {more}"
            );
        }
    }
}

#[test]
fn another_key_opens_nothing() {
    for (name, entry) in samples() {
        let refusal = validate(&entry, &TagKey::new([0; 32])).expect_err(name);
        assert_eq!(refusal, Refusal::TagMismatch { offset: entry.len() - TAG_SIZE });
    }
}

#[test]
fn no_value_of_the_tag_turns_the_check_off() {
    for (name, entry) in samples() {
        let content = &entry[..entry.len() - TAG_SIZE];
        let unkeyed = *parbake_bmes::Digest::of(content).0.first_chunk().unwrap();
        for forged in [[0; TAG_SIZE], [0xff; TAG_SIZE], unkeyed] {
            assert!(validate(&[content, &forged].concat(), &tag()).is_err(), "{name}");
        }
    }
}

#[test]
fn tags_of_two_entries_cannot_be_exchanged() {
    let samples = samples();
    for (one, entry) in &samples {
        for (other, donor) in samples.iter().filter(|(other, _)| other != one) {
            let mut spliced = entry.clone();
            let end = spliced.len() - TAG_SIZE;
            spliced[end..].copy_from_slice(&donor[donor.len() - TAG_SIZE..]);
            assert!(validate(&spliced, &tag()).is_err(), "{one} with the tag of {other}");
        }
    }
}

#[test]
fn a_damaged_entry_can_still_say_what_it_was() {
    let mut entry = full(&rich());
    let middle = entry.len() / 2;
    entry[middle] ^= 1;
    assert!(validate(&entry, &tag()).is_err());
    let claims = peek(&entry).unwrap();
    assert_eq!(
        (claims.kind(), claims.build_id(), claims.section_count()),
        (Some(Kind::Module), BuildId([0xb1; 32]), 3)
    );
    assert_eq!(claims.length(), entry.len() as u64);
}

#[test]
fn another_format_version_is_named() {
    let mut entry = full(&rich());
    entry[4..8].copy_from_slice(&(FORMAT_VERSION + 1).to_le_bytes());
    let refusal = Refusal::FormatVersion { offset: 4, found: FORMAT_VERSION + 1, supported: FORMAT_VERSION };
    assert_eq!(peek(&entry), Err(refusal));
    assert_eq!(validate(&entry, &tag()).unwrap_err(), refusal);
}
