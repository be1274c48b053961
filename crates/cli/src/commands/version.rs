//! `--version`: which parbake this is.

use parbake_bmes::FORMAT_VERSION;
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::run::build_id;
use crate::exit;
use crate::flags::value::VersionFormat;
use crate::printer::Printer;

/// Everything that identifies the build.
#[derive(Serialize)]
struct Version {
    schema: u32,
    version: &'static str,
    build_id: String,
    format_version: u32,
}

/// Prints the version, or with [`VersionFormat::Json`] everything that identifies the build.
pub fn run(format: VersionFormat, printer: Printer) -> Result<i32, Failure> {
    let version = env!("CARGO_PKG_VERSION");
    match format {
        VersionFormat::Text => printer.answer(format!("parbake {version}\n").as_bytes())?,
        VersionFormat::Json => {
            let build_id = build_id().to_string();
            printer.answer_json(&Version { schema: 1, version, build_id, format_version: FORMAT_VERSION })?;
        }
    }
    Ok(exit::SUCCESS)
}
