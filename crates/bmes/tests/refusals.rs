//! One case at least for each reason to refuse, with the place that it names.

mod common;

use std::collections::BTreeSet;

use common::{empty_parts, full, reseal, rich, tag, with_content, written};
use parbake_bmes::{
    Digest, EntryParts, HEADER_SIZE, MAX_SECTIONS, Metadata, ROW_SIZE, Refusal, Source, SourceView, TAG_SIZE, validate,
};

/// Rows of the section table of an entry with every section, and where the sections begin.
const ROWS: [usize; 3] = [HEADER_SIZE, HEADER_SIZE + ROW_SIZE, HEADER_SIZE + 2 * ROW_SIZE];
const METADATA: usize = HEADER_SIZE + 3 * ROW_SIZE;

/// Where the tables of the metadata section begin, by their number in the specification.
const REQUESTS: usize = 0;
const ATTRIBUTES: usize = 1;
const IMPORTS: usize = 2;
const INDIRECT_EXPORTS: usize = 4;
const STAR_EXPORTS: usize = 5;
const DYNAMIC_IMPORTS: usize = 6;
const COMMONJS_EXPORTS: usize = 7;
const STRINGS: usize = 9;
const TEXT: usize = 10;

#[test]
fn each_reason_is_given_where_it_belongs() {
    let mut seen = BTreeSet::new();
    for (name, bytes, expected) in cases() {
        assert_eq!(validate(&bytes, &tag()).map(|_| ()), Err(expected), "{name}");
        assert!(!expected.to_string().is_empty(), "{name}");
        seen.insert(variant(&expected));
    }
    let unpacked_only = unpack_cases().map(|(_, _, refusal)| variant(&refusal));
    seen.extend(unpacked_only);
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), (0..=29).collect::<Vec<_>>());
}

#[test]
fn a_text_is_refused_when_it_is_asked_for() {
    for (name, bytes, expected) in unpack_cases() {
        let entry = validate(&bytes, &tag()).expect("texts are not looked at before");
        let Some(SourceView::Text { text, .. }) = entry.source() else { panic!("{name}") };
        assert_eq!(text.unpack(), Err(expected), "{name}");
    }
}

