//! The module graph of the running program: which modules there are, and how they come to be.
//!
//! A module is ordered, fetched (on any thread), instantiated (on the engine's), and connected once everything it can reach
//! is instantiated. Linking and evaluation are the engine's.

mod common_js;
mod company;
mod compilation;
mod facade;
mod failure;
mod fetch;
mod format_code;
mod known;
mod later;
mod load;
mod member;
mod pool;
mod prefetch;
mod publish;
mod record;
mod require;
mod steps;
mod synthetic;
mod want;
mod warm;
mod written;

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use parbake_bmes::{DynamicImport, ModuleType};
use parbake_cache::ResolutionView;
use parbake_engine::Persistent;
use parbake_loader::{Format, Resolved};
use rustc_hash::{FxHashMap, FxHashSet};

use company::Wait;
use member::Held;

use common_js::CommonJs;
pub(crate) use common_js::Loaded;
pub(crate) use company::Others;
pub(crate) use failure::{Failure, Site, frame};
pub(crate) use fetch::{Facts, FetchError, Fetched, Order, Outcome, Place, Shared, path_of, reread};
pub(crate) use known::Known;
pub(crate) use load::LoadError;
pub(crate) use pool::{Pool, Starting};
pub(crate) use prefetch::Prefetch;
pub(crate) use publish::Publisher;
pub(crate) use record::{Program, Saved, Snapshot};
pub(crate) use require::RequireTarget;
pub(crate) use want::Answer;
pub(crate) use written::Rewritten;

/// A module's place in the graph, which is also its number for the engine.
pub(crate) type Id = u32;

/// How a module was had.
struct How {
    facts: Option<Facts>,
    held: Option<Held>,
    outcome: Outcome,
    duration: Duration,
    source_bytes: u64,
}

#[derive(Default)]
pub(crate) struct Graph {
    modules: Vec<Module>,
    by_url: FxHashMap<(Rc<str>, ModuleType), Id>,
    /// By row of the program's pack.
    by_row: Vec<Option<Id>>,
    /// The program itself.
    main: Option<Id>,
    /// What was loaded for its own sake: what comes before the program, that, then each `import()`.
    roots: Vec<Id>,
    /// What was required by no module: before the program began, or by a `require` made for a file that is none.
    orphans: Vec<Id>,
    evidence: Evidence,
    /// The program is loaded and runs.
    started: bool,
    /// What is resolved now, `import()` brings.
    importing: bool,
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
    /// Instantiated out of the program's pack: its facts and links are those of its row, but for `import()`.
    served: bool,
    facts: Option<Facts>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) duration: Duration,
    pub(crate) source_bytes: u64,
    /// Its entry, for the program's next pack.
    held: Option<Held>,
    /// What its specifiers mean, `import()` included; of a served module only that.
    links: Vec<Link>,
}

enum State {
    Idle,
    Ordered,
    Fetched(Box<Fetched>),
    /// Instantiated. The targets are what its requests mean, in their order.
    Loaded {
        record: Persistent,
        targets: Rc<[Id]>,
        connected: bool,
        has_top_level_await: bool,
    },
    CommonJs(CommonJs),
    /// JSON that was required. The record of an import is still to be made.
    Required,
    Failed(Failure),
}

