//! The modules of the running program and what they ask for, whatever they came from.

mod links;
mod news;
mod nodes;

use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use parbake_bmes::ModuleType;
use parbake_engine::Persistent;
use rustc_hash::{FxHashMap, FxHashSet};

use super::common_js::CommonJs;
use super::member::Held;
use super::{Facts, Failure, Fetched, Id, Outcome, Place};

/// How a module was had.
pub(super) struct How {
    pub(super) facts: Option<Facts>,
    pub(super) held: Option<Held>,
    pub(super) outcome: Outcome,
    pub(super) duration: Duration,
    pub(super) source_bytes: u64,
}

#[derive(Default)]
pub(crate) struct Graph {
    pub(super) modules: Vec<Module>,
    pub(super) by_url: FxHashMap<(Rc<str>, ModuleType), Id>,
    /// By row of the program's pack.
    pub(super) by_row: Vec<Option<Id>>,
    /// The program itself.
    pub(super) main: Option<Id>,
    /// What was loaded for its own sake: what comes before the program, that, then each `import()`.
    pub(super) roots: Vec<Id>,
    /// What was required by no module: before the program began, or by a `require` made for a file that is none.
    pub(super) orphans: Vec<Id>,
    pub(super) evidence: Evidence,
    /// The program is loaded and runs.
    pub(super) started: bool,
    /// What is resolved now, `import()` brings.
    pub(super) importing: bool,
    /// Something came up that the program's pack does not have.
    pub(super) changed: bool,
    /// A pack was written while the program ran that may lack what the one before had and the program has come to use since.
    pub(super) is_behind: bool,
    /// What the pack says of an `import()` is no longer true.
    pub(super) import_changed: bool,
    /// Rows of modules that `import()` brings and whose files were found as they were.
    pub(super) proven: FxHashSet<u32>,
}

/// Paths that resolutions of this run rest on: those that the program starts with, and those of `import()`.
#[derive(Default, Clone)]
pub(crate) struct Evidence {
    pub(super) start: FxHashSet<PathBuf>,
    pub(super) later: FxHashSet<PathBuf>,
}

pub(crate) struct Module {
    pub(crate) url: Rc<str>,
    pub(crate) module_type: ModuleType,
    pub(super) place: Place,
    pub(super) row: Option<u32>,
    pub(super) state: State,
    /// Instantiated out of the program's pack: its facts and links are those of its row, but for `import()`.
    pub(super) served: bool,
    /// The program's hooks were asked about it: what its requests meant is not for the next run.
    pub(super) hooked: bool,
    /// Hooks made it of something other than code.
    pub(super) is_data: bool,
    /// What JSON is to those who import it.
    pub(super) json: Option<Persistent>,
    pub(super) facts: Option<Facts>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) duration: Duration,
    pub(crate) source_bytes: u64,
    /// Its entry, for the program's next pack.
    pub(super) held: Option<Held>,
    /// What its specifiers mean, `import()` included; of a served module only that.
    pub(super) links: Vec<Link>,
}

pub(super) enum State {
    Idle,
    Ordered,
    /// The program's hooks are being asked about it and its requests.
    Visited,
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
pub(super) struct Link {
    pub(super) specifier: String,
    pub(super) module_type: ModuleType,
    pub(super) target: Id,
    /// Only `import()` asks for it.
    pub(super) dynamic: bool,
    /// The pack that the program began with says so.
    pub(super) packed: bool,
    /// The program's pack on disk says so, or will.
    pub(super) recorded: bool,
}

impl Graph {
    pub(crate) fn module(&self, id: Id) -> &Module {
        &self.modules[id as usize]
    }

    /// Every module there is, in the order in which they came up.
    pub(crate) fn all(&self) -> impl ExactSizeIterator<Item = &Module> {
        self.modules.iter()
    }

    pub(super) fn module_mut(&mut self, id: Id) -> &mut Module {
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
    pub(super) fn is_loaded(&self, id: Id) -> bool {
        self.module(id).is_there()
    }

    /// Everything the module can reach is instantiated, so that it can be linked.
    pub(crate) fn is_connected(&self, id: Id) -> bool {
        match &self.module(id).state {
            State::Loaded { connected, .. } => *connected,
            State::CommonJs(module) => module.record().is_some(),
            _ => false,
        }
    }

    /// Whether the module is CommonJS, once it is there.
    pub(crate) fn is_common_js(&self, id: Id) -> bool {
        matches!(self.module(id).state, State::CommonJs(_))
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

    /// Takes down how the module was had.
    pub(super) fn note(&mut self, id: Id, how: How) {
        let How { facts, held, outcome, duration, source_bytes } = how;
        self.changed |= facts.as_ref().is_some_and(|facts| !facts.recorded);
        let module = self.module_mut(id);
        (module.facts, module.held, module.outcome) = (facts, held, Some(outcome));
        (module.duration, module.source_bytes) = (duration, source_bytes);
    }

    /// Takes down that the program's pack served the module.
    pub(super) fn note_served(&mut self, id: Id, outcome: Outcome, duration: Duration, source_bytes: u64) {
        let module = self.module_mut(id);
        (module.served, module.outcome, module.duration, module.source_bytes) =
            (true, Some(outcome), duration, source_bytes);
    }

    pub(super) fn add_orphan(&mut self, id: Id) {
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
}

impl Module {
    /// See [`Graph::is_loaded`].
    pub(crate) fn is_there(&self) -> bool {
        matches!(self.state, State::Loaded { .. } | State::CommonJs(_) | State::Required)
    }

    pub(crate) fn row(&self) -> Option<u32> {
        self.row
    }
}
