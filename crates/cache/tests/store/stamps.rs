//! A stamp that holds means an unchanged file, whatever was done to its times.

use std::fs::{self, File};
use std::os::fd::AsFd as _;
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use parbake_bmes::Digest;
use parbake_cache::files::{ChangeClock, Files as _, OsFiles};
use parbake_cache::stamp::{self, Stamp, Stamper};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use tempfile::TempDir;

use crate::support::Faulty;

const SECOND: i64 = 1_000_000_000;
const TEN_YEARS: i64 = 10 * 365 * 86_400 * SECOND;

fn source(content: &str) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("source.js");
    fs::write(&path, content).unwrap();
    (dir, path)
}

/// A stamper whose file system keeps times so, and whose clock is ahead by so much.
fn stamper(clock: ChangeClock, skew: i64) -> Stamper {
    Stamper::new(Arc::new(Faulty { clock: Some(clock), skew, ..Faulty::default() }))
}

/// A stamp as a file system would give it on which every stamp can be relied on.
fn settled(path: &std::path::Path) -> Stamp {
    stamper(ChangeClock::Coarse, TEN_YEARS).read(path).unwrap().stamp.unwrap()
}

#[test]
fn a_source_is_read_whole_with_its_digest() {
    for content in ["", "x", &"export default 1;\n".repeat(10_000)] {
        let (_dir, path) = source(content);
        let read = stamp::read(&path).unwrap();
        assert_eq!(read.bytes, content.as_bytes());
        assert_eq!(read.digest, Digest::of(content.as_bytes()));
    }
    assert_eq!(stamp::read("/nowhere/source.js".as_ref()).unwrap_err().kind(), std::io::ErrorKind::NotFound);
    assert!(stamp::read("/".as_ref()).is_err());
}

#[test]
fn an_untouched_file_keeps_its_stamp() {
    let (_dir, path) = source("untouched");
    let stamp = settled(&path);
    assert!(stamp.still_holds(&path));
    assert_eq!(stamp::read(&path).unwrap().bytes, b"untouched");
    assert!(stamp.still_holds(&path));
}

#[test]
fn a_rewrite_of_the_same_size_at_once_is_seen() {
    let (_dir, path) = source("0000");
    let mut stamped = 0;
    for round in 1..300 {
        let read = stamp::read(&path).unwrap();
        fs::write(&path, format!("{round:04}")).unwrap();
        if let Some(stamp) = read.stamp {
            stamped += 1;
            assert!(!stamp.still_holds(&path), "round {round}");
        }
    }
    // Where times are coarse, a file that was just written gets no stamp at all: that is how the rewrite is seen there.
    let fine = OsFiles.clock(File::open(&path).unwrap().as_fd());
    assert_eq!(stamped > 0, fine == Ok(ChangeClock::Fine));
}

#[test]
fn a_restored_modification_time_deceives_nobody() {
    let (_dir, path) = source("before");
    let before = fs::metadata(&path).unwrap();
    let stamp = settled(&path);
    fs::write(&path, "after!").unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(before.modified().unwrap()).unwrap();
    let after = fs::metadata(&path).unwrap();
    assert_eq!((before.mtime_nsec(), before.len(), before.ino()), (after.mtime_nsec(), after.len(), after.ino()));
    assert!(!stamp.still_holds(&path));
}

#[test]
fn a_replaced_file_is_seen() {
    let (dir, path) = source("before");
    let stamp = settled(&path);
    let other = dir.path().join("other.js");
    fs::write(&other, "after!").unwrap();
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    File::options().write(true).open(&other).unwrap().set_modified(modified).unwrap();
    fs::rename(&other, &path).unwrap();
    assert!(!stamp.still_holds(&path));
}

#[test]
fn a_vanished_file_or_a_directory_in_its_place_is_seen() {
    let (_dir, path) = source("before");
    let stamp = settled(&path);
    fs::remove_file(&path).unwrap();
    assert!(!stamp.still_holds(&path));
    fs::create_dir(&path).unwrap();
    assert!(!stamp.still_holds(&path));
}

#[test]
fn on_coarse_clocks_a_file_gets_a_stamp_after_two_seconds() {
    let (_dir, path) = source("fresh");
    let stamp_at = |skew| stamper(ChangeClock::Coarse, skew).read(&path).unwrap().stamp;
    assert_eq!(stamp_at(0), None);
    assert_eq!(stamp_at(SECOND), None);
    assert!(stamp_at(3 * SECOND).is_some());
    assert_eq!(stamp_at(-TEN_YEARS), None, "a time in the future proves nothing");
    assert!(stamp_at(TEN_YEARS).is_some());
}

#[test]
fn on_fine_clocks_a_file_gets_a_stamp_at_once() {
    let (_dir, path) = source("fresh");
    assert!(stamper(ChangeClock::Fine, 0).read(&path).unwrap().stamp.is_some());
}

#[test]
fn times_from_elsewhere_prove_nothing() {
    let (_dir, path) = source("remote");
    assert_eq!(stamper(ChangeClock::Remote, TEN_YEARS).read(&path).unwrap().stamp, None);
}

#[test]
fn a_file_that_changes_while_it_is_read_gets_no_stamp() {
    let (_dir, path) = source("0123456789");
    let target = path.clone();
    let files = Faulty {
        clock: Some(ChangeClock::Fine),
        before_read: Some(Box::new(move || {
            let length = fs::metadata(&target).unwrap().len();
            if length < 30 {
                fs::write(&target, "x".repeat(usize::try_from(length).unwrap() + 10)).unwrap();
            }
        })),
        ..Faulty::default()
    };
    let read = Stamper::new(Arc::new(files)).read(&path).unwrap();
    assert_eq!(read.stamp, None);
    assert_eq!(read.bytes.len(), 30, "it is read to its end all the same");
    assert_eq!(read.digest, Digest::of(&read.bytes), "the digest is that of the very bytes that were read");
}

#[test]
fn a_pipe_can_be_read_but_not_stamped() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pipe");
    mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let writer = path.clone();
    let text = "0123456789".repeat(20_000);
    let expected = text.clone();
    let thread = thread::spawn(move || fs::write(writer, text).unwrap());
    let read = stamp::read(&path).unwrap();
    thread.join().unwrap();
    assert_eq!(read.bytes, expected.as_bytes());
    assert_eq!(read.stamp, None);
}

#[test]
fn a_stamp_is_never_given_to_half_a_rewrite() {
    half_a_rewrite(&tempfile::tempdir().unwrap(), 60);
    if let Ok(in_memory) = tempfile::tempdir_in("/dev/shm") {
        half_a_rewrite(&in_memory, 60);
    }
}

/// Rewrites a file in place, at the same size, and reads it all the while: what was read before the last byte was written
/// must not count as what is there afterwards.
fn half_a_rewrite(dir: &TempDir, rounds: u8) {
    const SIZE: usize = 1 << 20;
    let path = dir.path().join("source.js");
    fs::write(&path, vec![0; SIZE]).unwrap();
    let file = File::options().write(true).open(&path).unwrap();
    for round in 1..=rounds {
        let content = vec![round; SIZE];
        let reads = thread::scope(|scope| {
            let writer = scope.spawn(|| file.write_all_at(&content, 0).unwrap());
            let mut reads = Vec::new();
            while !writer.is_finished() {
                reads.push(stamp::read(&path).unwrap());
            }
            reads
        });
        let now = Digest::of(&content);
        for read in reads.iter().filter(|read| read.digest != now) {
            assert!(!read.stamp.is_some_and(|stamp| stamp.still_holds(&path)), "round {round}");
        }
    }
}
