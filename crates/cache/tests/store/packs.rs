//! Packs: what is saved is loaded, what is damaged is not, and what changed on disk is noticed.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use parbake_bmes::{BuildId, Digest, EntryKey, ModuleType};
use parbake_cache::stamp::{self, Moment, Stamp};
use parbake_cache::{
    Cache, Config, LoadedPack, ModuleRow, Policy, Probe, ProbeState, Program, Reason, ResolutionRow, Standing,
};

use crate::support::{Module, Place, input, load_pack, save_pack, save_pack_as};

/// Where the program of [`sample`] is said to be.
pub const PROGRAM: &str = "/p/src/main.js";

fn save(cache: &Cache, program: &Program) -> Result<(), Reason> {
    save_pack(cache, Path::new(PROGRAM), program)
}

fn load(cache: &Cache) -> Result<LoadedPack, Reason> {
    load_pack(cache, Path::new(PROGRAM))
}

/// A program with every kind of row.
pub fn sample() -> Program {
    let stamp = Stamp { device: 1, inode: 2, size: 3, mtime_ns: -4, ctime_ns: i64::MAX };
    let module = |url: &str, file: Option<&Path>, module_type, stamp| ModuleRow {
        url: url.to_owned(),
        file: file.map(Path::to_owned),
        module_type,
        format: 200,
        stamp,
        source_digest: Digest::of(url.as_bytes()),
        entry: if file.is_some() { EntryKey(Digest::of(url.as_bytes()).0) } else { EntryKey([0; 32]) },
        requests: vec![2; url.len() % 3],
    };
    let odd = Path::new(OsStr::from_bytes(b"/p/\xFF\xFE/b.json"));
    let resolution = |referrer, specifier: &str, module_type, target| ResolutionRow {
        referrer,
        specifier: specifier.to_owned(),
        module_type,
        target,
        dynamic: target == 3,
    };
    let probe = |path: &str, state| Probe { path: path.into(), state };
    Program {
        real_paths: true,
        start_modules: 3,
        modules: vec![
            module("file:///p/a.js", Some(Path::new("/p/a.js")), ModuleType::JavaScript, Some(stamp)),
            module("file:///p/%FF%FE/b.json", Some(odd), ModuleType::Json, None),
            module("data:text/javascript,ä", None, ModuleType::JavaScript, None),
            module("file:///top.txt", Some(Path::new("/top.txt")), ModuleType::Text, Some(stamp)),
        ],
        resolutions: vec![
            resolution(0, "", ModuleType::JavaScript, 2),
            resolution(0, "./b.json", ModuleType::Json, 1),
            resolution(0, "./b.json", ModuleType::Text, 3),
            resolution(2, "ä", ModuleType::JavaScript, 0),
        ],
        probes: vec![
            probe("/p/package.json", ProbeState::Present(Some(stamp), Digest::of(b"{}"))),
            probe("/p/node_modules/x", ProbeState::Link("../../store/x".into())),
            probe("/node_modules", ProbeState::Absent),
        ],
        later_probes: vec![probe("/p/later/package.json", ProbeState::Present(None, Digest::of(b"[]")))],
    }
}

#[test]
fn what_is_saved_is_loaded() {
    let place = Place::new();
    let cache = place.open();
    assert_eq!(load(&cache).err(), Some(Reason::Absent));
    for program in [sample(), Program::default()] {
        save(&cache, &program).unwrap();
        let loaded = load(&place.open()).unwrap();
        assert_eq!(loaded.to_program(), program);
    }
    assert_eq!(place.open().packs(|_| String::new()).count(), 1);
}

