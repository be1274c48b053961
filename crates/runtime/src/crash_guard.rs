//! What cached code must not be used because it ended a process before, and how the next process learns of it.

use std::ffi::CString;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use parbake_cache::{Cache, MarkPlace, ProgramKey, Quarantine};
use parbake_engine::{CrashMark, Verdict};

/// Reads the program's quarantine, and watches for crashes from now on. Comes before any cached code is decoded.
pub(crate) fn set_up(cache: &Cache, program: &ProgramKey) -> Quarantine {
    let quarantine = cache.quarantine(program);
    if let Some(place) = cache.mark_place(program) {
        // A program that dies without any cached code dies of something else: let the code be used again.
        let verdict = if quarantine.covers_everything() { Verdict::Acquit } else { Verdict::Accuse };
        if let Some(mark) = mark(place, verdict) {
            parbake_engine::watch_for_crashes(mark);
        }
    }
    quarantine
}

fn mark(place: MarkPlace, verdict: Verdict) -> Option<CrashMark> {
    let MarkPlace { directory, folder, file } = place;
    Some(CrashMark { directory, folder: terminated(folder)?, file: terminated(&file)?, verdict })
}

fn terminated(path: &Path) -> Option<CString> {
    CString::new(path.as_os_str().as_bytes()).ok()
}
