//! The file system as seen during one stretch of resolving: directories are looked at once.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

/// Links followed in one look before it counts as a loop: the kernel's own limit (path_resolution(7)).
const MAX_LINKS: usize = 40;

/// What is known of directories.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// By path. The bytes of a path are cheaper to compare than its components, and here they are always normal.
    directories: FxHashMap<OsString, Option<Arc<Directory>>>,
}

/// A directory that exists.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Directory {
    /// Its path with every symbolic link followed.
    pub real: PathBuf,
    /// The symbolic links that were followed, outermost first.
    pub links: Vec<PathBuf>,
}

/// What stands at a path, symbolic links followed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Nothing,
    Directory(Arc<Directory>),
    /// Anything else. Node takes whatever is not a directory for a file.
    File(RealFile),
}

/// A file that exists.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RealFile {
    /// The directory that really holds it.
    pub directory: Arc<Directory>,
    /// Its real path.
    pub path: PathBuf,
    /// The file's own symbolic links and those of the directories they lead through; the ones of `directory` are there.
    pub links: Vec<PathBuf>,
}

impl RealFile {
    /// Every symbolic link on the way to the file.
    pub(crate) fn all_links(&self) -> impl Iterator<Item = &PathBuf> {
        self.directory.links.iter().chain(&self.links)
    }
}

impl Tree {
    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.directories.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.directories.is_empty()
    }

    /// The directory at an absolute path without `.` and `..`, if there is one.
    pub(crate) fn directory(&mut self, path: &Path) -> Option<Arc<Directory>> {
        self.directory_within(path, MAX_LINKS)
    }

    /// What stands at an absolute path without `.` and `..`. Only directories are remembered.
    pub(crate) fn look(&mut self, path: &Path) -> Found {
        self.look_within(path, MAX_LINKS)
    }

    fn directory_within(&mut self, path: &Path, budget: usize) -> Option<Arc<Directory>> {
        if let Some(known) = self.directories.get(path.as_os_str()) {
            return known.clone();
        }
        let directory = match self.look_within(path, budget) {
            Found::Directory(directory) => Some(directory),
            Found::Nothing | Found::File(_) => None,
        };
        self.directories.insert(path.into(), directory.clone());
        directory
    }

    fn look_within(&mut self, path: &Path, budget: usize) -> Found {
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Found::Directory(Arc::new(Directory { real: path.to_owned(), links: Vec::new() }));
        };
        let Some(parent) = self.directory_within(parent, budget) else { return Found::Nothing };
        let place = parent.real.join(name);
        match fs::symlink_metadata(&place) {
            Err(_) => Found::Nothing,
            Ok(metadata) if metadata.is_dir() => {
                let links = parent.links.clone();
                Found::Directory(Arc::new(Directory { real: place, links }))
            }
            Ok(metadata) if metadata.is_symlink() => match budget.checked_sub(1) {
                Some(budget) => self.follow(place, &parent, budget).unwrap_or(Found::Nothing),
                None => Found::Nothing,
            },
            Ok(_) => Found::File(RealFile { directory: parent, path: place, links: Vec::new() }),
        }
    }

    /// What the link at `place`, which is in the directory `parent`, leads to.
    fn follow(&mut self, place: PathBuf, parent: &Directory, budget: usize) -> io::Result<Found> {
        let target = fs::read_link(&place)?;
        let mut links = parent.links.clone();
        links.push(place);
        let target = self.walk(&parent.real, &target, budget, &mut links);
        Ok(match target {
            Found::Nothing => Found::Nothing,
            Found::Directory(directory) => {
                append(&mut links, &directory.links);
                Found::Directory(Arc::new(Directory { real: directory.real.clone(), links }))
            }
            Found::File(file) => {
                append(&mut links, &file.links);
                Found::File(RealFile { links, ..file })
            }
        })
    }

    /// What stands at `path` as seen from the real directory `from`: `..` leaves a directory by its real parent. Links
    /// that are crossed on the way go to `links`.
    fn walk(&mut self, from: &Path, path: &Path, budget: usize, links: &mut Vec<PathBuf>) -> Found {
        let mut place = from.to_owned();
        let mut components = path.components().peekable();
        while let Some(component) = components.next() {
            match component {
                Component::RootDir | Component::Prefix(_) => place = PathBuf::from(component.as_os_str()),
                Component::CurDir => {}
                Component::ParentDir => _ = place.pop(),
                Component::Normal(name) => {
                    place.push(name);
                    if components.peek().is_none() {
                        break;
                    }
                    let Some(directory) = self.directory_within(&place, budget) else { return Found::Nothing };
                    append(links, &directory.links);
                    place.clone_from(&directory.real);
                }
            }
        }
        self.look_within(&place, budget)
    }
}

fn append(links: &mut Vec<PathBuf>, more: &[PathBuf]) {
    for link in more {
        if !links.contains(link) {
            links.push(link.clone());
        }
    }
}
