//! Directories and keys that others could have touched are not used, and nothing is put into them.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::sync::Arc;

use parbake_cache::{Cache, Config, Published, Reason, Unusable};
use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::support::{Faulty, Module, Place};

#[track_caller]
fn assert_refused(place: &Place, reason: Reason) {
    let before = place.tree();
    let cache = Cache::open(Config { dir_named_by_user: true, ..place.config() });
    let module = Module::new("module");
    module.assert_miss(&cache, reason);
    assert_eq!(cache.publish(&module.parts()), Err(reason));
    assert!(cache.warning().is_some_and(|warning| !warning.to_string().is_empty()));
    assert_eq!(place.open().warning(), None, "nobody named this directory");
    assert_eq!(place.tree(), before, "something was made");
}

fn make(path: &Path, mode: u32) {
    fs::create_dir(path).unwrap();
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_directory_that_others_may_write_to_is_refused() {
    for mode in [0o770, 0o777, 0o1777, 0o720, 0o702] {
        let place = Place::new();
        make(&place.dir(), mode);
        assert_refused(&place, Reason::Untrusted);
    }
    let place = Place::new();
    make(&place.dir(), 0o755);
    assert_eq!(place.open().unusable(), None, "others may look, the tags keep no secret");
}

#[test]
fn a_directory_of_another_user_is_refused() {
    let place = Place::new();
    place.open();
    let files = Faulty { owner: Some(rustix::process::geteuid().as_raw() + 1), ..Faulty::default() };
    let cache = Cache::open_on(place.config(), Arc::new(files));
    Module::new("module").assert_miss(&cache, Reason::Untrusted);
}

#[test]
fn a_link_to_a_directory_is_refused() {
    let place = Place::new();
    make(&place.root().join("elsewhere"), 0o700);
    symlink(place.root().join("elsewhere"), place.dir()).unwrap();
    assert_refused(&place, Reason::NotAFile);

    for spelling in ["cache/", "cache/.", "./cache//"] {
        let dir = place.root().join(spelling);
        let cache = Cache::open(Config { dir: Some(dir), ..place.config() });
        assert_eq!(cache.unusable().map(Unusable::reason), Some(Reason::NotAFile), "{spelling}");
    }
}

#[test]
fn a_file_or_a_pipe_in_the_place_of_the_directory_is_refused() {
    let place = Place::new();
    fs::write(place.dir(), "a file").unwrap();
    assert_refused(&place, Reason::NotAFile);
    let place = Place::new();
    mknodat(CWD, place.dir(), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    assert_refused(&place, Reason::NotAFile);
}

#[test]
fn directories_inside_are_looked_at_too() {
    let module = Module::new("module");
    let place = Place::new();
    place.open().publish(&module.parts()).unwrap();
    fs::set_permissions(place.dir().join("entries"), Permissions::from_mode(0o777)).unwrap();
    module.assert_miss(&place.open(), Reason::Untrusted);

    let place = Place::new();
    place.open().publish(&module.parts()).unwrap();
    fs::rename(place.dir().join("entries"), place.root().join("elsewhere")).unwrap();
    symlink(place.root().join("elsewhere"), place.dir().join("entries")).unwrap();
    module.assert_miss(&place.open(), Reason::NotAFile);
}

#[test]
fn an_entry_that_others_may_write_to_is_refused_and_replaced() {
    let module = Module::new("module");
    let place = Place::new();
    let cache = place.open();
    cache.publish(&module.parts()).unwrap();
    fs::set_permissions(cache.path_of(&module.key).unwrap(), Permissions::from_mode(0o666)).unwrap();
    module.assert_miss(&cache, Reason::Untrusted);
    assert_eq!(cache.publish(&module.parts()), Ok(Published::Repaired(Reason::Untrusted)));
    module.assert_hit(&cache);
}

#[test]
fn a_key_that_others_could_know_is_refused() {
    for mode in [0o640, 0o604, 0o620] {
        let place = Place::new();
        place.open();
        fs::set_permissions(place.state_dir().join("tag-key"), Permissions::from_mode(mode)).unwrap();
        assert_refused(&place, Reason::Untrusted);
    }
    let place = Place::new();
    place.open();
    fs::set_permissions(place.state_dir(), Permissions::from_mode(0o777)).unwrap();
    assert_refused(&place, Reason::Untrusted);
}

#[test]
fn a_key_that_is_no_file_is_refused() {
    let place = Place::new();
    place.open();
    let key = place.state_dir().join("tag-key");
    fs::rename(&key, place.state_dir().join("moved")).unwrap();
    symlink("moved", &key).unwrap();
    assert_refused(&place, Reason::NotAFile);
    fs::remove_file(&key).unwrap();
    fs::create_dir(&key).unwrap();
    assert_refused(&place, Reason::NotAFile);
    fs::remove_dir(&key).unwrap();
    mknodat(CWD, &key, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    assert_refused(&place, Reason::NotAFile);
}

#[test]
fn a_damaged_key_is_made_anew() {
    for damaged in [&[][..], &[7; 31], &[7; 33], &[0; 32]] {
        let place = Place::new();
        let module = Module::new("module");
        place.open().publish(&module.parts()).unwrap();
        let path = place.state_dir().join("tag-key");
        fs::write(&path, damaged).unwrap();
        let reader = place.open_with(parbake_cache::Policy::ReadOnly);
        module.assert_miss(&reader, Reason::Corrupt);
        let cache = place.open();
        module.assert_miss(&cache, Reason::Corrupt);
        cache.publish(&module.parts()).unwrap();
        module.assert_hit(&place.open());
        assert_eq!(fs::read(&path).unwrap().len(), 32);
    }
}

#[test]
fn two_caches_that_open_at_once_share_one_key() {
    let module = Module::new("module");
    for _ in 0..50 {
        let place = Place::new();
        let open = || place.open();
        let caches = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        caches[0].publish(&module.parts()).unwrap();
        caches.iter().for_each(|cache| module.assert_hit(cache));
        assert!(place.leftovers().is_empty());
    }
}

#[test]
fn a_removed_directory_is_only_a_miss() {
    let place = Place::new();
    let module = Module::new("module");
    let cache = place.open();
    cache.publish(&module.parts()).unwrap();
    fs::remove_dir_all(place.dir()).unwrap();
    module.assert_miss(&cache, Reason::Absent);
    assert_eq!(cache.publish(&module.parts()), Err(Reason::IoError));
    assert_eq!(place.open().publish(&module.parts()), Ok(Published::Created));
}
