//! The module graph of the running program: which modules there are, and how they come to be.
//!
//! A module is ordered, fetched (on any thread), instantiated (on the engine's), and connected once everything it can reach
//! is instantiated. Linking and evaluation are the engine's.

mod failure;
mod fetch;
mod format_code;
mod known;
mod load;
mod pool;
mod publish;
mod record;
mod synthetic;
mod want;

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use parbake_bmes::ModuleType;
use parbake_engine::Persistent;
use parbake_loader::Resolved;
use rustc_hash::{FxHashMap, FxHashSet};

pub(crate) use failure::{Failure, Site, frame};
pub(crate) use fetch::{Facts, Fetched, Order, Outcome, Place, Shared, reread};
pub(crate) use known::Known;
pub(crate) use load::LoadError;
pub(crate) use pool::Pool;
pub(crate) use record::save_record;
pub(crate) use want::Answer;

/// A module's place in the graph, which is also its number for the engine.
pub(crate) type Id = u32;

#[derive(Default)]
pub(crate) struct Graph {
    modules: Vec<Module>,
    by_url: FxHashMap<(Rc<str>, ModuleType), Id>,
    by_row: FxHashMap<u32, Id>,
    /// What was loaded for its own sake: the program, then each `import()`.
    roots: Vec<Id>,
    /// Paths that resolutions of this run rest on.
    evidence: FxHashSet<PathBuf>,
    /// Something came up that the program's record does not have.
    changed: bool,
}

pub(crate) struct Module {
    pub(crate) url: Rc<str>,
    pub(crate) module_type: ModuleType,
    place: Place,
    row: Option<u32>,
    state: State,
    pub(crate) facts: Option<Facts>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) duration: Duration,
    /// What its specifiers mean, `import()` included.
    links: Vec<Link>,
}

enum State {
    Idle,
    Ordered,
    Fetched(Box<Fetched>),
    Loaded { record: Persistent, targets: Vec<Id>, connected: bool },
    Failed(Failure),
}

#[derive(Clone)]
struct Link {
    specifier: String,
    module_type: ModuleType,
    target: Id,
}

impl Graph {
    pub(crate) fn module(&self, id: Id) -> &Module {
        &self.modules[id as usize]
    }

    fn module_mut(&mut self, id: Id) -> &mut Module {
        &mut self.modules[id as usize]
    }

    pub(crate) fn find(&self, url: &str, module_type: ModuleType) -> Option<Id> {
        self.by_url.get(&(Rc::from(url), module_type)).copied()
    }

    /// The record of a module that is instantiated.
    pub(crate) fn record(&self, id: Id) -> Option<&Persistent> {
        match &self.module(id).state {
            State::Loaded { record, .. } => Some(record),
            _ => None,
        }
    }

    /// Everything the module can reach is instantiated, so that it can be linked.
    pub(crate) fn is_connected(&self, id: Id) -> bool {
        matches!(self.module(id).state, State::Loaded { connected: true, .. })
    }

    fn insert(&mut self, url: Rc<str>, module_type: ModuleType, place: Place, row: Option<u32>) -> Id {
        let id = u32::try_from(self.modules.len()).expect("fewer than 2^32 modules");
        self.by_url.insert((Rc::clone(&url), module_type), id);
        if let Some(row) = row {
            self.by_row.insert(row, id);
        }
        self.modules.push(Module {
            url,
            module_type,
            place,
            row,
            state: State::Idle,
            facts: None,
            outcome: None,
            duration: Duration::ZERO,
            links: Vec::new(),
        });
        id
    }

    /// The program's own text, when it has no file.
    pub(crate) fn insert_inline(&mut self, url: &str, text: String) -> Id {
        self.insert(Rc::from(url), ModuleType::JavaScript, Place::Inline(text), None)
    }

    /// The module of a row of the last run's record.
    pub(crate) fn of_row(&mut self, known: &Known, row: u32) -> Id {
        if let Some(&id) = self.by_row.get(&row) {
            return id;
        }
        let view = known.row(row).expect("rows come from the record");
        let (url, module_type) = (Rc::from(view.url), view.module_type);
        if let Some(&id) = self.by_url.get(&(Rc::clone(&url), module_type)) {
            self.by_row.insert(row, id);
            return id;
        }
        self.insert(url, module_type, Place::Row, Some(row))
    }

    /// The module of a fresh resolution, whose evidence is kept.
    pub(crate) fn of_resolution(&mut self, known: Option<&Known>, resolved: Resolved, module_type: ModuleType) -> Id {
        let Resolved { url, target, format, consulted, missing } = resolved;
        self.changed = true;
        self.add_evidence(&consulted);
        self.add_evidence(&missing);
        let url = Rc::from(url);
        if let Some(&id) = self.by_url.get(&(Rc::clone(&url), module_type)) {
            return id;
        }
        let row = known.and_then(|known| known.find(&url, module_type));
        self.insert(url, module_type, Place::Resolved { target, format }, row)
    }

    pub(crate) fn of_answer(&mut self, known: Option<&Known>, answer: Answer, module_type: ModuleType) -> Id {
        match answer {
            Answer::Row(row) => self.of_row(known.expect("rows come from the record"), row),
            Answer::Resolved(resolved) => self.of_resolution(known, resolved, module_type),
        }
    }

    fn add_evidence(&mut self, paths: &Arc<[PathBuf]>) {
        for path in paths.iter() {
            if !self.evidence.contains(path) {
                self.evidence.insert(path.clone());
            }
        }
    }

    /// Marks the module as ordered.
    fn order(&mut self, id: Id) -> Order {
        let module = self.module_mut(id);
        module.state = State::Ordered;
        Order {
            id,
            url: module.url.to_string(),
            module_type: module.module_type,
            place: module.place.clone(),
            row: module.row,
        }
    }

    /// Remembers what the specifier of an `import()` meant.
    pub(crate) fn add_link(&mut self, referrer: Id, specifier: &str, module_type: ModuleType, target: Id) {
        let links = &mut self.module_mut(referrer).links;
        if !links.iter().any(|link| link.specifier == specifier && link.module_type == module_type) {
            links.push(Link { specifier: specifier.to_owned(), module_type, target });
        }
    }

    /// What a specifier meant before in the same module: HostLoadImportedModule must answer the same
    /// (ECMA-262 16.2.1.10).
    pub(crate) fn linked(&self, referrer: Id, specifier: &str, module_type: ModuleType) -> Option<Id> {
        let links = &self.module(referrer).links;
        links.iter().find(|link| link.specifier == specifier && link.module_type == module_type).map(|link| link.target)
    }

    pub(crate) fn add_root(&mut self, id: Id) {
        if !self.roots.contains(&id) {
            self.roots.push(id);
        }
    }

    /// All loaded modules as a walk from the roots meets them, requests in source order.
    pub(crate) fn in_order(&self) -> Vec<Id> {
        let mut order = Vec::new();
        let mut seen = FxHashSet::default();
        let mut stack: Vec<Id> = self.roots.iter().rev().copied().collect();
        while let Some(id) = stack.pop() {
            if seen.insert(id) && self.record(id).is_some() {
                order.push(id);
                stack.extend(self.module(id).links.iter().rev().map(|link| link.target));
            }
        }
        order
    }

    /// File of a module, if it has one.
    pub(crate) fn file(&self, id: Id) -> Option<&Path> {
        self.module(id).facts.as_ref()?.file.as_deref()
    }
}

impl Module {
    pub(crate) fn row(&self) -> Option<u32> {
        self.row
    }
}