#[test]
fn specifiers_are_found_by_what_they_were_asked_as() {
    let place = Place::new();
    let cache = place.open();
    let mut program = sample();
    program.resolutions.reverse();
    save(&cache, &program).unwrap();
    let loaded = load(&cache).unwrap();
    for row in &program.resolutions {
        assert_eq!(loaded.resolve(row.referrer, &row.specifier, row.module_type), Some(row.target));
    }
    assert_eq!(loaded.resolve(0, "./b.json", ModuleType::JavaScript), None);
    assert_eq!(loaded.resolve(1, "./b.json", ModuleType::Json), None);
    assert_eq!(loaded.resolve(u32::MAX, "./c", ModuleType::Json), None);
    assert_eq!(loaded.module(0).unwrap().url(), "file:///p/a.js");
    assert_eq!(loaded.module(4), None);
}

#[test]
fn a_row_that_names_no_module_is_not_saved() {
    let place = Place::new();
    let mut program = sample();
    program.resolutions[0].target = 4;
    assert_eq!(save(&place.open(), &program), Err(Reason::Corrupt));
    assert_eq!(load(&place.open()).err(), Some(Reason::Absent));
}

#[test]
fn every_flipped_bit_and_every_truncation_is_refused() {
    let place = Place::in_memory();
    let cache = place.open();
    save(&cache, &sample()).unwrap();
    let path = only_pack(&place);
    let bytes = fs::read(&path).unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, flipped).unwrap();
        let reason = load(&cache).err();
        assert!(matches!(reason, Some(Reason::Corrupt | Reason::FormatMismatch)), "bit {bit}: {reason:?}");
    }
    for length in 0..bytes.len() {
        fs::write(&path, &bytes[..length]).unwrap();
        let reason = load(&cache).err();
        assert!(matches!(reason, Some(Reason::Corrupt | Reason::Truncated)), "{length} bytes: {reason:?}");
    }
    save(&cache, &sample()).unwrap();
    assert_eq!(fs::read(&path).unwrap(), bytes, "the same program gives the same bytes");
}

#[test]
fn a_pack_serves_its_key_its_build_and_its_kind_alone() {
    let place = Place::new();
    let cache = place.open();
    save(&cache, &sample()).unwrap();
    let pack = only_pack(&place);
    let other = Cache::open(Config { build_id: BuildId([0xB2; 32]), ..place.config() });
    assert_eq!(load(&other).err(), Some(Reason::EngineMismatch));

    let other_entry = Path::new("/p/src/other.js");
    save_pack(&cache, other_entry, &Program::default()).unwrap();
    let other_file = all_packs(&place).into_iter().find(|path| *path != pack).unwrap();
    fs::copy(&pack, other_file).unwrap();
    assert_eq!(load_pack(&cache, other_entry).err(), Some(Reason::Corrupt));

    let module = Module::new("module");
    cache.publish(&module.parts()).unwrap();
    fs::copy(&pack, cache.path_of(&module.key).unwrap()).unwrap();
    module.assert_miss(&cache, Reason::Corrupt);
}

#[test]
fn each_module_has_its_entry() {
    let place = Place::new();
    let cache = place.open();
    let mut program = sample();
    // Two modules with one content have one entry.
    program.modules[3].entry = program.modules[0].entry;
    save(&cache, &program).unwrap();
    let pack = load(&cache).unwrap();
    assert_eq!(pack.keys().count(), 2);
    for (index, row) in (0..).zip(&program.modules) {
        let entry = pack.entry(index).unwrap();
        assert_eq!(entry.is_some(), row.file.is_some(), "built-ins and data: URLs have none here");
        if let Some(entry) = entry {
            assert_eq!((entry.key(), entry.bytecode()), (row.entry, Some(row.entry.0.as_slice())));
            assert!(entry.bytecode().unwrap().as_ptr().addr().is_multiple_of(8));
            assert_eq!(pack.find(&row.entry).unwrap().entry.key(), row.entry);
        }
    }
    assert_eq!(pack.entry(4).err(), Some(Reason::Absent));
    assert_eq!(pack.find(&EntryKey([1; 32])).err(), Some(Reason::Absent));
}

