//! First runs at the same time: who leads, what is shared, and what stays behind.

use std::path::Path;

use parbake_bmes::{EntryKey, EntryParts, Kind, generate_member};
use parbake_cache::{Cache, Policy, ProgramKey, Pruning, Taken, Why};

use crate::packs::{PROGRAM, sample};
use crate::support::{BUILD, Place, input, save_pack};

const KEY: EntryKey = EntryKey([5; 32]);

fn program() -> ProgramKey {
    input(Path::new(PROGRAM)).key()
}

fn member(key: EntryKey) -> Vec<u8> {
    generate_member(&EntryParts { bytecode: Some(b"code"), ..EntryParts::new(Kind::Module, BUILD, key) }).unwrap()
}

/// Names in the cache directory that only companies have.
fn left(place: &Place) -> usize {
    place.tree().iter().filter(|path| path.to_string_lossy().contains("first-")).count()
}

fn prune(cache: &Cache) -> Vec<Why> {
    let nothing = Pruning { max_size: u64::MAX, max_age: std::time::Duration::MAX, dry_run: false };
    cache.prune(&nothing).into_iter().map(|pruned| pruned.why).collect()
}

#[test]
fn whoever_is_alone_shares_nothing() {
    let place = Place::in_memory();
    let cache = place.open();
    let company = cache.keep_company(&program()).unwrap();
    assert!(cache.is_alone(&company));
    assert!(cache.takes_over(&company, &program()));
    cache.part(&company, &program());
    assert_eq!(left(&place), 0);
}

#[test]
fn what_one_compiles_the_others_find() {
    let place = Place::in_memory();
    let (one, other) = (place.open(), place.open());
    let leading = one.keep_company(&program()).unwrap();
    let joined = other.keep_company(&program()).unwrap();
    assert!(!one.is_alone(&leading) && !other.is_alone(&joined));

    let claim = one.claim(&leading, &KEY, 0).unwrap();
    assert!(claim.is_some());
    assert_eq!(other.claim(&joined, &KEY, 0).err(), Some(Taken));
    // Whoever takes too long has one successor.
    let successor = other.claim(&joined, &KEY, 1).unwrap();
    assert_eq!(one.claim(&leading, &KEY, 1).err(), Some(Taken));
    drop(successor);
    assert!(other.find_in_company(&joined, &KEY).is_none());
    one.share(&leading, &KEY, &member(KEY));
    drop(claim);
    let found = other.find_in_company(&joined, &KEY).unwrap();
    assert_eq!((found.entry.key(), found.entry.bytecode(), found.bytes), (KEY, Some(&b"code"[..]), &member(KEY)[..]));

    assert!(!other.takes_over(&joined, &program()), "the leader lives");
    save_pack(&one, Path::new(PROGRAM), &sample()).unwrap();
    one.part(&leading, &program());
    // What is filed late is taken away by whoever ends later.
    other.share(&joined, &EntryKey([6; 32]), &member(EntryKey([6; 32])));
    other.part(&joined, &program());
    assert_eq!(left(&place), 0);
}

#[test]
fn whoever_dies_is_in_nobody_s_way() {
    let place = Place::in_memory();
    let (one, other) = (place.open(), place.open());
    let leading = one.keep_company(&program()).unwrap();
    let joined = other.keep_company(&program()).unwrap();
    let claim = one.claim(&leading, &KEY, 0).unwrap();
    drop((claim, leading));
    assert!(other.claim(&joined, &KEY, 0).unwrap().is_some(), "a claim goes with its process");
    assert!(other.takes_over(&joined, &program()), "so does the lead");
    assert!(one.keep_company(&program()).is_some_and(|third| !one.takes_over(&third, &program())));
    drop(joined);

    assert!(left(&place) > 0);
    let fresh = one.keep_company(&program()).unwrap();
    assert!(one.is_alone(&fresh), "what the dead have left counts for nothing");
    drop(fresh);
    assert_eq!(prune(&one), [Why::Leftover]);
    assert_eq!(left(&place), 0);
}

#[test]
fn what_lives_is_not_pruned() {
    let place = Place::in_memory();
    let cache = place.open();
    let _leading = cache.keep_company(&program()).unwrap();
    assert_eq!(prune(&place.open()), []);
    assert_eq!(left(&place), 1);
}

#[test]
fn nothing_is_found_that_is_not_genuine() {
    let place = Place::in_memory();
    let cache = place.open();
    let company = cache.keep_company(&program()).unwrap();
    let other = EntryKey([6; 32]);
    // Under the name of another entry; and every bit of one that was changed.
    cache.share(&company, &KEY, &member(other));
    assert!(cache.find_in_company(&company, &KEY).is_none());
    cache.share(&company, &KEY, &member(KEY));
    assert!(cache.find_in_company(&company, &KEY).is_some());
    let names = place.tree();
    let file = names.iter().find(|path| path.ends_with(KEY.to_string())).map(|path| place.root().join(path)).unwrap();
    let bytes = std::fs::read(&file).unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(&file, damaged).unwrap();
        assert!(cache.find_in_company(&company, &KEY).is_none(), "bit {bit}");
    }
}

#[test]
fn a_cache_that_is_not_written_keeps_no_company() {
    let place = Place::in_memory();
    drop(place.open());
    assert!(place.open_with(Policy::ReadOnly).keep_company(&program()).is_none());
    assert_eq!(left(&place), 0);
}