type Case = (&'static str, Vec<u8>, Refusal);

fn cases() -> Vec<Case> {
    [header_cases(), table_cases(), metadata_cases(), reference_cases(), source_cases()].concat()
}

fn header_cases() -> Vec<Case> {
    let entry = full(&rich());
    let length = entry.len();
    let short = [&entry[..16], &(HEADER_SIZE as u64).to_le_bytes(), &entry[24..HEADER_SIZE]].concat();
    vec![
        ("empty", vec![], Refusal::Truncated { offset: 0, needed: 88 }),
        ("cut", entry[..100].to_vec(), Refusal::Truncated { offset: 100, needed: length as u64 }),
        ("no room for a tag", short, Refusal::Truncated { offset: 88, needed: 120 }),
        ("magic", changed(0, b"BMEZ"), Refusal::BadMagic { offset: 0, found: *b"BMEZ" }),
        ("version", changed_word(4, 7), Refusal::FormatVersion { offset: 4, found: 7, supported: 1 }),
        ("longer", [&entry[..], b"x"].concat(), Refusal::TrailingBytes { offset: length, length: length + 1 }),
        ("tag", damaged(length - 1), Refusal::TagMismatch { offset: length - TAG_SIZE }),
        ("kind 0", changed(8, &[0, 0]), Refusal::UnknownKind { offset: 8, found: 0 }),
        ("kind 6", changed(8, &[6, 0]), Refusal::UnknownKind { offset: 8, found: 6 }),
        ("flags", changed_word(12, 0x8000_0000), Refusal::UnknownFlags { offset: 12, found: 0x8000_0000 }),
        (
            "65 sections",
            changed(10, &(MAX_SECTIONS + 1).to_le_bytes()),
            Refusal::TooManySections { offset: 10, found: 65 },
        ),
        ("64 sections", changed(10, &[64, 0]), Refusal::TableOutOfBounds { offset: 88 + 64 * 24 }),
    ]
}

fn table_cases() -> Vec<Case> {
    let entry = full(&rich());
    let bytecode_row = ROWS[1];
    let bytecode = long(&entry, bytecode_row + 8);
    let end = entry.len() - TAG_SIZE;
    let id = 2;
    let moved = |start: u64| reseal(with(&entry, bytecode_row + 8, &start.to_le_bytes()));
    let last_length = |length: u64| reseal(with(&entry, ROWS[2] + 16, &length.to_le_bytes()));
    let last_start = long(&entry, ROWS[2] + 8);
    let source_ends = |end: usize| last_length(end as u64 - last_start);
    let with_hole = [&entry[..end], &[0; 8]].concat();
    let beyond = Refusal::SectionOutOfBounds { offset: ROWS[2], id: 3 };
    vec![
        ("twice", changed_word(bytecode_row, 1), Refusal::DuplicateSection { offset: bytecode_row, id: 1 }),
        ("backwards", changed_word(ROWS[0], 3), Refusal::SectionOrder { offset: bytecode_row, id }),
        ("misaligned", moved(bytecode + 4), misaligned(bytecode_row, id, bytecode + 4)),
        ("before", moved(bytecode - 8), Refusal::SectionOverlap { offset: bytecode_row, id }),
        ("in the header", moved(0), Refusal::SectionOverlap { offset: bytecode_row, id }),
        ("a hole", moved(bytecode + 8), Refusal::SectionHole { offset: bytecode_row, id }),
        ("far away", moved(u64::MAX - 7), Refusal::SectionOutOfBounds { offset: bytecode_row, id }),
        ("too long", source_ends(end + 1), beyond),
        ("into the tag", source_ends(end + TAG_SIZE), beyond),
        ("endless", last_length(u64::MAX), beyond),
        ("to the end of all addresses", last_length(u64::MAX - last_start), beyond),
        ("no room for padding", cut_in_padding(), Refusal::SectionOutOfBounds { offset: HEADER_SIZE, id }),
        ("a hole at the end", with_content(with_hole), Refusal::Unaccounted { offset: end }),
        ("padding", changed(bytecode as usize + 14, &[1]), Refusal::NonZeroPadding { offset: bytecode as usize + 14 }),
    ]
}

fn metadata_cases() -> Vec<Case> {
    let entry = full(&rich());
    let length = long(&entry, ROWS[0] + 16);
    let strings = table(&entry, STRINGS);
    let count = word(&entry, METADATA + 4 + 4 * STRINGS) as usize;
    let last = strings + 4 * (count - 1);
    let text_length = word(&entry, METADATA + 44);
    let text = table(&entry, TEXT);
    let boundary = |offset, end| Refusal::StringBoundary { offset, end };
    let bare = written(&EntryParts { metadata: Some(&Metadata::default()), ..empty_parts() });
    let commonjs = Refusal::CommonJsUndeclared { offset: table(&entry, COMMONJS_EXPORTS) };
    vec![
        ("no fixed part", with_content(short_metadata()), wrong_length(HEADER_SIZE + ROW_SIZE, 40, 48)),
        ("a count too many", changed_word(METADATA + 40, count as u32 + 1), wrong_length(METADATA, length, length + 4)),
        (
            "all counts",
            all_counts(),
            wrong_length(METADATA, length, 48 + 4 * 24 * u64::from(u32::MAX) + u64::from(u32::MAX)),
        ),
        ("metadata flags", changed_word(METADATA, 0x10), Refusal::UnknownFlags { offset: METADATA, found: 0x10 }),
        ("no CommonJS", changed_word(METADATA, 0), commonjs),
        ("no UTF-8", changed(text, &[0xff]), Refusal::NotUtf8 { offset: text }),
        ("ends fall", changed_word(strings + 4, 0), boundary(strings + 4, 0)),
        ("inside a character", inside_a_character().0, inside_a_character().1),
        ("beyond the text", changed_word(last, text_length + 1), boundary(last, text_length + 1)),
        ("text left over", changed_word(last, text_length - 4), boundary(last, text_length - 4)),
        ("text of no string", text_without_strings(&bare), boundary(HEADER_SIZE + ROW_SIZE + 48, 0)),
    ]
}

fn reference_cases() -> Vec<Case> {
    let entry = full(&rich());
    let count = word(&entry, METADATA + 4 + 4 * STRINGS);
    let at = |number, position: usize| table(&entry, number) + 4 * position;
    let string = |offset, found| Refusal::StringIndex { offset, found, count };
    let request = |offset, found| Refusal::RequestIndex { offset, found, count: 3 };
    let attributes = |offset| Refusal::AttributeRange { offset };
    let case = |name, offset, value, refusal| (name, changed_word(offset, value), refusal);
    vec![
        case("specifier", at(REQUESTS, 0), count, string(at(REQUESTS, 0), count)),
        case("namespace as specifier", at(REQUESTS, 6), u32::MAX, string(at(REQUESTS, 6), u32::MAX)),
        case("attribute", at(ATTRIBUTES, 5), count, string(at(ATTRIBUTES, 5), count)),
        case("import name", at(IMPORTS, 1), u32::MAX - 1, string(at(IMPORTS, 1), u32::MAX - 1)),
        case("local name", at(IMPORTS, 12), u32::MAX, string(at(IMPORTS, 12), u32::MAX)),
        case("import's request", at(IMPORTS, 5), 3, request(at(IMPORTS, 5), 3)),
        case("export's request", at(INDIRECT_EXPORTS, 4), 3, request(at(INDIRECT_EXPORTS, 4), 3)),
        case("star's request", at(STAR_EXPORTS, 1), 9, request(at(STAR_EXPORTS, 1), 9)),
        case("attributes overlap", at(REQUESTS, 13), 0, attributes(at(REQUESTS, 13))),
        case("attributes beyond", at(REQUESTS, 14), 3, attributes(at(REQUESTS, 13))),
        case("attributes without end", at(REQUESTS, 14), u32::MAX, attributes(at(REQUESTS, 13))),
        case("an attribute of nobody", at(REQUESTS, 14), 1, attributes(at(ATTRIBUTES, 4))),
        case("phase", at(REQUESTS, 3), 2, Refusal::UnknownPhase { offset: at(REQUESTS, 3), found: 2 }),
        case(
            "type",
            at(DYNAMIC_IMPORTS, 1),
            4,
            Refusal::UnknownModuleType { offset: at(DYNAMIC_IMPORTS, 1), found: 4 },
        ),
        case("name", at(COMMONJS_EXPORTS, 1), count, string(at(COMMONJS_EXPORTS, 1), count)),
    ]
}

fn source_cases() -> Vec<Case> {
    const SOURCE: usize = HEADER_SIZE + ROW_SIZE;
    let text = written(&EntryParts { source: Some(text_source("some text")), ..empty_parts() });
    let file = Some(Source::File { digest: Digest::of(b""), length: 1 });
    let file = written(&EntryParts { source: file, ..empty_parts() });
    let put = |entry: &[u8], offset, value: u32| reseal(with(entry, offset, &value.to_le_bytes()));
    let packed = SOURCE + 60;
    vec![
        ("form", put(&file, SOURCE, 2), Refusal::UnknownSourceForm { offset: SOURCE, found: 2 }),
        ("map of a file", put(&file, SOURCE + 4, 1), Refusal::UnknownFlags { offset: SOURCE + 4, found: 1 }),
        ("source flags", put(&text, SOURCE + 4, 3), Refusal::UnknownFlags { offset: SOURCE + 4, found: 2 }),
        ("a file too short", put(&file, HEADER_SIZE + 16, 47), wrong_length(SOURCE, 47, 48)),
        ("text in a file", put(&text, SOURCE, 0), wrong_length(SOURCE, 69, 48)),
        ("map left out", put(&text, SOURCE + 4, 1), wrong_length(SOURCE, 69, 73)),
        ("codec", put(&text, SOURCE + 40, 2), Refusal::UnknownCodec { offset: SOURCE + 40, found: 2 }),
        ("packed beyond", put(&text, SOURCE + 52, 10), wrong_length(SOURCE, 69, 70)),
        ("stored length", put(&text, SOURCE + 44, 8), Refusal::TextLength { offset: packed, length: 8 }),
        ("a bomb", bomb(&text, SOURCE + 40, 9 * 255 + 1), Refusal::TextLength { offset: packed, length: 2296 }),
    ]
}

/// Texts that are sound as far as [`validate`] looks.
fn unpack_cases() -> [Case; 3] {
    const SOURCE: usize = HEADER_SIZE + ROW_SIZE;
    let stored = written(&EntryParts { source: Some(text_source("some text")), ..empty_parts() });
    let offset = SOURCE + 60;
    [
        ("no UTF-8", reseal(with(&stored, offset + 5, &[0x80])), Refusal::NotUtf8 { offset: offset + 5 }),
        ("no block", bomb(&stored, SOURCE + 40, 9 * 255), Refusal::Unpack { offset }),
        ("another length", wrong_packed_length(), Refusal::Unpack { offset }),
    ]
}

fn text_source(text: &str) -> Source<'_> {
    Source::Text { digest: Digest::of(b"ts"), text, map: None }
}

