//! The specification is held against the code: its worked example byte for byte, its tables number for number.

use std::collections::BTreeMap;

use parbake_bmes::{
    ALIGNMENT, BuildId, Digest, EntryKey, EntryParts, FORMAT_VERSION, HEADER_SIZE, ImportEntry, ImportName, Kind,
    LocalExport, MAX_SECTIONS, Metadata, ModuleType, Phase, ROW_SIZE, Request, SectionId, Source, TAG_SIZE, TagKey,
    generate, validate,
};

const DOC: &str = include_str!("../../../docs/format.md");

/// The module of the worked example: `import n from "./n.js" with { type: "json" };` and `export const x = n;`.
fn example() -> Vec<u8> {
    let metadata = Metadata {
        requests: vec![Request {
            specifier: "./n.js".into(),
            attributes: vec![("type".into(), "json".into())],
            phase: Phase::Evaluation,
            line: 1,
            column: 15,
        }],
        imports: vec![ImportEntry {
            request: 0,
            import_name: ImportName::Name("default".into()),
            local_name: "n".into(),
            line: 1,
            column: 8,
        }],
        local_exports: vec![LocalExport { export_name: "x".into(), local_name: "x".into() }],
        ..Metadata::default()
    };
    let text = "import n from \"./n.js\" with { type: \"json\" };\nexport const x = n;\n";
    let parts = EntryParts {
        kind: Kind::Module,
        build_id: BuildId([0xb1; 32]),
        key: EntryKey([0xe2; 32]),
        metadata: Some(&metadata),
        bytecode: Some(b"bytecode here"),
        source: Some(Source::File { digest: Digest::of(text.as_bytes()), length: text.len() as u64 }),
    };
    generate(&parts, &TagKey::new([0x42; 32])).expect("the parts are sound")
}

#[test]
fn the_hex_dump_is_the_example() {
    let written = hex_dump(&example());
    let documented = block("hexdump");
    assert_eq!(documented, written, "docs/format.md should have:\n{written}");
}

#[test]
fn the_example_is_valid() {
    let bytes = bytes_of(&block("hexdump"));
    let entry = validate(&bytes, &TagKey::new([0x42; 32])).unwrap();
    let specifiers: Vec<_> = entry.metadata().unwrap().requests().map(|request| request.specifier).collect();
    assert_eq!((specifiers, entry.bytecode()), (vec!["./n.js"], Some(b"bytecode here".as_slice())));
}

#[test]
fn the_walk_through_quotes_the_dump() {
    let bytes = bytes_of(&block("hexdump"));
    let (_, behind) = DOC.split_once("<!-- walk -->").expect("the walk is there");
    let (mut next, mut shortened) = (0, false);
    for line in behind.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<_> = line.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let offset = usize::from_str_radix(cells[1], 16).unwrap();
        let quoted: Vec<_> = cells[2].split(' ').map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect();
        assert_eq!(bytes[offset..offset + quoted.len()], quoted, "{line}");
        assert!(offset == next || shortened, "{line}: nothing is passed over");
        shortened = cells[3].contains(" to ");
        next = offset + quoted.len();
    }
    assert!(next > bytes.len() - TAG_SIZE, "the walk goes to the tag");
}

#[test]
fn the_limits_are_the_code_s() {
    let documented: BTreeMap<String, u64> = rows("limits");
    let expected = [
        ("alignment", ALIGNMENT as u64),
        ("format version", u64::from(FORMAT_VERSION)),
        ("header size", HEADER_SIZE as u64),
        ("row size", ROW_SIZE as u64),
        ("sections at most", u64::from(MAX_SECTIONS)),
        ("tag size", TAG_SIZE as u64),
    ];
    assert_eq!(documented, table(expected));
}

#[test]
fn the_numbers_are_the_code_s() {
    assert_eq!(rows("kinds"), table(Kind::ALL.iter().map(|kind| (kind.name(), u64::from(kind.code())))));
    assert_eq!(rows("phases"), table(Phase::ALL.iter().map(|phase| (phase.name(), u64::from(phase.code())))));
    let types = ModuleType::ALL.iter().map(|kind| (kind.name(), u64::from(kind.code())));
    assert_eq!(rows("module types"), table(types));
    let sections = [SectionId::Metadata, SectionId::Bytecode, SectionId::Source];
    assert_eq!(rows("sections"), table(sections.map(|id| (id.name(), u64::from(id.id())))));
}

fn table<'a>(rows: impl IntoIterator<Item = (&'a str, u64)>) -> BTreeMap<String, u64> {
    rows.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The rows (name, number) of the table behind the comment `<!-- name -->`: the first cell is the number, the second
/// the name.
fn rows(name: &str) -> BTreeMap<String, u64> {
    let (_, behind) = DOC.split_once(&format!("<!-- {name} -->\n")).unwrap_or_else(|| panic!("no table of {name}"));
    let lines = behind.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = lines.map(|line| line.split('|').map(|cell| cell.trim().trim_matches('`')).collect::<Vec<_>>());
    cells.filter_map(|cells| Some((cells[2].to_owned(), cells[1].parse().ok()?))).collect()
}

/// The lines of the code block that begins with three backquotes and `language`.
fn block(language: &str) -> String {
    let (_, behind) = DOC.split_once(&format!("```{language}\n")).expect("the block is there");
    behind.split_once("```").expect("the block ends").0.to_owned()
}

fn hex_dump(bytes: &[u8]) -> String {
    let line = |(index, line): (usize, &[u8])| {
        let hex: Vec<_> = line.iter().map(|byte| format!("{byte:02x}")).collect();
        let text: String =
            line.iter().map(|&byte| if (b' '..=b'~').contains(&byte) { byte as char } else { '.' }).collect();
        format!("{:04x}  {:<47}  {text}\n", 16 * index, hex.join(" "))
    };
    bytes.chunks(16).enumerate().map(line).collect()
}

fn bytes_of(dump: &str) -> Vec<u8> {
    let hex = dump.lines().flat_map(|line| line[6..53].split_whitespace().collect::<Vec<_>>());
    hex.map(|byte| u8::from_str_radix(byte, 16).expect("hexadecimal")).collect()
}
