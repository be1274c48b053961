//! A program without its run: everything that it starts with is read, compiled and linked, the pack is written, and nothing
//! is evaluated.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use parbake_bmes::DynamicImport;
use parbake_cache::stamp::Moment;
use parbake_cache::{Base, Cache, Config, ProgramInput, Reason};
use parbake_engine::{Engine, Scope, Thrown};
use parbake_loader::file_url_from_path;
use rustc_hash::FxHashSet;

use crate::modules::{Failure, Id, LoadError, Loaded, RequireTarget, Saved};
use crate::preparation::entry_path;
use crate::program::{boot_on_this_thread, main_module, recall};
use crate::runtime::Began;
use crate::{LogFormat, ProgramSource, RunOptions, Runtime, platform};

/// Left for what runs below the engine's own check.
const STACK_MARGIN_BYTES: usize = 1 << 20;

/// How long files are given to become old enough for their times to be relied on: first where the file system's clock is
/// fine, then where it is coarse. Where it is another machine's, they never do.
const GROWING_UP: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(2100)];

/// Which program is compiled, and how.
#[derive(Debug, Clone)]
pub struct CompileOptions {
    /// A path or `file:` URL, as typed.
    pub entry: String,
    /// Extra export conditions.
    pub conditions: Vec<String>,
    /// Modules keep the path they were found by.
    pub preserve_symlinks: bool,
    /// Where `require` looks for packages at last.
    pub module_paths: Vec<PathBuf>,
    pub cache: Config,
    /// Threads that read and compile; `None`: one for each core.
    pub jobs: Option<usize>,
    /// `import()`s of literal specifiers are followed.
    pub dynamic: bool,
    /// A line per module on stderr.
    pub log: Option<LogFormat>,
}

/// What compiling a program came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// Modules that the cache had.
    pub hits: u64,
    /// Modules that it has from now on.
    pub misses: u64,
    /// What a run prints of each module that cannot be run.
    pub failures: Vec<String>,
    /// The same of each `import()` that leads nowhere. The program may be prepared for that.
    pub left_out: Vec<String>,
    /// Whether the pack was written, and why not if that failed.
    pub written: Result<bool, Reason>,
    /// The pack's file.
    pub pack: Option<PathBuf>,
}

/// Compiles a program on every core, and links it so that what a run would fail at shows.
///
/// The engine's instance lives on a thread of its own until the process ends.
///
/// # Panics
/// If there is no memory for a thread.
#[must_use]
pub fn compile(options: CompileOptions) -> Compiled {
    Engine::before_start();
    let (mut compiled, mut saved) = compile_on_a_thread(options.clone());
    for pause in GROWING_UP {
        if saved == Some(Saved::Young) {
            thread::sleep(pause);
            let (again, saved_again) = compile_on_a_thread(CompileOptions { log: None, ..options.clone() });
            let Compiled { failures, left_out, .. } = again;
            compiled = Compiled { failures, left_out, ..compiled };
            saved = saved_again;
        }
    }
    compiled
}

fn compile_on_a_thread(options: CompileOptions) -> (Compiled, Option<Saved>) {
    let worker = thread::Builder::new().name("linker".to_owned()).stack_size(platform::LINKING_STACK_BYTES);
    let worker = worker.spawn(move || compile_here(options)).expect("memory for a thread");
    worker.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// A program's pack, made to be carried elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipment {
    pub bytes: Vec<u8>,
    /// How many modules there are in it.
    pub modules: usize,
    /// Where it is found beside the program.
    pub beside: PathBuf,
    /// What it is called in the directory of a layer.
    pub name_in_layer: PathBuf,
}

