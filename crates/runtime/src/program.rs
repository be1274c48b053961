//! From the command's options to the end of the program.

use std::env;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;

use parbake_cache::stamp::Moment;
use parbake_cache::{Base, Cache, Policy, ProgramInput, Reason};
use parbake_engine::{Context, ContextOptions, Engine, ErrorKind, Local, Scope, Thrown};
use parbake_loader::file_url_from_path;

use crate::event_loop::EventLoop;
use crate::modules::{Failure, Id, Known, LoadError, Program};
use crate::runtime::Began;
use crate::timeline::{Phase, Timeline, timed};
use crate::{ProgramSource, RunOptions, Runtime, built_ins, globals, platform};

/// Exit code of an error nobody caught.
const FAILED: i32 = 1;

/// Runs the program to its end, and the process with it.
pub fn run(options: RunOptions) -> ! {
    let (runtime, mut context) = boot(options);
    let started = context.enter(|scope| start(&runtime, scope));
    EventLoop::new(&runtime, &mut context).turn_until_done(started)
}

/// The engine, ready to load the program; threads are at work already on what the last run has left.
pub(crate) fn boot(options: RunOptions) -> (Rc<Runtime>, Context) {
    let began = Began { instant: Instant::now(), moment: Moment::now() };
    let stack_bytes = platform::grow_main_stack();
    let directory = env::current_dir();
    let timeline = options.observer.is_some().then(|| Timeline::begin(began.instant));
    let timeline_of = timeline.as_ref();
    let cache = timed(timeline_of, Phase::Checking, None, || Cache::open(options.cache.clone()));
    if let Some(unusable) = cache.warning() {
        let _ = writeln!(io::stderr(), "parbake: the cache cannot be used: {unusable}");
    }
    let (program, known) = match directory.ok().and_then(|directory| entry_path(&options, &directory)) {
        None => (None, Err(Reason::Absent)),
        Some(entry) => {
            let load = || load_known(&options, &cache, &entry, began.moment);
            let (program, known) = timed(timeline_of, Phase::Checking, None, load);
            (Some(program), known)
        }
    };
    let engine = timed(timeline_of, Phase::Engine, None, Engine::start);
    let runtime = Rc::new(Runtime::new(options, engine, cache, known, program, began, stack_bytes, timeline));
    runtime.order_known_modules();
    let context_options = ContextOptions {
        self_hosted: built_ins::self_hosted(),
        globals: globals::LAZY,
        stack_bytes: platform::stack_for(0, stack_bytes),
    };
    let host: Rc<dyn parbake_engine::Host> = Rc::<Runtime>::clone(&runtime);
    let context = timed(runtime.timeline(), Phase::Engine, None, || Context::new(engine, &context_options, host));
    (runtime, context)
}

/// The program's file. The path is the one that was typed: where it leads is part of what the pack says.
fn entry_path(options: &RunOptions, directory: &Path) -> Option<PathBuf> {
    let ProgramSource::File(path) = &options.program else { return None };
    Some(directory.join(path.strip_prefix("file://").unwrap_or(path)))
}

fn load_known(options: &RunOptions, cache: &Cache, entry: &Path, began: Moment) -> (Program, Result<Known, Reason>) {
    let input = ProgramInput {
        entry,
        conditions: &options.conditions,
        preserve_symlinks: options.preserve_symlinks,
        build_id: parbake_engine::build_id(),
    };
    let base = Base::of_program(entry, file_url_from_path);
    let known = Known::load(cache, &input, &base);
    (Program { key: input.key(), base, real_paths: !options.preserve_symlinks, began }, known)
}

/// What evaluation of the program's module left.
pub(crate) struct Started {
    /// The promise of its evaluation.
    pub(crate) evaluation: parbake_engine::Persistent,
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

fn try_start(runtime: &Runtime, scope: &mut Scope<'_>) -> Result<Started, Thrown> {
    let main = match main_module(runtime) {
        Ok(main) => main,
        Err(failure) => return Err(runtime.throw_failure(scope, &failure)),
    };
    runtime.main.set(Some(main));
    match runtime.load_graph(scope, main) {
        Ok(()) => {}
        Err(LoadError::Thrown(thrown)) => return Err(thrown),
        Err(LoadError::Failed(failure)) => return Err(runtime.throw_failure(scope, &failure)),
    }
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
    Ok(Started { evaluation: scope.persist(promise) })
}

fn recall<'s>(runtime: &Runtime, scope: &mut Scope<'s>, id: Id) -> Local<'s> {
    let graph = runtime.graph.borrow();
    scope.recall(graph.record(id).expect("a loaded graph has its root"))
}

pub(crate) fn main_module(runtime: &Runtime) -> Result<Id, Failure> {
    let directory = env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
    let inline = |name: &str, text: String| {
        let url = file_url_from_path(&directory.join(name));
        Ok(runtime.graph.borrow_mut().insert_inline(&url, text))
    };
    let path = match &runtime.options().program {
        ProgramSource::File(path) => path,
        ProgramSource::Eval(text) => return inline("[eval1]", text.clone()),
        ProgramSource::Stdin => return inline("[stdin]", read_standard_input()?),
    };
    if let Some(known) = runtime.known().filter(|known| known.start_holds() && known.row(0).is_some()) {
        return Ok(runtime.graph.borrow_mut().of_row(known, 0));
    }
    let resolved = runtime.shared().resolver.entry(path, &directory);
    let resolved = resolved.map_err(|error| Failure::of_resolution(&error, None))?;
    let module_type = match resolved.format {
        parbake_loader::Format::Json => parbake_bmes::ModuleType::Json,
        _ => parbake_bmes::ModuleType::JavaScript,
    };
    Ok(runtime.graph.borrow_mut().of_resolution(runtime.known(), resolved, module_type))
}

fn read_standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    match io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Ok(parbake_loader::decode(bytes)),
        Err(error) => Err(Failure {
            kind: ErrorKind::Error,
            code: Some("ERR_STDIN_READ"),
            message: format!("Cannot read the program from standard input: {error}"),
            site: None,
        }),
    }
}

impl Runtime {
    /// Under `--cache=require` a miss is a failure, before anything runs.
    fn require_hits(&self) {
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
