//! What a cache directory holds, by what it is for.

use std::collections::BTreeMap;
use std::fmt;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use anyhow::Result;

use super::lab::files_below;

/// Bytes of each sort, and how many files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Census(BTreeMap<Sort, (u64, usize)>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    New,
    Old,
    /// A generation that nobody has finished removing.
    Dropped,
    /// What first runs of the same program at the same time share.
    Shared,
    /// Being written, or left behind.
    Unfinished,
    Rest,
}

impl Census {
    /// Looks at every file. What goes meanwhile is not there.
    pub fn take(cache: &Path) -> Result<Self> {
        let mut census = Self::default();
        for path in files_below(cache)? {
            let Ok(metadata) = path.symlink_metadata() else { continue };
            let (bytes, files) = census.0.entry(Sort::of(path.strip_prefix(cache)?)).or_default();
            *bytes += metadata.size();
            *files += 1;
        }
        Ok(census)
    }

    pub fn bytes(&self) -> u64 {
        self.0.values().map(|(bytes, _)| bytes).sum()
    }
}

impl Sort {
    /// By its path below the cache directory.
    fn of(path: &Path) -> Self {
        let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
        match names.as_slice() {
            [first, _, ..] if first.starts_with('.') => Self::Dropped,
            [first, _, ..] if first.starts_with("first-") => Self::Shared,
            [.., last] if last.ends_with(".new") => Self::Unfinished,
            [first, _, ..] if first == "old" => Self::Old,
            [first, _, ..] if first == "packs" || first == "entries" => Self::New,
            _ => Self::Rest,
        }
    }
}

impl fmt::Display for Census {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.bytes())?;
        let sorts = self.0.iter().map(|(sort, (bytes, files))| format!("{sort:?} {bytes} in {files} files"));
        write!(f, " ({})", sorts.collect::<Vec<_>>().join(", "))
    }
}
