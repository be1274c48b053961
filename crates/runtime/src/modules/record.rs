//! What this run learned, for the next one.

use std::path::PathBuf;

use parbake_bmes::{Digest, EntryKey, ModuleType};
use parbake_cache::stamp::{self, Moment};
use parbake_cache::{Cache, ModuleRow, Probe, Program, ProgramKey, ResolutionRow};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Graph, Id, Known, Link, Place};

/// Writes the program's record if this run saw anything that it does not have. What earlier runs learned and this one did
/// not need (another `import()`, say) is kept as long as it still holds, so that the record does not flap.
pub(crate) fn save_record(
    graph: &Graph,
    known: Option<&Known>,
    cache: &Cache,
    key: &ProgramKey,
    preserve_symlinks: bool,
    began: Moment,
) {
    // A program that did not get as far as running has learned nothing that is worth more than what is there.
    if graph.roots.is_empty() || (known.is_some_and(Known::resolutions_hold) && !graph.changed) {
        return;
    }
    let mut writer = Writer { real_paths: !preserve_symlinks, ..Writer::default() };
    writer.add_run(graph);
    if let Some(known) = known.filter(|known| known.resolutions_hold()) {
        writer.add_earlier(known);
    }
    writer.add_probes(&graph.evidence, began);
    // What cannot be written now is learned again by the next run.
    let _ = cache.save_program(key, &writer.finish());
}

#[derive(Default)]
struct Writer {
    real_paths: bool,
    modules: Vec<ModuleRow>,
    resolutions: Vec<ResolutionRow>,
    probes: FxHashMap<PathBuf, Probe>,
    /// Something that resolutions rest on could not be pinned down: none of them can be relied on.
    unreliable: bool,
}

impl Writer {
    fn add_run(&mut self, graph: &Graph) {
        let order = graph.in_order();
        let mut places: FxHashMap<Id, u32> = FxHashMap::default();
        for &id in order.iter().filter(|&&id| !matches!(graph.module(id).place, Place::Inline(_))) {
            places.insert(id, self.add_module(row(graph, id)));
        }
        for id in order {
            let Some(&referrer) = places.get(&id) else { continue };
            for Link { specifier, module_type, target } in &graph.module(id).links {
                let Some(&target) = places.get(target) else { continue };
                let (specifier, module_type) = (specifier.clone(), *module_type);
                self.resolutions.push(ResolutionRow { referrer, specifier, module_type, target });
            }
        }
    }

    fn add_module(&mut self, row: ModuleRow) -> u32 {
        self.modules.push(row);
        u32::try_from(self.modules.len() - 1).expect("fewer than 2^32 modules")
    }

    /// What this run said already stands.
    fn add_earlier(&mut self, known: &Known) {
        let earlier = known.program().to_program();
        let mut places: FxHashMap<(String, ModuleType), u32> = FxHashMap::default();
        for (place, row) in (0..).zip(&self.modules) {
            places.insert((row.url.clone(), row.module_type), place);
        }
        let moved: Vec<u32> = earlier
            .modules
            .into_iter()
            .map(|row| {
                let key = (row.url.clone(), row.module_type);
                *places.entry(key).or_insert_with(|| self.add_module(row))
            })
            .collect();
        let said = |row: &ResolutionRow| (row.referrer, row.specifier.clone(), row.module_type);
        let mut seen: FxHashSet<_> = self.resolutions.iter().map(said).collect();
        for row in earlier.resolutions {
            let (referrer, target) = (moved[row.referrer as usize], moved[row.target as usize]);
            let row = ResolutionRow { referrer, target, ..row };
            if seen.insert(said(&row)) {
                self.resolutions.push(row);
            }
        }
        for probe in earlier.probes {
            self.probes.insert(probe.path.clone(), probe);
        }
    }

    fn add_probes(&mut self, evidence: &FxHashSet<PathBuf>, began: Moment) {
        for path in evidence {
            match stamp::probe(path, began) {
                Some(probe) => _ = self.probes.insert(path.clone(), probe),
                None => self.unreliable = true,
            }
        }
    }

    fn finish(self) -> Program {
        let Self { real_paths, modules, resolutions, probes, unreliable } = self;
        if unreliable {
            return Program { real_paths, modules, resolutions: Vec::new(), probes: Vec::new() };
        }
        let mut probes: Vec<Probe> = probes.into_values().collect();
        probes.sort_by(|a, b| a.path.cmp(&b.path));
        Program { real_paths, modules, resolutions, probes }
    }
}

fn row(graph: &Graph, id: Id) -> ModuleRow {
    let module = graph.module(id);
    let (url, module_type) = (module.url.to_string(), module.module_type);
    match &module.facts {
        Some(facts) => ModuleRow {
            url,
            file: facts.file.clone(),
            module_type,
            format: facts.format,
            stamp: facts.stamp,
            source_digest: facts.digest,
            entry: facts.key,
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
        },
    }
}
