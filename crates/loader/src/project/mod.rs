//! Projects: what `tsconfig.json` and `jsconfig.json` say about the files they govern (TypeScript documentation, "TSConfig
//! reference"). Only settings that change what a program does are read.

mod config;
mod extends;
mod find;
mod includes;
mod options;
mod paths;

pub(crate) use config::Config;
pub(crate) use find::Governed;
pub(crate) use paths::extensionless;

use std::path::Path;

/// The names of a project's file, by what governs the file that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// `tsconfig.json`, which governs TypeScript and JSX.
    TypeScript,
    /// `jsconfig.json`, which governs JavaScript.
    JavaScript,
}

impl Kind {
    fn file_name(self) -> &'static str {
        match self {
            Self::TypeScript => "tsconfig.json",
            Self::JavaScript => "jsconfig.json",
        }
    }

    /// What governs the file at `path`.
    pub(crate) fn of(path: &Path) -> Self {
        match parbake_transform::Language::of_path(path) {
            Some(_) => Self::TypeScript,
            None => Self::JavaScript,
        }
    }
}
