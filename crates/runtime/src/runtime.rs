use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::env;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parbake_cache::stamp::Moment;
use parbake_cache::{Reason, RunStats};
use parbake_engine::{DynamicImport, Engine, Persistent, Stencil};
use parbake_loader::resolve_path;
use rustc_hash::FxHashMap;

use crate::background::Background;
use crate::inline::Inline;
use crate::maps::{Maps, Named};
use crate::modules::{Graph, Hooks, Id, Known, Outcome, Pool, Program, Publisher, Saved, Shared, Site};
use crate::natives::Histograms;
use crate::timeline::Timeline;
use crate::{ProgramSource, RunOptions};

/// What `import()` brought is published when nothing more has come for so long.
const SETTLED_AFTER: Duration = Duration::from_secs(1);

/// The running program. Lives until the process ends.
pub(crate) struct Runtime {
    options: RunOptions,
    shared: Arc<Shared>,
    pub(crate) pool: RefCell<Pool>,
    pub(crate) graph: RefCell<Graph>,
    /// Exports of the built-in JavaScript that was needed so far.
    pub(crate) built_ins: RefCell<FxHashMap<&'static str, Persistent>>,
    /// Code of built-ins that are ES modules.
    pub(crate) built_in_modules: RefCell<FxHashMap<&'static str, Stencil>>,
    pub(crate) natives: RefCell<Option<Persistent>>,
    /// What other threads do for the program.
    pub(crate) background: Background,
    /// `import()`s whose modules are still to be loaded.
    pub(crate) pending_imports: RefCell<VecDeque<DynamicImport>>,
    /// Errors that say why a module could not be loaded, with the place they are about: what to show above them.
    pub(crate) failures: RefCell<Vec<(Persistent, Option<Site>)>>,
    pub(crate) main: Cell<Option<Id>>,
    /// The working directory at the start.
    started_in: Option<PathBuf>,
    /// The program, where it is no file.
    pub(crate) inline: RefCell<Option<Inline>>,
    /// Source maps that stacks were mapped by.
    pub(crate) maps: Maps,
    /// What the program has registered between requests and modules.
    pub(crate) hooks: Hooks,
    /// The program's module failed, and that was said.
    pub(crate) evaluation_reported: Cell<bool>,
    /// The program as its pack knows it; `None` for programs without a file.
    program: Option<Arc<Program>>,
    publisher: Publisher,
    /// When `import()` brought something last.
    pub(crate) imported_at: Cell<Option<Instant>>,
    files: Files,
    pub(crate) began: Began,
    /// When the realm was about to be made.
    pub(crate) made: Instant,
    /// When the event loop began to turn.
    pub(crate) loop_began: Cell<Option<Instant>>,
    /// How long the event loop had nothing to do.
    pub(crate) slept: Cell<Duration>,
    pub(crate) histograms: Histograms,
    /// The observer was told of the start.
    pub(crate) start_told: Cell<bool>,
    /// Native stack there is for the engine.
    pub(crate) stack_bytes: usize,
}

/// How current it is what `require` knows of files.
pub(crate) struct Files {
    /// The program has changed what there is at some path since `require` looked last.
    changed: Cell<bool>,
    /// When that was.
    looked_at: Cell<Instant>,
    /// How long what was found then is good.
    good_for: Cell<Duration>,
}

/// How long what was found of files is good for `require`, at least: it asks for hundreds of modules in a row.
const GOOD_FOR: Duration = Duration::from_millis(100);

/// And so many times as long as it takes to look: a look at a large program may cost it no more than a hundredth.
const LOOKS: u32 = 100;

/// The start, on both clocks.
#[derive(Clone, Copy)]
pub(crate) struct Began {
    pub(crate) instant: Instant,
    pub(crate) moment: Moment,
}

impl Runtime {
    pub(crate) fn new(
        options: RunOptions,
        pool: Pool,
        program: Option<Program>,
        began: Began,
        stack_bytes: usize,
    ) -> Self {
        let maps = Maps::new(if options.enable_source_maps { Named::PackagesToo } else { Named::Nobodys });
        Self {
            options,
            shared: Arc::clone(pool.shared()),
            pool: RefCell::new(pool),
            graph: RefCell::default(),
            built_ins: RefCell::default(),
            built_in_modules: RefCell::default(),
            natives: RefCell::default(),
            background: Background::default(),
            pending_imports: RefCell::default(),
            failures: RefCell::default(),
            main: Cell::new(None),
            started_in: env::current_dir().ok(),
            inline: RefCell::default(),
            maps,
            hooks: Hooks::default(),
            evaluation_reported: Cell::new(false),
            program: program.map(Arc::new),
            publisher: Publisher::default(),
            imported_at: Cell::new(None),
            files: Files {
                changed: Cell::new(false),
                looked_at: Cell::new(began.instant),
                good_for: Cell::new(GOOD_FOR),
            },
            began,
            made: Instant::now(),
            loop_began: Cell::default(),
            slept: Cell::default(),
            histograms: Histograms::default(),
            start_told: Cell::new(false),
            stack_bytes,
        }
    }

