//! The cache stays within its limits, keeps what is used, and writes nothing on a hit.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use parbake_bmes::BuildId;
use parbake_cache::{Cache, Config, Policy, Pruned, Pruning, Published, Reason, Why};

use crate::packs::{PROGRAM, sample};
use crate::support::{BUILD, Faulty, Module, Place, input, load_pack, save_pack};

const LIMIT: u64 = 1 << 20;
const DAY: u64 = 24 * 3600;

/// About 20 KB, under a key of its own.
fn module(number: usize) -> Module {
    Module::new(&format!("{number:04}").repeat(1000))
}

fn small(place: &Place) -> Config {
    Config { max_size: LIMIT, ..place.config() }
}

/// Opens the cache as many days later, or earlier.
fn open_days_later(place: &Place, days: i64) -> Cache {
    let skew = days * i64::try_from(DAY).unwrap() * 1_000_000_000;
    Cache::open_on(place.config(), Arc::new(Faulty { skew, ..Faulty::default() }))
}

fn size_of(path: &Path) -> u64 {
    let metadata = fs::symlink_metadata(path).unwrap();
    if !metadata.is_dir() {
        return metadata.size();
    }
    fs::read_dir(path).unwrap().map(|entry| size_of(&entry.unwrap().path())).sum()
}

/// As [`size_of`], while others remove things.
fn size_of_what_is_there(path: &Path) -> u64 {
    let Ok(metadata) = fs::symlink_metadata(path) else { return 0 };
    if !metadata.is_dir() {
        return metadata.size();
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| size_of_what_is_there(&entry.path())).sum()
}

#[test]
fn the_limit_holds_whatever_is_filed() {
    let place = Place::in_memory();
    for number in 0..400 {
        // Every process of its own.
        let cache = Cache::open(small(&place));
        cache.publish(&module(number).parts()).unwrap();
        let size = size_of(&place.dir());
        assert!(size <= LIMIT + LIMIT / 20, "{size} after {number}");
    }
    assert!(size_of(&place.dir()) > LIMIT / 3, "the limit is made use of");
    assert!(place.leftovers().is_empty());
}

#[test]
fn what_is_used_outlives_what_is_not() {
    let place = Place::in_memory();
    let (used, unused) = (Module::new("used"), Module::new("unused"));
    let cache = Cache::open(small(&place));
    cache.publish(&used.parts()).unwrap();
    cache.publish(&unused.parts()).unwrap();
    for number in 0..300 {
        let cache = Cache::open(small(&place));
        used.assert_hit(&cache);
        cache.publish(&module(number).parts()).unwrap();
        cache.carry_forward();
    }
    let cache = Cache::open(small(&place));
    used.assert_hit(&cache);
    unused.assert_miss(&cache, Reason::Absent);
}

#[test]
fn a_hit_writes_nothing_but_once_in_a_generation() {
    let place = Place::in_memory();
    save_pack(&place.open(), Path::new(PROGRAM), &sample()).unwrap();
    let calls_of_a_run = || {
        let files = Arc::new(Faulty::default());
        let cache = Cache::open_on(place.config(), files.clone());
        load_pack(&cache, Path::new(PROGRAM)).unwrap();
        cache.carry_forward();
        let calls = files.log.lock().unwrap().clone();
        let writes = ["write", "make_dir", "rename", "rename_new", "remove"];
        calls.into_iter().filter(|call| writes.contains(call)).count()
    };
    assert_eq!(calls_of_a_run(), 0);
    make_old(&place);
    assert!(calls_of_a_run() > 0);
    assert_eq!(calls_of_a_run(), 0);
    assert!(place.open().path_of_pack(&crate::support::input(Path::new(PROGRAM)).key()).unwrap().exists());
}

/// What the end of a generation does.
pub fn make_old(place: &Place) {
    let old = place.dir().join("old");
    fs::create_dir(&old).unwrap();
    for room in ["packs", "entries"].map(PathBuf::from) {
        let _ = fs::rename(place.dir().join(&room), old.join(&room));
    }
    let _ = fs::remove_file(place.dir().join("ledger"));
}

#[test]
fn what_is_not_used_for_long_is_dropped() {
    let place = Place::in_memory();
    let (used, unused) = (Module::new("used"), Module::new("unused"));
    place.open().publish(&used.parts()).unwrap();
    place.open().publish(&unused.parts()).unwrap();
    for day in 1..=40 {
        let cache = open_days_later(&place, day);
        used.assert_hit(&cache);
        // Something new each day, or nobody would look at the time.
        cache.publish(&Module::new(&format!("day {day}")).parts()).unwrap();
        cache.carry_forward();
        if day < 14 {
            unused.assert_hit(&cache);
        }
    }
    let cache = open_days_later(&place, 41);
    used.assert_hit(&cache);
    unused.assert_miss(&cache, Reason::Absent);
    Module::new("day 40").assert_hit(&cache);
    Module::new("day 1").assert_miss(&cache, Reason::Absent);
}

