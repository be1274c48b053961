//! One project's settings, with everything it extends folded in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jsonc_parser::ParseOptions;
use parbake_transform::{Lines, Settings};
use serde_json::Value;

use crate::error::ConfigFault;

/// A project.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Config {
    /// Where its file is.
    pub path: PathBuf,
    /// How its files are transformed.
    pub settings: Arc<Settings>,
    /// Where bare specifiers are looked for first (`baseUrl`).
    pub base_url: Option<PathBuf>,
    /// `paths`: pattern and what to try for it, as absolute paths with at most one `*`.
    pub paths: Vec<(String, Vec<PathBuf>)>,
    /// Specifiers may leave out extensions and name directories.
    pub is_lenient: bool,
    /// Which files are its own.
    pub files: Files,
    /// The projects it refers to (`references`), as directories or files.
    pub references: Vec<PathBuf>,
}

/// Which files a project has.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Files {
    pub files: Option<Vec<PathBuf>>,
    pub include: Option<Vec<String>>,
    pub exclude: Vec<String>,
}

/// A project's file as it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Raw {
    pub path: PathBuf,
    pub value: Value,
}

impl Raw {
    /// Reads JSON with comments and commas at the end, as TypeScript does.
    pub(crate) fn parse(path: &Path, bytes: Vec<u8>) -> Result<Self, ConfigFault> {
        let text = crate::decode(bytes);
        let value = jsonc_parser::parse_to_serde_value(&text, &ParseOptions::default());
        let value = value.map_err(|error| {
            let (line, column) = Lines::of(&text).place(error.range().start);
            let message = error.kind().to_string();
            ConfigFault::Syntax { message, line: line as usize + 1, column: column as usize + 1 }
        })?;
        match value {
            // TypeScript takes an empty file for an empty project.
            None | Some(Value::Null) => {
                Ok(Self { path: path.to_owned(), value: Value::Object(serde_json::Map::new()) })
            }
            Some(value @ Value::Object(_)) => Ok(Self { path: path.to_owned(), value }),
            Some(_) => Err(ConfigFault::Syntax { message: "it is no JSON object".to_owned(), line: 0, column: 0 }),
        }
    }

    pub(crate) fn directory(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    /// What the file extends, in the order in which it is read.
    pub(crate) fn extends(&self) -> Vec<&str> {
        match self.value.get("extends") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }
}
