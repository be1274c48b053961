//! The package that a file belongs to: the nearest `package.json` above it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::manifest::{Manifest, PackageType};
use super::search::{Files, Read};
use crate::error::Fault;

/// A directory's package scope (LOOKUP_PACKAGE_SCOPE in Node's algorithm) and what it rests on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    /// The package, if the directory is in one.
    pub manifest: Option<Arc<Manifest>>,
    /// Package configurations read.
    pub consulted: Arc<[PathBuf]>,
    /// Nearer places that have none.
    pub missing: Arc<[PathBuf]>,
}

impl Scope {
    /// The package's `type`.
    pub(crate) fn kind(&self) -> PackageType {
        self.manifest.as_ref().map_or(PackageType::Unspecified, |manifest| manifest.kind())
    }
}

impl Files {
    /// The package scope of a directory. Remembered for every directory.
    pub(crate) fn scope(&mut self, directory: &Path) -> Result<Arc<Scope>, Fault> {
        if let Some(known) = self.scopes.get(directory.as_os_str()) {
            return known.clone();
        }
        let scope = self.find_scope(directory).map(Arc::new);
        self.scopes.insert(directory.into(), scope.clone());
        scope
    }

    fn find_scope(&mut self, directory: &Path) -> Result<Scope, Fault> {
        let (mut manifest, mut consulted, mut missing) = (None, Vec::new(), Vec::new());
        for ancestor in directory.ancestors() {
            if ancestor.ends_with("node_modules") {
                break;
            }
            let path = ancestor.join("package.json");
            match self.manifest(&path)? {
                Read::Manifest(nearest) => {
                    consulted.push(path);
                    manifest = Some(nearest);
                    break;
                }
                Read::Absent => missing.push(path),
                Read::Unreadable => consulted.push(path),
            }
        }
        Ok(Scope { manifest, consulted: consulted.into(), missing: missing.into() })
    }
}
