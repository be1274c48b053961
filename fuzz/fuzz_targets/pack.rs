//! Any content under the right tag as a program's pack: a miss, or something consistent. Goes the way of every run, through
//! a file in a cache directory; where the first byte is odd, the way of a pack that was carried here.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use parbake_bmes::{BuildId, TagKey};
use parbake_cache::{Base, Cache, Config, LoadedPack, Policy, ProgramInput, ProgramKey};
use parbake_fuzz::judge_entry;
use tempfile::TempDir;

const BUILD: BuildId = BuildId([9; 32]);

/// No program is there, nor anything that a pack could name.
static ENTRY_PATH: LazyLock<PathBuf> = LazyLock::new(|| "/parbake-fuzz/main.mjs".into());

struct Place {
    _root: TempDir,
    key: ProgramKey,
    /// The first fields as a pack of this program has them, so that what is behind them is looked at.
    head: Vec<u8>,
    base: Base,
    cache: Cache,
    file: PathBuf,
    tag: TagKey,
    /// Looks at packs that are to be taken in, and files none.
    taker: Cache,
    carried: PathBuf,
    shipping_tag: TagKey,
}

/// A cache in memory whose key is known.
static PLACE: LazyLock<Place> = LazyLock::new(|| {
    let root = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a temporary directory");
    let state = root.path().join("state");
    let cache = Cache::open(Config::new(Some(root.path().join("cache")), Some(state.clone()), BUILD));
    let secret = fs::read(state.join("tag-key")).expect("the cache has made a key");
    let tag = TagKey::new(blake3::derive_key("parbake 0.1 tag of a pack", &secret));
    let key = input().key();
    let head = [&b"PBPK\x01\0\0\0"[..], &key.0, &BUILD.0].concat();
    let base = Base::of_program(&ENTRY_PATH, |path| format!("file://{}", path.display()));
    let file = cache.path_of_pack(&key).expect("a cache has a directory");
    fs::create_dir_all(file.parent().expect("a file is in a directory")).expect("room for a directory");
    let config = Config::new(Some(root.path().join("cache")), Some(state), BUILD);
    let taker = Cache::open(Config { policy: Policy::ReadOnly, ..config });
    let carried = root.path().join("carried.pack");
    let shipping_tag = TagKey::new(blake3::derive_key("parbake 0.1 tag of a shipped pack", b""));
    Place { _root: root, key, head, base, cache, file, tag, taker, carried, shipping_tag }
});

fn input() -> ProgramInput<'static> {
    ProgramInput { entry: &ENTRY_PATH, conditions: &[], preserve_symlinks: false, module_paths: &[], build_id: BUILD }
}

fuzz_target!(|content: &[u8]| {
    let place = &*PLACE;
    let is_carried = content.first().is_some_and(|first| first % 2 == 1);
    let mut pack = content.to_vec();
    let length = place.head.len().min(pack.len());
    pack[..length].copy_from_slice(&place.head[..length]);
    if is_carried {
        // Under the key that everybody knows.
        place.shipping_tag.seal(&mut pack);
        fs::write(&place.carried, &pack).expect("room for a pack");
        let _ = place.taker.import_pack(&place.carried);
        return;
    }
    place.tag.seal(&mut pack);
    fs::write(&place.file, &pack).expect("room for a pack");
    if let Ok(loaded) = place.cache.load_written(&place.key, &place.base) {
        look_at_everything(&loaded, pack.len());
        let _ = place.cache.check_start(&loaded);
        let _ = place.cache.imports_hold(&loaded);
        let _ = place.cache.check_modules(&loaded, 0..loaded.start_modules().min(100));
    }
});

fn look_at_everything(pack: &LoadedPack, size: usize) {
    let modules = pack.modules().len();
    assert!(pack.start_modules() as usize <= modules);
    for index in (0..).take(modules) {
        let view = pack.module(index).expect("as many as were counted");
        if let Ok(Some(entry)) = pack.entry(index) {
            judge_entry(&entry, size);
            assert_eq!(entry.key(), view.entry);
            assert!(pack.member_bytes(index).is_some());
        }
        let _ = pack.resolutions_of(index).count();
        let _ = view.url();
    }
    for row in pack.resolutions() {
        assert!((row.referrer as usize) < modules && (row.target as usize) < modules);
        let _ = pack.resolve(row.referrer, row.specifier, row.module_type);
    }
    for probe in pack.probes().chain(pack.later_probes()) {
        let _ = probe.place.to_path_buf();
    }
    // The owned form, and keys in it that lead back.
    let program = pack.to_program();
    assert_eq!(program.modules.len(), modules);
    for key in pack.keys() {
        let _ = pack.find(&key);
    }
}
