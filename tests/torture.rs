//! The long-running checks of the cache's promises, in their short form: `cargo xtask torture` runs them in full.

use std::process::{Command, Stdio};

use libtest_mimic::Trial;
use xtask::torture::{Amount, Lab, ROWS};

use crate::harness::Failure;
use crate::harness::binary::BINARY;

/// One trial a row; those that inject faults only where strace works.
pub fn trials() -> Vec<Trial> {
    let traces = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let traces = traces.is_ok_and(|status| status.success());
    if BINARY.is_parbake() && !traces {
        eprintln!("torture: rows that inject faults are ignored, strace is missing or may not trace here");
    }
    let trial = |row: &'static xtask::torture::Row| {
        let ignored = !BINARY.is_parbake() || (["kill", "errors"].contains(&row.name) && !traces);
        Trial::test(format!("torture::{}", row.name), move || {
            let lab = Lab::new(BINARY.path().to_owned()).map_err(|error| Failure::from(format!("{error:#}")))?;
            row.hold(&lab, Amount::Short).map(drop).map_err(|error| format!("{error:#}").into())
        })
        .with_ignored_flag(ignored)
    };
    ROWS.iter().map(trial).collect()
}
