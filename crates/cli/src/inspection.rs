//! What there is to say about a cache entry or a pack, as data; text and JSON are two ways to write it.

pub mod pack;
mod text;

use std::path::Path;

use parbake_bmes::{Entry, FORMAT_VERSION, Kind, Metadata, SectionId, SourceView, peek};
use parbake_cache::{PackClaims, Reason};
use serde::Serialize;

pub use text::{everything, names, refused};

/// The kind of a file that holds a program's entries.
const PACK: &str = "pack";

/// An entry that passed every check.
#[derive(Debug, Serialize)]
pub struct Inspection {
    schema: u32,
    valid: bool,
    file: String,
    size: usize,
    format_version: u32,
    kind: &'static str,
    build_id: String,
    key: String,
    sections: Vec<Section>,
    source: Option<Source>,
    metadata: Option<Metadata>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hex: Option<String>,
}

/// An entry that was refused, as far as its header can be read. What the header says is a claim, not a fact.
#[derive(Debug, Serialize)]
pub struct Refused {
    schema: u32,
    valid: bool,
    file: String,
    size: usize,
    reason: String,
    claims: Option<Claims>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hex: Option<String>,
}

#[derive(Debug, Serialize)]
struct Claims {
    kind: Option<&'static str>,
    /// A pack's header does not say.
    length: Option<u64>,
    build_id: String,
    key: Option<String>,
}

#[derive(Debug, Serialize)]
struct Section {
    id: u32,
    /// None for a section that this version of the format does not know.
    name: Option<&'static str>,
    version: u32,
    offset: u64,
    length: u64,
}

/// How the text comes back.
#[derive(Debug, Serialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
enum Source {
    /// From the file it was read from.
    File { digest: String, length: u64 },
    /// From the entry.
    Text { digest: String, length: usize, packed_length: usize, has_map: bool },
}

impl Inspection {
    /// Looks at an entry that lies in `file` and whose bytes are `bytes`.
    pub fn new(file: &Path, bytes: &[u8], entry: &Entry<'_>, hex: bool) -> Self {
        Self {
            schema: 1,
            valid: true,
            file: file.display().to_string(),
            size: bytes.len(),
            format_version: FORMAT_VERSION,
            kind: entry.kind().name(),
            build_id: entry.build_id().to_string(),
            key: entry.key().to_string(),
            sections: entry.sections().map(Section::from).collect(),
            source: entry.source().map(Source::from),
            metadata: entry.metadata().map(|view| view.to_owned()),
            hex: hex.then(|| text::hex(bytes)),
        }
    }
}

impl Refused {
    /// Looks at bytes in `file` that were refused for `reason`.
    pub fn new(file: &Path, bytes: &[u8], reason: Reason, hex: bool) -> Self {
        let claims = peek(bytes).ok().map(|header| Claims {
            kind: header.kind().map(Kind::name),
            length: Some(header.length()),
            build_id: header.build_id().to_string(),
            key: Some(header.key().to_string()),
        });
        let of_pack = |claims: PackClaims| Claims {
            kind: Some(PACK),
            length: None,
            build_id: claims.build_id.to_string(),
            key: None,
        };
        let claims = claims.or_else(|| PackClaims::of(bytes).map(of_pack));
        Self {
            schema: 1,
            valid: false,
            file: file.display().to_string(),
            size: bytes.len(),
            reason: reason.to_string(),
            claims,
            hex: hex.then(|| text::hex(bytes)),
        }
    }
}

impl From<parbake_bmes::Section> for Section {
    fn from(section: parbake_bmes::Section) -> Self {
        let parbake_bmes::Section { id, version, offset, length } = section;
        Self { id, name: section.known().map(SectionId::name), version, offset, length }
    }
}

impl From<SourceView<'_>> for Source {
    fn from(view: SourceView<'_>) -> Self {
        match view {
            SourceView::File { digest, length } => Self::File { digest: digest.to_string(), length },
            SourceView::Text { digest, text, map } => Self::Text {
                digest: digest.to_string(),
                length: text.len(),
                packed_length: text.packed_len(),
                has_map: map.is_some(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use parbake_bmes::{BuildId, Digest, EntryKey, EntryParts, LocalExport, Request, TagKey, generate, validate};

    use super::*;
    use crate::printer::Styles;

    fn entry() -> Vec<u8> {
        let metadata = Metadata {
            requests: vec![Request { specifier: "./a.mjs".into(), line: 1, column: 15, ..Request::default() }],
            local_exports: vec![LocalExport { export_name: "b".into(), local_name: "c".into() }],
            star_exports: vec![0],
            has_top_level_await: true,
            ..Metadata::default()
        };
        let parts = EntryParts {
            kind: Kind::Module,
            build_id: BuildId([0xab; 32]),
            key: EntryKey([0xcd; 32]),
            metadata: Some(&metadata),
            bytecode: Some(b"bytecode"),
            source: Some(parbake_bmes::Source::File { digest: Digest::of(b"text"), length: 4 }),
        };
        generate(&parts, &TagKey::new([7; 32])).expect("facts that fit the format")
    }

    fn inspection(bytes: &[u8], hex: bool) -> Inspection {
        let entry = validate(bytes, &TagKey::new([7; 32])).expect("an entry that was just made");
        Inspection::new(Path::new("/cache/x.bmes"), bytes, &entry, hex)
    }

    #[test]
    fn text_names_every_fact() {
        let text = everything(&inspection(&entry(), false), Styles::PLAIN);
        for fact in [
            "file     /cache/x.bmes",
            "kind     module",
            &format!("engine   {}", "ab".repeat(32)),
            "source   the file, 4 bytes",
            "bytecode   version 1, 8 bytes",
            "\"./a.mjs\" at 1:15",
            "c as b",
            "* from \"./a.mjs\"",
            "top-level await",
        ] {
            assert!(text.contains(fact), "{fact} is not in\n{text}");
        }
    }

    #[test]
    fn names_leave_the_rest_out() {
        let text = names(&inspection(&entry(), false), Styles::PLAIN);
        assert!(text.starts_with("Requests\n"), "{text}");
        assert!(!text.contains("bytecode"), "{text}");
    }

    #[test]
    fn json_begins_with_the_schema() {
        let json = serde_json::to_string(&inspection(&entry(), false)).unwrap();
        assert!(json.starts_with(r#"{"schema":1,"valid":true,"file":"/cache/x.bmes""#), "{json}");
        assert!(json.contains(r#""specifier":"./a.mjs""#), "{json}");
        assert!(!json.contains("\"hex\""), "{json}");
    }

    #[test]
    fn a_dump_shows_the_first_and_the_last_byte() {
        let bytes = entry();
        let text = names(&inspection(&bytes, true), Styles::PLAIN);
        assert!(text.contains("  header\n  00000000  42 4d 45 53 01"), "{text}");
        assert!(text.contains("  bytecode\n") && text.contains("  tag\n"), "{text}");
        assert!(text.ends_with(&format!("{:02x}\n", bytes[bytes.len() - 1])), "{text}");
    }

    #[test]
    fn what_is_refused_is_shown_with_the_reason() {
        let mut bytes = entry();
        bytes.pop();
        let text = refused(&Refused::new(Path::new("x"), &bytes, Reason::Truncated, false), Styles::PLAIN);
        assert!(text.contains("refused  truncated\n"), "{text}");
        assert!(text.contains(&format!("key      {}", "cd".repeat(32))), "{text}");
        let text = refused(&Refused::new(Path::new("x"), b"#!", Reason::Truncated, false), Styles::PLAIN);
        assert!(!text.contains("claims"), "{text}");
    }
}
