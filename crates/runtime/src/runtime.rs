use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use parbake_cache::stamp::Moment;
use parbake_cache::{Cache, Policy, ProgramKey, Reason};
use parbake_engine::{DynamicImport, Engine, Persistent};
use rustc_hash::FxHashMap;

use crate::RunOptions;
use crate::modules::{Graph, Id, Known, Pool, Shared, Site};

/// The running program. Lives until the process ends.
pub(crate) struct Runtime {
    options: RunOptions,
    shared: Arc<Shared>,
    pub(crate) pool: RefCell<Pool>,
    pub(crate) graph: RefCell<Graph>,
    /// Exports of the built-in JavaScript that was needed so far.
    pub(crate) built_ins: RefCell<FxHashMap<&'static str, Persistent>>,
    pub(crate) natives: RefCell<Option<Persistent>>,
    /// `import()`s whose modules are still to be loaded.
    pub(crate) pending_imports: RefCell<VecDeque<DynamicImport>>,
    /// Errors that say why a module could not be loaded, with the place they are about: what to show above them.
    pub(crate) failures: RefCell<Vec<(Persistent, Option<Site>)>>,
    pub(crate) main: Cell<Option<Id>>,
    /// The program's module failed, and that was said.
    pub(crate) evaluation_reported: Cell<bool>,
    /// What the program's record is filed under; `None` for programs without a file.
    pub(crate) program_key: Option<ProgramKey>,
    pub(crate) began: Began,
    /// Native stack there is for the engine.
    pub(crate) stack_bytes: usize,
}

/// The start, on both clocks.
#[derive(Clone, Copy)]
pub(crate) struct Began {
    pub(crate) instant: Instant,
    pub(crate) moment: Moment,
}

impl Runtime {
    pub(crate) fn new(
        options: RunOptions,
        engine: Engine,
        cache: Cache,
        known: Result<Known, Reason>,
        program_key: Option<ProgramKey>,
        began: Began,
        stack_bytes: usize,
    ) -> Self {
        let resolver = parbake_loader::Resolver::new(parbake_loader::ResolverOptions {
            conditions: options.conditions.clone(),
            preserve_symlinks: options.preserve_symlinks,
        });
        let publishes = cache.unusable().is_none() && !matches!(cache.policy(), Policy::Off | Policy::ReadOnly);
        let shared = Arc::new(Shared {
            engine,
            resolver,
            cache,
            build_id: parbake_engine::build_id(),
            known: known.ok(),
            publishes,
        });
        Self {
            options,
            pool: RefCell::new(Pool::new(Arc::clone(&shared))),
            shared,
            graph: RefCell::default(),
            built_ins: RefCell::default(),
            natives: RefCell::default(),
            pending_imports: RefCell::default(),
            failures: RefCell::default(),
            main: Cell::new(None),
            evaluation_reported: Cell::new(false),
            program_key,
            began,
            stack_bytes,
        }
    }

    pub(crate) fn options(&self) -> &RunOptions {
        &self.options
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    pub(crate) fn known(&self) -> Option<&Known> {
        self.shared.known.as_ref()
    }

    /// The URL of a module.
    pub(crate) fn url(&self, id: Id) -> String {
        self.graph.borrow().module(id).url.to_string()
    }

    /// The program's file, `process.argv[1]`; `None` for text from the command line.
    pub(crate) fn program_path(&self) -> Option<String> {
        let graph = self.graph.borrow();
        Some(graph.file(self.main.get()?)?.to_string_lossy().into_owned())
    }

    /// Ends the process: what the cache is to keep is published, the log is written. Nothing of the program runs any more.
    pub(crate) fn exit(&self, code: i32) -> ! {
        self.finish_cache();
        crate::log::write(self);
        Engine::exit(code)
    }

    fn finish_cache(&self) {
        if !self.shared.publishes {
            return;
        }
        // The threads are still publishing entries meanwhile. A record whose entries do not make it is a record of misses.
        if let (Some(key), Ok(graph)) = (&self.program_key, self.graph.try_borrow()) {
            let (cache, preserve_symlinks) = (&self.shared.cache, self.options.preserve_symlinks);
            crate::modules::save_record(&graph, self.known(), cache, key, preserve_symlinks, self.began.moment);
        }
        if let Ok(pool) = self.pool.try_borrow() {
            pool.finish_publishing();
        }
    }
}