#[test]
fn an_entry_is_found_in_the_packs_of_other_programs() {
    let place = Place::new();
    let wanted = sample().modules[0].entry;
    assert!(place.open().find_shared(&wanted).is_none());
    save(&place.open(), &sample()).unwrap();
    let found = place.open().find_shared(&wanted).unwrap();
    assert_eq!(found.entry.bytecode(), Some(wanted.0.as_slice()));
    assert!(place.open().find_shared(&EntryKey([1; 32])).is_none());
    assert!(place.open_with(Policy::Refresh).find_shared(&wanted).is_none());

    // The index is a hint: what it says wrongly is a miss, and what it lacks is learned again.
    let index = place.dir().join("packs/index");
    let rows = fs::read(&index).unwrap();
    fs::write(&index, &rows[..rows.len() - 1]).unwrap();
    assert!(place.open().find_shared(&wanted).is_some(), "the last row is torn, the first is whole");
    save(&place.open(), &sample()).unwrap();
    save(&place.open(), &sample()).unwrap();
    assert_eq!(fs::read(&index).unwrap(), rows);
    fs::write(&index, vec![0xA5; rows.len()]).unwrap();
    assert!(place.open().find_shared(&wanted).is_none());
    fs::write(&index, &rows).unwrap();
    fs::remove_file(only_pack(&place)).unwrap();
    assert!(place.open().find_shared(&wanted).is_none());
}

#[test]
fn a_pack_does_not_depend_on_where_its_program_is() {
    let place = Place::new();
    let cache = place.open();
    let moved_entry = Path::new("/elsewhere/deep/src/main.js");
    save(&cache, &sample()).unwrap();
    // Under the key of the other place, as if the file had been carried there.
    save_pack_as(&cache, &input(moved_entry).key(), Path::new(PROGRAM), &sample()).unwrap();
    let moved = load_pack(&cache, moved_entry).unwrap().to_program();
    assert_eq!(moved.modules[0].file.as_deref(), Some(Path::new("/elsewhere/deep/a.js")));
    assert_eq!(moved.modules[0].url, "file:///elsewhere/deep/a.js");
    assert_eq!(
        moved.modules[3].file.as_deref(),
        Some(Path::new("/top.txt")),
        "it has nothing in common with the program"
    );
    assert_eq!(moved.probes[0].path, Path::new("/elsewhere/deep/package.json"));
    let bytes = fs::read(all_packs(&place).remove(0)).unwrap();
    assert!(bytes.windows(10).filter(|window| window == b"/p/src/mai").count() <= 1, "only for people to read");
}

#[test]
fn policies_hold_for_programs_too() {
    let place = Place::new();
    save(&place.open(), &sample()).unwrap();
    let reader = place.open_with(Policy::ReadOnly);
    assert!(load(&reader).is_ok());
    assert_eq!(save(&reader, &sample()), Err(Reason::ReadOnly));
    assert_eq!(load(&place.open_with(Policy::Refresh)).err(), Some(Reason::Disabled));
    assert_eq!(load(&place.open_with(Policy::Off)).err(), Some(Reason::Disabled));
}

/// A program on disk: `src/a.js`, `src/b.js` and `lib/c.js`, a `package.json`, a link and an absent candidate.
struct OnDisk {
    place: Place,
    cache: Cache,
}

impl OnDisk {
    fn new() -> Self {
        let place = Place::new();
        for dir in ["src", "lib", "store"] {
            fs::create_dir(place.root().join(dir)).unwrap();
        }
        for file in ["src/a.js", "src/b.js", "lib/c.js", "package.json"] {
            fs::write(place.root().join(file), file).unwrap();
        }
        symlink("store", place.root().join("link")).unwrap();
        let disk = Self { cache: place.open(), place };
        disk.save(true);
        disk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.root().join(name)
    }

