//! `cache ls`: list entries.

use std::fs;
use std::time::SystemTime;

use bytesize::ByteSize;
use parbake_bmes::Digest;
use parbake_cache::{ModuleView, Reason};
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::look::{self, Seen};
use crate::commands::run::build_id;
use crate::exit;
use crate::flags::value::SortKey;
use crate::plan::CacheLs;
use crate::printer::Printer;

#[derive(Serialize)]
struct Listing {
    schema: u32,
    entries: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    /// The file's path, or the URL of a module without a file; the pack's file where nothing in it can be read.
    source: String,
    program: Option<String>,
    pack: String,
    bytes: u64,
    written: String,
    build_id: Option<String>,
    state: &'static str,
    #[serde(skip)]
    age: SystemTime,
}

/// What a run would make of an entry.
const OK: &str = "ok";
const STALE: &str = "stale";
const OTHER_BUILD: &str = "other-build";
const DAMAGED: &str = "damaged";

/// Prints the entries.
pub fn run(plan: &CacheLs, printer: Printer) -> Result<i32, Failure> {
    let cache = look::open(&plan.cache)?;
    let seen = cache.iter().flat_map(|cache| look::packs(cache, plan.entry.as_deref()));
    let mut entries: Vec<Row> =
        seen.flat_map(|seen| rows(&seen)).filter(|row| !plan.stale || row.state != OK).collect();
    entries.sort_by(|a, b| (&a.source, &a.pack).cmp(&(&b.source, &b.pack)));
    match plan.sort {
        SortKey::Path => {}
        SortKey::Size => entries.sort_by_key(|row| std::cmp::Reverse(row.bytes)),
        SortKey::Age => entries.sort_by_key(|row| row.age),
    }
    if plan.json {
        printer.answer_json(&Listing { schema: 1, entries })?;
    } else {
        printer.answer(text(&entries).as_bytes())?;
    }
    Ok(exit::SUCCESS)
}

fn rows(seen: &Seen) -> Vec<Row> {
    let Seen { filed, pack } = seen;
    let written = humantime::format_rfc3339_seconds(filed.written).to_string();
    let row = |source: String, bytes, state| Row {
        source,
        program: pack.as_ref().ok().and_then(|pack| pack.program()).map(|program| program.display().to_string()),
        pack: filed.path.display().to_string(),
        bytes,
        written: written.clone(),
        build_id: pack.as_ref().ok().map(|pack| pack.build_id().to_string()),
        state,
        age: filed.written,
    };
    match pack {
        Err(Reason::FormatMismatch) => vec![row(filed.path.display().to_string(), filed.size, OTHER_BUILD)],
        Err(_) => vec![row(filed.path.display().to_string(), filed.size, DAMAGED)],
        Ok(pack) => {
            let entry = |(place, module): (u32, ModuleView<'_>)| {
                let bytes = pack.member_bytes(place)?.len() as u64;
                let state = match pack.build_id() == build_id() {
                    false => OTHER_BUILD,
                    // It was carried here: it serves whatever program has this text.
                    true if pack.is_shipped() => OK,
                    true => state_of(&module),
                };
                let file = module.file.map(|file| file.to_path_buf().display().to_string());
                Some(row(file.unwrap_or_else(|| module.url()), bytes, state))
            };
            (0..).zip(pack.modules()).filter_map(entry).collect()
        }
    }
}

/// Whether the source is the one that the entry was made from: by its stamp, or else by its content.
fn state_of(module: &ModuleView<'_>) -> &'static str {
    let Some(file) = module.file else { return OK };
    let path = file.to_path_buf();
    let is_same = module.stamp.is_some_and(|stamp| stamp.still_holds(&path))
        || fs::read(&path).is_ok_and(|bytes| Digest::of(&bytes) == module.source_digest);
    if is_same { OK } else { STALE }
}

fn text(entries: &[Row]) -> String {
    let mut rows = vec![["STATE", "SIZE", "AGE", "SOURCE"].map(str::to_owned).to_vec()];
    rows.extend(entries.iter().map(|row| {
        let size = ByteSize::b(row.bytes).display().iec().to_string();
        vec![row.state.to_owned(), size, age(row.age), row.source.clone()]
    }));
    if entries.is_empty() { "No entries.\n".to_owned() } else { look::table(&rows, &[1, 2]) }
}

/// How long ago, in the largest unit that fits.
fn age(written: SystemTime) -> String {
    let seconds = SystemTime::now().duration_since(written).map_or(0, |age| age.as_secs());
    match seconds {
        0..60 => format!("{seconds}s"),
        60..3600 => format!("{}m", seconds / 60),
        3600..86400 => format!("{}h", seconds / 3600),
        _ => format!("{}d", seconds / 86400),
    }
}
