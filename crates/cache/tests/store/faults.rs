//! Every system call fails once at every point, and from every point on: afterwards there is the old, the new or a miss.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use parbake_cache::{Cache, Outcome, Published};
use rustix::io::Errno;

use crate::bounds::make_old;
use crate::packs::{PROGRAM, sample};
use crate::support::{Fault, Faulty, Module, Place, load_pack, save_pack};

const ERRORS: [Errno; 8] =
    [Errno::NOSPC, Errno::DQUOT, Errno::IO, Errno::ACCESS, Errno::ROFS, Errno::MFILE, Errno::INTR, Errno::STALE];

/// What a process does with a cache, whatever comes back.
fn work(cache: &Cache, modules: &[Module; 2]) {
    for module in modules {
        if let Outcome::Hit(loaded) = cache.lookup(&module.key) {
            module.assert_is(&loaded);
        }
        let _ = cache.publish(&module.parts());
        if let Outcome::Hit(loaded) = cache.lookup(&module.key) {
            module.assert_is(&loaded);
        }
    }
    let program = sample();
    let _ = save_pack(cache, Path::new(PROGRAM), &program);
    if let Ok(pack) = load_pack(cache, Path::new(PROGRAM)) {
        assert_eq!(pack.to_program(), program);
        assert_eq!(pack.entry(0).unwrap().unwrap().key(), program.modules[0].entry);
    }
    if let Some(shared) = cache.find_shared(&program.modules[0].entry) {
        assert_eq!(shared.entry.key(), program.modules[0].entry);
    }
    cache.carry_forward();
}

/// How a cache is found before the work.
#[derive(Debug, Clone, Copy)]
enum Before {
    Nothing,
    Filed,
    Damaged,
    Blocked,
    /// Everything is in the old generation, and the limit is reached.
    Old,
}

fn prepare(before: Before, modules: &[Module; 2]) -> Place {
    let place = Place::in_memory();
    if matches!(before, Before::Nothing) {
        return place;
    }
    let cache = place.open();
    work(&cache, modules);
    let path = cache.path_of(&modules[0].key).unwrap();
    match before {
        Before::Nothing | Before::Filed => {}
        Before::Old => make_old(&place),
        Before::Damaged => std::fs::write(path, "damaged").unwrap(),
        Before::Blocked => {
            std::fs::remove_file(&path).unwrap();
            std::fs::create_dir_all(path.join("with/more")).unwrap();
        }
    }
    place
}

fn run(place: &Place, fault: Option<Fault>, modules: &[Module; 2]) -> usize {
    let files = Arc::new(Faulty { fault, ..Faulty::default() });
    work(&Cache::open_on(place.config(), files.clone()), modules);
    files.calls.load(Ordering::Relaxed)
}

fn every_point(onwards: bool, errors: &[Errno], mut check: impl FnMut(&Place, &str)) {
    let modules = [Module::new("one"), Module::new("other")];
    for before in [Before::Nothing, Before::Filed, Before::Damaged, Before::Blocked, Before::Old] {
        let calls = run(&prepare(before, &modules), None, &modules);
        assert!(calls > 10, "{before:?}: {calls} calls are none to speak of");
        for at in 0..calls {
            for &errno in errors {
                let place = prepare(before, &modules);
                run(&place, Some(Fault { at, onwards, errno }), &modules);
                let context = format!("{before:?}, call {at} of {calls}: {errno}");
                check(&place, &context);
                work(&place.open(), &modules);
                let cache = place.open();
                for module in &modules {
                    module.assert_hit(&cache);
                    assert_eq!(cache.publish(&module.parts()), Ok(Published::Kept), "{context}");
                }
                assert_eq!(load_pack(&cache, Path::new(PROGRAM)).unwrap().to_program(), sample(), "{context}");
                cache.clean(false);
                assert!(place.leftovers().is_empty(), "{context}");
            }
        }
    }
}

#[test]
fn any_call_may_fail_once() {
    every_point(false, &ERRORS, |place, context| {
        assert!(place.leftovers().is_empty(), "{context}: {:?}", place.leftovers());
    });
}

#[test]
fn a_process_may_die_at_any_call() {
    every_point(true, &[Errno::IO], |_, _| {});
}
