//! Storage and retrieval, policies, limits, cleaning.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

use parbake_bmes::{BuildId, EntryParts, Kind};
use parbake_cache::{Cache, Config, KeyInput, Policy, Published, Reason, Total, Unusable};

use crate::support::{BUILD, Faulty, Module, Place};

#[test]
fn what_is_published_is_found_again() {
    let place = Place::new();
    let (one, other) = (Module::new("one"), Module::new("other"));
    let cache = place.open();
    assert_eq!(cache.unusable(), None);
    one.assert_miss(&cache, Reason::Absent);
    assert_eq!(cache.publish(&one.parts()), Ok(Published::Created));
    one.assert_hit(&cache);
    other.assert_miss(&cache, Reason::Absent);
    one.assert_hit(&place.open());
    one.assert_hit(&place.open_with(Policy::ReadOnly));
    one.assert_hit(&place.open_with(Policy::Require));
}

#[test]
fn a_healthy_entry_is_never_written_again() {
    let place = Place::new();
    let module = Module::new("module");
    let cache = place.open();
    cache.publish(&module.parts()).unwrap();
    let before = fs::metadata(cache.path_of(&module.key).unwrap()).unwrap();
    assert_eq!(cache.publish(&module.parts()), Ok(Published::Kept));
    let after = fs::metadata(cache.path_of(&module.key).unwrap()).unwrap();
    assert_eq!(inode(&before), inode(&after));
    assert_eq!(place.open_with(Policy::Refresh).publish(&module.parts()), Ok(Published::Refreshed));
    let replaced = fs::metadata(cache.path_of(&module.key).unwrap()).unwrap();
    assert_ne!(inode(&before), inode(&replaced));
    module.assert_hit(&cache);
}

#[test]
fn a_warm_lookup_is_open_stat_read() {
    let place = Place::new();
    let module = Module::new("module");
    place.open().publish(&module.parts()).unwrap();
    let files = Arc::new(Faulty::default());
    let cache = Cache::open_on(place.config(), files.clone());
    // The room is opened with the first.
    module.assert_hit(&cache);
    files.log.lock().unwrap().clear();
    module.assert_hit(&cache);
    assert_eq!(*files.log.lock().unwrap(), ["open", "stat", "read"]);
}

#[test]
fn a_change_of_any_field_of_the_key_is_a_miss() {
    let place = Place::new();
    let module = Module::new("module");
    let cache = place.open();
    cache.publish(&module.parts()).unwrap();
    let input =
        KeyInput { source: parbake_bmes::Digest::of(b"module"), kind: Kind::Module, build_id: BUILD, options: b"" };
    assert_eq!(input.key(), module.key);
    let KeyInput { source: _, kind: _, build_id: _, options: _ } = input;
    let changed = [
        KeyInput { source: parbake_bmes::Digest::of(b"modulf"), ..input },
        KeyInput { kind: Kind::Script, ..input },
        KeyInput { build_id: BuildId([0xB2; 32]), ..input },
        KeyInput { options: b"\0", ..input },
    ];
    for input in changed {
        assert_eq!(cache.lookup(&input.key()).reason(), Some(Reason::Absent), "{input:?}");
    }
}

#[test]
fn an_entry_of_another_build_is_refused_even_under_its_own_key() {
    let place = Place::new();
    let module = Module::new("module");
    place.open().publish(&module.parts()).unwrap();
    let build_id = BuildId([0xB2; 32]);
    let other = Cache::open(Config { build_id, ..place.config() });
    module.assert_miss(&other, Reason::EngineMismatch);
    let parts = EntryParts { build_id, ..module.parts() };
    assert_eq!(other.publish(&parts), Ok(Published::Repaired(Reason::EngineMismatch)));
    assert_eq!(other.lookup(&module.key).hit().unwrap().entry().build_id(), build_id);
    module.assert_miss(&place.open(), Reason::EngineMismatch);
}

#[test]
fn read_only_creates_and_changes_nothing() {
    let place = Place::new();
    let module = Module::new("module");
    let cache = place.open_with(Policy::ReadOnly);
    module.assert_miss(&cache, Reason::Absent);
    assert!(cache.publish(&module.parts()).is_err());
    assert_eq!(cache.warning(), None);
    assert!(place.tree().is_empty());

    place.open().publish(&module.parts()).unwrap();
    let before = place.tree();
    let cache = place.open_with(Policy::ReadOnly);
    assert_eq!(cache.publish(&Module::new("other").parts()), Err(Reason::ReadOnly));
    cache.discard(&module.key);
    assert_eq!(cache.clean(false), Total::default());
    assert_eq!(place.tree(), before);
}

#[test]
fn refresh_finds_nothing_and_publishes() {
    let place = Place::new();
    let module = Module::new("module");
    let cache = place.open_with(Policy::Refresh);
    cache.publish(&module.parts()).unwrap();
    module.assert_miss(&cache, Reason::Disabled);
    module.assert_hit(&place.open());
}

#[test]
fn off_touches_nothing() {
    let place = Place::new();
    let module = Module::new("module");
    let cache = place.open_with(Policy::Off);
    module.assert_miss(&cache, Reason::Disabled);
    assert_eq!(cache.publish(&module.parts()), Err(Reason::Disabled));
    assert_eq!(cache.unusable(), Some(&Unusable::Off));
    assert!(place.tree().is_empty());
}

