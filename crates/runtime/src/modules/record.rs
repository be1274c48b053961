//! What this run learned, for the next one.

use std::path::PathBuf;

use parbake_bmes::{Digest, EntryKey, ModuleType};
use parbake_cache::stamp::{self, Moment};
use parbake_cache::{Base, Draft, Member, ModuleRow, Probe, ProbeState, ProgramKey, Reason, ResolutionRow};
use rustc_hash::{FxHashMap, FxHashSet};

use super::fetch::Shared;
use super::member::Held;
use super::{Evidence, Graph, Id, Known, Place};

/// Modules that earlier runs used and this one did not are kept while they are at most so many for each that it used.
/// Without a bound, a program that makes up a new URL in each run would grow its pack in each run.
const KEPT_FOR_EACH_USED: usize = 2;

/// As many are kept in any case.
const KEPT_IN_ANY_CASE: usize = 256;

/// Spare entries take at most this part of what the modules' entries take.
const SPARE_PART: usize = 8;

/// Spare entries may take so many bytes in any case.
const SPARE_BYTES_IN_ANY_CASE: usize = 64 << 10;

/// The running program, as its pack knows it.
pub(crate) struct Program {
    pub(crate) key: ProgramKey,
    pub(crate) base: Base,
    pub(crate) real_paths: bool,
    pub(crate) began: Moment,
}

/// How far the next run can rely on a pack that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Saved {
    /// On everything.
    Settled,
    /// Files were too young for their times to say anything: the next run looks at them again.
    Young,
}

/// What there is to publish at one moment of the run. Taking it is cheap; the rest happens on another thread.
pub(crate) struct Snapshot {
    modules: Vec<(ModuleRow, Option<Held>)>,
    start_modules: u32,
    resolutions: Vec<ResolutionRow>,
    evidence: Evidence,
    /// What earlier runs learned holds still.
    earlier_holds: bool,
    /// The program is at its end: what it has not used by now it does not use.
    ends: bool,
}

impl Snapshot {
    /// `None` where the program did not get as far as running: it has learned nothing that is worth more than what is there.
    pub(crate) fn take(graph: &Graph, known: Option<&Known>, ends: bool) -> Option<Self> {
        if !graph.main.is_some_and(|main| graph.roots.contains(&main)) {
            return None;
        }
        let mut snapshot = Self {
            modules: Vec::new(),
            start_modules: 0,
            resolutions: Vec::new(),
            evidence: graph.evidence.clone(),
            earlier_holds: known.is_some_and(Known::start_holds) && !graph.import_changed,
            ends,
        };
        let (order, start_modules) = graph.in_order_of_start();
        let mut places: FxHashMap<Id, u32> = FxHashMap::default();
        for (number, &id) in order.iter().enumerate() {
            if number == start_modules {
                snapshot.start_modules = snapshot.count();
            }
            if !matches!(graph.module(id).place, Place::Inline(_) | Place::Hooks { .. } | Place::Hooked(_)) {
                places.insert(id, snapshot.count());
                snapshot.modules.push((row(graph, known, id), graph.held(known, id)));
            }
        }
        if start_modules == order.len() {
            snapshot.start_modules = snapshot.count();
        }
        for id in order {
            // What hooks made of its requests they are asked again.
            let Some(&referrer) = places.get(&id).filter(|_| !graph.module(id).hooked) else { continue };
            let place = |target: &Id| places.get(target).copied();
            snapshot.modules[referrer as usize].0.requests = graph.targets(id).iter().filter_map(place).collect();
            snapshot.resolutions.extend(graph.resolutions(known, id).filter_map(|(link, target)| {
                let (specifier, module_type, dynamic) = link;
                Some(ResolutionRow {
                    referrer,
                    specifier: specifier.to_owned(),
                    module_type,
                    target: place(&target)?,
                    dynamic,
                })
            }));
        }
        Some(snapshot)
    }

