//! `cache prune`: remove what nobody needs and what the limits do not allow.

use bytesize::ByteSize;
use parbake_cache::{Pruned, Pruning, Why};
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::look;
use crate::exit;
use crate::plan::CachePrune;
use crate::printer::Printer;
use crate::progress::Progress;

#[derive(Serialize)]
struct Answer {
    schema: u32,
    dry_run: bool,
    files: usize,
    bytes: u64,
    removed: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    path: String,
    bytes: u64,
    why: &'static str,
}

/// Removes, or with a dry run only lists, and prints the names and the total.
pub fn run(plan: &CachePrune, printer: Printer) -> Result<i32, Failure> {
    let CachePrune { cache: settings, dry_run, json } = plan;
    let opened = if *dry_run { look::open(settings)? } else { look::open_to_change(settings)? };
    let pruning = Pruning { max_size: settings.max_size, max_age: settings.max_age, dry_run: *dry_run };
    let progress = Progress::new(printer, "Pruning", 1);
    let pruned = opened.map(|cache| cache.prune(&pruning)).unwrap_or_default();
    drop(progress);
    let bytes = pruned.iter().map(|pruned| pruned.size).sum();
    let removed: Vec<Row> = pruned.iter().map(row).collect();
    let answer = Answer { schema: 1, dry_run: *dry_run, files: removed.len(), bytes, removed };
    if *json {
        printer.answer_json(&answer)?;
    } else {
        printer.answer(text(&answer).as_bytes())?;
    }
    Ok(exit::SUCCESS)
}

fn row(pruned: &Pruned) -> Row {
    Row { path: pruned.path.display().to_string(), bytes: pruned.size, why: name(pruned.why) }
}

const fn name(why: Why) -> &'static str {
    match why {
        Why::Leftover => "leftover",
        Why::OtherBuild => "other-build",
        Why::SourceGone => "source-gone",
        Why::TooOld => "too-old",
        Why::TooMuch => "too-much",
    }
}

fn text(answer: &Answer) -> String {
    let row =
        |row: &Row| vec![row.why.to_owned(), ByteSize::b(row.bytes).display().iec().to_string(), row.path.clone()];
    let rows: Vec<_> = answer.removed.iter().map(row).collect();
    let done = if answer.dry_run { "Would remove" } else { "Removed" };
    let noun = if answer.files == 1 { "file" } else { "files" };
    let size = ByteSize::b(answer.bytes).display().iec();
    look::table(&rows, &[1]) + &format!("{done} {} {noun} ({size})\n", answer.files)
}
