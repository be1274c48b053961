//! The steps of the algorithm, on what is known of the file system.

use std::path::{Path, PathBuf};

use super::{Lookup, Require, is_directory_only, is_relative, join, node_modules_paths};
use crate::error::Fault;
use crate::package::{PackageName, Place, Search};

impl Search<'_> {
    /// What a mapping of the parent's own package has for the request (LOAD_PACKAGE_IMPORTS, LOAD_PACKAGE_SELF).
    pub(super) fn mapped_request(&mut self, require: Require<'_>) -> Result<Option<Place>, Fault> {
        let Require { request, parent, .. } = require;
        let Some(directory) = parent.and_then(Path::parent) else { return Ok(None) };
        if request.starts_with('#') {
            let scope = self.scope(directory)?;
            let has_imports = scope.manifest.as_ref().is_some_and(|manifest| manifest.imports().is_some());
            return if has_imports { self.imported(request, directory).map(Some) } else { Ok(None) };
        }
        if is_relative(request) || request.starts_with('/') {
            return Ok(None);
        }
        let Ok(PackageName { name, subpath }) = PackageName::parse(request) else { return Ok(None) };
        match self.own_package(name, directory)? {
            Some(own) => self.exported(&own, &subpath).map(Some),
            None => Ok(None),
        }
    }

    /// The file that a request means otherwise.
    pub(super) fn request(&mut self, require: Require<'_>, module_paths: &[PathBuf]) -> Result<Option<PathBuf>, Fault> {
        let Require { request, parent, lookup, extensions } = require;
        if request.is_empty() {
            return Ok(None);
        }
        if request.starts_with('/') {
            return self.file_or_directory(Path::new("/"), request, extensions);
        }
        let own = parent.and_then(Path::parent).unwrap_or(Path::new("/"));
        match lookup {
            Lookup::Standard if is_relative(request) => self.file_or_directory(own, request, extensions),
            Lookup::Standard => {
                let above = node_modules_paths(own).chain(module_paths.iter().cloned());
                self.first_package(above, request, extensions)
            }
            Lookup::In(directories) if is_relative(request) => {
                for directory in directories {
                    if let Some(found) = self.file_or_directory(directory, request, extensions)? {
                        return Ok(Some(found));
                    }
                }
                Ok(None)
            }
            Lookup::In(directories) => self.first_package(directories.iter().cloned(), request, extensions),
        }
    }

    fn first_package(
        &mut self,
        directories: impl Iterator<Item = PathBuf>,
        request: &str,
        extensions: &[&str],
    ) -> Result<Option<PathBuf>, Fault> {
        for directory in directories {
            if self.files.tree.directory(&directory).is_none() {
                self.note_absence(&directory);
                continue;
            }
            if let Some(found) = self.package_in(&directory, request, extensions)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// LOAD_NODE_MODULES, for one directory.
    fn package_in(&mut self, modules: &Path, request: &str, extensions: &[&str]) -> Result<Option<PathBuf>, Fault> {
        if let Ok(PackageName { name, subpath }) = PackageName::parse(request) {
            let directory = modules.join(name);
            if self.files.tree.directory(&directory).is_some() {
                let manifest = self.manifest(&directory.join("package.json"))?;
                if let Some(manifest) = manifest.filter(|manifest| manifest.exports().is_some()) {
                    let path = file_of(self.exported(&manifest, &subpath)?)?;
                    return self.exported_file(path);
                }
            } else if subpath != "." {
                self.note_absence(&directory);
                return Ok(None);
            }
        }
        self.file_or_directory(modules, request, extensions)
    }

    fn exported_file(&mut self, path: PathBuf) -> Result<Option<PathBuf>, Fault> {
        if self.is_file(&path) { Ok(Some(path)) } else { Err(Fault::NotFound { path: Some(path) }) }
    }

    /// LOAD_AS_FILE, then LOAD_AS_DIRECTORY.
    fn file_or_directory(
        &mut self,
        directory: &Path,
        request: &str,
        extensions: &[&str],
    ) -> Result<Option<PathBuf>, Fault> {
        let path = join(directory, request);
        if !is_directory_only(request)
            && let Some(file) = self.file_or_extended(&path, extensions)
        {
            return Ok(Some(file));
        }
        match self.files.tree.directory(&path) {
            Some(_) => self.directory_main(&path, extensions),
            None => Ok(None),
        }
    }

    /// The main file of a directory, or its index.
    fn directory_main(&mut self, directory: &Path, extensions: &[&str]) -> Result<Option<PathBuf>, Fault> {
        let manifest = self.manifest(&directory.join("package.json"))?;
        let index = directory.join("index");
        let Some((main, manifest)) =
            manifest.as_ref().and_then(|manifest| Some((manifest.main().filter(|main| !main.is_empty())?, manifest)))
        else {
            return Ok(self.extended(&index, extensions));
        };
        let path = join(directory, main);
        let found = self
            .file_or_extended(&path, extensions)
            .or_else(|| self.extended(&path.join("index"), extensions))
            .or_else(|| self.extended(&index, extensions));
        match found {
            Some(found) => Ok(Some(found)),
            None => Err(Fault::MainNotFound { path, package_json: manifest.path.clone() }),
        }
    }

    fn file_or_extended(&mut self, path: &Path, extensions: &[&str]) -> Option<PathBuf> {
        if self.is_file(path) { Some(path.to_owned()) } else { self.extended(path, extensions) }
    }

    /// `path` with the first extension that makes it a file.
    pub(crate) fn extended(&mut self, path: &Path, extensions: &[&str]) -> Option<PathBuf> {
        extensions.iter().find_map(|extension| {
            let mut name = path.as_os_str().to_owned();
            name.push(extension);
            let candidate = PathBuf::from(name);
            self.is_file(&candidate).then_some(candidate)
        })
    }
}

/// The path that `exports` lead to.
fn file_of(place: Place) -> Result<PathBuf, Fault> {
    match place {
        Place::Url(url, _) => crate::file_url::to_path(&url),
        // Targets in `exports` are relative to the package.
        Place::Builtin(name) => Err(Fault::UnknownBuiltin { name }),
    }
}
