//! Entries to try things on.
#![allow(dead_code, reason = "every test program uses its own part of this")]

use parbake_bmes::{
    BuildId, CommonJsExports, Digest, DynamicImport, EntryKey, EntryParts, ImportEntry, ImportName, IndirectExport,
    Kind, LocalExport, Metadata, ModuleType, Phase, Request, Source, TAG_SIZE, TagKey, generate,
};

/// The key of all test entries.
pub fn tag() -> TagKey {
    TagKey::new(*b"a key that only these tests use!")
}

/// A module with something in every table.
pub fn rich() -> Metadata {
    Metadata {
        requests: vec![request("./a.js", &[], 1), request("./data.json", &[("type", "json")], 2), source_request()],
        imports: vec![
            import(0, ImportName::Name("default".into()), "a"),
            import(1, ImportName::Namespace, "data"),
            import(0, ImportName::Name("größe".into()), "größe"),
        ],
        local_exports: vec![
            LocalExport { export_name: "default".into(), local_name: "*default*".into() },
            LocalExport { export_name: "b".into(), local_name: "b".into() },
        ],
        indirect_exports: vec![
            IndirectExport { export_name: "c".into(), request: 0, import_name: ImportName::Name("b".into()) },
            IndirectExport { export_name: "🥖".into(), request: 1, import_name: ImportName::Namespace },
        ],
        star_exports: vec![0, 1],
        dynamic_imports: vec![
            DynamicImport { specifier: "./lazy.js".into(), module_type: ModuleType::JavaScript },
            DynamicImport { specifier: "./a.js".into(), module_type: ModuleType::Text },
        ],
        has_top_level_await: true,
        uses_import_meta: false,
        uses_dynamic_import: true,
        commonjs: Some(CommonJsExports { exports: vec!["b".into(), "".into()], reexports: vec!["./a.js".into()] }),
    }
}

pub fn request(specifier: &str, attributes: &[(&str, &str)], line: u32) -> Request {
    let attributes = attributes.iter().map(|&(key, value)| (key.to_owned(), value.to_owned())).collect();
    Request { specifier: specifier.to_owned(), attributes, phase: Phase::Evaluation, line, column: 15 }
}

fn source_request() -> Request {
    Request { phase: Phase::Source, ..request("./a.js", &[("a", ""), ("b", "a")], 3) }
}

pub fn import(request: u32, import_name: ImportName, local_name: &str) -> ImportEntry {
    ImportEntry { request, import_name, local_name: local_name.into(), line: 1, column: 8 }
}

/// Parts with no section at all.
pub fn empty_parts<'a>() -> EntryParts<'a> {
    let (build_id, key) = (BuildId([0xb1; 32]), EntryKey([0xe2; 32]));
    EntryParts { kind: Kind::Module, build_id, key, metadata: None, bytecode: None, source: None }
}

/// An entry with every section; 13 bytes of bytecode, so that there is padding behind them.
pub fn full(metadata: &Metadata) -> Vec<u8> {
    let source = Some(Source::Text { digest: Digest::of(b"ts"), text: "let x: number", map: Some("{}") });
    written(&EntryParts { metadata: Some(metadata), bytecode: Some(b"thirteen byte"), source, ..empty_parts() })
}

/// Entries of every shape, by name.
pub fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let (rich, bare) = (rich(), Metadata::default());
    let file = Some(Source::File { digest: Digest::of(b"file"), length: 1234 });
    let long = "export const a = 1;\n".repeat(20);
    let text = |map| Some(Source::Text { digest: Digest::of(b"ts"), text: &long, map });
    let parts = empty_parts();
    vec![
        ("nothing", written(&parts)),
        ("all sections", full(&rich)),
        ("metadata only", written(&EntryParts { metadata: Some(&rich), ..parts })),
        ("bare metadata", written(&EntryParts { metadata: Some(&bare), source: file, ..parts })),
        ("bytecode only", written(&EntryParts { kind: Kind::Script, bytecode: Some(b"code"), ..parts })),
        ("empty bytecode", written(&EntryParts { bytecode: Some(b""), source: file, ..parts })),
        ("JSON", written(&EntryParts { kind: Kind::Json, source: file, ..parts })),
        ("packed text", written(&EntryParts { kind: Kind::CommonJs, source: text(None), ..parts })),
        ("packed text and map", written(&EntryParts { kind: Kind::Builtin, source: text(Some(&long)), ..parts })),
    ]
}

pub fn written(parts: &EntryParts<'_>) -> Vec<u8> {
    generate(parts, &tag()).expect("the parts are sound")
}

/// Gives a changed entry the right tag again: what a faulty writer, not an attacker, would leave.
pub fn reseal(mut entry: Vec<u8>) -> Vec<u8> {
    entry.truncate(entry.len() - TAG_SIZE);
    tag().seal(&mut entry);
    entry
}

/// Puts content of another length into the place of an entry's, with the right length and tag.
pub fn with_content(mut content: Vec<u8>) -> Vec<u8> {
    let length = (content.len() + TAG_SIZE) as u64;
    content[16..24].copy_from_slice(&length.to_le_bytes());
    tag().seal(&mut content);
    content
}