#[derive(Clone)]
struct Link {
    specifier: String,
    module_type: ModuleType,
    target: Id,
    /// Only `import()` asks for it.
    dynamic: bool,
    /// The pack that the program began with says so.
    packed: bool,
    /// The program's pack on disk says so, or will.
    recorded: bool,
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
            State::CommonJs(module) => module.record(),
            _ => None,
        }
    }

    /// The module is there, be it as a record or as what `require` makes of it.
    fn is_loaded(&self, id: Id) -> bool {
        matches!(self.module(id).state, State::Loaded { .. } | State::CommonJs(_) | State::Required)
    }

    /// Everything the module can reach is instantiated, so that it can be linked.
    pub(crate) fn is_connected(&self, id: Id) -> bool {
        match &self.module(id).state {
            State::Loaded { connected, .. } => *connected,
            State::CommonJs(module) => module.record().is_some(),
            _ => false,
        }
    }

    fn insert(&mut self, url: Rc<str>, module_type: ModuleType, place: Place, row: Option<u32>) -> Id {
        let id = u32::try_from(self.modules.len()).expect("fewer than 2^32 modules");
        self.by_url.insert((Rc::clone(&url), module_type), id);
        if let Some(row) = row {
            self.set_row(row, id);
        }
        self.modules.push(Module {
            url,
            module_type,
            place,
            row,
            state: State::Idle,
            served: false,
            facts: None,
            outcome: None,
            duration: Duration::ZERO,
            source_bytes: 0,
            held: None,
            links: Vec::new(),
        });
        id
    }

    fn id_of_row(&self, row: u32) -> Option<Id> {
        self.by_row.get(row as usize).copied().flatten()
    }

    fn set_row(&mut self, row: u32, id: Id) {
        let place = row as usize;
        if self.by_row.len() <= place {
            self.by_row.resize(place + 1, None);
        }
        self.by_row[place] = Some(id);
    }

    /// The program's own text, when it has no file.
    pub(crate) fn insert_inline(&mut self, url: &str, text: String) -> Id {
        self.insert(Rc::from(url), ModuleType::JavaScript, Place::Inline(text), None)
    }

    /// Whether what is known of the module so far leaves it open that it is CommonJS.
    pub(crate) fn may_be_common_js(&self, known: Option<&Known>, id: Id) -> bool {
        let module = self.module(id);
        match &module.place {
            Place::Inline(_) => false,
            Place::Row => {
                let (Some(known), Some(row)) = (known, module.row) else { return true };
                let format = known.row(row).map(|view| format_code::to_format(view.format));
                // A changed text may make a file of an undecided package something else.
                format == Some(Format::CommonJs) || !known.is_proven_at_start(row)
            }
            Place::Resolved { format, .. } => matches!(format, Format::CommonJs | Format::Detect),
        }
    }

    /// Whether the module is CommonJS, once it is there.
    pub(crate) fn is_common_js(&self, id: Id) -> bool {
        matches!(self.module(id).state, State::CommonJs(_))
    }

    /// The module of a row of the program's pack.
    pub(crate) fn of_row(&mut self, known: &Known, row: u32) -> Id {
        if let Some(id) = self.id_of_row(row) {
            return id;
        }
        let view = known.row(row).expect("rows come from the pack");
        let (url, module_type) = (Rc::from(view.url()), view.module_type);
        if let Some(&id) = self.by_url.get(&(Rc::clone(&url), module_type)) {
            self.set_row(row, id);
            return id;
        }
        self.insert(url, module_type, Place::Row, Some(row))
    }

    /// The module of a fresh resolution, whose evidence is kept.
    pub(crate) fn of_resolution(&mut self, known: Option<&Known>, resolved: Resolved, module_type: ModuleType) -> Id {
        self.changed = true;
        let later = self.importing;
        self.of_fresh(known, resolved, module_type, later)
    }

    /// The same for `require`, whose modules are looked at when the program starts. That something was learned shows in the
    /// links: what `require.resolve` alone asked for is not worth a new pack.
    fn of_required(&mut self, known: Option<&Known>, resolved: Resolved) -> Id {
        let module_type = match resolved.format {
            Format::Json => ModuleType::Json,
            _ => ModuleType::JavaScript,
        };
        self.of_fresh(known, resolved, module_type, false)
    }

    fn of_fresh(&mut self, known: Option<&Known>, resolved: Resolved, module_type: ModuleType, later: bool) -> Id {
        let Resolved { url, target, format, consulted, missing } = resolved;
        self.add_evidence(&consulted, later);
        self.add_evidence(&missing, later);
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

    fn add_evidence(&mut self, paths: &Arc<[PathBuf]>, later: bool) {
        let known = if later { &mut self.evidence.later } else { &mut self.evidence.start };
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
            wait: Wait::default(),
        }
    }

    /// The module of this row is loaded already: nothing about it is asked again.
    pub(crate) fn is_row_loaded(&self, row: u32) -> bool {
        self.id_of_row(row).is_some_and(|id| self.is_loaded(id))
    }

    /// Takes up what a look at an `import()` of the pack's has shown: the rows whose files are as they were, or that it does
    /// not hold. Answers whether it does.
    pub(crate) fn note_import(&mut self, proven: Option<FxHashSet<u32>>) -> bool {
        let holds = proven.is_some();
        self.import_changed |= !holds;
        self.proven.extend(proven.into_iter().flatten());
        holds
    }

    /// Remembers what the specifier of an `import()` meant.
    pub(crate) fn add_link(&mut self, referrer: Id, specifier: &str, module_type: ModuleType, target: Id) {
        let links = &mut self.module_mut(referrer).links;
        if !links.iter().any(|link| link.specifier == specifier && link.module_type == module_type) {
            links.push(Link {
                specifier: specifier.to_owned(),
                module_type,
                target,
                dynamic: true,
                packed: false,
                recorded: true,
            });
        }
    }

    /// What a `require` meant before in this run.
    fn required_before(&self, referrer: Id, request: &str) -> Option<Id> {
        let is_meant = |link: &&Link| link.module_type == ModuleType::Require && link.specifier == request;
        self.module(referrer).links.iter().find(is_meant).map(|link| link.target)
    }

    /// Remembers what a `require` meant; `recorded`: as the pack says.
    fn add_require(&mut self, referrer: Id, request: &str, target: Id, recorded: bool) {
        let links = &mut self.module_mut(referrer).links;
        if !links.iter().any(|link| link.module_type == ModuleType::Require && link.specifier == request) {
            let (specifier, module_type) = (request.to_owned(), ModuleType::Require);
            links.push(Link { specifier, module_type, target, dynamic: false, packed: recorded, recorded });
        }
    }

    /// Whether a `require` between loaded modules is not in the program's pack.
    fn has_new_links(&self) -> bool {
        let loaded = (0..).zip(&self.modules).filter(|(id, _)| self.is_loaded(*id));
        loaded.flat_map(|(_, module)| &module.links).any(|link| !link.recorded && self.is_loaded(link.target))
    }

    /// Takes down how the module was had.
    fn note(&mut self, id: Id, how: How) {
        let How { facts, held, outcome, duration, source_bytes } = how;
        self.changed |= facts.as_ref().is_some_and(|facts| !facts.recorded);
        let module = self.module_mut(id);
        (module.facts, module.held, module.outcome) = (facts, held, Some(outcome));
        (module.duration, module.source_bytes) = (duration, source_bytes);
    }

    /// Takes down that the program's pack served the module.
    fn note_served(&mut self, id: Id, outcome: Outcome, duration: Duration, source_bytes: u64) {
        let module = self.module_mut(id);
        (module.served, module.outcome, module.duration, module.source_bytes) =
            (true, Some(outcome), duration, source_bytes);
    }

    /// What a specifier meant before in the same module: HostLoadImportedModule must answer the same
    /// (ECMA-262 16.2.1.10).
    pub(crate) fn linked(
        &self,
        known: Option<&Known>,
        referrer: Id,
        specifier: &str,
        module_type: ModuleType,
    ) -> Option<Id> {
        let module = self.module(referrer);
        let is_meant = |link: &&Link| link.specifier == specifier && link.module_type == module_type;
        if let Some(link) = module.links.iter().find(is_meant) {
            return Some(link.target);
        }
        let mut requests = known?.pack().resolutions_of(module.row.filter(|_| module.served)?);
        let is_meant =
            |it: &ResolutionView<'_>| !it.dynamic && it.specifier == specifier && it.module_type == module_type;
        self.id_of_row(requests.find(is_meant)?.target)
    }

    fn add_orphan(&mut self, id: Id) {
        if !self.orphans.contains(&id) {
            self.orphans.push(id);
        }
    }

    /// From now on the program runs, and may change files.
    pub(crate) fn start(&mut self) {
        self.started = true;
    }

    /// Whether what is resolved from now on is brought by `import()`, so that it is looked at only when that comes.
    pub(crate) fn set_importing(&mut self, importing: bool) {
        self.importing = importing;
    }

    /// Which module is the program: the first of its pack.
    pub(crate) fn set_main(&mut self, id: Id) {
        self.main = Some(id);
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
        walk.visit(self.main.into_iter(), false);
        let start = walk.order.len();
        for index in 0..start {
            let links = &self.module(walk.order[index]).links;
            walk.visit(links.iter().filter(|link| link.dynamic).map(|link| link.target), true);
        }
        walk.visit(self.roots.iter().chain(&self.orphans).copied(), true);
        (walk.order, start)
    }

    /// Whether there is anything that the program's pack does not have yet.
    pub(crate) fn has_news(&self) -> bool {
        self.changed || self.has_new_links()
    }

    /// What the program's pack does not have yet, if there is anything. It is taken for written from now on.
    pub(crate) fn take_news(&mut self, known: Option<&Known>) -> Option<Snapshot> {
        let snapshot = if self.has_news() { Snapshot::take(self, known) } else { None };
        if snapshot.is_some() {
            self.changed = false;
            self.modules.iter_mut().flat_map(|module| &mut module.links).for_each(|link| link.recorded = true);
        }
        snapshot
    }

    /// What there is to say of a module that was loaded and that the cache can hold.
    pub(crate) fn facts(&self, known: Option<&Known>, id: Id) -> Option<Facts> {
        let module = self.module(id);
        match module.row.filter(|_| module.served) {
            Some(row) => known?.row(row).filter(|view| view.entry.0 != [0; 32]).map(|view| Facts::of_row(&view)),
            None => module.facts.clone(),
        }
    }

    /// What the requests of a loaded module mean, in their order.
    fn targets(&self, id: Id) -> &[Id] {
        match &self.module(id).state {
            State::Loaded { targets, .. } => targets,
            _ => &[],
        }
    }

    /// What is asked for in a module, as what, whether by `import()` alone, and what is meant.
    fn resolutions<'g>(
        &'g self,
        known: Option<&'g Known>,
        id: Id,
    ) -> impl Iterator<Item = ((&'g str, ModuleType, bool), Id)> + 'g {
        let module = self.module(id);
        // What was required as the pack says is in the pack.
        let is_own = |link: &&Link| !(module.served && !link.dynamic && link.packed);
        let own = module.links.iter().filter(is_own);
        let own = own.map(|link| ((&*link.specifier, link.module_type, link.dynamic), link.target));
        let row = module.row.filter(|_| module.served);
        let packed = row.and_then(|row| Some(known?.pack().resolutions_of(row))).into_iter().flatten();
        let packed = packed.filter(|it| !it.dynamic);
        own.chain(packed.filter_map(|it| Some(((it.specifier, it.module_type, false), self.id_of_row(it.target)?))))
    }

    /// The entry of a module, for the program's next pack.
    fn held(&self, known: Option<&Known>, id: Id) -> Option<Held> {
        let module = self.module(id);
        match module.row.filter(|_| module.served && module.held.is_none()) {
            Some(row) => {
                let known = known?;
                known.pack().member_bytes(row).map(|bytes| Held::packed(bytes, known.origin()))
            }
            None => module.held.clone(),
        }
    }

    /// The literal `import()`s of a module that is loaded, in the order of its source.
    pub(crate) fn literal_imports(&self, shared: &Shared, id: Id) -> Vec<DynamicImport> {
        let held = self.held(shared.known(), id);
        if let Some(imports) = held.as_ref().and_then(Held::fresh_imports) {
            return imports.to_vec();
        }
        let facts = self.facts(shared.known(), id);
        let entry = facts.as_ref().and_then(|facts| shared.find(&facts.key).ok());
        let metadata = entry.as_ref().and_then(|(entry, _)| entry.metadata());
        if self.is_common_js(id) && metadata.as_ref().is_none_or(|metadata| metadata.commonjs().is_none()) {
            let text = facts.and_then(|facts| shared.common_js_text(&facts));
            return text.map_or_else(Vec::new, |text| later::metadata_of(&text).dynamic_imports);
        }
        metadata.map_or_else(Vec::new, |metadata| {
            metadata.dynamic_imports().map(parbake_bmes::DynamicImport::to_owned).collect()
        })
    }

    /// File of a module, if it has one.
    pub(crate) fn file(&self, known: Option<&Known>, id: Id) -> Option<PathBuf> {
        self.facts(known, id)?.file
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
            let module = self.graph.module(id);
            if self.graph.is_loaded(id) && self.seen.insert(id) {
                self.order.push(id);
                let is_followed = |link: &&Link| link.module_type == ModuleType::Require || (dynamic && link.dynamic);
                stack.extend(module.links.iter().rev().filter(is_followed).map(|link| link.target));
                stack.extend(self.graph.targets(id).iter().rev());
            }
        }
    }
}

impl Module {
    pub(crate) fn row(&self) -> Option<u32> {
        self.row
    }
}
