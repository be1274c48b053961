//! What goes in comes out, exactly, and the same bytes every time.

mod arbitrary;
#[path = "../../tests/common/mod.rs"]
mod common;

use arbitrary::any_metadata;
use common::{empty_parts, full, rich, samples, tag, written};
use parbake_bmes::{
    ALIGNMENT, BuildId, Codec, Digest, DynamicImport, Entry, EntryKey, EntryParts, ImportName, IndirectExport, Kind,
    LocalExport, Metadata, ModuleType, Section, SectionId, Source, SourceView, Unwritable, deserialize_metadata,
    generate, peek, validate,
};
use proptest::prelude::*;

#[test]
fn every_sample_is_valid() {
    for (name, bytes) in samples() {
        let entry = validate(&bytes, &tag()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!((entry.build_id(), entry.key()), (BuildId([0xb1; 32]), EntryKey([0xe2; 32])), "{name}");
        assert_eq!(bytes.len() % ALIGNMENT, 0, "{name}");
    }
}

#[test]
fn what_is_missing_stays_missing() {
    let nothing = written(&empty_parts());
    let entry = validate(&nothing, &tag()).unwrap();
    assert_eq!(entry.sections().len(), 0);
    assert!(entry.metadata().is_none() && entry.bytecode().is_none() && entry.source().is_none());
    let empty = written(&EntryParts { bytecode: Some(b""), ..empty_parts() });
    assert_eq!(validate(&empty, &tag()).unwrap().bytecode(), Some(b"".as_slice()));
}

#[test]
fn every_kind_comes_back() {
    for &kind in Kind::ALL {
        let bytes = written(&EntryParts { kind, ..empty_parts() });
        assert_eq!(validate(&bytes, &tag()).unwrap().kind(), kind);
        assert_eq!(peek(&bytes).unwrap().kind(), Some(kind));
    }
}

#[test]
fn sections_are_listed_and_aligned() {
    let bytes = full(&rich());
    let sections: Vec<_> = validate(&bytes, &tag()).unwrap().sections().collect();
    let known: Vec<_> = sections.iter().map(Section::known).collect();
    assert_eq!(known, [SectionId::Metadata, SectionId::Bytecode, SectionId::Source].map(Some));
    assert!(sections.iter().all(|section| section.offset % 8 == 0));
    assert_eq!(sections[1].length, 13);
}

#[test]
fn a_file_source_is_a_digest_and_a_length() {
    let source = Source::File { digest: Digest::of(b"file"), length: u64::MAX };
    let bytes = written(&EntryParts { source: Some(source), ..empty_parts() });
    let expected = SourceView::File { digest: Digest::of(b"file"), length: u64::MAX };
    assert_eq!(validate(&bytes, &tag()).unwrap().source(), Some(expected));
}

#[test]
fn text_is_packed_where_that_pays() {
    let long = "let x = 1;\n".repeat(1000);
    for (text, map, codec) in [
        ("", None, Codec::Stored),
        ("short", Some(""), Codec::Stored),
        (long.as_str(), Some(long.as_str()), Codec::Lz4),
        ("größe 🥖", None, Codec::Stored),
    ] {
        let source = Source::Text { digest: Digest::of(b"ts"), text, map };
        let bytes = written(&EntryParts { source: Some(source), ..empty_parts() });
        let read = validate(&bytes, &tag()).unwrap().source().unwrap();
        let SourceView::Text { digest, text: packed, map: packed_map } = read else { panic!("{read:?}") };
        assert_eq!((digest, packed.codec(), packed.len()), (Digest::of(b"ts"), codec, text.len()));
        assert_eq!(packed.is_empty(), text.is_empty());
        assert_eq!(packed.packed_len() < text.len(), codec == Codec::Lz4);
        assert_eq!(packed.unpack().unwrap(), text);
        assert_eq!(packed_map.map(|map| map.unpack().unwrap().into_owned()).as_deref(), map);
    }
}

#[test]
fn an_index_that_names_no_request_is_not_written() {
    let import = common::import(1, ImportName::Namespace, "x");
    let indirect = IndirectExport { export_name: "x".into(), request: 1, import_name: ImportName::Namespace };
    let requests = vec![common::request("./a.js", &[], 1)];
    for metadata in [
        Metadata { requests: requests.clone(), imports: vec![import], ..Metadata::default() },
        Metadata { requests: requests.clone(), indirect_exports: vec![indirect], ..Metadata::default() },
        Metadata { requests, star_exports: vec![1], ..Metadata::default() },
    ] {
        let parts = EntryParts { metadata: Some(&metadata), ..empty_parts() };
        assert_eq!(generate(&parts, &tag()), Err(Unwritable::RequestIndex { index: 1, count: 1 }));
    }
}

#[test]
fn each_string_is_stored_once() {
    let name = "aNameThatStandsInManyPlaces";
    let metadata = Metadata {
        local_exports: vec![LocalExport { export_name: name.into(), local_name: name.into() }; 10],
        dynamic_imports: vec![DynamicImport { specifier: name.into(), module_type: ModuleType::Json }],
        ..rich()
    };
    let bytes = full(&metadata);
    assert_eq!(bytes.windows(name.len()).filter(|window| *window == name.as_bytes()).count(), 1);
    assert_eq!(deserialize_metadata(&bytes, &tag()).unwrap().unwrap().to_owned(), metadata);
}

#[test]
fn views_can_outlive_the_entry_and_shorten_their_lives() {
    fn shorten<'short>(entry: Entry<'static>, _: &'short str) -> Entry<'short> {
        entry
    }
    let bytes: &'static [u8] = full(&rich()).leak();
    let local = String::from("short");
    let entry = shorten(validate(bytes, &tag()).unwrap(), &local);
    let specifiers: Vec<&str> = entry.metadata().unwrap().requests().map(|request| request.specifier).collect();
    assert_eq!(specifiers, ["./a.js", "./data.json", "./a.js"]);
}

proptest! {
    #[test]
    fn any_metadata_comes_back_exactly(metadata in any_metadata(), bytecode: Option<Vec<u8>>) {
        let parts = EntryParts { metadata: Some(&metadata), bytecode: bytecode.as_deref(), ..empty_parts() };
        let bytes = written(&parts);
        let entry = validate(&bytes, &tag()).unwrap();
        prop_assert_eq!(entry.metadata().unwrap().to_owned(), metadata.clone());
        prop_assert_eq!(entry.bytecode(), bytecode.as_deref());
        prop_assert_eq!(written(&parts), bytes, "the same parts give the same bytes");
    }

    #[test]
    fn any_text_comes_back_exactly(text: String, times in 1_usize..200, map: Option<String>) {
        let text = text.repeat(times);
        let source = Source::Text { digest: Digest::of(text.as_bytes()), text: &text, map: map.as_deref() };
        let bytes = written(&EntryParts { source: Some(source), ..empty_parts() });
        let read = validate(&bytes, &tag()).unwrap().source();
        let Some(SourceView::Text { text: packed, map: packed_map, .. }) = read else {
            return Err(TestCaseError::fail("not a text"));
        };
        prop_assert_eq!(packed.unpack().unwrap(), text.as_str());
        prop_assert_eq!(packed_map.map(|map| map.unpack().unwrap().into_owned()), map);
    }
}
