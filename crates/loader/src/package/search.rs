//! The state of resolving: what is known of the file system, and what one resolution rests on.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use url::Url;

use super::manifest::Manifest;
use super::scope::Scope;
use crate::error::{ConfigFault, Fault};
use crate::project::{Governed, Kind};
use crate::tree::{Found, Tree};

/// What is known of the file system. Everything in it can be forgotten at any time.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub tree: Tree,
    pub(super) manifests: FxHashMap<PathBuf, Result<Read, ConfigFault>>,
    pub(super) scopes: FxHashMap<OsString, Result<Arc<Scope>, Fault>>,
    pub(crate) projects: FxHashMap<(Kind, OsString), Result<Governed, Fault>>,
}

/// What reading a `package.json` gave.
#[derive(Debug, Clone)]
pub(crate) enum Read {
    Manifest(Arc<Manifest>),
    Absent,
    /// Something is there that cannot be read. Node takes it for absent.
    Unreadable,
}

/// What a specifier means before the file system has the last word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A URL, and the `package.json` that led there.
    Url(Url, Option<PathBuf>),
    /// A built-in module, by its name without `node:`.
    Builtin(String),
}

/// The evidence of one resolution, in the order it was met, nothing twice.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    /// The scope that was met first, if nothing was met before it: most imports rest on that alone.
    scope: Option<Arc<Scope>>,
    consulted: Vec<PathBuf>,
    missing: Vec<PathBuf>,
}

/// One resolution on its way.
#[derive(Debug)]
pub(crate) struct Search<'a> {
    pub files: &'a mut Files,
    /// The conditions that `exports` and `imports` may ask for, besides `default`.
    pub conditions: &'a [String],
    pub trail: Trail,
}

impl Trail {
    pub(crate) fn consult(&mut self, path: &Path) {
        let known = self.scope.as_ref().map_or(&[][..], |scope| &scope.consulted);
        push_new(&mut self.consulted, known, path);
    }

    pub(crate) fn miss(&mut self, path: &Path) {
        let known = self.scope.as_ref().map_or(&[][..], |scope| &scope.missing);
        push_new(&mut self.missing, known, path);
    }

    fn enter(&mut self, scope: &Arc<Scope>) {
        if self.scope.is_none() && self.consulted.is_empty() && self.missing.is_empty() {
            self.scope = Some(scope.clone());
        } else {
            scope.consulted.iter().for_each(|path| self.consult(path));
            scope.missing.iter().for_each(|path| self.miss(path));
        }
    }

    /// What was consulted and what was missing.
    pub(crate) fn finish(self) -> (Arc<[PathBuf]>, Arc<[PathBuf]>) {
        let Self { scope, consulted, missing } = self;
        match scope {
            None => (consulted.into(), missing.into()),
            Some(scope) => (after(&scope.consulted, consulted), after(&scope.missing, missing)),
        }
    }
}

impl Files {
    pub(crate) fn clear(&mut self) {
        self.tree.clear();
        self.manifests.clear();
        self.scopes.clear();
        self.projects.clear();
    }

    /// The `package.json` at `path`.
    pub(super) fn manifest(&mut self, path: &Path) -> Result<Read, Fault> {
        let read = if let Some(known) = self.manifests.get(path) {
            known.clone()
        } else {
            let read = read(path);
            self.manifests.insert(path.to_owned(), read.clone());
            read
        };
        read.map_err(|fault| Fault::InvalidPackageConfig { package_json: path.to_owned(), fault })
    }
}

impl Search<'_> {
    /// The package scope of a directory, its evidence taken down.
    pub(crate) fn scope(&mut self, directory: &Path) -> Result<Arc<Scope>, Fault> {
        let scope = self.files.scope(directory)?;
        self.trail.enter(&scope);
        Ok(scope)
    }

    /// The `package.json` at `path`, the finding taken down.
    pub(crate) fn manifest(&mut self, path: &Path) -> Result<Option<Arc<Manifest>>, Fault> {
        match self.files.manifest(path)? {
            Read::Manifest(manifest) => {
                self.trail.consult(path);
                Ok(Some(manifest))
            }
            Read::Absent => {
                self.trail.miss(path);
                Ok(None)
            }
            Read::Unreadable => {
                self.trail.consult(path);
                Ok(None)
            }
        }
    }

    /// Whether a file is at `path`; taken down where nothing is.
    pub(crate) fn is_file(&mut self, path: &Path) -> bool {
        match self.files.tree.look(path) {
            Found::File(_) => true,
            Found::Nothing => {
                self.trail.miss(path);
                false
            }
            Found::Directory(_) => false,
        }
    }
}

fn read(path: &Path) -> Result<Read, ConfigFault> {
    match fs::read(path) {
        Ok(text) => Manifest::parse(path.to_owned(), &text).map(|manifest| Read::Manifest(Arc::new(manifest))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(Read::Absent),
        Err(_) => Ok(Read::Unreadable),
    }
}

fn push_new(list: &mut Vec<PathBuf>, before: &[PathBuf], path: &Path) {
    if !before.iter().chain(list.iter()).any(|known| known == path) {
        list.push(path.to_owned());
    }
}

fn after(first: &Arc<[PathBuf]>, rest: Vec<PathBuf>) -> Arc<[PathBuf]> {
    if rest.is_empty() { first.clone() } else { first.iter().cloned().chain(rest).collect() }
}
