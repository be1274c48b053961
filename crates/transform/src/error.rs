//! A text that is not what it should be.

use std::fmt;

use oxc_diagnostics::OxcDiagnostic;

use crate::edits::Edited;
use crate::positions::Lines;

/// Why a text cannot be transformed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// 1-based line; 0 where the whole file is meant.
    pub line: u32,
    /// 1-based column in UTF-16 code units.
    pub column: u32,
}

impl SyntaxError {
    pub(crate) fn new(text: &str, diagnostic: &OxcDiagnostic) -> Self {
        let message = sentence(diagnostic);
        let Some(label) = diagnostic.labels.first() else { return Self::without_place(&message) };
        let (line, column) = Lines::of(text).place(label.offset() as usize);
        Self { message, line: line + 1, column: column + 1 }
    }

    /// The same error of the text that was edited.
    pub(crate) fn restored(mut self, edited: &Edited, text: &str) -> Self {
        let (line, column) = (self.line.saturating_sub(1), self.column.saturating_sub(1));
        if let Some(offset) = Lines::of(&edited.text).offset(line, column) {
            let (line, column) = Lines::of(text).place(edited.original(offset));
            (self.line, self.column) = (line + 1, column + 1);
        }
        self
    }

    pub(crate) fn without_place(message: &str) -> Self {
        Self { message: message.to_owned(), line: 0, column: 0 }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SyntaxError {}

/// The parser's words as an engine would begin them.
fn sentence(diagnostic: &OxcDiagnostic) -> String {
    let message = diagnostic.message.trim_end_matches('.');
    match &diagnostic.help {
        Some(help) => format!("{message} ({})", help.trim_end_matches('.')),
        None => message.to_owned(),
    }
}
