//! From TypeScript and JSX to the JavaScript that an engine runs, with the way back to what was written.
//!
//! Where all of a file's TypeScript can be erased it is overwritten with white space: every byte, line and column of what
//! remains stays where it was, and the file itself is the way back. Otherwise (enums, namespaces, parameter properties,
//! decorators, JSX) the program is rewritten, and a source map is the way back.
//!
//! Nothing here reads files or knows an engine: text goes in, text comes out.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod desugar;
mod edits;
mod erase;
mod error;
mod goal;
mod language;
mod map;
mod positions;
mod rewrite;
mod settings;

use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_parser::{Parser, ParserReturn};

pub use error::SyntaxError;
pub use goal::has_module_syntax;
pub use language::Language;
pub use map::{MapError, Original, PositionMap};
pub use positions::Lines;
pub use settings::{Jsx, Settings};

/// Counts changes of what comes out for the same text and settings, so that old entries are not taken for new ones.
pub const TRANSFORM_RULES: u8 = 1;

/// A text to be transformed.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The text, decoded and without a byte order mark.
    pub text: &'a str,
    /// What it is written in.
    pub language: Language,
    /// It is an ES module, rather than a CommonJS one.
    pub is_module: bool,
    /// The file's path, for JSX in development, which writes it into elements.
    pub path: &'a str,
}

/// What the engine is to compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transformed {
    /// Every byte that is left stands where it stood.
    InPlace(String),
    /// A text of its own.
    Moved {
        /// The text.
        text: String,
        /// A source map (version 3, ECMA-426) from it to the source, as JSON.
        map: String,
    },
}

impl Transformed {
    /// The text to compile.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::InPlace(text) | Self::Moved { text, .. } => text,
        }
    }
}

/// Transforms a text.
///
/// # Errors
/// The text is not what it says it is written in.
pub fn transform(source: &Source<'_>, settings: &Settings) -> Result<Transformed, SyntaxError> {
    let allocator = Allocator::default();
    let mut program = parse(&allocator, source.text, source)?;
    if let Some(text) = erase::erase(source, settings, &program) {
        return Ok(Transformed::InPlace(text));
    }
    let Some(edited) = desugar::desugar(source, settings, &program) else {
        return rewrite::rewrite(&allocator, &mut program, source, settings, None);
    };
    let text = allocator.alloc_str(&edited.text);
    let mut program = parse(&allocator, text, source).map_err(|error| error.restored(&edited, source.text))?;
    rewrite::rewrite(&allocator, &mut program, &Source { text, ..*source }, settings, Some((&edited, source.text)))
}

/// Parses `text`, which is written as `source` is.
fn parse<'a>(allocator: &'a Allocator, text: &'a str, source: &Source<'_>) -> Result<Program<'a>, SyntaxError> {
    let kind = source.language.source_type(source.is_module);
    let ParserReturn { program, diagnostics, panicked, .. } = Parser::new(allocator, text, kind).parse();
    match diagnostics.iter().next() {
        Some(diagnostic) => Err(SyntaxError::new(text, diagnostic)),
        None if panicked => Err(SyntaxError::without_place("the file cannot be parsed")),
        None => Ok(program),
    }
}
