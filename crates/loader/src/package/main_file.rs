//! Packages without `exports`: `main` and index files, looked up as `require` would.

use std::path::{Component, Path, PathBuf};

use url::Url;

use super::manifest::Manifest;
use super::search::{Place, Search};
use crate::error::Fault;
use crate::file_url;

/// What is tried after `main`, in this order.
const AFTER_MAIN: [&str; 7] = ["", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node"];

/// What is tried in the package's own directory in the end.
const INDEX: [&str; 3] = ["index.js", "index.json", "index.node"];

impl Search<'_> {
    /// The main file of the package at `directory`.
    pub(super) fn main_file(&mut self, directory: &Path, manifest: Option<&Manifest>) -> Result<Place, Fault> {
        let main = manifest.and_then(Manifest::main).filter(|main| !main.is_empty());
        let candidates = main.into_iter().flat_map(|main| AFTER_MAIN.map(|suffix| format!("{main}{suffix}")));
        let mapped_by = manifest.map(|manifest| manifest.path.clone());
        for candidate in candidates {
            let path = resolve_path(directory, &candidate);
            if self.is_file(&path) {
                return Ok(Place::Url(path_url(&path)?, mapped_by));
            }
        }
        for name in INDEX {
            let path = directory.join(name);
            if self.is_file(&path) {
                return Ok(Place::Url(path_url(&path)?, mapped_by));
            }
        }
        Err(Fault::PackageMainNotFound { directory: directory.to_owned(), main: main.map(str::to_owned) })
    }
}

/// `path` seen from `directory`, with `.` and `..` taken out by name alone, as Node's `path.resolve`.
#[must_use]
pub fn resolve_path(directory: &Path, path: &str) -> PathBuf {
    let mut resolved = directory.to_owned();
    for component in Path::new(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => _ = resolved.pop(),
            other => resolved.push(other),
        }
    }
    resolved
}

fn path_url(path: &Path) -> Result<Url, Fault> {
    Url::parse(&file_url::from_path(path)).map_err(|_| Fault::InvalidUrl)
}
