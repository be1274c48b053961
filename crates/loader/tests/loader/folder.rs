//! Folders of modules on disk, for one test each.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use parbake_loader::{ModuleType, ResolveError, Resolved, Resolver, ResolverOptions};
use tempfile::TempDir;

/// A folder that goes away with the test.
pub struct Folder {
    _guard: TempDir,
    /// Its real path.
    pub root: PathBuf,
}

impl Folder {
    /// A folder with these files: (path, text). `-> target` as text makes a symbolic link.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let guard = TempDir::with_prefix("loader").expect("a temporary directory");
        let root = guard.path().canonicalize().expect("a directory that was just made");
        let folder = Self { _guard: guard, root };
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    /// A folder that is a package of modules, with these files, all of them empty.
    pub fn of_modules(files: &[&str]) -> Self {
        let files = files.iter().map(|path| (*path, "")).chain([("package.json", r#"{"type":"module"}"#)]);
        Self::new(&files.collect::<Vec<_>>())
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file in the folder")).expect("a directory");
        match text.strip_prefix("-> ") {
            Some(target) => symlink(target, path).expect("a symbolic link"),
            None => fs::write(path, text).expect("a file"),
        }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub fn url(&self, path: &str) -> String {
        format!("file://{}/{path}", self.root.display())
    }

    /// Asks a new resolver, as the module at `from`.
    pub fn resolve(&self, specifier: &str, from: &str) -> Result<Resolved, Box<ResolveError>> {
        self.resolve_as(specifier, from, ModuleType::JavaScript)
    }

    pub fn resolve_as(
        &self,
        specifier: &str,
        from: &str,
        module_type: ModuleType,
    ) -> Result<Resolved, Box<ResolveError>> {
        Resolver::new(ResolverOptions::default()).resolve(specifier, &self.url(from), module_type)
    }

    /// The URL that was found, or the code of the error; paths from the folder on.
    pub fn answer(&self, specifier: &str, from: &str) -> String {
        self.short(self.resolve(specifier, from))
    }

    pub fn short(&self, outcome: Result<Resolved, Box<ResolveError>>) -> String {
        match outcome {
            Ok(resolved) => self.shorten(&resolved.url.replacen("file://", "", 1)),
            Err(error) => error.code().to_owned(),
        }
    }

    /// `text` with the folder's path taken out of it.
    pub fn shorten(&self, text: &str) -> String {
        text.replace(&*self.root.to_string_lossy(), "")
    }

    /// Asks every question as the module at `from`, and compares: (specifier, answer).
    #[track_caller]
    pub fn expect(&self, from: &str, table: &[(&str, &str)]) {
        for (specifier, answer) in table {
            assert_eq!(self.answer(specifier, from), *answer, "{specifier:?} from {from}");
        }
    }
}