    fn save(&self, real_paths: bool) {
        let module = |name: &str| {
            let source = stamp::read(&self.path(name)).unwrap();
            ModuleRow {
                url: name.to_owned(),
                file: Some(self.path(name)),
                module_type: ModuleType::JavaScript,
                format: 0,
                // Not every file system lets a stamp be given at once; what is tested here is how one is checked.
                stamp: Some(source.stamp.unwrap_or_else(|| observed(&self.path(name)))),
                source_digest: source.digest,
                entry: EntryKey([0; 32]),
                requests: Vec::new(),
            }
        };
        let modules = ["src/a.js", "lib/c.js", "src/b.js"].map(module).to_vec();
        let manifest = ProbeState::Present(Some(observed(&self.path("package.json"))), Digest::of(b"package.json"));
        let probes = vec![
            Probe { path: self.path("package.json"), state: manifest },
            Probe { path: self.path("link"), state: ProbeState::Link("store".into()) },
            Probe { path: self.path("src/node_modules"), state: ProbeState::Absent },
            Probe { path: self.path("src/a.js/package.json"), state: ProbeState::Absent },
        ];
        let program = Program { real_paths, modules, start_modules: 3, probes, ..Program::default() };
        save_pack(&self.cache, &self.path("src/a.js"), &program).unwrap();
    }

    fn standing(&self) -> Standing {
        let pack = load_pack(&self.cache, &self.path("src/a.js")).unwrap();
        let start = self.cache.check_start(&pack);
        let some = self.cache.check_modules(&pack, [0, 2].into_iter());
        let expected: Vec<u32> = start.unproven.iter().copied().filter(|row| [0, 2].contains(row)).collect();
        assert_eq!(some.unproven, expected, "it looks at these alone");
        start
    }

    #[track_caller]
    fn assert_standing(&self, resolutions_hold: bool, unproven: &[u32]) {
        assert_eq!(self.standing(), Standing { resolutions_hold, unproven: unproven.to_vec() });
    }
}

/// The stamp of a file as it is now, whether it proves anything or not.
fn observed(path: &Path) -> Stamp {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = fs::metadata(path).unwrap();
    Stamp {
        device: metadata.dev(),
        inode: metadata.ino(),
        size: metadata.len(),
        mtime_ns: metadata.mtime() * 1_000_000_000 + metadata.mtime_nsec(),
        ctime_ns: metadata.ctime() * 1_000_000_000 + metadata.ctime_nsec(),
    }
}

#[test]
fn an_unchanged_program_stands() {
    let disk = OnDisk::new();
    disk.assert_standing(true, &[]);
    disk.save(false);
    disk.assert_standing(true, &[]);
}

#[test]
fn changed_files_are_unproven() {
    let disk = OnDisk::new();
    fs::write(disk.path("src/b.js"), "changed!").unwrap();
    disk.assert_standing(true, &[2]);
    fs::write(disk.path("src/a.js"), "changed!").unwrap();
    disk.assert_standing(true, &[0, 2]);
}

#[test]
fn a_module_that_vanished_voids_the_resolutions() {
    let disk = OnDisk::new();
    fs::remove_file(disk.path("lib/c.js")).unwrap();
    disk.assert_standing(false, &[1]);
    fs::create_dir(disk.path("lib/c.js")).unwrap();
    disk.assert_standing(false, &[1]);
    fs::remove_dir_all(disk.path("lib")).unwrap();
    disk.assert_standing(false, &[1]);
}

#[test]
fn a_link_that_appears_in_a_path_voids_the_resolutions() {
    let disk = OnDisk::new();
    fs::rename(disk.path("lib"), disk.path("moved")).unwrap();
    symlink("moved", disk.path("lib")).unwrap();
    disk.assert_standing(false, &[1]);

    let disk = OnDisk::new();
    disk.save(false);
    fs::rename(disk.path("lib"), disk.path("moved")).unwrap();
    symlink("moved", disk.path("lib")).unwrap();
    disk.assert_standing(true, &[]);

    let disk = OnDisk::new();
    fs::rename(disk.path("lib/c.js"), disk.path("lib/d.js")).unwrap();
    symlink("d.js", disk.path("lib/c.js")).unwrap();
    disk.assert_standing(false, &[1]);
}