    /// Writes the pack. What cannot be written now is learned again by the next run.
    pub(crate) fn publish(mut self, shared: &Shared, program: &Program) -> Result<Saved, Reason> {
        let made = self.modules.iter().filter(|(_, held)| held.as_ref().is_some_and(|held| held.as_member().is_some()));
        let entries = made.map(|(row, _)| row.entry);
        if shared.others.as_ref().is_some_and(|others| others.publishes_instead(&shared.cache, entries)) {
            return Ok(Saved::Young);
        }
        let mut probes = Probes::default();
        if let Some(known) = shared.known().filter(|_| self.earlier_holds) {
            self.add_earlier(known);
            let earlier = known.pack().to_program();
            probes.start = renewed(earlier.probes, program.began);
            probes.later = renewed(earlier.later_probes, program.began);
        }
        let is_reliable = probes.add(&self.evidence, program.began);
        let (modules, held): (Vec<_>, Vec<_>) = self.modules.into_iter().unzip();
        held.iter().flatten().filter_map(Held::as_later).for_each(|later| later.make());
        let members: Vec<Option<Member<'_>>> = held.iter().map(|held| held.as_ref()?.as_member()).collect();
        let mut learned = parbake_cache::Program {
            real_paths: program.real_paths,
            modules,
            start_modules: self.start_modules,
            resolutions: self.resolutions,
            probes: sorted(probes.start),
            later_probes: sorted(probes.later),
        };
        if !is_reliable {
            // Something that resolutions rest on could not be pinned down: none of them can be relied on.
            (learned.resolutions, learned.probes, learned.later_probes) = Default::default();
            learned.start_modules = 0;
        }
        let spares = shared.known().map(|known| spares(known, &learned, &members)).unwrap_or_default();
        let is_settled = learned.modules.iter().all(|row| row.file.is_none() || row.stamp.is_some());
        let draft = Draft { base: &program.base, program: &learned, members: &members, spares: &spares };
        let saved = shared.cache.save_pack(&program.key, &draft);
        if let Some(others) = &shared.others {
            others.part(&shared.cache);
        }
        saved?;
        Ok(if is_reliable && is_settled { Saved::Settled } else { Saved::Young })
    }

    /// Keeps what earlier runs learned and this one did not need (another `import()`, say), so that a pack comes to cover
    /// all ways through the program instead of changing with each. What this run says stands. Before the program's end, all of
    /// it is kept: most of what a program requires it requires after its start.
    fn add_earlier(&mut self, known: &Known) {
        let pack = known.pack();
        let earlier = pack.to_program();
        let most = KEPT_IN_ANY_CASE.max(self.modules.len() * KEPT_FOR_EACH_USED);
        let mut places: FxHashMap<(String, ModuleType), u32> = FxHashMap::default();
        for (place, (row, _)) in (0..).zip(&self.modules) {
            places.insert((row.url.clone(), row.module_type), place);
        }
        let new = earlier.modules.iter().filter(|row| !places.contains_key(&(row.url.clone(), row.module_type)));
        if self.ends && new.count() > most {
            return;
        }
        let mut moved = Vec::with_capacity(earlier.modules.len());
        let used = self.modules.len();
        for (number, row) in (0..).zip(earlier.modules) {
            let place = places.entry((row.url.clone(), row.module_type)).or_insert_with(|| {
                let held = pack.member_bytes(number).map(|bytes| Held::packed(bytes, known.origin()));
                self.modules.push((row, held));
                u32::try_from(self.modules.len() - 1).expect("fewer than 2^32 modules")
            });
            moved.push(*place);
        }
        for (row, _) in &mut self.modules[used..] {
            row.requests.iter_mut().for_each(|target| *target = moved[*target as usize]);
        }
        let said = |row: &ResolutionRow| (row.referrer, row.specifier.clone(), row.module_type);
        let mut seen: FxHashSet<_> = self.resolutions.iter().map(said).collect();
        for row in earlier.resolutions {
            let (referrer, target) = (moved[row.referrer as usize], moved[row.target as usize]);
            let row = ResolutionRow { referrer, target, ..row };
            if seen.insert(said(&row)) {
                self.resolutions.push(row);
            }
        }
    }

