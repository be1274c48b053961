//! The cache opened, and what it knows of the program loaded: before there is an engine to run it.

use std::env;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use parbake_cache::stamp::Moment;
use parbake_cache::{Base, Cache, Config, Policy, ProgramInput, ProgramKey, Quarantine, Reason};
use parbake_engine::Engine;
use parbake_loader::{ResolverOptions, file_url_from_path};

use crate::modules::{Known, Others, Pool, Prefetch, Program, Rewritten, Shared};
use crate::runtime::Began;
use crate::timeline::{Phase, Timeline, timed};
use crate::{ProgramSource, RunOptions, crash_guard};

/// What it takes to open the cache and load what it knows of the program, on any thread.
#[derive(Clone)]
pub(crate) struct Preparation {
    cache: Config,
    /// The program's file. The path is the one that was typed: where it leads is part of what the pack says.
    entry: Option<PathBuf>,
    jobs: Option<usize>,
    ahead: bool,
    conditions: Vec<String>,
    preserve_symlinks: bool,
    module_paths: Vec<PathBuf>,
    began: Moment,
    timeline: Option<Arc<Timeline>>,
}

impl Preparation {
    pub(crate) fn new(options: &RunOptions, began: Began, timeline: Option<Arc<Timeline>>) -> Self {
        Self {
            cache: options.cache.clone(),
            entry: entry_path(&options.program),
            jobs: options.jobs,
            ahead: options.ahead,
            conditions: options.conditions.clone(),
            preserve_symlinks: options.preserve_symlinks,
            module_paths: options.module_paths.clone(),
            began: began.moment,
            timeline,
        }
    }

    /// There is something to be prepared that is worth a thread.
    pub(crate) fn has_cache(&self) -> bool {
        self.entry.is_some() && self.cache.policy != Policy::Off
    }

    pub(crate) fn open(self) -> impl FnOnce(Engine) -> (Shared, Option<Program>) + Send {
        let timeline = self.timeline.clone();
        let Loaded { cache, known, quarantine, others, program } =
            timed(timeline.as_deref(), Phase::Checking, None, || self.load());
        let Self { jobs, ahead, conditions, preserve_symlinks, module_paths, timeline, .. } = self;
        move |engine| {
            let resolver =
                parbake_loader::Resolver::new(ResolverOptions { conditions, preserve_symlinks, module_paths });
            let publishes = cache.unusable().is_none() && !matches!(cache.policy(), Policy::Off | Policy::ReadOnly);
            let prefetch = Prefetch::new(known.as_ref().ok());
            let build_id = parbake_engine::build_id();
            let shared = Shared {
                engine,
                resolver,
                cache,
                build_id,
                known,
                quarantine,
                others,
                jobs,
                publishes,
                compiles_ahead: ahead,
                timeline,
                prefetch,
                rewritten: Rewritten::default(),
            };
            (shared, program)
        }
    }

    fn load(&self) -> Loaded {
        let cache = Cache::open(self.cache.clone());
        let Some(entry) = &self.entry else {
            let quarantine = crash_guard::set_up(&cache, &ProgramKey::WITHOUT_FILE);
            return Loaded { cache, known: Err(Reason::Absent), quarantine, others: None, program: None };
        };
        let input = ProgramInput {
            entry,
            conditions: &self.conditions,
            preserve_symlinks: self.preserve_symlinks,
            module_paths: &self.module_paths,
            build_id: parbake_engine::build_id(),
        };
        let base = Base::of_program(entry, file_url_from_path);
        let known = Known::load(&cache, &input, &base);
        let program = Program { key: input.key(), base, real_paths: !self.preserve_symlinks, began: self.began };
        let quarantine = crash_guard::set_up(&cache, &program.key);
        let is_first = matches!(known, Err(Reason::Absent));
        let others = is_first.then(|| Others::new(&cache, program.key, &program.base)).flatten();
        Loaded { cache, known, quarantine, others, program: Some(program) }
    }
}

/// What there is of a program before anything runs.
struct Loaded {
    cache: Cache,
    known: Result<Known, Reason>,
    quarantine: Quarantine,
    others: Option<Others>,
    program: Option<Program>,
}

/// For [`RunOptions::floor`]: everything in memory, on one thread, before anything else is done.
pub(crate) fn load_ahead(preparation: &Preparation, engine: Engine) -> (Pool, Option<Program>) {
    let began = Instant::now();
    let (shared, program) = preparation.clone().open()(engine);
    let mut pool = Pool::of(shared);
    pool.decode_all();
    let _ = writeln!(io::stderr(), "{}", began.elapsed().as_nanos());
    (pool, program)
}

/// The program's file, by the path that was typed.
pub(crate) fn entry_path(program: &ProgramSource) -> Option<PathBuf> {
    match program {
        ProgramSource::File(path) => {
            let path = path.strip_prefix("file://").unwrap_or(path);
            env::current_dir().ok().map(|directory| directory.join(path))
        }
        ProgramSource::Eval(_) | ProgramSource::Stdin => None,
    }
}
