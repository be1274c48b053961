//! What the commands that look at the cache have in common: opening it, finding programs in it, writing tables.

use std::path::{Path, PathBuf};

use parbake_cache::{Cache, Fault, FiledPack, LoadedPack, Policy, Reason, Tenant, Unusable};

use crate::commands::Failure;
use crate::commands::run::build_id;
use crate::plan::CacheSettings;

/// The cache, to be looked at: nothing in it is made or changed. `None` where nothing is, which is a cache that is empty.
pub fn open(settings: &CacheSettings) -> Result<Option<Cache>, Failure> {
    open_with(settings, Policy::ReadOnly)
}

/// The cache, to be changed; still not made where there is none.
pub fn open_to_change(settings: &CacheSettings) -> Result<Option<Cache>, Failure> {
    match open(settings)? {
        None => Ok(None),
        Some(_) => open_with(settings, Policy::ReadWrite),
    }
}

fn open_with(settings: &CacheSettings, policy: Policy) -> Result<Option<Cache>, Failure> {
    let cache = Cache::open(CacheSettings { policy, ..settings.clone() }.config(build_id()));
    match cache.unusable() {
        Some(Unusable::NoDirectory) => return Err(Failure::NoPlace),
        Some(Unusable::Directory { fault: Fault::Missing, .. }) => return Ok(None),
        Some(unusable @ Unusable::Directory { .. }) => return Err(Failure::Unusable(unusable.clone())),
        // Without the key there is nothing that could be read; what there is can be removed all the same.
        Some(_) | None => {}
    }
    match cache.tenant() {
        Tenant::Parbake => Ok(Some(cache)),
        Tenant::Nobody => Ok(None),
        Tenant::Other => Err(Failure::NotACache(settings.dir.clone().unwrap_or_default())),
    }
}

/// A pack's file and what is in it, or why that cannot be told.
pub struct Seen {
    /// The file.
    pub filed: FiledPack,
    /// Its content, checked.
    pub pack: Result<LoadedPack, Reason>,
}

/// Every pack, or those of one program.
pub fn packs<'a>(cache: &'a Cache, entry: Option<&'a Path>) -> impl Iterator<Item = Seen> + 'a {
    let names = entry.map(names_of);
    cache.filed_packs().into_iter().filter_map(move |filed| {
        let pack = cache.inspect_pack(&filed.path, parbake_runtime::file_url_from_path);
        let is_wanted = names.as_ref().is_none_or(|names| is_of(pack.as_ref().ok(), names));
        is_wanted.then_some(Seen { filed, pack })
    })
}

/// The names that a path may have in a pack: as it was typed, and where it leads.
pub fn names_of(path: &Path) -> Vec<PathBuf> {
    let absolute = std::path::absolute(path).ok();
    let real = std::fs::canonicalize(path).ok();
    [absolute, real].into_iter().flatten().collect()
}

fn is_of(pack: Option<&LoadedPack>, names: &[PathBuf]) -> bool {
    let program = pack.and_then(LoadedPack::program);
    program.is_some_and(|program| names.iter().any(|name| name == program || is_main(pack, name)))
}

/// Whether a path is the file of the program's first module.
fn is_main(pack: Option<&LoadedPack>, name: &Path) -> bool {
    let main = pack.and_then(|pack| pack.module(0)).and_then(|module| module.file);
    main.is_some_and(|place| place.to_path_buf() == name)
}

/// Rows as lines: every column as wide as its widest cell, and numbers (columns in `right`) at the right.
pub fn table(rows: &[Vec<String>], right: &[usize]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let padding = " ".repeat(widths[column] - cell.chars().count());
            let cell = if right.contains(&column) { padding + cell } else { cell.clone() + &padding };
            line = if column == 0 { cell } else { line + "  " + &cell };
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let rows = [["name", "size"], ["a", "1"], ["longer", "1024"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows, &[1]), "name    size\na          1\nlonger  1024\n");
    }
}