    /// How many modules the program has come to use.
    pub(crate) fn modules(&self) -> usize {
        self.modules.len()
    }

    fn count(&self) -> u32 {
        u32::try_from(self.modules.len()).expect("fewer than 2^32 modules")
    }
}

/// Entries of the last pack that no module has now, the ones replaced last before those that were spare already: what was
/// changed may be changed back, and a branch that was left may be entered again.
fn spares(
    known: &Known,
    learned: &parbake_cache::Program,
    members: &[Option<Member<'_>>],
) -> Vec<(EntryKey, &'static [u8])> {
    let pack = known.pack();
    let size: usize = members.iter().flatten().map(|member| member.bytes.len()).sum();
    let mut room = SPARE_BYTES_IN_ANY_CASE.max(size / SPARE_PART);
    let used: FxHashSet<EntryKey> = learned.modules.iter().map(|row| row.entry).collect();
    let replaced = pack.modules().map(|view| view.entry);
    let mut seen = FxHashSet::default();
    let unused = replaced.chain(pack.keys()).filter(|key| !used.contains(key) && seen.insert(*key));
    unused
        .filter_map(|key| Some((key, pack.find(&key).ok()?.bytes)))
        .take_while(|(_, bytes)| {
            let fits = bytes.len() <= room;
            room = room.saturating_sub(bytes.len());
            fits
        })
        .collect()
}

/// What has to stay as it is.
#[derive(Default)]
struct Probes {
    start: FxHashMap<PathBuf, Probe>,
    later: FxHashMap<PathBuf, Probe>,
}

impl Probes {
    /// Looks at what the resolutions of this run rest on. False if something could not be pinned down.
    fn add(&mut self, evidence: &Evidence, began: Moment) -> bool {
        let Evidence { start, later } = evidence;
        let mut all = true;
        for (paths, probes) in [(start, &mut self.start), (later, &mut self.later)] {
            for path in paths {
                match stamp::probe(path, began) {
                    Some(probe) => _ = probes.insert(path.clone(), probe),
                    None => all = false,
                }
            }
        }
        all
    }
}

/// What earlier runs looked at, with the stamps that it has now: a file may have been written again as it was, and what was
/// carried here has none.
fn renewed(probes: Vec<Probe>, began: Moment) -> FxHashMap<PathBuf, Probe> {
    let renew = |probe: Probe| match probe.state {
        ProbeState::Present(stamp, digest) if !stamp.is_some_and(|stamp| stamp.still_holds(&probe.path)) => {
            let now = stamp::probe(&probe.path, began);
            let is_same = |now: &Probe| matches!(now.state, ProbeState::Present(_, found) if found == digest);
            now.filter(is_same).unwrap_or(probe)
        }
        _ => probe,
    };
    probes.into_iter().map(renew).map(|probe| (probe.path.clone(), probe)).collect()
}

fn sorted(probes: FxHashMap<PathBuf, Probe>) -> Vec<Probe> {
    let mut probes: Vec<Probe> = probes.into_values().collect();
    probes.sort_by(|a, b| a.path.cmp(&b.path));
    probes
}

fn row(graph: &Graph, known: Option<&Known>, id: Id) -> ModuleRow {
    let module = graph.module(id);
    let (url, module_type) = (module.url.to_string(), module.module_type);
    match graph.facts(known, id) {
        Some(facts) => ModuleRow {
            url,
            file: facts.file,
            module_type,
            format: facts.format,
            stamp: facts.stamp,
            source_digest: facts.digest,
            entry: facts.key,
            requests: Vec::new(),
        },
        // A built-in: part of the executable, not of the cache.
        None => ModuleRow {
            url,
            file: None,
            module_type,
            format: super::format_code::from_format(parbake_loader::Format::Builtin),
            stamp: None,
            source_digest: Digest([0; 32]),
            entry: EntryKey([0; 32]),
            requests: Vec::new(),
        },
    }
}