#[test]
fn a_clock_that_is_years_off_empties_nothing() {
    let place = Place::in_memory();
    let kept: Vec<Module> = (0..10).map(module).collect();
    for one in &kept {
        place.open().publish(&one.parts()).unwrap();
    }
    for (number, days) in [3650, 0, -3650, 0, 3650, -3650, 0, 20_000, 0].into_iter().enumerate() {
        let cache = open_days_later(&place, days);
        cache.publish(&module(100 + number).parts()).unwrap();
        for one in &kept {
            one.assert_hit(&cache);
        }
    }
}

#[test]
fn what_no_build_can_read_any_more_goes_first() {
    let place = Place::in_memory();
    let executable = |name: &str| place.root().join(name);
    let config = |build, name: &str| Config { build_id: build, executable: Some(executable(name)), ..small(&place) };
    let other = BuildId([7; 32]);
    for name in ["this", "other", "gone"] {
        fs::write(executable(name), "").unwrap();
    }
    let dead: Vec<Module> = (0..5).map(|number| module(1000 + number).of_build(BuildId([8; 32]))).collect();
    let living: Vec<Module> = (0..5).map(|number| module(2000 + number).of_build(other)).collect();
    for one in &dead {
        Cache::open(config(BuildId([8; 32]), "gone")).publish(&one.parts()).unwrap();
    }
    for one in &living {
        Cache::open(config(other, "other")).publish(&one.parts()).unwrap();
    }
    fs::remove_file(executable("gone")).unwrap();
    let exists = |one: &Module| place.open().path_of(&one.key).unwrap().exists();
    let mut number = 0;
    while dead.iter().any(exists) {
        Cache::open(config(BUILD, "this")).publish(&module(number).parts()).unwrap();
        number += 1;
        assert!(number < 100);
    }
    assert!(living.iter().all(exists), "they went with the others");
    assert!(!place.dir().join("old").exists(), "a generation ended though there was room");
}

#[test]
fn a_ledger_that_makes_no_sense_is_begun_anew() {
    for damage in [&b""[..], b"torn", &[0xFF; 32], &[0; 16]] {
        let place = Place::in_memory();
        for number in 0..40 {
            Cache::open(small(&place)).publish(&module(number).parts()).unwrap();
            fs::write(place.dir().join("ledger"), damage).unwrap();
            let size = size_of(&place.dir());
            assert!(size <= LIMIT + LIMIT / 20, "{size} after {number}, {damage:?}");
        }
    }
}

#[test]
fn nobody_waits_long_for_whoever_makes_room() {
    let place = Place::in_memory();
    Cache::open(small(&place)).publish(&module(0).parts()).unwrap();
    let lock = fs::File::open(place.dir()).unwrap();
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).unwrap();
    let began = Instant::now();
    let filed = (1..40).filter(|&number| {
        let cache = Cache::open(small(&place));
        let filed = cache.publish(&module(number).parts());
        assert!(matches!(filed, Ok(Published::Created) | Err(Reason::TooLarge)), "{filed:?}");
        filed.is_ok()
    });
    assert!((15..30).contains(&filed.count()), "as much as a generation may hold");
    assert!(began.elapsed() < Duration::from_secs(20));
    assert!(size_of(&place.dir()) <= LIMIT / 2 + LIMIT / 20);
    assert!(place.leftovers().is_empty());
    drop(lock);
    Cache::open(small(&place)).publish(&module(60).parts()).unwrap();
    module(60).assert_hit(&Cache::open(small(&place)));
}

/// Threads stand for processes: each opens the cache anew.
#[test]
fn the_limit_holds_however_many_file_at_once() {
    const THREADS: usize = 16;
    let one = Place::in_memory();
    one.open().publish(&module(0).parts()).unwrap();
    let in_flight = THREADS as u64 * size_of(&one.dir().join("entries"));
    let place = Place::in_memory();
    let sizes = thread::scope(|scope| {
        let workers = (0..THREADS).map(|thread| {
            let place = &place;
            scope.spawn(move || {
                for turn in 0..40 {
                    let module = module(thread * 1000 + turn);
                    let filed = Cache::open(small(place)).publish(&module.parts());
                    assert!(matches!(filed, Ok(Published::Created) | Err(Reason::TooLarge)), "{filed:?}");
                }
            })
        });
        let workers: Vec<_> = workers.collect();
        let mut sizes = Vec::new();
        while workers.iter().any(|worker| !worker.is_finished()) {
            sizes.push(size_of_what_is_there(&place.dir()));
            thread::sleep(Duration::from_millis(1));
        }
        sizes
    });
    let most = sizes.iter().max().unwrap();
    assert!(*most <= LIMIT + LIMIT / 20 + in_flight, "{most} of {LIMIT}, {in_flight} in flight");
    assert!(*most > LIMIT / 3, "the limit is made use of");
}

