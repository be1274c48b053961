//! The binary under test.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Which command runs the programs.
pub struct Binary {
    path: PathBuf,
    is_parbake: bool,
}

/// The binary cargo built for this test, or what `PARBAKE_BIN` names: another build of parbake, or another runtime
/// (Node.js, to see whether a fixture expects what the reference does).
pub static BINARY: LazyLock<Binary> = LazyLock::new(|| {
    let path = std::env::var_os("PARBAKE_BIN").map_or_else(|| env!("CARGO_BIN_EXE_parbake").into(), PathBuf::from);
    let is_parbake = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("parbake"));
    Binary { path, is_parbake }
});

impl Binary {
    /// Path of the executable.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// False where another runtime stands in: it has no cache of ours, so there are no states to go through and no error
    /// texts of ours to expect.
    pub fn is_parbake(&self) -> bool {
        self.is_parbake
    }
}
