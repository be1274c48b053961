//! The project that governs a file.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Kind;
use super::config::{Config, Raw};
use crate::error::Fault;
use crate::package::Search;

/// A directory's project (what `tsconfig.json` or `jsconfig.json` is nearest) and what that rests on.
#[derive(Debug, Clone)]
pub(crate) struct Governed {
    pub config: Option<Arc<Config>>,
    /// The projects it refers to, if its own files are not all there is.
    pub references: Arc<[Arc<Config>]>,
    pub consulted: Arc<[PathBuf]>,
    pub missing: Arc<[PathBuf]>,
}

impl Search<'_> {
    /// The project that governs the file at `path`, the finding taken down.
    pub(crate) fn governing(&mut self, path: &Path, kind: Kind) -> Result<Option<Arc<Config>>, Fault> {
        let Some(directory) = path.parent() else { return Ok(None) };
        // What is installed was made elsewhere, by settings that are not here.
        if directory.components().any(|part| part.as_os_str() == "node_modules") {
            return Ok(None);
        }
        let governed = self.governed(directory, kind)?;
        governed.consulted.iter().for_each(|path| self.trail.consult(path));
        governed.missing.iter().for_each(|path| self.trail.miss(path));
        let own = governed.config.filter(|config| governed.references.is_empty() || config.has(path));
        Ok(own.or_else(|| governed.references.iter().find(|config| config.has(path)).cloned()))
    }

    fn governed(&mut self, directory: &Path, kind: Kind) -> Result<Governed, Fault> {
        let key = (kind, directory.as_os_str().to_owned());
        if let Some(known) = self.files.projects.get(&key) {
            return known.clone();
        }
        // What is looked at on the way belongs to the project, whoever asks first.
        let trail = std::mem::take(&mut self.trail);
        let found = self.find_project(directory, kind);
        let (consulted, missing) = std::mem::replace(&mut self.trail, trail).finish();
        let governed = found.map(|(config, references)| Governed { config, references, consulted, missing });
        self.files.projects.insert(key, governed.clone());
        governed
    }

    #[expect(clippy::type_complexity, reason = "the two parts of `Governed`")]
    fn find_project(
        &mut self,
        directory: &Path,
        kind: Kind,
    ) -> Result<(Option<Arc<Config>>, Arc<[Arc<Config>]>), Fault> {
        for ancestor in directory.ancestors() {
            if let Some(raw) = self.raw_project(&ancestor.join(kind.file_name()))? {
                let config = Arc::new(self.project(&raw)?);
                let references = self.referenced(&config)?;
                return Ok((Some(config), references));
            }
        }
        Ok((None, Arc::default()))
    }

    fn referenced(&mut self, config: &Config) -> Result<Arc<[Arc<Config>]>, Fault> {
        let mut referenced = Vec::new();
        for path in &config.references {
            let is_file = path.extension().is_some_and(|extension| extension == "json");
            let file = if is_file { path.clone() } else { path.join("tsconfig.json") };
            if let Some(raw) = self.raw_project(&file)? {
                referenced.push(Arc::new(self.project(&raw)?));
            }
        }
        Ok(referenced.into())
    }

    /// The project's file at `path` as it stands, the finding taken down.
    pub(super) fn raw_project(&mut self, path: &Path) -> Result<Option<Raw>, Fault> {
        match fs::read(path) {
            Ok(bytes) => {
                self.trail.consult(path);
                let raw = Raw::parse(path, bytes);
                raw.map(Some).map_err(|fault| Fault::InvalidProject { file: path.to_owned(), fault })
            }
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                self.trail.miss(path);
                Ok(None)
            }
            // Something is there that cannot be read, such as a directory.
            Err(_) => {
                self.trail.consult(path);
                Ok(None)
            }
        }
    }
}
