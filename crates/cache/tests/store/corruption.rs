//! Whatever happens to an entry is a miss, and the next publication repairs it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use parbake_cache::{Cache, Published, Reason};
use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::support::{Module, Place};

/// A cache with one entry in it.
struct Filed {
    place: Place,
    cache: Cache,
    module: Module,
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Filed {
    fn new() -> Self {
        let place = Place::in_memory();
        let cache = place.open();
        let module = Module::new("module");
        cache.publish(&module.parts()).unwrap();
        let path = cache.path_of(&module.key).unwrap();
        let bytes = fs::read(&path).unwrap();
        Self { place, cache, module, path, bytes }
    }

    #[track_caller]
    fn assert_repaired_after(&self, reason: Reason) {
        self.module.assert_miss(&self.cache, reason);
        assert_eq!(self.cache.publish(&self.module.parts()), Ok(Published::Repaired(reason)));
        self.module.assert_hit(&self.cache);
        assert_eq!(fs::read(&self.path).unwrap(), self.bytes);
        assert!(self.place.leftovers().is_empty());
    }
}

#[test]
fn every_flipped_bit_is_a_miss() {
    let filed = Filed::new();
    let mut bytes = filed.bytes.clone();
    for bit in 0..bytes.len() * 8 {
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(&filed.path, &bytes).unwrap();
        let reason = filed.cache.lookup(&filed.module.key).reason();
        let refused = [Some(Reason::Corrupt), Some(Reason::Truncated), Some(Reason::FormatMismatch)];
        assert!(refused.contains(&reason), "bit {bit}: {reason:?}");
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    filed.assert_repaired_after(filed.cache.lookup(&filed.module.key).reason().unwrap());
}

#[test]
fn every_truncation_and_extension_is_a_miss() {
    let filed = Filed::new();
    for length in 0..filed.bytes.len() {
        fs::write(&filed.path, &filed.bytes[..length]).unwrap();
        filed.module.assert_miss(&filed.cache, Reason::Truncated);
    }
    filed.assert_repaired_after(Reason::Truncated);
    for more in 1..=64 {
        let mut bytes = filed.bytes.clone();
        bytes.resize(bytes.len() + more, 0);
        fs::write(&filed.path, bytes).unwrap();
        filed.module.assert_miss(&filed.cache, Reason::Corrupt);
    }
    filed.assert_repaired_after(Reason::Corrupt);
}

#[test]
fn an_empty_file_is_a_miss() {
    let filed = Filed::new();
    fs::write(&filed.path, "").unwrap();
    filed.assert_repaired_after(Reason::Truncated);
}

#[test]
fn a_genuine_entry_under_another_key_is_a_miss() {
    let filed = Filed::new();
    let other = Module::new("other");
    filed.cache.publish(&other.parts()).unwrap();
    fs::copy(filed.cache.path_of(&other.key).unwrap(), &filed.path).unwrap();
    filed.assert_repaired_after(Reason::Corrupt);
}

#[test]
fn a_directory_in_the_place_of_an_entry_is_a_miss() {
    let filed = Filed::new();
    fs::remove_file(&filed.path).unwrap();
    fs::create_dir(&filed.path).unwrap();
    filed.assert_repaired_after(Reason::NotAFile);

    fs::remove_file(&filed.path).unwrap();
    fs::create_dir_all(filed.path.join("with/directories")).unwrap();
    fs::write(filed.path.join("with/a file"), "in it").unwrap();
    filed.assert_repaired_after(Reason::NotAFile);
}

#[test]
fn a_pipe_in_the_place_of_an_entry_is_a_miss_at_once() {
    let filed = Filed::new();
    fs::remove_file(&filed.path).unwrap();
    mknodat(CWD, &filed.path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    filed.assert_repaired_after(Reason::NotAFile);
}

#[test]
fn a_socket_in_the_place_of_an_entry_is_a_miss() {
    let filed = Filed::new();
    fs::remove_file(&filed.path).unwrap();
    mknodat(CWD, &filed.path, FileType::Socket, Mode::RUSR | Mode::WUSR, 0).unwrap();
    filed.assert_repaired_after(Reason::NotAFile);
}

#[test]
fn a_link_in_the_place_of_an_entry_is_not_followed() {
    let filed = Filed::new();
    let elsewhere = filed.place.root().join("elsewhere");
    fs::rename(&filed.path, &elsewhere).unwrap();
    symlink(&elsewhere, &filed.path).unwrap();
    filed.assert_repaired_after(Reason::NotAFile);
    assert_eq!(fs::read(&elsewhere).unwrap(), filed.bytes, "the link's target was written to");
}

#[test]
fn a_shard_that_is_no_directory_is_replaced() {
    let filed = Filed::new();
    let shard = filed.path.parent().unwrap();
    fs::remove_dir_all(shard).unwrap();
    fs::write(shard, "a file").unwrap();
    filed.assert_repaired_after(Reason::NotAFile);

    let elsewhere = filed.place.root().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::remove_dir_all(shard).unwrap();
    symlink(&elsewhere, shard).unwrap();
    filed.module.assert_miss(&filed.cache, Reason::Absent);
    assert_eq!(filed.cache.publish(&filed.module.parts()), Ok(Published::Created));
    filed.module.assert_hit(&filed.cache);
    assert!(is_empty(&elsewhere), "the link was followed");
}

#[test]
fn cleaning_removes_whatever_has_the_name_of_an_entry() {
    let filed = Filed::new();
    fs::remove_file(&filed.path).unwrap();
    fs::create_dir(&filed.path).unwrap();
    fs::write(filed.path.join("file"), "in it").unwrap();
    assert_eq!(filed.cache.clean(false).files, 1);
    assert!(is_empty(&filed.place.dir().join("entries")));
}

#[test]
fn entries_made_with_another_key_are_misses() {
    let filed = Filed::new();
    fs::remove_dir_all(filed.place.state_dir()).unwrap();
    let cache = filed.place.open();
    filed.module.assert_miss(&cache, Reason::Corrupt);
    assert_eq!(cache.publish(&filed.module.parts()), Ok(Published::Repaired(Reason::Corrupt)));
    filed.module.assert_hit(&cache);
    filed.module.assert_miss(&filed.cache, Reason::Corrupt);
}

fn is_empty(dir: &Path) -> bool {
    fs::read_dir(dir).unwrap().next().is_none()
}