/// A stored text that says it is an LZ4 block of a text of `length` bytes.
fn bomb(entry: &[u8], codec: usize, length: u64) -> Vec<u8> {
    reseal(with(&with(entry, codec, &1_u32.to_le_bytes()), codec + 4, &length.to_le_bytes()))
}

fn wrong_packed_length() -> Vec<u8> {
    let text = "let x = 1;\n".repeat(100);
    let entry = written(&EntryParts { source: Some(text_source(&text)), ..empty_parts() });
    reseal(with(&entry, HEADER_SIZE + ROW_SIZE + 44, &(text.len() as u64 + 1).to_le_bytes()))
}

/// 13 bytes of bytecode with nothing behind them but the tag.
fn cut_in_padding() -> Vec<u8> {
    let entry = written(&EntryParts { bytecode: Some(b"thirteen byte"), ..empty_parts() });
    with_content(entry[..entry.len() - TAG_SIZE - 2].to_vec())
}

fn short_metadata() -> Vec<u8> {
    let entry = written(&EntryParts { metadata: Some(&Metadata::default()), ..empty_parts() });
    let content = &entry[..entry.len() - TAG_SIZE - 8];
    with(content, HEADER_SIZE + 16, &40_u64.to_le_bytes())
}

/// Every count and the text's length at their greatest.
fn all_counts() -> Vec<u8> {
    changed(METADATA + 4, &[0xff; 44])
}

