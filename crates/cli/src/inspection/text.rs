//! Entries for people: one fact a line, lists under headings.

use std::fmt::Write as _;

use parbake_bmes::{ImportName, Metadata, Phase, Request};

use crate::inspection::{Inspection, Refused, Section, Source};
use crate::printer::Styles;

/// The bytes a line of a dump shows.
const DUMP_WIDTH: usize = 16;

/// All about an entry.
pub fn everything(inspection: &Inspection, styles: Styles) -> String {
    let mut out = Text { text: String::new(), styles };
    out.fact("file", &inspection.file);
    out.fact("kind", inspection.kind);
    out.fact("size", bytes(inspection.size));
    out.fact("format", inspection.format_version);
    out.fact("engine", &inspection.build_id);
    out.fact("key", &inspection.key);
    if let Some(source) = &inspection.source {
        out.fact("source", source_line(source));
    }
    out.heading("Sections");
    for section in &inspection.sections {
        let name = section.name.unwrap_or("unknown");
        let (id, version, offset, length) = (section.id, section.version, section.offset, section.length);
        out.line(format_args!("{id:>3}  {name:<10} version {version}, {length} bytes at {offset}"));
    }
    match &inspection.metadata {
        Some(metadata) => out.names(metadata),
        None => out.text.push_str("\nNo metadata: the entry is bytecode only.\n"),
    }
    out.dump(inspection.hex.as_deref(), &inspection.sections);
    out.text
}

/// Only what an entry's module imports and exports.
pub fn names(inspection: &Inspection, styles: Styles) -> String {
    let mut out = Text { text: String::new(), styles };
    match &inspection.metadata {
        Some(metadata) => out.names(metadata),
        None => out.text.push_str("No metadata: the entry is bytecode only.\n"),
    }
    out.dump(inspection.hex.as_deref(), &inspection.sections);
    out.text.trim_start().to_owned()
}

/// What can be said about an entry that was refused.
pub fn refused(refused: &Refused, styles: Styles) -> String {
    let mut out = Text { text: String::new(), styles };
    out.fact("file", &refused.file);
    out.fact("size", bytes(refused.size));
    out.fact("refused", &refused.reason);
    if let Some(claims) = &refused.claims {
        out.heading("What its header claims");
        out.fact("kind", claims.kind.unwrap_or("unknown"));
        if let Some(length) = claims.length {
            out.fact("length", bytes(length));
        }
        out.fact("engine", &claims.build_id);
        if let Some(key) = &claims.key {
            out.fact("key", key);
        }
    }
    out.dump(refused.hex.as_deref(), &[]);
    out.text
}

/// Two digits a byte.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

struct Text {
    text: String,
    styles: Styles,
}

impl Text {
    fn fact(&mut self, name: &str, value: impl std::fmt::Display) {
        let name = self.styles.literal(&format!("{name:<8}"));
        let _ = writeln!(self.text, "{name} {value}");
    }

    fn heading(&mut self, heading: &str) {
        let _ = writeln!(self.text, "\n{}", self.styles.heading(heading));
    }

    fn line(&mut self, line: impl std::fmt::Display) {
        let _ = writeln!(self.text, "  {line}");
    }

    fn list(&mut self, heading: &str, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        self.heading(heading);
        for line in lines {
            self.line(line);
        }
    }

    fn names(&mut self, metadata: &Metadata) {
        self.list("Requests", metadata.requests.iter().map(request_line).collect());
        let imports = metadata.imports.iter().map(|import| {
            let name = imported(&import.import_name);
            let (from, at) = (specifier(metadata, import.request), place(import.line, import.column));
            format!("{name} as {} from {from:?}{at}", import.local_name)
        });
        self.list("Imports", imports.collect());
        self.list("Exports", exports(metadata));
        let dynamic = metadata.dynamic_imports.iter();
        let dynamic = dynamic.map(|import| format!("{:?} ({})", import.specifier, import.module_type));
        self.list("Dynamic imports", dynamic.collect());
        self.list("Uses", uses(metadata));
        if let Some(commonjs) = &metadata.commonjs {
            self.list("CommonJS exports", commonjs.exports.clone());
            self.list("CommonJS re-exports", commonjs.reexports.clone());
        }
    }

