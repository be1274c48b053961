//! From the command's options to the end of the program.

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use parbake_cache::Policy;
use parbake_cache::stamp::Moment;
use parbake_engine::{Context, ContextOptions, Engine, Local, Persistent, Scope, Thrown};
use parbake_loader::file_url_from_path;

use crate::event_loop::EventLoop;
use crate::inline::read_standard_input;
use crate::modules::{Failure, Id, LoadError, Pool, Starting};
use crate::preparation::{Preparation, load_ahead};
use crate::runtime::Began;
use crate::timeline::{Phase, Timeline, timed};
use crate::{ProgramSource, RunOptions, Runtime, built_ins, globals, platform};

/// Exit code of an error nobody caught.
const FAILED: i32 = 1;

/// Runs the program to its end, and the process with it.
pub fn run(options: RunOptions) -> ! {
    let (runtime, mut context) = boot(options);
    context.enter(|scope| before_the_program(&runtime, scope, crate::natives::stack::watch));
    context.enter(|scope| before_the_program(&runtime, scope, |scope| runtime.preload(scope)));
    for specifier in &runtime.options().imports {
        let import = |scope: &mut Scope<'_>| runtime.import_before(scope, specifier);
        let evaluation = context.enter(|scope| before_the_program(&runtime, scope, import));
        let started = Started { evaluation: Some(evaluation) };
        EventLoop::new(&runtime, &mut context).turn_until_evaluated(&started);
    }
    let started = context.enter(|scope| start(&runtime, scope));
    parbake_engine::start_has_settled();
    EventLoop::new(&runtime, &mut context).turn_until_done(started)
}

/// The engine, ready to load the program; threads are at work already on what the last run has left.
pub(crate) fn boot(options: RunOptions) -> (Rc<Runtime>, Context) {
    let began = Began { instant: Instant::now(), moment: Moment::now() };
    Engine::before_start();
    Engine::ignore_file_size_signal();
    boot_on_this_thread(options, began, platform::grow_main_stack())
}

/// As [`boot`], on a thread whose stack has so many bytes for the engine.
pub(crate) fn boot_on_this_thread(options: RunOptions, began: Began, stack_bytes: usize) -> (Rc<Runtime>, Context) {
    let timeline = options.observer.is_some().then(|| Arc::new(Timeline::begin(began.instant)));
    let preparation = Preparation::new(&options, began, timeline.clone());
    let timeline = timeline.as_deref();
    // While the engine starts here, another thread opens the cache and begins to decode what is in the program's pack.
    let starting = (preparation.has_cache() && !options.floor && options.jobs != Some(1)).then(|| {
        let preparation = preparation.clone();
        Starting::begin(move || preparation.open())
    });
    let engine = timed(timeline, Phase::Engine, None, Engine::start);
    if let Some(starting) = &starting {
        starting.engine_started(engine);
    }
    let loaded = options.floor.then(|| load_ahead(&preparation, engine));
    let context_options = ContextOptions {
        self_hosted: built_ins::self_hosted(),
        globals: globals::LAZY,
        stack_bytes: platform::stack_for(0, stack_bytes),
    };
    let mut context = timed(timeline, Phase::Engine, None, || Context::new(engine, &context_options));
    let prepared = starting.and_then(|starting| timed(timeline, Phase::Waiting, None, || starting.finish()));
    let (pool, program) = prepared.or(loaded).unwrap_or_else(|| {
        let (shared, program) = preparation.open()(engine);
        (Pool::of(shared), program)
    });
    if let Some(unusable) = pool.shared().cache.warning() {
        let _ = writeln!(io::stderr(), "parbake: the cache cannot be used: {unusable}");
    }
    let runtime = Rc::new(Runtime::new(options, pool, program, began, stack_bytes));
    runtime.order_unproven_modules();
    context.attach(Rc::<Runtime>::clone(&runtime) as Rc<dyn parbake_engine::Host>);
    (runtime, context)
}

/// What evaluation of the program's module left.
pub(crate) struct Started {
    /// The promise of its evaluation; `None` for CommonJS, which is done once it has run.
    pub(crate) evaluation: Option<Persistent>,
}

/// Loads, links and starts to evaluate; an error ends the process.
fn start(runtime: &Runtime, scope: &mut Scope<'_>) -> Started {
    match try_start(runtime, scope) {
        Ok(started) => started,
        Err(thrown) => {
            let error = scope.take_exception(thrown);
            runtime.report_uncaught(scope, error);
            // A listener of the program's took the error; there is nothing to run.
            runtime.exit(FAILED)
        }
    }
}

