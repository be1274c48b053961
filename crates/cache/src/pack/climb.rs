//! Looking upwards: what a pack that is carried elsewhere says of the directories above the program.
//!
//! The search for a `package.json` or a `node_modules` goes from directory to directory up to the root, and which those are
//! is the place's. So a pack that is carried elsewhere says only that such a search came to the root, by a probe there; what
//! was missing above the directories that belong to the program is left out. Where the pack is read, the same must be
//! missing from every directory above the program's, up to the root of that place.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::base::{Base, levels_up};
use super::{Probe, ProbeState, Program};

/// What `import` looks for in every directory on the way up that has no row of its own where it was found at the root.
const PACKAGES: &str = "node_modules";

/// Leaves out what was missing above the directories that belong to the program.
pub(super) fn without_what_was_missing_above(program: &Program, base: &Base) -> Program {
    let Program { real_paths, modules, start_modules, resolutions, probes, later_probes } = program;
    let groups = [probes, later_probes].map(|probes| {
        let names = sought_up_to_the_root(probes.iter().map(|probe| probe.path.as_path()));
        probes.iter().partition::<Vec<&Probe>, _>(|probe| !is_missing_above(probe, base, &names))
    });
    let files = modules.iter().filter_map(|row| row.file.as_deref());
    let kept = groups.iter().flat_map(|(kept, _)| kept.iter().map(|probe| probe.path.as_path()));
    let top = files.chain(kept).map(|path| levels(path, base)).max().unwrap_or(0);
    let [probes, later_probes] = groups.map(|(mut kept, missing)| {
        kept.extend(missing.into_iter().filter(|probe| levels(&probe.path, base) <= top));
        kept.sort_by(|a, b| a.path.cmp(&b.path));
        kept.into_iter().cloned().collect()
    });
    let (modules, resolutions) = (modules.clone(), resolutions.clone());
    Program { real_paths: *real_paths, modules, start_modules: *start_modules, resolutions, probes, later_probes }
}

/// The names that a search went up to the root for, of the paths of probes.
pub(super) fn sought_up_to_the_root<'a>(probes: impl Iterator<Item = &'a Path>) -> BTreeSet<OsString> {
    let mut names = BTreeSet::new();
    for path in probes {
        if path.parent() == Some(Path::new("/")) {
            names.extend(path.file_name().map(OsStr::to_owned));
        } else if path.starts_with(Path::new("/").join(PACKAGES)) {
            names.insert(PACKAGES.into());
        }
    }
    names
}

fn is_missing_above(probe: &Probe, base: &Base, names: &BTreeSet<OsString>) -> bool {
    let is_sought = probe.path.file_name().is_some_and(|name| names.contains(name));
    let is_above = probe.path.parent().is_some_and(|directory| base.is_below(directory));
    probe.state == ProbeState::Absent && is_sought && is_above && levels(&probe.path, base) > 0
}

/// How many directories one has to go up from the program's to come to the path.
fn levels(path: &Path, base: &Base) -> usize {
    let directory = path.parent().unwrap_or(path).as_os_str().as_encoded_bytes();
    let directory = [directory.strip_suffix(b"/").unwrap_or(directory), b"/"].concat();
    levels_up(&base.shorten(&directory))
}
