//! The module graph of the running program: which modules there are, and how they come to be.
//!
//! A module is ordered, fetched (on any thread), instantiated (on the engine's), and connected once everything it can reach
//! is instantiated. Linking and evaluation are the engine's.

mod failure;
mod fetch;
mod format_code;
mod known;
mod load;
mod member;
mod pool;
mod publish;
mod record;
mod steps;
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
pub(crate) use publish::Publisher;
pub(crate) use record::{Program, Snapshot};
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
    evidence: Evidence,
    /// The program is loaded; what comes now, `import()` brings.
    started: bool,
    /// Something came up that the program's pack does not have.
    changed: bool,
    /// What the pack says of an `import()` is no longer true.
    import_changed: bool,
    /// Rows of modules that `import()` brings and whose files were found as they were.
    proven: FxHashSet<u32>,
}

/// Paths that resolutions of this run rest on: those that the program starts with, and those of `import()`.
#[derive(Default, Clone)]
pub(crate) struct Evidence {
    start: FxHashSet<PathBuf>,
    later: FxHashSet<PathBuf>,
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
    pub(crate) source_bytes: u64,
    /// Its entry, for the program's next pack.
    held: Option<member::Held>,
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
    /// Only `import()` asks for it.
    dynamic: bool,
}

impl Graph {
    pub(crate) fn module(&self, id: Id) -> &Module {
        &self.modules[id as usize]
    }

    /// Every module there is, in the order in which they came up.
    pub(crate) fn all(&self) -> impl ExactSizeIterator<Item = &Module> {
        self.modules.iter()
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
            source_bytes: 0,
            held: None,
            links: Vec::new(),
        });
        id
    }

    /// The program's own text, when it has no file.
    pub(crate) fn insert_inline(&mut self, url: &str, text: String) -> Id {
        self.insert(Rc::from(url), ModuleType::JavaScript, Place::Inline(text), None)
    }

    /// The module of a row of the program's pack.
    pub(crate) fn of_row(&mut self, known: &Known, row: u32) -> Id {
        if let Some(&id) = self.by_row.get(&row) {
            return id;
        }
        let view = known.row(row).expect("rows come from the pack");
        let (url, module_type) = (Rc::from(view.url()), view.module_type);
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
            Answer::Row(row) => self.of_row(known.expect("rows come from the pack"), row),
            Answer::Resolved(resolved) => self.of_resolution(known, resolved, module_type),
        }
    }

    fn add_evidence(&mut self, paths: &Arc<[PathBuf]>) {
        let known = if self.started { &mut self.evidence.later } else { &mut self.evidence.start };
        for path in paths.iter() {
            if !known.contains(path) {
                known.insert(path.clone());
            }
        }
    }

    /// Marks the module as ordered.
    fn order(&mut self, known: Option<&Known>, id: Id) -> Order {
        let row = self.module(id).row;
        let proven = row.is_some_and(|row| {
            self.proven.contains(&row) || known.is_some_and(|known| !self.started && known.is_proven_at_start(row))
        });
        let module = self.module_mut(id);
        module.state = State::Ordered;
        Order {
            id,
            url: module.url.to_string(),
            module_type: module.module_type,
            place: module.place.clone(),
            row,
            proven,
        }
    }

    /// The module of this row is loaded already: nothing about it is asked again.
    pub(crate) fn is_row_loaded(&self, row: u32) -> bool {
        self.by_row.get(&row).is_some_and(|&id| self.record(id).is_some())
    }

    /// Takes up what the pack says of an `import()`: the row that is meant and the rows whose files are as they were.
    pub(crate) fn note_import(&mut self, is_in_pack: bool, found: Option<(u32, FxHashSet<u32>)>) -> Option<u32> {
        self.import_changed |= is_in_pack && found.is_none();
        let (row, proven) = found?;
        self.proven.extend(proven);
        Some(row)
    }

    /// Remembers what the specifier of an `import()` meant.
    pub(crate) fn add_link(&mut self, referrer: Id, specifier: &str, module_type: ModuleType, target: Id) {
        let links = &mut self.module_mut(referrer).links;
        if !links.iter().any(|link| link.specifier == specifier && link.module_type == module_type) {
            links.push(Link { specifier: specifier.to_owned(), module_type, target, dynamic: true });
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

    /// All loaded modules as a walk from the roots meets them, requests in source order: first those that the program starts
    /// with.
    pub(crate) fn in_order(&self) -> Vec<Id> {
        self.in_order_of_start().0
    }

    /// As [`Graph::in_order`], and how many the program starts with.
    fn in_order_of_start(&self) -> (Vec<Id>, usize) {
        let mut walk = Walk { graph: self, order: Vec::new(), seen: FxHashSet::default() };
        walk.visit(self.roots.iter().take(1).copied(), false);
        let start = walk.order.len();
        for index in 0..start {
            let links = &self.module(walk.order[index]).links;
            walk.visit(links.iter().filter(|link| link.dynamic).map(|link| link.target), true);
        }
        walk.visit(self.roots.iter().copied(), true);
        (walk.order, start)
    }

    /// What the program's pack does not have yet, if there is anything. It is taken for written from now on.
    pub(crate) fn take_news(&mut self, known: Option<&Known>) -> Option<Snapshot> {
        let snapshot = if self.changed { Snapshot::take(self, known) } else { None };
        self.changed &= snapshot.is_none();
        snapshot
    }

    /// File of a module, if it has one.
    pub(crate) fn file(&self, id: Id) -> Option<&Path> {
        self.module(id).facts.as_ref()?.file.as_deref()
    }
}

struct Walk<'a> {
    graph: &'a Graph,
    order: Vec<Id>,
    seen: FxHashSet<Id>,
}

impl Walk<'_> {
    /// Adds what can be reached from `from`, by `import()` too if `dynamic`.
    fn visit(&mut self, from: impl Iterator<Item = Id>, dynamic: bool) {
        let mut stack: Vec<Id> = from.collect();
        stack.reverse();
        while let Some(id) = stack.pop() {
            if self.graph.record(id).is_some() && self.seen.insert(id) {
                self.order.push(id);
                let links = self.graph.module(id).links.iter().rev();
                stack.extend(links.filter(|link| dynamic || !link.dynamic).map(|link| link.target));
            }
        }
    }
}

impl Module {
    pub(crate) fn row(&self) -> Option<u32> {
        self.row
    }
}
