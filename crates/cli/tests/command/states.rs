//! Every command of the cache on every kind of cache: what it answers, and what it leaves alone.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::mount::Mount;
use crate::sandbox::Sandbox;

/// What a cache directory can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Missing,
    Empty,
    Healthy,
    /// A byte of the pack is another.
    Damaged,
    /// On a file system that cannot be written to.
    ReadOnly,
    /// Filled by another build.
    OtherBuild,
    /// A directory of somebody else's.
    NoCache,
    /// A file.
    File,
    /// Others may write to it.
    Untrusted,
}

const KINDS: [Kind; 9] = [
    Kind::Missing,
    Kind::Empty,
    Kind::Healthy,
    Kind::Damaged,
    Kind::ReadOnly,
    Kind::OtherBuild,
    Kind::NoCache,
    Kind::File,
    Kind::Untrusted,
];

/// A command, and the kinds of cache on which it fails with 1 instead of answering with 0.
const COMMANDS: &[(&[&str], &[Kind])] = &[
    (&["dir"], &[]),
    (&["stats"], UNUSABLE),
    (&["stats", "--reset"], UNUSABLE),
    (&["ls"], UNUSABLE),
    (&["ls", "main.mjs"], UNUSABLE),
    (&["verify"], &[Kind::Damaged, Kind::NoCache, Kind::File, Kind::Untrusted]),
    (&["verify", "--repair"], &[Kind::Damaged, Kind::NoCache, Kind::File, Kind::Untrusted]),
    (&["explain", "main.mjs"], UNUSABLE),
    (
        &["explain", "--strict", "main.mjs"],
        &[Kind::Missing, Kind::Empty, Kind::Damaged, Kind::OtherBuild, Kind::NoCache, Kind::File, Kind::Untrusted],
    ),
    (
        &["inspect", "main.mjs"],
        &[Kind::Missing, Kind::Empty, Kind::Damaged, Kind::OtherBuild, Kind::NoCache, Kind::File, Kind::Untrusted],
    ),
    (&["prune", "--dry-run"], UNUSABLE),
    (&["prune"], UNUSABLE),
    (&["prune", "--max-size=0"], UNUSABLE),
    (&["clean", "--dry-run"], UNUSABLE),
    (&["clean", "main.mjs"], &[Kind::ReadOnly, Kind::NoCache, Kind::File, Kind::Untrusted]),
    (&["clean"], &[Kind::ReadOnly, Kind::NoCache, Kind::File, Kind::Untrusted]),
    (&["compile", "main.mjs"], &[Kind::File, Kind::Untrusted]),
    (&["export", "main.mjs", "-o", "main.pack"], &[Kind::File, Kind::Untrusted]),
    (&["import", "carried.pack"], &[Kind::ReadOnly, Kind::File, Kind::Untrusted]),
];

/// Where nothing can be looked at.
const UNUSABLE: &[Kind] = &[Kind::NoCache, Kind::File, Kind::Untrusted];

/// The commands that only look.
const LOOKING: [&str; 5] = ["dir", "ls", "explain", "inspect", "verify"];

/// A program, and a cache of that kind for it; `None` where this machine does not allow for one.
fn prepare(kind: Kind) -> Option<(Sandbox, PathBuf, Option<Mount>)> {
    let sandbox = Sandbox::new();
    let root = sandbox.root();
    fs::write(root.join("main.mjs"), "import { a } from './other.mjs';\nconsole.log(a);\n").unwrap();
    fs::write(root.join("other.mjs"), "export const a = 'printed';\n").unwrap();
    let exported = sandbox.run(&["cache", "export", "main.mjs", "-o", "carried.pack", "--cache-dir", "for-export"]);
    assert_eq!(exported.code, Some(0), "{exported:?}");
    let cache = root.join("cache");
    let mut mount = None;
    match kind {
        Kind::Missing => {}
        Kind::Empty => make(&cache, 0o700),
        Kind::Untrusted => make(&cache, 0o777),
        Kind::File => fs::write(&cache, "precious").unwrap(),
        Kind::NoCache => {
            make(&cache, 0o700);
            fs::write(cache.join("letter.txt"), "precious").unwrap();
        }
        Kind::Healthy | Kind::Damaged | Kind::ReadOnly | Kind::OtherBuild => {
            assert_eq!(sandbox.run(&["--cache-dir", "cache", "main.mjs"]).stdout, "printed\n");
            let pack = files(&cache).into_keys().find(|path| path.extension().is_some_and(|end| end == "pack"));
            let pack = cache.join(pack.expect("the run has left its pack"));
            match kind {
                Kind::Damaged => change(&pack, 200),
                // The version of the pack's layout.
                Kind::OtherBuild => change(&pack, 4),
                Kind::ReadOnly => mount = Some(Mount::read_only(&cache)?),
                _ => {}
            }
        }
    }
    Some((sandbox, cache, mount))
}

