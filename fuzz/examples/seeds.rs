//! Writes the seeds that fuzzing begins with: sound inputs of every shape. `cargo run --example seeds` in this directory.

use std::path::{Path, PathBuf};
use std::{fs, io};

use parbake_bmes::{
    BuildId, CommonJsExports, Digest, DynamicImport, EntryKey, EntryParts, HEADER_SIZE, ImportEntry, ImportName,
    IndirectExport, Kind, LocalExport, Metadata, ModuleType, Phase, ROW_SIZE, Request, Source, TAG_SIZE, generate,
    generate_member,
};
use parbake_cache::stamp::Stamp;
use parbake_cache::{
    Base, Cache, Config, Draft, Member, ModuleRow, Origin, Probe, ProbeState, Program, ProgramInput, ResolutionRow,
};
use parbake_fuzz::KEY;

const BUILD: BuildId = BuildId([9; 32]);

const MANIFESTS: [(&str, &str, &str); 6] = [
    (
        "conditions",
        "pkg/x",
        r#"{"name":"pkg","exports":{"./x":{"custom":"./lib/a.js","default":["./lib/b.mjs",null]}}}"#,
    ),
    ("patterns", "pkg/f/a", r#"{"name":"pkg","exports":{".":"./index.js","./f/*":"./lib/*.js","./f/private/*":null}}"#),
    ("imports", "#in/a", r##"{"name":"pkg","type":"module","imports":{"#in/*":"./lib/*.js","#out":"node:path"}}"##),
    ("main", "pkg", r#"{"main":"./lib/a","type":"commonjs","version":1.5e300,"files":[true,null,"\u00e4"]}"#),
    ("none", "pkg/lib/a.js", "{}"),
    ("broken", "pkg", "{\"exports\": {\".\": ./x"),
];

fn main() -> io::Result<()> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for (name, entry) in entries() {
        write(&seeds, "header", name, &entry)?;
        write(&seeds, "entry", name, &entry[..entry.len() - TAG_SIZE])?;
    }
    for (name, selector, parts) in sections() {
        let entry = generate(&parts, &KEY).expect("sound parts");
        let row = &entry[HEADER_SIZE..HEADER_SIZE + ROW_SIZE];
        let number = |at: usize| u64::from_le_bytes(row[at..at + 8].try_into().expect("eight bytes")) as usize;
        let content = &entry[number(8)..number(8) + number(16)];
        write(&seeds, "metadata", name, &[&[selector], content].concat())?;
    }
    for (name, specifier, manifest) in MANIFESTS {
        write(&seeds, "manifest", name, format!("{specifier}\n{manifest}").as_bytes())?;
    }
    for (name, pack) in packs()? {
        write(&seeds, "pack", name, &pack[..pack.len() - TAG_SIZE])?;
    }
    Ok(())
}

fn write(seeds: &Path, target: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(seeds.join(target))?;
    fs::write(seeds.join(target).join(name), bytes)
}

fn parts() -> EntryParts<'static> {
    EntryParts::new(Kind::Module, BUILD, EntryKey([2; 32]))
}

fn text(map: Option<&'static str>) -> Option<Source<'static>> {
    const TEXT: &str = "let x: number = 1; let x: number = 1; let x: number = 1; let x: number = 1;";
    Some(Source::Text { digest: Digest::of(TEXT.as_bytes()), text: TEXT, map })
}

fn entries() -> Vec<(&'static str, Vec<u8>)> {
    let (rich, bare) = (rich(), Metadata::default());
    let file = Some(Source::File { digest: Digest::of(b"file"), length: 1234 });
    let all =
        EntryParts { metadata: Some(&rich), bytecode: Some(b"thirteen byte"), source: text(Some("{}")), ..parts() };
    [
        ("nothing", parts()),
        ("everything", all),
        ("metadata", EntryParts { metadata: Some(&rich), ..parts() }),
        ("bare", EntryParts { metadata: Some(&bare), source: file, ..parts() }),
        ("bytecode", EntryParts { kind: Kind::Script, bytecode: Some(b"code"), ..parts() }),
        ("json", EntryParts { kind: Kind::Json, source: text(None), ..parts() }),
    ]
    .map(|(name, parts)| (name, generate(&parts, &KEY).expect("sound parts")))
    .into()
}

/// Entries with a single section, and what selects its kind.
fn sections() -> Vec<(&'static str, u8, EntryParts<'static>)> {
    let (rich, bare) = (&*Box::leak(Box::new(rich())), &*Box::leak(Box::default()));
    let file = Some(Source::File { digest: Digest::of(b"file"), length: 1234 });
    vec![
        ("rich", 0, EntryParts { metadata: Some(rich), ..parts() }),
        ("bare", 0, EntryParts { metadata: Some(bare), ..parts() }),
        ("file", 1, EntryParts { source: file, ..parts() }),
        ("text", 1, EntryParts { source: text(None), ..parts() }),
        (
            "text-and-map",
            1,
            EntryParts { source: text(Some("{\"version\":3,\"mappings\":\"AAAAAAAAAAAAAAAAAA\"}")), ..parts() },
        ),
    ]
}

/// A module with something in every table.
fn rich() -> Metadata {
    let request = |specifier: &str, phase, attributes: &[(&str, &str)]| Request {
        specifier: specifier.to_owned(),
        attributes: attributes.iter().map(|&(key, value)| (key.to_owned(), value.to_owned())).collect(),
        phase,
        line: 1,
        column: 15,
    };
    let import = |request, import_name, local_name: &str| ImportEntry {
        request,
        import_name,
        local_name: local_name.to_owned(),
        line: 1,
        column: 8,
    };
    Metadata {
        requests: vec![
            request("./a.js", Phase::Evaluation, &[]),
            request("./data.json", Phase::Evaluation, &[("type", "json")]),
            request("./a.js", Phase::Source, &[("a", ""), ("b", "a")]),
        ],
        imports: vec![import(0, ImportName::Name("default".into()), "a"), import(1, ImportName::Namespace, "data")],
        local_exports: vec![LocalExport { export_name: "b".into(), local_name: "b".into() }],
        indirect_exports: vec![IndirectExport {
            export_name: "c".into(),
            request: 0,
            import_name: ImportName::Name("größe".into()),
        }],
        star_exports: vec![0, 1],
        dynamic_imports: vec![DynamicImport { specifier: "./l.js".into(), module_type: ModuleType::JavaScript }],
        has_top_level_await: true,
        uses_import_meta: false,
        uses_dynamic_import: true,
        commonjs: Some(CommonJsExports { exports: vec!["b".into(), String::new()], reexports: vec!["./a.js".into()] }),
    }
}

fn packs() -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    let root = tempfile::tempdir()?;
    let entry = PathBuf::from("/parbake-fuzz/main.mjs");
    let config = Config::new(Some(root.path().join("cache")), Some(root.path().join("state")), BUILD);
    let (cache, base) = (Cache::open(config), Base::of_program(&entry, |path| format!("file://{}", path.display())));
    let key =
        ProgramInput { entry: &entry, conditions: &[], preserve_symlinks: false, module_paths: &[], build_id: BUILD }
            .key();
    let file = cache.path_of_pack(&key).expect("a cache has a directory");
    let (rich, kinds) = (rich(), [Kind::Module, Kind::Json]);
    let members = kinds.map(|kind| {
        let source = if kind == Kind::Json { text(None) } else { None };
        let metadata = Some(&rich).filter(|_| kind == Kind::Module);
        generate_member(&EntryParts { kind, metadata, bytecode: Some(b"code"), source, ..parts() })
            .expect("sound parts")
    });
    let member = |bytes| Some(Member { bytes, origin: Origin::Fresh });
    let mut packs = Vec::new();
    for (name, program, members) in [
        ("full", program(), vec![member(&members[0][..]), member(&members[1]), None]),
        ("empty", Program::default(), Vec::new()),
    ] {
        let draft = Draft { base: &base, program: &program, members: &members, spares: &[] };
        cache.save_pack(&key, &draft).map_err(|reason| io::Error::other(reason.to_string()))?;
        packs.push((name, fs::read(&file)?));
        if name == "full" {
            let input = ProgramInput {
                entry: &entry,
                conditions: &[],
                preserve_symlinks: false,
                module_paths: &[],
                build_id: BUILD,
            };
            let (mut bytes, _) =
                cache.export_pack(&input, &base).map_err(|reason| io::Error::other(reason.to_string()))?;
            // Tells the target that it was carried; it puts the right first byte in its place.
            bytes[0] = 1;
            packs.push(("shipped", bytes));
        }
    }
    Ok(packs)
}

fn program() -> Program {
    let stamp = Stamp { device: 1, inode: 2, size: 3, mtime_ns: -4, ctime_ns: i64::MAX };
    let module = |url: &str, file: Option<&str>, module_type| ModuleRow {
        url: url.to_owned(),
        file: file.map(PathBuf::from),
        module_type,
        format: 1,
        stamp: file.map(|_| stamp),
        source_digest: Digest::of(url.as_bytes()),
        entry: EntryKey([2; 32]),
        requests: if url.ends_with("main.mjs") { vec![1, 2] } else { Vec::new() },
    };
    let resolution = |referrer, specifier: &str, module_type, target, dynamic| ResolutionRow {
        referrer,
        specifier: specifier.to_owned(),
        module_type,
        target,
        dynamic,
    };
    let probe = |path: &str, state| Probe { path: path.into(), state };
    Program {
        real_paths: true,
        modules: vec![
            module("file:///parbake-fuzz/main.mjs", Some("/parbake-fuzz/main.mjs"), ModuleType::JavaScript),
            module("file:///data.json", Some("/data.json"), ModuleType::Json),
            module("node:path", None, ModuleType::JavaScript),
        ],
        start_modules: 2,
        resolutions: vec![
            resolution(0, "../data.json", ModuleType::Json, 1, false),
            resolution(0, "node:path", ModuleType::JavaScript, 2, true),
        ],
        probes: vec![
            probe("/parbake-fuzz/package.json", ProbeState::Present(Some(stamp), Digest::of(b"{}"))),
            probe("/parbake-fuzz/node_modules", ProbeState::Absent),
        ],
        later_probes: vec![probe("/node_modules/x", ProbeState::Link("../store/x".into()))],
    }
}