fn text_without_strings(bare: &[u8]) -> Vec<u8> {
    let content = &bare[..bare.len() - TAG_SIZE];
    let longer = with(&[content, b"12345678"].concat(), HEADER_SIZE + 16, &56_u64.to_le_bytes());
    with_content(with(&longer, HEADER_SIZE + ROW_SIZE + 44, &8_u32.to_le_bytes()))
}

/// The last string of the fixture that does not begin with ASCII, cut after its first byte.
fn inside_a_character() -> (Vec<u8>, Refusal) {
    let entry = full(&rich());
    let strings = table(&entry, STRINGS);
    let text = table(&entry, TEXT);
    let bread = entry[text..].windows(4).position(|window| window == "🥖".as_bytes()).unwrap() as u32;
    let before = (0..).map(|index| strings + 4 * index).find(|&offset| word(&entry, offset) == bread).unwrap();
    (changed_word(before, bread + 1), Refusal::StringBoundary { offset: before, end: bread + 1 })
}

fn misaligned(offset: usize, id: u32, start: u64) -> Refusal {
    Refusal::SectionMisaligned { offset, id, start }
}

fn wrong_length(offset: usize, found: u64, needed: u64) -> Refusal {
    Refusal::SectionLength { offset, found: found as usize, needed }
}

