//! `cache export`: a program's pack, to be carried elsewhere.

use std::convert::Infallible;
use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use bytesize::ByteSize;
use parbake_cache::BESIDE;
use parbake_runtime::Shipment;
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::cache_compile::{check_usable, compile, options};
use crate::commands::run::text;
use crate::exit;
use crate::plan::CacheExport;
use crate::printer::Printer;
use crate::progress::Progress;

/// Whoever runs the program may read its pack, and nobody but its owner may write to it: others would not be trusted.
const MODE: u32 = 0o644;

/// The end of a file's name while it is written; before it stands the process.
const WRITTEN: &str = ".new";

#[derive(Serialize)]
struct Exported {
    schema: u32,
    entry: String,
    file: PathBuf,
    modules: usize,
    bytes: u64,
}

/// Compiles what is missing, and writes the pack.
pub fn run(plan: CacheExport, printer: Printer) -> Result<Infallible, Failure> {
    check_usable(&plan.compile.cache)?;
    let code = match export(plan, printer) {
        Ok(()) => exit::SUCCESS,
        Err(failure) => {
            printer.error(&failure.to_string(), None);
            exit::FAILURE
        }
    };
    parbake_runtime::exit(code)
}

fn export(plan: CacheExport, printer: Printer) -> Result<(), Failure> {
    let CacheExport { compile: plan, output } = plan;
    let entry = plan.entries.first().map(|entry| text(entry)).unwrap_or_default();
    let progress = Progress::new(printer, "Exporting", 1);
    if !compile(&plan, entry.clone(), printer, &progress).failures.is_empty() {
        return Err(Failure::NotCompiled(entry));
    }
    let shipment = parbake_runtime::export(options(&plan, entry.clone()));
    let shipment = shipment.map_err(|reason| Failure::NoPack { entry: entry.clone(), reason })?;
    let file = file(output, &shipment);
    write(&file, &shipment.bytes).map_err(|error| Failure::Unwritable { path: file.clone(), error })?;
    drop(progress);
    let Shipment { modules, bytes, .. } = shipment;
    let bytes = bytes.len() as u64;
    if plan.json {
        printer.answer_json(&Exported { schema: 1, entry, file, modules, bytes })?;
    } else {
        let noun = if modules == 1 { "module" } else { "modules" };
        let (file, size) = (file.display(), ByteSize::b(bytes).display().iec());
        printer.answer(format!("{entry}: {modules} {noun} written to {file} ({size})\n").as_bytes())?;
    }
    Ok(())
}

/// The file that was named; in a directory, the one that is looked for there.
fn file(output: Option<PathBuf>, shipment: &Shipment) -> PathBuf {
    match output {
        Some(directory) if directory.is_dir() => directory.join(&shipment.name_in_layer),
        Some(file) => file,
        None => shipment.beside.clone(),
    }
}

/// The file appears complete or not at all: programs may be reading the one that it replaces.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let directory = path.parent().filter(|directory| !directory.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if directory.file_name().is_some_and(|name| name == BESIDE) {
        fs::create_dir_all(directory)?;
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    sweep(directory, name);
    let mut temporary = directory.join(name).into_os_string();
    temporary.push(format!(".{}{WRITTEN}", std::process::id()));
    let written = write_new(temporary.as_ref(), bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // What is wrong was said by the first error.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Removes what an export left behind that was killed while it wrote this file.
fn sweep(directory: &Path, name: &OsStr) {
    let is_left = |found: &OsStr| {
        let number = found.to_str()?.strip_prefix(name.to_str()?)?.strip_prefix('.')?.strip_suffix(WRITTEN)?;
        let process: u32 = number.parse().ok()?;
        Some(!Path::new("/proc").join(process.to_string()).exists())
    };
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        if is_left(&entry.file_name()).unwrap_or(false) {
            // What stays is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(MODE).open(path)?.write_all(bytes)
}
