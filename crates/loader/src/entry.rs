//! The program itself, which Node looks up as `require` would.

use std::path::{Path, PathBuf};

use url::Url;

use crate::error::Fault;
use crate::format::Role;
use crate::package::{Files, Search, resolve_path};
use crate::require;
use crate::resolved::Resolved;
use crate::resolver::Resolver;

impl Resolver {
    /// Resolves the program named `main` without memory of former answers.
    pub(crate) fn attempt_entry(&self, files: &mut Files, main: &str, cwd: &Path) -> Result<Resolved, Fault> {
        let mut search = self.search(files);
        if main.starts_with("file:") {
            let url = Url::parse(main).map_err(|_| Fault::InvalidUrl)?;
            return self.file_at(&mut search, &url, None, Role::Entry);
        }
        let path = resolve_path(cwd, main);
        let is_directory = main.ends_with('/') || matches!(main.rsplit('/').next(), Some("." | ".."));
        match search.entry_file(&path, is_directory)? {
            Some(file) => self.file(&mut search, &file, "", None, Role::Entry),
            None => Err(Fault::EntryNotFound { path }),
        }
    }
}

impl Search<'_> {
    fn entry_file(&mut self, path: &Path, is_directory: bool) -> Result<Option<PathBuf>, Fault> {
        if !is_directory && let Some(file) = self.file_or_with_extension(path) {
            return Ok(Some(file));
        }
        if self.files.tree.directory(path).is_none() {
            return Ok(None);
        }
        let manifest = self.manifest(&path.join("package.json"))?;
        if let Some(main) = manifest.as_ref().and_then(|manifest| manifest.main()).filter(|main| !main.is_empty()) {
            let main = resolve_path(path, main);
            let found = self.file_or_with_extension(&main).or_else(|| self.with_extension(&main.join("index")));
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(self.with_extension(&path.join("index")))
    }

    fn file_or_with_extension(&mut self, path: &Path) -> Option<PathBuf> {
        if self.is_file(path) { Some(path.to_owned()) } else { self.with_extension(path) }
    }

    fn with_extension(&mut self, path: &Path) -> Option<PathBuf> {
        self.extended(path, &require::EXTENSIONS)
    }
}