/// Makes a program's pack ready to be carried elsewhere. The program was compiled before.
///
/// # Errors
/// Why the cache has no pack of it.
pub fn export(options: CompileOptions) -> Result<Shipment, Reason> {
    let CompileOptions { entry, conditions, preserve_symlinks, module_paths, cache, .. } = options;
    let entry = entry_path(&ProgramSource::File(entry)).ok_or(Reason::IoError)?;
    let build_id = parbake_engine::build_id();
    let (conditions, module_paths) = (&conditions, &module_paths);
    let input = ProgramInput { entry: &entry, conditions, preserve_symlinks, module_paths, build_id };
    let base = Base::of_program(&entry, file_url_from_path);
    let cache = Cache::open(cache);
    let (bytes, modules) = cache.export_pack(&input, &base)?;
    let beside = parbake_cache::beside(&entry).ok_or(Reason::NotAFile)?;
    Ok(Shipment { bytes, modules, beside, name_in_layer: parbake_cache::name_in_layer(&input) })
}

fn compile_here(options: CompileOptions) -> (Compiled, Option<Saved>) {
    let dynamic = options.dynamic;
    let stack_bytes = platform::LINKING_STACK_BYTES - STACK_MARGIN_BYTES;
    let began = Began { instant: Instant::now(), moment: Moment::now() };
    let (runtime, mut context) = boot_on_this_thread(options.into_run(), began, stack_bytes);
    let Findings { failures, left_out } = context.enter(|scope| {
        let mut findings = Findings::default();
        let main = main_module(&runtime).map_err(LoadError::Failed);
        let loaded = main.and_then(|main| {
            runtime.set_main(main);
            runtime.load_program(scope, main)
        });
        match loaded {
            Err(error) => findings.failures.push(runtime.text_of(scope, error)),
            Ok(()) => runtime.follow(scope, dynamic, &mut findings),
        }
        findings
    });
    let saved = runtime.publish_at_once();
    let written = saved.map(|saved| saved.is_some());
    crate::log::write(&runtime);
    let stats = runtime.run_stats();
    let (hits, misses) = (stats.hits, stats.missed());
    let compiled = Compiled { hits, misses, failures, left_out, written, pack: runtime.path_of_pack() };
    (compiled, saved.unwrap_or(None))
}

/// What is wrong with a program as far as its texts say.
#[derive(Default)]
pub(crate) struct Findings {
    failures: Vec<String>,
    left_out: Vec<String>,
}

impl CompileOptions {
    fn into_run(self) -> RunOptions {
        let Self { entry, conditions, preserve_symlinks, module_paths, cache, jobs, dynamic: _, log } = self;
        RunOptions {
            enable_source_maps: false,
            input_type: None,
            print: false,
            program: ProgramSource::File(entry),
            arguments: Vec::new(),
            argv0: String::new(),
            exec_path: String::new(),
            exec_arguments: Vec::new(),
            conditions,
            preserve_symlinks,
            module_paths,
            global_folders: Vec::new(),
            preloads: Vec::new(),
            imports: Vec::new(),
            cache,
            jobs,
            ahead: true,
            floor: false,
            observer: None,
            log,
        }
    }
}

impl Runtime {
    fn load_and_link(&self, scope: &mut Scope<'_>, root: Id) -> Result<(), LoadError> {
        self.load_graph(scope, root)?;
        scope.nested(|scope| {
            let record = recall(self, scope, root);
            Ok(scope.link(record)?)
        })
    }

    fn load_program(&self, scope: &mut Scope<'_>, main: Id) -> Result<(), LoadError> {
        self.look_at_main(scope, main)?;
        if !self.graph.borrow().is_common_js(main) {
            return self.load_and_link(scope, main);
        }
        let mut graph = self.graph.borrow_mut();
        graph.add_root(main);
        graph.start();
        Ok(())
    }

