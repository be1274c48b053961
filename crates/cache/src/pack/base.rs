//! The place of a program, and paths relative to it.

use std::fmt;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Component, Path, PathBuf};

/// Writes the path of a directory, which ends with a slash, as a URL that does too.
pub type UrlOfPath = fn(&Path) -> String;

/// Where a program is: its file, and the directory that paths in its pack are relative to.
#[derive(Clone)]
pub struct Base {
    program: PathBuf,
    directory: PathBuf,
    url_of_path: UrlOfPath,
}

impl Base {
    /// The place of the program with this absolute path. `url_of_path` says how URLs of files are written: module URLs
    /// that follow it are kept without the part that is the place's.
    #[must_use]
    pub fn of_program(entry: &Path, url_of_path: UrlOfPath) -> Self {
        Self { program: entry.to_owned(), directory: normal(entry.parent().unwrap_or(entry)), url_of_path }
    }

    /// The program's file, as it was given.
    pub(super) fn program(&self) -> &Path {
        &self.program
    }

    /// Whether the program is in this directory, or in one below it.
    pub(super) fn is_below(&self, directory: &Path) -> bool {
        self.directory.starts_with(directory)
    }

    /// The directories above the program's, the root left out: the nearest first, each with a slash at its end.
    pub(super) fn above(&self) -> impl Iterator<Item = PathBuf> {
        let ancestors = self.directory.ancestors().skip(1).filter(|ancestor| ancestor.parent().is_some());
        ancestors.map(|ancestor| ancestor.join(""))
    }

    /// The URL of a directory.
    pub(super) fn url(&self, directory: &Path) -> String {
        (self.url_of_path)(directory)
    }

    /// How an absolute directory, which ends with a slash, is written: relative if it has anything in common with this
    /// place, so that both can move together.
    pub(super) fn shorten(&self, directory: &[u8]) -> Vec<u8> {
        let path = Path::new(std::ffi::OsStr::from_bytes(directory));
        let is_normal = normal(path).as_os_str().as_bytes() == directory.strip_suffix(b"/").unwrap_or(directory);
        let common = self.directory.components().zip(path.components()).take_while(|(a, b)| a == b).count();
        // Only the root: what lies there does not move with the program.
        if common < 2 || !is_normal {
            return directory.to_vec();
        }
        let mut short = b"../".repeat(self.directory.components().count() - common);
        for component in path.components().skip(common) {
            short.extend_from_slice(component.as_os_str().as_bytes());
            short.push(b'/');
        }
        short
    }

    /// The absolute directory that was written so, with a slash at its end.
    pub(super) fn lengthen(&self, short: &[u8]) -> PathBuf {
        let short = Path::new(std::ffi::OsStr::from_bytes(short));
        if short.is_absolute() {
            return short.to_owned();
        }
        let mut directory = normal(&self.directory.join(short)).into_os_string();
        if !directory.is_empty() && !directory.as_bytes().ends_with(b"/") {
            directory.push("/");
        }
        directory.into()
    }
}

impl fmt::Debug for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Base").field(&self.program).finish()
    }
}

/// How many directories a short path begins with that lead upwards.
pub(super) fn levels_up(short: &[u8]) -> usize {
    short.chunks(3).take_while(|part| part == b"../").count()
}

/// The path without `.` and `..`, by its letters alone: both ways between short and long go by letters. Where it is relative,
/// as that of a pack is which was carried, it may begin with `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir if normal.file_name().is_some() => _ = normal.pop(),
            Component::ParentDir if normal.has_root() => {}
            Component::CurDir => {}
            other => normal.push(other),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(entry: &str) -> Base {
        Base::of_program(Path::new(entry), |path| path.display().to_string())
    }

    #[test]
    fn directories_move_with_the_program() {
        let here = base("/home/one/project/src/main.mjs");
        let there = base("/mnt/elsewhere/src/main.mjs");
        for (directory, short, moved) in [
            ("/home/one/project/src/", "", "/mnt/elsewhere/src/"),
            ("/home/one/project/src/a/b/", "a/b/", "/mnt/elsewhere/src/a/b/"),
            ("/home/one/project/node_modules/x/", "../node_modules/x/", "/mnt/elsewhere/node_modules/x/"),
            ("/usr/lib/x/", "/usr/lib/x/", "/usr/lib/x/"),
            ("/", "/", "/"),
            ("/home/one/project/src/../x/", "/home/one/project/src/../x/", "/home/one/project/src/../x/"),
        ] {
            assert_eq!(here.shorten(directory.as_bytes()), short.as_bytes(), "{directory}");
            assert_eq!(here.lengthen(short.as_bytes()), Path::new(directory));
            assert_eq!(there.lengthen(short.as_bytes()).as_os_str(), moved);
        }
    }

    #[test]
    fn without_a_program_paths_stay_short() {
        let nowhere = base("");
        for short in ["", "a/b/", "../node_modules/x/", "../../x/", "/usr/lib/x/", "/"] {
            assert_eq!(nowhere.lengthen(short.as_bytes()).as_os_str(), short);
        }
    }

    #[test]
    fn what_was_typed_need_not_be_tidy() {
        let typed = base("/home/one/./project/../project/main.mjs");
        let short = typed.shorten(b"/home/one/project/lib/");
        assert_eq!(short, b"lib/");
        assert_eq!(typed.lengthen(&short).as_os_str(), "/home/one/project/lib/");
        assert_eq!(base("/main.mjs").shorten(b"/lib/"), b"/lib/");
    }
}