/// What comes before the program fails as that would.
fn before_the_program<R>(
    runtime: &Runtime,
    scope: &mut Scope<'_>,
    work: impl FnOnce(&mut Scope<'_>) -> Result<R, Thrown>,
) -> R {
    work(scope).unwrap_or_else(|thrown| {
        let error = scope.take_exception(thrown);
        runtime.report_uncaught(scope, error);
        runtime.exit(FAILED)
    })
}

fn try_start(runtime: &Runtime, scope: &mut Scope<'_>) -> Result<Started, Thrown> {
    let main = match main_module(runtime) {
        Ok(main) => main,
        Err(failure) => return Err(runtime.throw_failure(scope, &failure)),
    };
    runtime.set_main(main);
    runtime.name_libraries(scope)?;
    if let Some(script) = runtime.script() {
        runtime.begin(main);
        let ran = timed(runtime.timeline(), Phase::Evaluating, Some(main), || runtime.run_script(scope, &script));
        runtime.report_if_thrown(scope, ran);
        return Ok(Started { evaluation: None });
    }
    let loaded = if runtime.is_hooked() {
        runtime.load_main_through_hooks(scope, main)
    } else {
        load_main(runtime, scope, main)
    };
    let main = match loaded {
        Ok(Some(main)) => main,
        Ok(None) => return Ok(Started { evaluation: None }),
        Err(LoadError::Thrown(thrown)) => return Err(thrown),
        Err(LoadError::Failed(failure)) => return Err(runtime.throw_failure(scope, &failure)),
    };
    runtime.require_hits();
    runtime.publish();
    let record = recall(runtime, scope, main);
    if let Some(timeline) = runtime.timeline() {
        runtime.link_and_evaluate_in_steps(scope, main, timeline)?;
    }
    timed(runtime.timeline(), Phase::Linking, Some(main), || scope.link(record))?;
    let promise = timed(runtime.timeline(), Phase::Evaluating, Some(main), || scope.evaluate(record))?;
    // The event loop looks at it: see `report_failed_evaluation`.
    scope.mark_handled(promise);
    Ok(Started { evaluation: Some(scope.persist(promise)) })
}

/// Loads the program; runs it, where it is CommonJS: then there is nothing to evaluate.
fn load_main(runtime: &Runtime, scope: &mut Scope<'_>, main: Id) -> Result<Option<Id>, LoadError> {
    runtime.look_at_main(scope, main)?;
    if runtime.graph.borrow().is_common_js(main) {
        runtime.require_hits();
        runtime.run_common_js(scope, main);
        return Ok(None);
    }
    runtime.load_graph(scope, main)?;
    Ok(Some(main))
}

pub(crate) fn recall<'s>(runtime: &Runtime, scope: &mut Scope<'s>, id: Id) -> Local<'s> {
    let graph = runtime.graph.borrow();
    scope.recall(graph.record(id).expect("a loaded graph has its root"))
}

pub(crate) fn main_module(runtime: &Runtime) -> Result<Id, Failure> {
    let directory = || env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
    let path = match &runtime.options().program {
        ProgramSource::File(path) => path,
        ProgramSource::Eval(text) => return runtime.insert_inline("[eval]", text),
        ProgramSource::Stdin => return runtime.insert_inline("[stdin]", &read_standard_input()?),
    };
    // A pack of which nothing could be pinned down has no rows to start with: where the path leads is looked up again.
    if let Some(known) = runtime.known().filter(|known| known.start_holds() && !known.start_rows().is_empty()) {
        return Ok(runtime.graph.borrow_mut().of_row(known, 0));
    }
    let resolved = runtime.shared().resolver.entry(path, &directory());
    let resolved = resolved.map_err(|error| Failure::of_resolution(&error, None))?;
    let module_type = match resolved.format {
        parbake_loader::Format::Json => parbake_bmes::ModuleType::Json,
        _ => parbake_bmes::ModuleType::JavaScript,
    };
    let mut graph = runtime.graph.borrow_mut();
    // A program with hooks is looked up in each run, since no pack starts with it: that alone is no news.
    Ok(match runtime.is_hooked() {
        true => graph.of_fresh(runtime.known(), resolved, module_type, false),
        false => graph.of_resolution(runtime.known(), resolved, module_type),
    })
}

impl Runtime {
    /// Requires what was asked for before the program.
    fn preload(&self, scope: &mut Scope<'_>) -> Result<(), Thrown> {
        if !self.options().preloads.is_empty() {
            self.call_built_in(scope, "cjs-main", c"preload", |scope| {
                Ok(vec![scope.strings(&self.options().preloads)?])
            })?;
        }
        Ok(())
    }

