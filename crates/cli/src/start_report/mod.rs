//! The start-up report: where the milliseconds of a start went, as a page, as JSON or as trace events.

mod data;
mod page;
mod trace;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use parbake_runtime::{Observer, Start};
use serde_json::Value;
use thiserror::Error;

pub use data::{About, Report};

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.html`: one self-contained page.
    Page,
    /// `.trace.json`: the Trace Event format, which browsers' profilers open.
    Trace,
    /// `.json`: docs/schemas/report.json.
    Json,
}

/// A file that a report is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The file.
    pub path: PathBuf,
    /// What goes into it.
    pub format: Format,
}

/// A report that was to be shown beside the new one cannot be.
#[derive(Debug, Error)]
pub enum Unusable {
    /// It cannot be read.
    #[error("`{}`: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// It is no report.
    #[error("`{}` is not a report that `--report` wrote as JSON", .0.display())]
    NoReport(PathBuf),
}

/// Writes the reports when the start is over.
#[derive(Debug)]
pub struct Reporter {
    about: About,
    targets: Vec<Target>,
    /// The report to show beside the new one.
    beside: Option<Value>,
}

impl Format {
    /// What the name of a file asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let endings = [(".html", Self::Page), (".trace.json", Self::Trace), (".json", Self::Json)];
        endings.into_iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, format)| format)
    }
}

impl Reporter {
    /// What is to be written, and beside which other report.
    ///
    /// # Errors
    /// The other report cannot be used.
    pub fn new(about: About, targets: Vec<Target>, beside: Option<&Path>) -> Result<Self, Unusable> {
        let beside = beside.map(read_report).transpose()?;
        Ok(Self { about, targets, beside })
    }
}

impl Observer for Reporter {
    fn started(&self, start: &Start) {
        let report = Report::new(&self.about, start);
        for Target { path, format } in &self.targets {
            let text = match format {
                Format::Page => page::write(&report, self.beside.as_ref()),
                Format::Trace => trace::write(&report),
                Format::Json => json(&report),
            };
            if let Err(error) = fs::write(path, text) {
                // The program is not to suffer, and whoever asked should know.
                eprintln!("parbake: the report cannot be written to `{}`: {error}", path.display());
            }
        }
    }
}

fn json(report: &Report<'_>) -> String {
    // Numbers and strings only: nothing that JSON cannot say.
    serde_json::to_string(report).unwrap_or_default() + "\n"
}

fn read_report(path: &Path) -> Result<Value, Unusable> {
    let bytes = fs::read(path).map_err(|error| Unusable::Read { path: path.to_owned(), error })?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|_| Unusable::NoReport(path.to_owned()))?;
    if data::is_report(&value) { Ok(value) } else { Err(Unusable::NoReport(path.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_written() {
        let format = |name: &str| Format::of(Path::new(name));
        assert_eq!(format("a/report.html"), Some(Format::Page));
        assert_eq!(format("report.json"), Some(Format::Json));
        assert_eq!(format("report.trace.json"), Some(Format::Trace));
        assert_eq!(format("report.txt"), None);
        assert_eq!(format("html"), None);
        assert_eq!(format(""), None);
    }
}
