//! The archive with the tests: read into memory, unpacked to a temporary directory when the first test needs it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use flate2::read::GzDecoder;
use tar::Archive;
use tempfile::TempDir;

use crate::harness::{Failure, at};

/// The part of test262 that the archive holds.
pub struct Suite {
    /// Contents by path inside the archive, without its top directory.
    files: BTreeMap<String, Vec<u8>>,
    unpacked: OnceLock<Result<TempDir, String>>,
}

/// Where the archive is expected: beside the repository.
pub fn archive_path() -> PathBuf {
    xtask::repository::root().join("../shared/conformance/test262-modules.tar.gz")
}

impl Suite {
    /// Reads the archive.
    pub fn read(path: &Path) -> Result<Self, std::io::Error> {
        let mut archive = Archive::new(GzDecoder::new(File::open(path)?));
        let mut files = BTreeMap::new();
        for entry in archive.entries()? {
            let mut entry = entry?;
            let name = entry.path()?.components().skip(1).collect::<PathBuf>();
            if entry.header().entry_type().is_file() {
                let mut bytes = Vec::new();
                entry.read_to_end(&mut bytes)?;
                files.insert(name.to_string_lossy().into_owned(), bytes);
            }
        }
        Ok(Self { files, unpacked: OnceLock::new() })
    }

    /// The tests' names: paths below `test/`, without the files that are only there to be imported.
    pub fn tests(&self) -> impl Iterator<Item = &str> {
        let names = self.files.keys().filter_map(|path| path.strip_prefix("test/"));
        names.filter(|name| name.ends_with(".js") && !name.contains("_FIXTURE"))
    }

    /// Whether there is a test of this name.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(&format!("test/{name}"))
    }

    /// A test's text.
    pub fn text(&self, name: &str) -> String {
        self.file(&format!("test/{name}"))
    }

    /// A harness file's text, by its name in an `includes` list; empty if there is none.
    pub fn harness(&self, name: &str) -> String {
        self.file(&format!("harness/{name}"))
    }

    /// The directory with the unpacked files, whose `.js` files are modules.
    pub fn directory(&self) -> Result<PathBuf, Failure> {
        let unpacked = self
            .unpacked
            .get_or_init(|| self.unpack().map_err(|failure| failure.message().unwrap_or_default().to_owned()));
        let directory = unpacked.as_ref().map_err(Failure::from)?;
        Ok(directory.path().canonicalize()?)
    }

    fn unpack(&self) -> Result<TempDir, Failure> {
        let directory = tempfile::Builder::new().prefix("parbake-test262-").tempdir()?;
        for (name, bytes) in &self.files {
            let path = directory.path().join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(at(parent))?;
            }
            fs::write(&path, bytes).map_err(at(&path))?;
        }
        fs::write(directory.path().join("package.json"), "{ \"type\": \"module\" }")?;
        Ok(directory)
    }

    fn file(&self, path: &str) -> String {
        self.files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
    }
}
