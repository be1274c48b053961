//! The directories that packages are looked for in.

use std::path::{Path, PathBuf};

/// Every `node_modules` from `directory` up, nearest first; never one within another (NODE_MODULES_PATHS).
pub fn node_modules_paths(directory: &Path) -> impl Iterator<Item = PathBuf> {
    directory
        .ancestors()
        .filter(|ancestor| ancestor.file_name().is_none_or(|name| name != "node_modules"))
        .map(|ancestor| ancestor.join("node_modules"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_node_modules_directory_is_looked_for_in_another() {
        let paths: Vec<PathBuf> = node_modules_paths(Path::new("/a/node_modules/b/lib")).collect();
        let expected = [
            "/a/node_modules/b/lib/node_modules",
            "/a/node_modules/b/node_modules",
            "/a/node_modules",
            "/node_modules",
        ];
        assert_eq!(paths, expected.map(PathBuf::from));
    }
}
