//! What there is to say about a pack.

use std::fmt::Write as _;
use std::path::Path;

use parbake_bmes::FORMAT_VERSION;
use parbake_cache::{LoadedPack, ModuleView, ProbeView, StateView};
use serde::Serialize;

use crate::commands::look;
use crate::inspection::PACK;
use crate::printer::Styles;

/// A pack that passed every check.
#[derive(Debug, Serialize)]
pub struct PackInspection {
    schema: u32,
    valid: bool,
    file: String,
    size: usize,
    format_version: u32,
    kind: &'static str,
    build_id: String,
    key: String,
    /// The program's file; null in a pack that was made to be carried.
    program: Option<String>,
    carried: bool,
    preserve_symlinks: bool,
    entries: usize,
    /// The program cannot start without the first so many modules.
    start_modules: u32,
    modules: Vec<Module>,
    resolutions: Vec<Resolution>,
    probes: Vec<Probe>,
}

#[derive(Debug, Serialize)]
struct Module {
    /// The file, relative to the program's directory in a pack that was made to be carried; or the URL of what has no file.
    source: String,
    #[serde(rename = "type")]
    module_type: String,
    source_digest: String,
    /// The key of its entry.
    entry: Option<String>,
    /// The entry's size.
    bytes: Option<usize>,
    /// Whether a look at the file's attributes tells that it is unchanged.
    stamped: bool,
    /// What its requests mean: the places of modules in this list.
    requests: Vec<u32>,
}

/// What a specifier means; modules are named by their places in the list.
#[derive(Debug, Serialize)]
struct Resolution {
    referrer: u32,
    specifier: String,
    #[serde(rename = "type")]
    module_type: String,
    target: u32,
    dynamic: bool,
}

/// What has to stay as it is.
#[derive(Debug, Serialize)]
struct Probe {
    path: String,
    state: &'static str,
    /// Where a link leads.
    target: Option<String>,
    /// Only `import()` rests on it.
    later: bool,
}

impl PackInspection {
    /// Looks at a pack that lies in `file`.
    pub fn new(file: &Path, pack: &LoadedPack) -> Self {
        let probes = pack.probes().map(|view| probe(&view, false));
        Self {
            schema: 1,
            valid: true,
            file: file.display().to_string(),
            size: pack.size(),
            format_version: FORMAT_VERSION,
            kind: PACK,
            build_id: pack.build_id().to_string(),
            key: pack.key().to_string(),
            program: pack.program().map(|program| program.display().to_string()),
            carried: pack.is_shipped(),
            preserve_symlinks: !pack.real_paths(),
            entries: pack.keys().len(),
            start_modules: pack.start_modules(),
            modules: (0..).zip(pack.modules()).map(|(place, view)| module(pack, place, &view)).collect(),
            resolutions: pack.resolutions().map(resolution).collect(),
            probes: probes.chain(pack.later_probes().map(|view| probe(&view, true))).collect(),
        }
    }
}

fn module(pack: &LoadedPack, place: u32, view: &ModuleView<'_>) -> Module {
    let bytes = pack.member_bytes(place).map(<[u8]>::len);
    Module {
        source: view.file.map_or_else(|| view.url(), |file| file.to_path_buf().display().to_string()),
        module_type: view.module_type.to_string(),
        source_digest: view.source_digest.to_string(),
        entry: bytes.map(|_| view.entry.to_string()),
        bytes,
        stamped: view.stamp.is_some(),
        requests: view.requests().collect(),
    }
}

fn resolution(view: parbake_cache::ResolutionView<'_>) -> Resolution {
    let parbake_cache::ResolutionView { referrer, specifier, module_type, target, dynamic } = view;
    Resolution { referrer, specifier: specifier.to_owned(), module_type: module_type.to_string(), target, dynamic }
}

fn probe(view: &ProbeView<'_>, later: bool) -> Probe {
    let (state, target) = match view.state {
        StateView::Absent => ("absent", None),
        StateView::Present(..) => ("file", None),
        StateView::Link(target) => ("link", Some(target.display().to_string())),
    };
    Probe { path: view.place.to_path_buf().display().to_string(), state, target, later }
}

/// All about a pack, or only its modules.
pub fn text(pack: &PackInspection, only_modules: bool, styles: Styles) -> String {
    let mut out = String::new();
    if !only_modules {
        let program = pack.program.as_deref().unwrap_or("any of this name: made to be carried");
        let resolutions = pack.resolutions.len();
        for (name, value) in [
            ("file", pack.file.clone()),
            ("kind", PACK.to_owned()),
            ("size", format!("{} bytes", pack.size)),
            ("format", pack.format_version.to_string()),
            ("engine", pack.build_id.clone()),
            ("key", pack.key.clone()),
            ("program", program.to_owned()),
            ("modules", format!("{}, {} of them to start with", pack.modules.len(), pack.start_modules)),
            ("rests on", format!("{resolutions} resolutions, {} probes", pack.probes.len())),
        ] {
            // Strings grow; writing to them cannot fail.
            let _ = writeln!(out, "{} {value}", styles.literal(&format!("{name:<8}")));
        }
        let _ = writeln!(out, "\n{}", styles.heading("Modules"));
    }
    let cell = |bytes: Option<usize>| bytes.map_or_else(String::new, |bytes| format!("{bytes} bytes"));
    let rows = pack.modules.iter().map(|row| vec![cell(row.bytes), row.module_type.clone(), row.source.clone()]);
    let lines = look::table(&rows.collect::<Vec<_>>(), &[0]);
    lines.lines().for_each(|line| _ = writeln!(out, "  {line}"));
    out
}