#[test]
fn every_kind_of_probe_is_checked() {
    let disk = OnDisk::new();
    fs::write(disk.path("package.json"), "{\"exports\": 1}").unwrap();
    disk.assert_standing(false, &[]);
    // Another file, but the same content: a copy of the project, or a checkout of the same commit.
    fs::write(disk.path("package.json"), "package.json").unwrap();
    disk.assert_standing(true, &[]);

    let disk = OnDisk::new();
    fs::create_dir(disk.path("src/node_modules")).unwrap();
    disk.assert_standing(false, &[]);

    let disk = OnDisk::new();
    fs::remove_file(disk.path("link")).unwrap();
    symlink("lib", disk.path("link")).unwrap();
    disk.assert_standing(false, &[]);

    let disk = OnDisk::new();
    fs::remove_file(disk.path("link")).unwrap();
    fs::create_dir(disk.path("link")).unwrap();
    disk.assert_standing(false, &[]);
}

#[test]
fn probes_say_what_was_found() {
    let disk = OnDisk::new();
    let later = Moment::now() + std::time::Duration::from_secs(10);
    let probe = |name: &str| stamp::probe(&disk.path(name), later).map(|probe| probe.state);
    let manifest = ProbeState::Present(Some(observed(&disk.path("package.json"))), Digest::of(b"package.json"));
    assert_eq!(probe("package.json"), Some(manifest));
    assert_eq!(probe("link"), Some(ProbeState::Link("store".into())));
    assert_eq!(probe("nothing"), Some(ProbeState::Absent));
    assert_eq!(probe("package.json/below"), Some(ProbeState::Absent));
    assert_eq!(probe("src"), None, "a directory says nothing");
}

#[test]
fn what_changed_after_the_resolution_began_is_no_ground_for_it() {
    let disk = OnDisk::new();
    let began = Moment::now();
    fs::write(disk.path("package.json"), "{}").unwrap();
    fs::remove_file(disk.path("link")).unwrap();
    symlink("lib", disk.path("link")).unwrap();
    assert_eq!(stamp::probe(&disk.path("package.json"), began), None);
    assert_eq!(stamp::probe(&disk.path("link"), began), None);
}

#[test]
fn ten_thousand_rows_come_back() {
    let place = Place::new();
    let cache = place.open();
    let row = sample().modules.remove(0);
    let modules: Vec<ModuleRow> = (0..10_000)
        .map(|number| ModuleRow {
            url: format!("file:///p/{number}.js"),
            file: Some(format!("/p/{}/{number}.js", number % 100).into()),
            ..row.clone()
        })
        .collect();
    let resolutions = (1..10_000)
        .map(|target| ResolutionRow {
            referrer: target - 1,
            specifier: format!("./{target}.js"),
            module_type: ModuleType::JavaScript,
            target,
            dynamic: false,
        })
        .collect();
    let program = Program { real_paths: true, modules, start_modules: 10_000, resolutions, ..Program::default() };
    save(&cache, &program).unwrap();
    let loaded = load(&cache).unwrap();
    assert_eq!(loaded.to_program(), program);
    assert_eq!(loaded.resolve(9_998, "./9999.js", ModuleType::JavaScript), Some(9_999));
}

fn all_packs(place: &Place) -> Vec<PathBuf> {
    let tree = place.tree().into_iter();
    tree.filter(|path| path.extension().is_some_and(|it| it == "pack")).map(|path| place.root().join(path)).collect()
}

fn only_pack(place: &Place) -> PathBuf {
    let [path] = all_packs(place).try_into().unwrap();
    path
}