/// The entry with every section, changed and sealed again.
fn changed(offset: usize, value: &[u8]) -> Vec<u8> {
    reseal(with(&full(&rich()), offset, value))
}

fn changed_word(offset: usize, value: u32) -> Vec<u8> {
    changed(offset, &value.to_le_bytes())
}

fn damaged(offset: usize) -> Vec<u8> {
    let mut entry = full(&rich());
    entry[offset] ^= 0x10;
    entry
}

fn with(entry: &[u8], offset: usize, value: &[u8]) -> Vec<u8> {
    let mut entry = entry.to_vec();
    entry[offset..offset + value.len()].copy_from_slice(value);
    entry
}

/// Where a table of the metadata begins, reckoned from the counts and the specification's record sizes.
fn table(entry: &[u8], number: usize) -> usize {
    const SIZES: [usize; 10] = [24, 8, 20, 8, 12, 4, 8, 4, 4, 4];
    let sizes = SIZES[..number].iter().enumerate();
    METADATA + 48 + sizes.map(|(index, size)| size * word(entry, METADATA + 4 + 4 * index) as usize).sum::<usize>()
}

fn word(entry: &[u8], offset: usize) -> u32 {
    u32::from_le_bytes(entry[offset..offset + 4].try_into().unwrap())
}

fn long(entry: &[u8], offset: usize) -> u64 {
    u64::from_le_bytes(entry[offset..offset + 8].try_into().unwrap())
}

/// A number for each variant. A new variant does not compile until it has one, and is not accepted without a case.
const fn variant(refusal: &Refusal) -> u32 {
    match refusal {
        Refusal::Truncated { .. } => 0,
        Refusal::BadMagic { .. } => 1,
        Refusal::FormatVersion { .. } => 2,
        Refusal::TrailingBytes { .. } => 3,
        Refusal::TagMismatch { .. } => 4,
        Refusal::UnknownKind { .. } => 5,
        Refusal::UnknownFlags { .. } => 6,
        Refusal::TooManySections { .. } => 7,
        Refusal::TableOutOfBounds { .. } => 8,
        Refusal::DuplicateSection { .. } => 9,
        Refusal::SectionOrder { .. } => 10,
        Refusal::SectionMisaligned { .. } => 11,
        Refusal::SectionOverlap { .. } => 12,
        Refusal::SectionHole { .. } => 13,
        Refusal::SectionOutOfBounds { .. } => 14,
        Refusal::Unaccounted { .. } => 15,
        Refusal::NonZeroPadding { .. } => 16,
        Refusal::SectionLength { .. } => 17,
        Refusal::NotUtf8 { .. } => 18,
        Refusal::StringBoundary { .. } => 19,
        Refusal::StringIndex { .. } => 20,
        Refusal::RequestIndex { .. } => 21,
        Refusal::AttributeRange { .. } => 22,
        Refusal::UnknownPhase { .. } => 23,
        Refusal::UnknownModuleType { .. } => 24,
        Refusal::CommonJsUndeclared { .. } => 25,
        Refusal::UnknownSourceForm { .. } => 26,
        Refusal::UnknownCodec { .. } => 27,
        Refusal::TextLength { .. } => 28,
        Refusal::Unpack { .. } => 29,
    }
}
