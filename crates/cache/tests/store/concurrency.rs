//! Many threads and many processes on one directory, without a lock.

use std::process::Command;
use std::thread;

use parbake_cache::{Outcome, Reason};

use crate::support::{Module, Place};

const ROUNDS: usize = 40;
const MODULES: usize = 12;

fn modules() -> Vec<Module> {
    (0..MODULES).map(|number| Module::new(&format!("module {number}").repeat(number * 300 + 1))).collect()
}

/// Publishes and reads everything again and again. With somebody cleaning in between there is a miss now and then.
fn publish_and_read(place_of: &Place) {
    let (cache, modules) = (place_of.open(), modules());
    for _ in 0..ROUNDS {
        for module in &modules {
            cache.publish(&module.parts()).unwrap();
            module.assert_hit(&cache);
        }
    }
}

#[test]
fn threads_publish_the_same_entries() {
    let place = Place::new();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| publish_and_read(&place));
        }
    });
    assert_eq!(place.open().entries().len(), MODULES);
    assert!(place.leftovers().is_empty());
}

#[test]
fn nobody_sees_half_an_entry_while_others_repair_refresh_and_clean() {
    let place = Place::new();
    let modules = modules();
    thread::scope(|scope| {
        for policy in [parbake_cache::Policy::ReadWrite, parbake_cache::Policy::Refresh] {
            let (place, modules) = (&place, &modules);
            scope.spawn(move || {
                let cache = place.open_with(policy);
                for _ in 0..ROUNDS {
                    // Whoever cleans can remove a shard twice in a row under a publication, which is then in vain.
                    for module in modules {
                        let _ = cache.publish(&module.parts());
                    }
                }
            });
        }
        scope.spawn(|| {
            let cache = place.open();
            (0..ROUNDS).for_each(|_| {
                cache.clean(false);
            });
        });
        for _ in 0..2 {
            scope.spawn(|| {
                let cache = place.open();
                for module in modules.iter().cycle().take(ROUNDS * MODULES) {
                    match cache.lookup(&module.key) {
                        Outcome::Hit(loaded) => module.assert_is(&loaded),
                        Outcome::Miss(reason) => assert_eq!(reason, Reason::Absent),
                    }
                }
            });
        }
    });
    let cache = place.open();
    cache.clean(false);
    assert!(place.leftovers().is_empty());
}

/// Names the directory for the processes that the test below starts.
const DIRECTORY: &str = "PARBAKE_TEST_DIRECTORY";

#[test]
fn processes_publish_the_same_entries() {
    let place = Place::new();
    let children: Vec<_> = (0..6)
        .map(|_| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "concurrency::one_of_several_processes", "--ignored", "--quiet"])
                .env(DIRECTORY, place.root())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(place.open().entries().len(), MODULES);
    assert!(place.leftovers().is_empty());
}

#[test]
#[ignore = "is started several times by the test above"]
fn one_of_several_processes() {
    publish_and_read(&Place::existing(std::env::var_os(DIRECTORY).unwrap().into()));
}