    /// A dump of bytes given as two digits each, every section under its name. What is before the first is the header, and
    /// what is behind the last the tag.
    fn dump(&mut self, digits: Option<&str>, sections: &[Section]) {
        let Some(digits) = digits else { return };
        self.heading("Bytes");
        let length = digits.len() / 2;
        let place = |offset: u64| usize::try_from(offset).map_or(length, |offset| offset.min(length));
        let mut parts = vec![(0, "header")];
        parts.extend(sections.iter().map(|section| (place(section.offset), section.name.unwrap_or("unknown"))));
        parts.extend(sections.last().map(|section| (place(section.offset.saturating_add(section.length)), "tag")));
        for (index, (start, name)) in parts.iter().enumerate() {
            let end = parts.get(index + 1).map_or(length, |(next, _)| *next);
            if !sections.is_empty() {
                self.line(self.styles.literal(name));
            }
            let lines = digits.as_bytes().get(start * 2..end * 2).unwrap_or_default().chunks(DUMP_WIDTH * 2);
            for (line, bytes) in lines.enumerate() {
                let pairs: Vec<_> = bytes.chunks(2).map(String::from_utf8_lossy).collect();
                self.line(format_args!("{:08x}  {}", start + line * DUMP_WIDTH, pairs.join(" ")));
            }
        }
    }
}

fn exports(metadata: &Metadata) -> Vec<String> {
    let local = metadata.local_exports.iter().map(|export| format!("{} as {}", export.local_name, export.export_name));
    let indirect = metadata.indirect_exports.iter().map(|export| {
        let (name, from) = (imported(&export.import_name), specifier(metadata, export.request));
        format!("{name} as {} from {from:?}", export.export_name)
    });
    let star = metadata.star_exports.iter().map(|&request| format!("* from {:?}", specifier(metadata, request)));
    local.chain(indirect).chain(star).collect()
}

fn uses(metadata: &Metadata) -> Vec<String> {
    let uses = [
        (metadata.has_top_level_await, "top-level await"),
        (metadata.uses_import_meta, "import.meta"),
        (metadata.uses_dynamic_import, "import()"),
    ];
    uses.iter().filter(|(is_used, _)| *is_used).map(|(_, name)| (*name).to_owned()).collect()
}

fn request_line(request: &Request) -> String {
    let mut line = format!("{:?}", request.specifier);
    if !request.attributes.is_empty() {
        let attributes: Vec<_> = request.attributes.iter().map(|(key, value)| format!("{key}: {value:?}")).collect();
        let _ = write!(line, " with {{ {} }}", attributes.join(", "));
    }
    if request.phase != Phase::Evaluation {
        let _ = write!(line, ", {} phase", request.phase);
    }
    line + &place(request.line, request.column)
}

fn source_line(source: &Source) -> String {
    match source {
        Source::File { digest, length } => format!("the file, {}, digest {digest}", bytes(length)),
        Source::Text { digest, length, packed_length, has_map } => {
            let map = if *has_map { ", with a source map" } else { "" };
            format!("inside, {} packed to {packed_length}{map}, made from digest {digest}", bytes(length))
        }
    }
}

fn imported(name: &ImportName) -> &str {
    match name {
        ImportName::Name(name) => name,
        ImportName::Namespace => "*",
    }
}

/// The specifier of a request. Entries that were validated name none that does not exist.
fn specifier(metadata: &Metadata, request: u32) -> &str {
    let index = usize::try_from(request).unwrap_or(usize::MAX);
    metadata.requests.get(index).map_or("", |request| &request.specifier)
}

fn place(line: u32, column: u32) -> String {
    if line == 0 { String::new() } else { format!(" at {line}:{column}") }
}

fn bytes(count: impl std::fmt::Display) -> String {
    format!("{count} bytes")
}