#[test]
fn without_a_place_the_cache_is_off() {
    let place = Place::new();
    let module = Module::new("module");
    let nowhere = Cache::open(Config { dir: None, ..place.config() });
    module.assert_miss(&nowhere, Reason::Disabled);
    let keyless = Cache::open(Config { state_dir: None, ..place.config() });
    module.assert_miss(&keyless, Reason::Disabled);
    assert_eq!(keyless.publish(&module.parts()), Err(Reason::Disabled));
}

#[test]
fn everything_is_private() {
    let place = Place::new();
    place.open().publish(&Module::new("module").parts()).unwrap();
    for path in place.tree() {
        let metadata = fs::metadata(place.root().join(&path)).unwrap();
        let expected = if metadata.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(metadata.permissions().mode() & 0o7777, expected, "{}", path.display());
    }
}

#[test]
fn only_a_directory_of_its_own_is_marked_as_a_cache() {
    let place = Place::new();
    place.open();
    let tag = fs::read(place.dir().join("CACHEDIR.TAG")).unwrap();
    assert!(tag.starts_with(b"Signature: 8a477f597d28d172789f06886806bc55\n"));

    let shared = Place::new();
    fs::create_dir(shared.dir()).unwrap();
    fs::set_permissions(shared.dir(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(shared.dir().join("letter.txt"), "dear").unwrap();
    assert_eq!(shared.open().unusable(), None);
    assert!(!shared.dir().join("CACHEDIR.TAG").exists());
}

#[test]
fn an_entry_beyond_the_limit_is_neither_filed_nor_read() {
    let place = Place::new();
    let module = Module::new("module");
    place.open().publish(&module.parts()).unwrap();
    let small = Cache::open(Config { max_size: 400, ..place.config() });
    module.assert_miss(&small, Reason::TooLarge);
    let other = Module::new("other");
    assert_eq!(small.publish(&other.parts()), Err(Reason::TooLarge));
    assert_eq!(place.leftovers(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_discarded_entry_can_be_published_anew() {
    let place = Place::new();
    let module = Module::new("module");
    let cache = place.open();
    cache.publish(&module.parts()).unwrap();
    cache.discard(&module.key);
    module.assert_miss(&cache, Reason::Absent);
    assert_eq!(cache.publish(&module.parts()), Ok(Published::Created));
}

#[test]
fn cleaning_removes_what_is_ours_and_says_how_much() {
    let place = Place::new();
    let cache = place.open();
    let modules: Vec<Module> = (0..20).map(|number| Module::new(&number.to_string())).collect();
    for module in &modules {
        cache.publish(&module.parts()).unwrap();
    }
    let sizes: u64 = cache.entries().iter().map(|entry| entry.size).sum();
    let shard = cache.path_of(&modules[0].key).unwrap().parent().unwrap().to_owned();
    fs::write(shard.join(".0123456789abcdef0123456789abcdef.new"), "left behind").unwrap();
    fs::write(shard.join("letter.txt"), "dear").unwrap();

    let expected = Total { files: 21, bytes: sizes + 11 };
    assert_eq!(cache.clean(true), expected);
    modules[0].assert_hit(&cache);
    assert_eq!(cache.clean(false), expected);
    assert_eq!(cache.clean(false), Total::default());
    assert!(modules.iter().all(|module| cache.lookup(&module.key).reason() == Some(Reason::Absent)));
    let left: Vec<_> = place.tree().into_iter().filter(|path| path.starts_with("cache/entries")).collect();
    assert_eq!(left.len(), 3, "the room, and the shard with somebody's letter: {left:?}");
    assert_eq!(cache.publish(&modules[0].parts()), Ok(Published::Created));
}

#[test]
fn entries_are_listed_and_any_file_can_be_inspected() {
    let place = Place::new();
    let cache = place.open();
    let module = Module::new("module");
    cache.publish(&module.parts()).unwrap();
    let [entry] = cache.entries().try_into().unwrap();
    assert_eq!(entry.key, module.key);
    assert_eq!(entry.size, fs::metadata(&entry.path).unwrap().len());
    let copy = place.root().join("copy");
    fs::copy(&entry.path, &copy).unwrap();
    module.assert_is(&cache.inspect(&copy).hit().unwrap());
    assert_eq!(cache.inspect(&place.root().join("nothing")).reason(), Some(Reason::Absent));
    fs::write(&copy, "letter").unwrap();
    assert_eq!(cache.inspect(&copy).reason(), Some(Reason::Corrupt));
}

#[test]
fn what_is_loaded_can_go_to_another_thread() {
    fn goes<T: Send + Sync + 'static>() {}
    goes::<Cache>();
    goes::<parbake_cache::LoadedEntry>();
    goes::<parbake_cache::LoadedPack>();
    let place = Place::new();
    let module = Module::new("module");
    place.open().publish(&module.parts()).unwrap();
    let loaded = place.open().lookup(&module.key).hit().unwrap();
    std::thread::spawn(move || module.assert_is(&loaded)).join().unwrap();
}

#[test]
fn one_byte_a_call_is_enough() {
    let place = Place::new();
    let module = Module::new("module");
    let cache = Cache::open_on(place.config(), Arc::new(Faulty { dribble: true, ..Faulty::default() }));
    assert_eq!(cache.publish(&module.parts()), Ok(Published::Created));
    module.assert_hit(&cache);
    module.assert_hit(&place.open());
}

fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}
