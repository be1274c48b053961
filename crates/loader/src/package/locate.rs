//! From a bare specifier to a place (PACKAGE_RESOLVE in Node's algorithm).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use url::Url;

use super::manifest::Manifest;
use super::name::PackageName;
use super::search::{Place, Search};
use crate::builtins;
use crate::error::Fault;
use crate::file_url;
use crate::tree::Found;

impl Search<'_> {
    /// What the bare `specifier` means to a module in the directory `from`.
    pub(crate) fn package(&mut self, specifier: &str, from: &Path) -> Result<Place, Fault> {
        if builtins::needs_no_scheme(specifier) {
            return Ok(Place::Builtin(specifier.to_owned()));
        }
        let PackageName { name, subpath } = PackageName::parse(specifier)?;
        if let Some(own) = self.own_package(name, from)? {
            return self.exported(&own, &subpath);
        }
        let directory = self.find_directory(name, from)?;
        let manifest = self.manifest(&directory.join("package.json"))?;
        match manifest {
            Some(manifest) if manifest.exports().is_some() => self.exported(&manifest, &subpath),
            _ if subpath == "." => self.main_file(&directory, manifest.as_deref()),
            _ => {
                directory_url(&directory).join(&subpath).map(|url| Place::Url(url, None)).map_err(|_| Fault::InvalidUrl)
            }
        }
    }

    /// The package that `from` is in, if it is called `name` and has `exports` (PACKAGE_SELF_RESOLVE).
    pub(crate) fn own_package(&mut self, name: &str, from: &Path) -> Result<Option<Arc<Manifest>>, Fault> {
        let scope = self.scope(from)?;
        let own = scope.manifest.as_ref().filter(|own| own.name() == Some(name) && own.exports().is_some());
        Ok(own.cloned())
    }

    /// The nearest `node_modules/NAME` that is a directory. Unlike `require`, `import` looks into
    /// `node_modules/node_modules` too.
    fn find_directory(&mut self, name: &str, from: &Path) -> Result<PathBuf, Fault> {
        for ancestor in from.ancestors() {
            let modules = ancestor.join("node_modules");
            if self.files.tree.directory(&modules).is_none() {
                self.note_absence(&modules);
                continue;
            }
            let candidate = modules.join(name);
            if self.files.tree.directory(&candidate).is_some() {
                return Ok(candidate);
            }
            self.note_absence(&candidate);
        }
        Err(Fault::PackageNotFound { package: name.to_owned() })
    }

    /// Takes down that no directory is at `path`.
    pub(crate) fn note_absence(&mut self, path: &Path) {
        match self.files.tree.look(path) {
            Found::Nothing => self.trail.miss(path),
            Found::File(_) | Found::Directory(_) => self.trail.consult(path),
        }
    }
}

/// The URL of a directory, ready to have relative URLs joined to it.
pub(super) fn directory_url(directory: &Path) -> Url {
    let mut text = file_url::from_path(directory);
    if !text.ends_with('/') {
        text.push('/');
    }
    Url::parse(&text).expect("the URL of an absolute path")
}
