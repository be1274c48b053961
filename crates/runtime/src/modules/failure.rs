//! Why a graph could not be loaded, as the program and its user see it.

use parbake_engine::{CompileErrorKind, ErrorKind, Local, Scope, Thrown};
use parbake_loader::frame::{Frame, render};
use parbake_loader::{AttributeFault, Fault, Format};
use parbake_transform::Lines;

use super::order::FetchError;
use super::want::WantError;
use crate::natives::common_js::CYCLE;

/// The place in a module that a failure is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) url: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// A module that could not be loaded, or a request that leads nowhere.
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    /// Node's error code; `None` for syntax errors, which have none.
    pub(crate) code: Option<&'static str>,
    pub(crate) message: String,
    pub(crate) site: Option<Site>,
}

impl Failure {
    pub(crate) fn of_request(error: &WantError, site: Site) -> Self {
        let type_error = |code, message: String| Self {
            kind: ErrorKind::TypeError,
            code: Some(code),
            message,
            site: Some(site.clone()),
        };
        match error {
            WantError::Resolve(error) => {
                let mut failure = Self::of_resolution(error, Some(site));
                if has_unknown_attribute(&error.fault) {
                    failure.kind = ErrorKind::SyntaxError;
                }
                failure
            }
            WantError::SourcePhase => type_error(
                "ERR_SOURCE_PHASE_NOT_DEFINED",
                "Source phase imports are supported for WebAssembly modules only".to_owned(),
            ),
        }
    }

    pub(crate) fn of_resolution(error: &parbake_loader::ResolveError, site: Option<Site>) -> Self {
        let kind = match error.name() {
            "TypeError" => ErrorKind::TypeError,
            "RangeError" => ErrorKind::RangeError,
            _ => ErrorKind::Error,
        };
        Self { kind, code: Some(error.code()), message: error.to_string(), site }
    }

    /// The module is asked for again before the program's hooks have answered all its requests.
    pub(super) fn in_visit(url: &str) -> Self {
        Self {
            kind: ErrorKind::Error,
            code: Some(CYCLE),
            message: format!("Cannot load {url}, whose requests the program's hooks are being asked about"),
            site: None,
        }
    }

    pub(crate) fn of_module(error: &FetchError, url: &str) -> Self {
        match error {
            FetchError::Compile(error) => Self {
                kind: match error.kind {
                    CompileErrorKind::Syntax => ErrorKind::SyntaxError,
                    CompileErrorKind::TooMuchRecursion | CompileErrorKind::OutOfMemory | CompileErrorKind::TooLarge => {
                        ErrorKind::InternalError
                    }
                },
                code: None,
                message: error.message.clone(),
                site: Some(Site { url: url.to_owned(), line: error.line, column: error.column }),
            },
            FetchError::Transform(error) => Self {
                kind: ErrorKind::SyntaxError,
                code: None,
                message: error.message.clone(),
                site: Some(Site { url: url.to_owned(), line: error.line, column: error.column }),
            },
            FetchError::Project(error) => Self::of_resolution(error, None),
            FetchError::Read { path, error } => Self {
                kind: ErrorKind::Error,
                code: Some(match error.kind() {
                    std::io::ErrorKind::PermissionDenied => "EACCES",
                    std::io::ErrorKind::IsADirectory => "ERR_UNSUPPORTED_DIR_IMPORT",
                    std::io::ErrorKind::NotFound => "ERR_MODULE_NOT_FOUND",
                    _ => "ERR_MODULE_READ",
                }),
                message: format!("Cannot read module '{}': {}", path.display(), describe(error)),
                site: None,
            },
            FetchError::Format(format) => Self {
                kind: ErrorKind::RangeError,
                code: Some("ERR_UNKNOWN_MODULE_FORMAT"),
                message: format!("Cannot run '{url}': {}", unsupported(*format)),
                site: None,
            },
        }
    }

    /// The error object that the program gets.
    pub(crate) fn to_error<'s>(&self, scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
        let (file, line, column) =
            self.site.as_ref().map_or(("", 0, 0), |site| (site.url.as_str(), site.line, site.column));
        let error = scope.error_at(self.kind, &self.message, file, line, column)?;
        if let Some(code) = self.code {
            let code = scope.string(code)?;
            scope.define(error, c"code", code, true)?;
        }
        Ok(error)
    }
}

/// ECMA-262 16.2.1.6.2 (AllImportAttributesSupported): an attribute with a key nobody knows is a syntax error. Node has a
/// TypeError with the same code.
fn has_unknown_attribute(fault: &Fault) -> bool {
    matches!(fault, Fault::Attributes { fault: AttributeFault::Unsupported { key, .. }, .. } if key != "type")
}

/// Where a failure is: `url:line:column`, the line and a caret.
pub(crate) fn frame(site: &Site, text: Option<&str>) -> String {
    let Site { url, line, column } = site;
    let text = text.and_then(|text| Lines::of(text).text(line.checked_sub(1)?));
    render(&Frame { url, line: *line, column: *column, text, length: 1 })
}

/// The system's words, without Rust's "(os error N)".
fn describe(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

fn unsupported(format: Format) -> &'static str {
    match format {
        Format::CommonJs => "it is a CommonJS module, and only ES modules can be run",
        Format::Wasm => "it is a WebAssembly module, and those cannot be imported",
        _ => "its format cannot be run",
    }
}
