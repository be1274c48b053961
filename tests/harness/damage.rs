//! Damage to a cache: what disks, copies and other programs do to it.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Failure, at};

/// Every regular file of a cache, sorted; none where there is no such directory. The tag that tells backup programs to stay away is not one of them.
pub fn cached_files(directory: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !directory.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    let mut pending = vec![directory.to_owned()];
    while let Some(directory) = pending.pop() {
        for entry in fs::read_dir(&directory).map_err(at(&directory))? {
            let path = entry.map_err(at(&directory))?.path();
            let metadata = path.symlink_metadata().map_err(at(&path))?;
            if metadata.is_dir() {
                pending.push(path);
            } else if metadata.is_file() && path.file_name().is_some_and(|name| name != "CACHEDIR.TAG") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Inverts the first, the middle and the last byte of every file of a cache, and says how many files those were.
pub fn flip_bytes(directory: &Path) -> Result<usize, Failure> {
    let files = cached_files(directory)?;
    let count = files.len();
    for path in files {
        let mut bytes = fs::read(&path).map_err(at(&path))?;
        let length = bytes.len();
        let mut positions = vec![0, length / 2, length.saturating_sub(1)];
        positions.dedup();
        for position in positions {
            if let Some(byte) = bytes.get_mut(position) {
                *byte = !*byte;
            }
        }
        fs::write(&path, bytes).map_err(at(&path))?;
    }
    Ok(count)
}