    pub(crate) fn set_main(&self, id: Id) {
        self.main.set(Some(id));
        self.graph.borrow_mut().set_main(id);
    }

    pub(crate) fn options(&self) -> &RunOptions {
        &self.options
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    pub(crate) fn timeline(&self) -> Option<&Timeline> {
        self.shared.timeline.as_deref()
    }

    pub(crate) fn known(&self) -> Option<&Known> {
        self.shared.known()
    }

    /// The URL of a module.
    pub(crate) fn url(&self, id: Id) -> String {
        self.graph.borrow().module(id).url.to_string()
    }

    /// The program's file, `process.argv[1]`; `-` for standard input, `None` for text from the command line. It is the path
    /// that was typed, made absolute: a command goes by the name of the link that leads to it.
    pub(crate) fn program_path(&self) -> Option<String> {
        match (&self.options.program, &self.started_in) {
            (ProgramSource::Stdin, _) => Some("-".to_owned()),
            (ProgramSource::File(typed), Some(directory)) if !typed.starts_with("file://") => {
                Some(resolve_path(directory, typed).to_string_lossy().into_owned())
            }
            _ => {
                let graph = self.graph.borrow();
                Some(graph.file(self.known(), self.main.get()?)?.to_string_lossy().into_owned())
            }
        }
    }

    /// Takes note that the program has changed what there is at a path.
    pub(crate) fn note_changed_path(&self) {
        self.files.changed.set(true);
        self.known().into_iter().for_each(Known::distrust);
    }

    /// What is known of files may no longer be true: the program has changed some since the last look, or time has passed in
    /// which others may have.
    pub(crate) fn look_at_files_again(&self) {
        let Files { changed, looked_at, good_for } = &self.files;
        if looked_at.get().elapsed() > good_for.get() {
            looked_at.set(Instant::now());
            changed.set(true);
            self.known().into_iter().for_each(|known| known.look_again(&self.shared.cache));
            good_for.set(GOOD_FOR.max(looked_at.get().elapsed() * LOOKS));
        }
        if changed.replace(false) {
            self.shared.resolver.forget();
        }
    }

    /// Ends the process: what the cache is to keep is published, the log is written. Nothing of the program runs any more.
    pub(crate) fn exit(&self, code: i32) -> ! {
        self.end_of_start();
        crate::natives::terminal::restore();
        self.finish_cache();
        crate::log::write(self);
        self.count_run();
        Engine::exit(code)
    }

    /// Begins to write the program's pack, if there is anything new in it.
    pub(crate) fn publish(&self) {
        self.begin_to_publish(false);
    }

    fn begin_to_publish(&self, ends: bool) {
        let Some(program) = self.program.as_ref().filter(|_| self.shared.publishes) else { return };
        self.encode_what_ran();
        let Ok(mut graph) = self.graph.try_borrow_mut() else { return };
        if let Some(snapshot) = graph.take_news(self.known(), ends) {
            self.publisher.begin(&self.shared, program, snapshot);
        }
    }

    /// Writes the program's pack now, if there is anything new in it.
    pub(crate) fn publish_at_once(&self) -> Result<Option<Saved>, Reason> {
        let Some(program) = &self.program else { return Ok(None) };
        let Some(snapshot) = self.graph.borrow_mut().take_news(self.known(), true) else { return Ok(None) };
        snapshot.publish(&self.shared, program).map(Some)
    }

    /// The file of the program's pack.
    pub(crate) fn path_of_pack(&self) -> Option<PathBuf> {
        self.shared.cache.path_of_pack(&self.program.as_ref()?.key)
    }

    /// How long it is until what was imported since the start is to be published, if there is anything.
    pub(crate) fn time_to_publish(&self) -> Option<Duration> {
        let last = self.imported_at.get()?;
        let graph = self.graph.try_borrow().ok()?;
        graph.has_news().then(|| SETTLED_AFTER.saturating_sub(last.elapsed()))
    }

    /// What this run has had from the cache so far.
    pub(crate) fn run_stats(&self) -> RunStats {
        let mut run = RunStats::default();
        let Ok(graph) = self.graph.try_borrow() else { return run };
        for module in graph.all() {
            let us = u64::try_from(module.duration.as_micros()).unwrap_or(u64::MAX);
            match module.outcome {
                Some(Outcome::Hit) => run.hit(us, module.source_bytes),
                Some(Outcome::Miss(reason)) => run.miss(reason, us, module.source_bytes),
                Some(Outcome::Uncached) => run.uncached += 1,
                None => {}
            }
        }
        run
    }

    /// Programs without a file are none of the cache's.
    fn count_run(&self) {
        if self.program.is_some() {
            self.shared.cache.count_run(&self.run_stats());
        }
    }

    /// Publishes what is new, and waits until that is done.
    pub(crate) fn finish_cache(&self) {
        self.begin_to_publish(true);
        self.publisher.finish();
        if let Some(others) = &self.shared.others {
            others.part(&self.shared.cache);
        }
        self.shared.cache.carry_forward();
    }
}
