//! Program records: what is saved is loaded, what is damaged is not, and what changed on disk is noticed.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use parbake_bmes::{BuildId, Digest, EntryKey, ModuleType};
use parbake_cache::stamp::{self, Moment, Stamp};
use parbake_cache::{
    Cache, Config, ModuleRow, Policy, Probe, ProbeState, Program, ProgramKey, Reason, ResolutionRow, Standing,
};

use crate::support::{Module, Place};

const KEY: ProgramKey = ProgramKey([5; 32]);

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
        entry: EntryKey([6; 32]),
    };
    let odd = Path::new(OsStr::from_bytes(b"/p/\xFF\xFE/b.json"));
    let resolution = |referrer, specifier: &str, module_type, target| ResolutionRow {
        referrer,
        specifier: specifier.to_owned(),
        module_type,
        target,
    };
    let probe = |path: &str, state| Probe { path: path.into(), state };
    Program {
        real_paths: true,
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
            probe("/p/package.json", ProbeState::Present(stamp)),
            probe("/p/node_modules/x", ProbeState::Link("../../store/x".into())),
            probe("/node_modules", ProbeState::Absent),
        ],
    }
}

#[test]
fn what_is_saved_is_loaded() {
    let place = Place::new();
    let cache = place.open();
    assert_eq!(cache.load_program(&KEY).err(), Some(Reason::Absent));
    for program in [sample(), Program::default()] {
        cache.save_program(&KEY, &program).unwrap();
        let loaded = place.open().load_program(&KEY).unwrap();
        assert_eq!(loaded.to_program(), program);
    }
    assert_eq!(place.open().programs().count(), 1);
}

#[test]
fn specifiers_are_found_by_what_they_were_asked_as() {
    let place = Place::new();
    let cache = place.open();
    let mut program = sample();
    program.resolutions.reverse();
    cache.save_program(&KEY, &program).unwrap();
    let loaded = cache.load_program(&KEY).unwrap();
    for row in &program.resolutions {
        assert_eq!(loaded.resolve(row.referrer, &row.specifier, row.module_type), Some(row.target));
    }
    assert_eq!(loaded.resolve(0, "./b.json", ModuleType::JavaScript), None);
    assert_eq!(loaded.resolve(1, "./b.json", ModuleType::Json), None);
    assert_eq!(loaded.resolve(u32::MAX, "./c", ModuleType::Json), None);
    assert_eq!(loaded.module(0).unwrap().url, "file:///p/a.js");
    assert_eq!(loaded.module(4), None);
}

#[test]
fn a_row_that_names_no_module_is_not_saved() {
    let place = Place::new();
    let mut program = sample();
    program.resolutions[0].target = 4;
    assert_eq!(place.open().save_program(&KEY, &program), Err(Reason::Corrupt));
    assert_eq!(place.open().load_program(&KEY).err(), Some(Reason::Absent));
}

#[test]
fn every_flipped_bit_and_every_truncation_is_refused() {
    let place = Place::in_memory();
    let cache = place.open();
    cache.save_program(&KEY, &sample()).unwrap();
    let path = only_program(&place);
    let bytes = fs::read(&path).unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, flipped).unwrap();
        let reason = cache.load_program(&KEY).err();
        assert!(matches!(reason, Some(Reason::Corrupt | Reason::FormatMismatch)), "bit {bit}: {reason:?}");
    }
    for length in 0..bytes.len() {
        fs::write(&path, &bytes[..length]).unwrap();
        let reason = cache.load_program(&KEY).err();
        assert!(matches!(reason, Some(Reason::Corrupt | Reason::Truncated)), "{length} bytes: {reason:?}");
    }
    cache.save_program(&KEY, &sample()).unwrap();
    assert_eq!(fs::read(&path).unwrap(), bytes, "the same program gives the same bytes");
}

#[test]
fn a_record_serves_its_key_its_build_and_its_kind_alone() {
    let place = Place::new();
    let cache = place.open();
    cache.save_program(&KEY, &sample()).unwrap();
    let record = only_program(&place);
    let other = Cache::open(Config { build_id: BuildId([0xB2; 32]), ..place.config() });
    assert_eq!(other.load_program(&KEY).err(), Some(Reason::EngineMismatch));

    let wrong_key = ProgramKey([5 ^ 1; 32]);
    cache.save_program(&wrong_key, &Program::default()).unwrap();
    let wrong_file = all_programs(&place).into_iter().find(|path| *path != record).unwrap();
    fs::copy(&record, wrong_file).unwrap();
    assert_eq!(cache.load_program(&wrong_key).err(), Some(Reason::Corrupt));

    let module = Module::new("module");
    cache.publish(&module.parts()).unwrap();
    fs::copy(&record, cache.path_of(&module.key).unwrap()).unwrap();
    module.assert_miss(&cache, Reason::Corrupt);
}

#[test]
fn policies_hold_for_programs_too() {
    let place = Place::new();
    place.open().save_program(&KEY, &sample()).unwrap();
    let reader = place.open_with(Policy::ReadOnly);
    assert!(reader.load_program(&KEY).is_ok());
    assert_eq!(reader.save_program(&KEY, &sample()), Err(Reason::ReadOnly));
    assert_eq!(place.open_with(Policy::Refresh).load_program(&KEY).err(), Some(Reason::Disabled));
    assert_eq!(place.open_with(Policy::Off).load_program(&KEY).err(), Some(Reason::Disabled));
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
            }
        };
        let modules = ["src/a.js", "lib/c.js", "src/b.js"].map(module).to_vec();
        let probes = vec![
            Probe { path: self.path("package.json"), state: ProbeState::Present(observed(&self.path("package.json"))) },
            Probe { path: self.path("link"), state: ProbeState::Link("store".into()) },
            Probe { path: self.path("src/node_modules"), state: ProbeState::Absent },
            Probe { path: self.path("src/a.js/package.json"), state: ProbeState::Absent },
        ];
        let program = Program { real_paths, modules, probes, resolutions: Vec::new() };
        self.cache.save_program(&KEY, &program).unwrap();
    }

    fn standing(&self) -> Standing {
        self.cache.check_program(&self.cache.load_program(&KEY).unwrap())
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
    assert_eq!(probe("package.json"), Some(ProbeState::Present(observed(&disk.path("package.json")))));
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
        })
        .collect();
    let program = Program { real_paths: true, modules, resolutions, probes: Vec::new() };
    cache.save_program(&KEY, &program).unwrap();
    let loaded = cache.load_program(&KEY).unwrap();
    assert_eq!(loaded.to_program(), program);
    assert_eq!(loaded.resolve(9_998, "./9999.js", ModuleType::JavaScript), Some(9_999));
}

fn all_programs(place: &Place) -> Vec<PathBuf> {
    let tree = place.tree().into_iter();
    tree.filter(|path| path.extension().is_some_and(|it| it == "program")).map(|path| place.root().join(path)).collect()
}

fn only_program(place: &Place) -> PathBuf {
    let [path] = all_programs(place).try_into().unwrap();
    path
}