#[test]
fn what_first_runs_share_counts() {
    let place = Place::in_memory();
    let program = input(Path::new(PROGRAM)).key();
    let (one, other) = (Cache::open(small(&place)), Cache::open(small(&place)));
    one.publish(&module(0).parts()).unwrap();
    let (leading, joined) = (one.keep_company(&program).unwrap(), other.keep_company(&program).unwrap());
    for number in 0..200 {
        one.share(&leading, &module(number).key, &[b'x'; 20_000]);
        assert!(size_of(&place.dir()) <= LIMIT / 2 + LIMIT / 20, "after {number}");
    }
    assert!(size_of(&place.dir()) > LIMIT / 3, "room is made use of");
    // What is measured while it is there is not filed over.
    for number in 300..400 {
        let _ = Cache::open(small(&place)).publish(&module(number).parts());
        assert!(size_of(&place.dir()) <= LIMIT + LIMIT / 20, "after {number}");
    }
    one.part(&leading, &program);
    other.part(&joined, &program);
    Cache::open(small(&place)).publish(&module(500).parts()).unwrap();
}

fn pruning() -> Pruning {
    Pruning { max_size: u64::MAX, max_age: Duration::from_secs(30 * DAY), dry_run: false }
}

fn whys(pruned: &[Pruned]) -> Vec<Why> {
    pruned.iter().map(|one| one.why).collect()
}

#[test]
fn pruning_removes_what_is_of_no_use() {
    let place = Place::in_memory();
    let cache = place.open();
    let kept = module(0);
    cache.publish(&kept.parts()).unwrap();
    // A program that is there, and one that is not.
    let here = place.root().join("main.js");
    fs::write(&here, "").unwrap();
    save_pack(&cache, &here, &sample()).unwrap();
    assert_eq!(cache.prune(&pruning()), []);
    save_pack(&cache, Path::new(PROGRAM), &sample()).unwrap();
    let stranger = module(1).of_build(BuildId([8; 32]));
    Cache::open(Config { build_id: BuildId([8; 32]), ..place.config() }).publish(&stranger.parts()).unwrap();
    let path = cache.path_of(&kept.key).unwrap();
    fs::write(path.with_file_name(".0123456789abcdef0123456789abcdef.new"), "left behind").unwrap();
    fs::create_dir_all(place.dir().join(".0123456789abcdef0123456789abcdef.new/packs")).unwrap();

    let before = place.tree();
    let expected = [Why::Leftover, Why::OtherBuild, Why::SourceGone];
    let would_be = cache.prune(&Pruning { dry_run: true, ..pruning() });
    assert_eq!(place.open_with(Policy::ReadOnly).prune(&pruning()), []);
    assert_eq!(place.tree(), before);
    let pruned = cache.prune(&pruning());
    assert_eq!(pruned, would_be);
    let mut reasons = whys(&pruned);
    reasons.sort_unstable();
    assert_eq!(reasons, expected);
    assert!(pruned.iter().all(|one| !one.path.exists()));
    assert!(place.leftovers().is_empty());
    assert_eq!(cache.prune(&pruning()), []);
    kept.assert_hit(&cache);
    load_pack(&cache, &here).unwrap();
}

#[test]
fn pruning_keeps_to_limits() {
    let place = Place::in_memory();
    for number in 0..20 {
        place.open().publish(&module(number).parts()).unwrap();
    }
    make_old(&place);
    for number in 20..40 {
        place.open().publish(&module(number).parts()).unwrap();
    }
    let size = size_of(&place.open().path_of(&module(39).key).unwrap());
    let pruned = place.open().prune(&Pruning { max_size: 10 * size, ..pruning() });
    assert_eq!(whys(&pruned), vec![Why::TooMuch; 30]);
    assert_eq!(place.open().entries().len(), 10);
    module(39).assert_hit(&place.open());
    let pruned = open_days_later(&place, 31).prune(&pruning());
    assert_eq!(whys(&pruned), vec![Why::TooOld; 10]);
    assert_eq!(place.open().entries().len(), 0);
}

#[test]
fn cleaning_leaves_nothing_of_either_generation() {
    let place = Place::in_memory();
    let cache = place.open();
    cache.publish(&module(0).parts()).unwrap();
    save_pack(&cache, Path::new(PROGRAM), &sample()).unwrap();
    make_old(&place);
    place.open().publish(&module(1).parts()).unwrap();
    assert_eq!(place.open().clean(true).files, 3);
    assert_eq!(place.open().clean(false).files, 3);
    let left: Vec<_> = fs::read_dir(place.dir()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| ["CACHEDIR.TAG", "entries", "packs"].contains(&name.to_str().unwrap())), "{left:?}");
}
