//! What a project extends: files, and files of packages.

use std::path::{Path, PathBuf};

use super::config::{Config, Raw};
use super::options::Merged;
use crate::error::{ConfigFault, Fault};
use crate::package::{Search, resolve_path};
use crate::tree::Found;

impl Search<'_> {
    /// The project whose file is at `path`, which is there.
    pub(super) fn project(&mut self, raw: &Raw) -> Result<Config, Fault> {
        let mut merged = Merged::default();
        let mut chain = Vec::new();
        self.fold(raw, raw.directory(), &mut merged, &mut chain)?;
        Ok(merged.finish(raw))
    }

    fn fold(&mut self, raw: &Raw, project: &Path, merged: &mut Merged, chain: &mut Vec<PathBuf>) -> Result<(), Fault> {
        let invalid = |fault| Fault::InvalidProject { file: raw.path.clone(), fault };
        chain.push(raw.path.clone());
        for name in raw.extends() {
            let Some(path) = self.find_extended(name, raw.directory()) else {
                return Err(invalid(ConfigFault::ExtendsNothing { name: name.to_owned() }));
            };
            if chain.contains(&path) {
                return Err(invalid(ConfigFault::ExtendsItself { name: name.to_owned() }));
            }
            let extended = self.raw_project(&path)?;
            let extended = extended.ok_or_else(|| invalid(ConfigFault::ExtendsNothing { name: name.to_owned() }))?;
            self.fold(&extended, project, merged, chain)?;
        }
        chain.pop();
        merged.add(raw, project);
        Ok(())
    }

    /// The file that `extends` names in a file of the directory `from`.
    fn find_extended(&mut self, name: &str, from: &Path) -> Option<PathBuf> {
        if name.starts_with('.') || name.starts_with('/') {
            return self.extended_file(&resolve_path(from, name));
        }
        from.ancestors().find_map(|ancestor| self.extended_package(&ancestor.join("node_modules").join(name)))
    }

    fn extended_file(&mut self, path: &Path) -> Option<PathBuf> {
        if self.is_file(path) {
            return Some(path.to_owned());
        }
        let mut name = path.as_os_str().to_owned();
        name.push(".json");
        let named = PathBuf::from(name);
        self.is_file(&named).then_some(named)
    }

    fn extended_package(&mut self, path: &Path) -> Option<PathBuf> {
        if let Some(file) = self.extended_file(path) {
            return Some(file);
        }
        if !matches!(self.files.tree.look(path), Found::Directory(_)) {
            return None;
        }
        let named = self.manifest(&path.join("package.json")).ok().flatten();
        let named = named.and_then(|manifest| manifest.tsconfig().map(|file| resolve_path(path, file)));
        self.extended_file(&named.unwrap_or_else(|| path.join("tsconfig.json")))
    }
}