fn make(directory: &Path, mode: u32) {
    fs::create_dir(directory).unwrap();
    fs::set_permissions(directory, fs::Permissions::from_mode(mode)).unwrap();
}

fn change(file: &Path, place: usize) {
    let mut bytes = fs::read(file).unwrap();
    bytes[place] ^= 0x40;
    fs::write(file, bytes).unwrap();
}

/// Every file below a directory, relative to it, with what is in it; for a file, the file itself.
fn files(path: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = vec![path.to_owned()];
    while let Some(next) = left.pop() {
        if next.is_dir() {
            left.extend(fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()));
        } else if next.exists() {
            found.insert(next.strip_prefix(path).unwrap().to_owned(), fs::read(&next).unwrap());
        }
    }
    found
}

#[test]
fn every_command_on_every_kind_of_cache() {
    let mut wrong = Vec::new();
    for kind in KINDS {
        for (command, failing) in COMMANDS {
            let Some((sandbox, cache, _mount)) = prepare(kind) else {
                eprintln!("{kind:?}: not tried, this machine does not let the test mount file systems");
                break;
            };
            let before = files(&cache);
            let ran = sandbox.run(&[&["cache"], *command, &["--cache-dir", "cache"]].concat());
            let after = files(&cache);
            let case = format!("{command:?} on {kind:?}: {ran:?}");
            let expected = i32::from(failing.contains(&kind));
            if ran.code != Some(expected) {
                wrong.push(format!("{case} should end with {expected}"));
            }
            // What goes wrong is said in one line, as an answer or as an error.
            let is_error = ran.stderr.starts_with("error: ") && ran.stderr.lines().count() == 1;
            let is_silent = ran.stderr.is_empty();
            if !(is_silent || (expected == 1 && is_error)) {
                wrong.push(format!("{case} says too much"));
            }
            let is_kept = match kind {
                _ if LOOKING.contains(&command[0]) && !command.contains(&"--repair") => before == after,
                Kind::File | Kind::Untrusted | Kind::ReadOnly => before == after,
                _ => before
                    .iter()
                    .filter(|(path, _)| path.ends_with("letter.txt"))
                    .all(|(path, text)| after.get(path) == Some(text)),
            };
            if !is_kept {
                wrong.push(format!("{case} has changed something"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A full disk is an error of the commands that write, and none of a run.
#[test]
fn a_full_disk() {
    let sandbox = Sandbox::new();
    let root = sandbox.root();
    fs::write(root.join("large.mjs"), format!("export const text = '{}';\n", "x".repeat(200_000))).unwrap();
    fs::write(root.join("main.mjs"), "import { text } from './large.mjs';\nconsole.log(text.length);\n").unwrap();
    let full = root.join("full");
    make(&full, 0o700);
    let Some(_mount) = Mount::of_size(&full, 64 << 10) else {
        eprintln!("not tried: this machine does not let the test mount file systems");
        return;
    };
    make(&full.join("cache"), 0o700);
    let ran = sandbox.run(&["--cache-dir", "full/cache", "main.mjs"]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "200000\n", ""));
    for command in [
        &["compile", "main.mjs", "--cache-dir", "full/cache"][..],
        &["export", "main.mjs", "--cache-dir", "roomy", "-o", "full/main.pack"],
        &["export", "main.mjs", "--cache-dir", "roomy", "-o", "main.pack"],
        &["import", "main.pack", "--cache-dir", "full/cache"],
    ] {
        let ran = sandbox.run(&[&["cache"], command].concat());
        let fits = command[0] == "export" && command.contains(&"main.pack");
        assert_eq!(ran.code, Some(i32::from(!fits)), "{command:?}: {ran:?}");
        assert!(fits || ran.stderr.starts_with("error: "), "{command:?}: {ran:?}");
    }
    let ends = |path: &PathBuf| path.extension().is_some_and(|end| end == "pack" || end == "new");
    let left: Vec<_> = files(&full).into_keys().filter(ends).collect();
    assert_eq!(left, Vec::<PathBuf>::new(), "half a file, or one too many");
}