    /// Begins to evaluate what is to be imported before the program, as a module in the working directory would import it.
    fn import_before(&self, scope: &mut Scope<'_>, specifier: &str) -> Result<Persistent, Thrown> {
        let directory = env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
        let referrer = file_url_from_path(&directory.join("[import]"));
        match self.load_before(scope, specifier, &referrer) {
            Err(LoadError::Thrown(thrown)) => Err(thrown),
            Err(LoadError::Failed(failure)) => Err(self.throw_failure(scope, &failure)),
            Ok(id) => {
                let record = recall(self, scope, id);
                scope.link(record)?;
                let promise = scope.evaluate(record)?;
                scope.mark_handled(promise);
                Ok(scope.persist(promise))
            }
        }
    }

    fn load_before(&self, scope: &mut Scope<'_>, specifier: &str, referrer: &str) -> Result<Id, LoadError> {
        let module_type = parbake_bmes::ModuleType::JavaScript;
        let id = if self.is_hooked() {
            self.resolve_through_hooks(scope, specifier, Some(referrer), module_type)?
        } else {
            let resolved = self.shared().resolver.resolve(specifier, referrer, module_type);
            let resolved = resolved.map_err(|error| LoadError::Failed(Failure::of_resolution(&error, None)))?;
            // What comes before the program is looked up in each run: that alone is no news.
            self.graph.borrow_mut().of_fresh(self.known(), resolved, module_type, false)
        };
        self.load_graph(scope, id)?;
        Ok(id)
    }

    /// Fetches the program's own file where only that tells whether it is CommonJS.
    pub(crate) fn look_at_main(&self, scope: &mut Scope<'_>, main: Id) -> Result<(), LoadError> {
        if self.graph.borrow().may_be_common_js(self.known(), main) { self.fetch_one(scope, main) } else { Ok(()) }
    }

    /// Takes note that `main`, which requests nothing before it runs, begins to.
    pub(crate) fn begin(&self, main: Id) {
        let mut graph = self.graph.borrow_mut();
        graph.add_root(main);
        graph.start();
    }

    /// Runs a program that is CommonJS. What it throws is uncaught, and ends it unless a listener takes it.
    fn run_common_js(&self, scope: &mut Scope<'_>, main: Id) {
        self.begin(main);
        let path = self.path_of_node(main).unwrap_or_default();
        let ran = timed(self.timeline(), Phase::Evaluating, Some(main), || {
            self.call_built_in(scope, "cjs-main", c"run", |scope| Ok(vec![scope.string(&path.to_string_lossy())?]))
        });
        self.report_if_thrown(scope, ran);
    }

    pub(crate) fn report_if_thrown<R>(&self, scope: &mut Scope<'_>, ran: Result<R, Thrown>) {
        if let Err(thrown) = ran {
            let error = scope.take_exception(thrown);
            self.report_uncaught(scope, error);
        }
    }

    /// Under `--cache=require` a miss is a failure, before anything of what was loaded runs.
    pub(crate) fn require_hits(&self) {
        if self.shared().cache.policy() != Policy::Require {
            return;
        }
        let graph = self.graph.borrow();
        let missed = graph.in_order().into_iter().find_map(|id| match graph.module(id).outcome {
            Some(crate::modules::Outcome::Miss(reason)) => Some((graph.module(id).url.to_string(), reason)),
            _ => None,
        });
        drop(graph);
        if let Some((url, reason)) = missed {
            let _ = writeln!(io::stderr(), "parbake: --cache=require: {url} is not in the cache ({reason})");
            self.exit(FAILED)
        }
    }

    /// Makes the failure the pending exception, and remembers the place it is about.
    pub(crate) fn throw_failure(&self, scope: &mut Scope<'_>, failure: &Failure) -> Thrown {
        match failure.to_error(scope) {
            Err(thrown) => thrown,
            Ok(error) => {
                let kept = scope.persist(error);
                self.failures.borrow_mut().push((kept, failure.site.clone()));
                scope.throw(error)
            }
        }
    }

    /// Gives an error nobody caught to the program's listeners; without any, prints it and ends the process.
    pub(crate) fn report_uncaught(&self, scope: &mut Scope<'_>, error: Local<'_>) {
        self.report(scope, error, "uncaughtException");
    }

    /// The same; `origin` is what the listeners are told of where it comes from (Node documentation, process).
    pub(crate) fn report(&self, scope: &mut Scope<'_>, error: Local<'_>, origin: &str) {
        let kept = scope.persist(error);
        let reported = self.call_built_in(scope, "uncaught", c"report", |scope| {
            let error = scope.recall(&kept);
            let origin = scope.string(origin)?;
            Ok(vec![error, origin])
        });
        if let Err(thrown) = reported {
            // Reporting itself failed: out of stack or memory. Say what can be said without running anything more.
            let second = scope.take_exception(thrown);
            let text = scope.to_string(second).unwrap_or_else(|_| "unknown error".to_owned());
            let _ = writeln!(io::stderr(), "Uncaught exception ({text})");
            self.exit(FAILED)
        }
    }
}
