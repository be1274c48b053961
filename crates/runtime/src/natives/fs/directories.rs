//! Directories: making, listing, removing.

use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use parbake_engine::{Scope, Thrown};
use rustix::fs::{self, AtFlags, CWD, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::answer::{Answer, NameAs, Outcome};
use super::metadata::done;
use super::{Given, Operations, Work};
use crate::natives::errno::errno_of;

pub(super) const OPERATIONS: Operations = &[
    (c"mkdir", mkdir, 2),
    (c"mkdirAll", mkdir_all, 2),
    (c"mkdtemp", mkdtemp, 2),
    (c"readdir", readdir, 2),
    (c"opendir", opendir, 2),
    (c"rmdir", rmdir, 1),
    (c"removeTree", remove_tree, 1),
];

fn mkdir<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, mode) = (given.path(scope, 0)?, given.mode(scope, 1)?);
    Ok(Box::new(move || done(fs::mkdir(&path, mode))))
}

/// `mkdirAll(path, mode)`: with the directories above; the first that was made, absolute if the path is, or `undefined`.
fn mkdir_all<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, mode) = (given.path(scope, 0)?, given.mode(scope, 1)?);
    Ok(Box::new(move || {
        let first = make_all(&path, mode)?;
        Ok(first.map_or(Answer::Nothing, |first| Answer::Name(first.into_os_string().into_vec(), NameAs::Text)))
    }))
}

/// Makes what is missing, the highest first.
fn make_all(path: &Path, mode: Mode) -> Result<Option<PathBuf>, Errno> {
    match fs::mkdir(path, mode) {
        Ok(()) => Ok(Some(path.to_path_buf())),
        Err(Errno::NOENT) => {
            let above = path.parent().filter(|above| !above.as_os_str().is_empty()).ok_or(Errno::NOENT)?;
            let first = make_all(above, mode)?;
            let own = make_all(path, mode)?;
            Ok(first.or(own))
        }
        Err(Errno::EXIST) if path.is_dir() => Ok(None),
        Err(errno) => Err(errno),
    }
}

/// `mkdtemp(prefix, asBytes)`: a new directory of that name and six random characters.
fn mkdtemp<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (prefix, name_as) = (given.path(scope, 0)?, given.name_as(scope, 1));
    Ok(Box::new(move || Ok(Answer::Name(make_temporary(&prefix)?.into_os_string().into_vec(), name_as))))
}

fn make_temporary(prefix: &Path) -> Result<PathBuf, Errno> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ab";
    /// Somebody else's directories are in the way that often only if they are meant to be.
    const ATTEMPTS: usize = 100;
    for _ in 0..ATTEMPTS {
        let mut random = [0; 6];
        getrandom::fill(&mut random).map_err(|_| Errno::IO)?;
        let mut name = prefix.as_os_str().to_owned();
        name.push(random.map(|byte| char::from(LETTERS[usize::from(byte % 64)])).iter().collect::<String>());
        match fs::mkdir(Path::new(&name), Mode::RWXU) {
            Ok(()) => return Ok(name.into()),
            Err(Errno::EXIST) => {}
            Err(errno) => return Err(errno),
        }
    }
    Err(Errno::EXIST)
}

/// `readdir(path, asBytes)`: sorted by the bytes of the names, as libuv sorts them.
fn readdir<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, name_as) = (given.path(scope, 0)?, given.name_as(scope, 1));
    Ok(Box::new(move || {
        let mut entries = list(&path)?;
        entries.sort_unstable();
        Ok(to_answer(entries, name_as))
    }))
}

/// `opendir(path, asBytes)`: in the order of the file system.
fn opendir<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, name_as) = (given.path(scope, 0)?, given.name_as(scope, 1));
    Ok(Box::new(move || Ok(to_answer(list(&path)?, name_as))))
}

fn to_answer(entries: Vec<(Vec<u8>, u8)>, name_as: NameAs) -> Answer {
    let (names, types) = entries.into_iter().unzip();
    Answer::Entries { names, types, name_as }
}

/// Name and type (uv_dirent_type_t) of each entry.
fn list(path: &Path) -> Result<Vec<(Vec<u8>, u8)>, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let directory = fs::open(path, flags, Mode::empty())?;
    let mut entries = Vec::new();
    for entry in Dir::read_from(&directory)? {
        let entry = entry?;
        let name = entry.file_name().to_bytes();
        if name != b"." && name != b".." {
            let kind = match entry.file_type() {
                FileType::Unknown => type_of(&path.join(std::ffi::OsStr::from_bytes(name))),
                known => known,
            };
            entries.push((name.to_vec(), type_number(kind)));
        }
    }
    Ok(entries)
}

/// For file systems that do not tell types in their directories.
fn type_of(path: &Path) -> FileType {
    fs::statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW)
        .map_or(FileType::Unknown, |stat| FileType::from_raw_mode(stat.st_mode))
}

/// libuv's uv_dirent_type_t.
fn type_number(kind: FileType) -> u8 {
    match kind {
        FileType::RegularFile => 1,
        FileType::Directory => 2,
        FileType::Symlink => 3,
        FileType::Fifo => 4,
        FileType::Socket => 5,
        FileType::CharacterDevice => 6,
        FileType::BlockDevice => 7,
        FileType::Unknown => 0,
    }
}

fn rmdir<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let path = given.path(scope, 0)?;
    Ok(Box::new(move || done(fs::rmdir(&path))))
}

/// `removeTree(path)`: a file, a link or a directory with all that is in it.
fn remove_tree<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let path = given.path(scope, 0)?;
    Ok(Box::new(move || remove(&path)))
}

fn remove(path: &Path) -> Outcome {
    let is_directory = type_of(path) == FileType::Directory;
    let removed = if is_directory { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    Ok(removed.map(|()| Answer::Nothing).map_err(|error| errno_of(&error))?)
}

#[cfg(test)]
mod tests {
    use super::{list, make_all, make_temporary};
    use rustix::fs::Mode;
    use rustix::io::Errno;

    #[test]
    fn directories_above_are_made_and_the_first_is_told() {
        let place = make_temporary(&std::env::temp_dir().join("parbake-")).unwrap();
        let deep = place.join("a/b/c");
        assert_eq!(make_all(&deep, Mode::RWXU), Ok(Some(place.join("a"))));
        assert_eq!(make_all(&deep, Mode::RWXU), Ok(None));
        std::fs::write(place.join("file"), "").unwrap();
        assert_eq!(make_all(&place.join("file"), Mode::RWXU), Err(Errno::EXIST));
        assert_eq!(make_all(&place.join("file/x"), Mode::RWXU), Err(Errno::NOTDIR));
        let mut entries = list(&place).unwrap();
        entries.sort();
        assert_eq!(entries, [(b"a".to_vec(), 2), (b"file".to_vec(), 1)]);
        std::fs::remove_dir_all(place).unwrap();
    }
}
