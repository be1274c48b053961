//! What is shown of a cache of many packs, and what it takes to show it.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use parbake_cache::{Cache, FiledPack, PackClaims};

use crate::packs::sample;
use crate::support::{BUILD, Faulty, Place, save_pack};

/// A cache of so many packs, of four modules and three entries each.
fn filled(packs: usize) -> Place {
    let place = Place::in_memory();
    let cache = place.open();
    for number in 0..packs {
        save_pack(&cache, &PathBuf::from(format!("/p/src/{number}.js")), &sample()).unwrap();
    }
    place
}

/// What a survey finds, and the calls it makes.
fn survey(place: &Place) -> (Vec<FiledPack>, Vec<Option<PackClaims>>, Vec<&'static str>) {
    let files = Arc::new(Faulty::default());
    let cache = Cache::open_on(place.config(), Arc::clone(&files) as _);
    files.log.lock().unwrap().clear();
    let packs = cache.filed_packs();
    let claims = cache.claims_of(&packs);
    let calls = files.log.lock().unwrap().clone();
    (packs, claims, calls)
}

fn count(calls: &[&str], name: &str) -> usize {
    calls.iter().filter(|call| **call == name).count()
}

fn expected() -> Option<PackClaims> {
    Some(PackClaims { build_id: BUILD, modules: 4, entries: 3 })
}

/// One look at each file, and no more files opened than there are directories.
#[test]
fn ten_thousand_packs_are_counted_without_opening_them() {
    let place = filled(10_000);
    let (packs, claims, calls) = survey(&place);
    assert_eq!(packs.len(), 10_000);
    assert!(claims.iter().all(|claims| *claims == expected()));
    assert_eq!(count(&calls, "stat_at"), 10_000);
    assert!(count(&calls, "open") < 50, "{} files were opened", count(&calls, "open"));
    assert!(count(&calls, "read") < 10, "{} reads", count(&calls, "read"));
}

/// Rows are a hint: without them, or where they are of another pack, packs are opened, and the answer is the same.
#[test]
fn what_was_not_noted_is_looked_up() {
    let place = filled(40);
    let rows = place.dir().join("roll");
    let noted = fs::read(&rows).unwrap();
    let halves = noted.split_at(noted.len() / 2);
    let mut other_sizes = noted.clone();
    other_sizes.chunks_mut(noted.len() / 40).for_each(|row| row[4] ^= 1);
    for (text, opened) in [(halves.0, 20), (&noted[1..], 1), (&other_sizes, 40), (b"", 40), (b"nonsense", 40)] {
        fs::write(&rows, text).unwrap();
        let (packs, claims, calls) = survey(&place);
        assert_eq!((packs.len(), claims), (40, vec![expected(); 40]));
        let directories = 16 + 10;
        assert!((opened..=opened + directories).contains(&count(&calls, "open")), "{opened}: {calls:?}");
    }
    fs::remove_file(&rows).unwrap();
    assert_eq!(survey(&place).1, vec![expected(); 40]);
}

/// Cleaning leaves nothing of it, and a pack that was filed again is what it is now.
#[test]
fn rows_follow_the_packs() {
    let place = filled(2);
    let mut program = sample();
    program.modules.truncate(3);
    program.resolutions.clear();
    program.modules.iter_mut().for_each(|row| row.requests.clear());
    save_pack(&place.open(), "/p/src/0.js".as_ref(), &program).unwrap();
    let mut modules: Vec<_> = survey(&place).1.into_iter().flatten().map(|claims| claims.modules).collect();
    modules.sort_unstable();
    assert_eq!(modules, [3, 4]);
    place.open().clean(false);
    assert!(!place.dir().join("stats").exists());
    assert_eq!(survey(&place).0, []);
}