    /// Loads what literal `require()`s mean, and literal `import()`s if wanted, and what those ask for in turn.
    pub(crate) fn follow(&self, scope: &mut Scope<'_>, dynamic: bool, findings: &mut Findings) {
        let mut seen = FxHashSet::default();
        loop {
            let modules = self.graph.borrow().in_order();
            let new: Vec<Id> = modules.into_iter().filter(|&id| seen.insert(id)).collect();
            if new.is_empty() {
                return;
            }
            for id in new {
                self.follow_requires(scope, id, findings);
                if dynamic {
                    let imports = self.graph.borrow().literal_imports(self.shared(), id);
                    imports.iter().for_each(|import| self.follow_import(scope, id, import, findings));
                }
            }
        }
    }

    /// As a run does when it comes to the `require()`s, but for evaluation.
    fn follow_requires(&self, scope: &mut Scope<'_>, id: Id, findings: &mut Findings) {
        for request in self.literal_requests(id) {
            let path = self.path_of_node(id);
            match self.require_target(path.as_deref(), &request) {
                Ok(RequireTarget::BuiltIn(_)) => {}
                Ok(RequireTarget::Module(target)) => {
                    let loaded = self.load_required(scope, target).and_then(|loaded| match loaded {
                        Loaded::Module => self.load_and_link(scope, target),
                        Loaded::CommonJs { .. } | Loaded::Json(_) => Ok(()),
                    });
                    if let Err(error) = loaded {
                        note(&mut findings.failures, self.text_of(scope, error));
                    }
                }
                Err(error) => {
                    let failure = Failure::of_resolution(&error, None);
                    note(&mut findings.left_out, self.text_of(scope, LoadError::Failed(failure)));
                }
            }
        }
    }

    fn literal_requests(&self, id: Id) -> Vec<String> {
        let facts = {
            let graph = self.graph.borrow();
            if graph.is_common_js(id) { graph.facts(self.known(), id) } else { None }
        };
        let text = facts.and_then(|facts| self.shared().common_js_text(&facts));
        text.map_or_else(Vec::new, |text| parbake_loader::common_js_requests(&text))
    }

    /// As a run does when it comes to the `import()`, but for evaluation.
    fn follow_import(&self, scope: &mut Scope<'_>, referrer: Id, import: &DynamicImport, findings: &mut Findings) {
        let DynamicImport { specifier, module_type } = import;
        let known = self.graph.borrow().linked(self.known(), referrer, specifier, *module_type);
        if known.is_some_and(|target| self.graph.borrow().is_connected(target)) {
            return;
        }
        self.graph.borrow_mut().set_importing(true);
        let imported = self.imported(Some(referrer), specifier, *module_type);
        match imported {
            Err(failure) => note(&mut findings.left_out, self.text_of(scope, LoadError::Failed(failure))),
            Ok(target) => match self.load_and_link(scope, target) {
                Ok(()) => self.graph.borrow_mut().add_link(referrer, specifier, *module_type, target),
                Err(error) => note(&mut findings.failures, self.text_of(scope, error)),
            },
        }
        self.graph.borrow_mut().set_importing(false);
    }

    /// What a run prints where nobody catches the error.
    fn text_of(&self, scope: &mut Scope<'_>, error: LoadError) -> String {
        scope.nested(|scope| {
            let thrown = match error {
                LoadError::Thrown(thrown) => thrown,
                LoadError::Failed(failure) => self.throw_failure(scope, &failure),
            };
            self.text_of_thrown(scope, thrown)
        })
    }

    fn text_of_thrown(&self, scope: &mut Scope<'_>, thrown: Thrown) -> String {
        let error = scope.take_exception(thrown);
        let kept = scope.persist(error);
        let text = self.call_built_in(scope, "uncaught", c"text", |scope| Ok(vec![scope.recall(&kept)]));
        text.and_then(|text| scope.to_string(text)).unwrap_or_else(|thrown| {
            // Describing it failed: out of stack or memory.
            let _ = scope.take_exception(thrown);
            "Uncaught exception that cannot be described\n".to_owned()
        })
    }
}

/// Several modules may import the one that fails.
fn note(texts: &mut Vec<String>, text: String) {
    if !texts.contains(&text) {
        texts.push(text);
    }
}
