//! Looking at a program and at what the cache has of it, without running it.

use std::path::PathBuf;
use std::rc::Rc;

use parbake_bmes::{Entry, Kind};
use parbake_cache::Reason;
use parbake_engine::{Context, ContextOptions, Engine, Frontend, Host, ModuleId};

use crate::compile::Findings;
use crate::modules::{Known, LoadError, Outcome};
use crate::program::{boot, main_module};
use crate::{RunOptions, built_ins, platform};

/// What a run would have from the cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Why there is no pack of the program; `None` if there is one.
    pub pack: Option<Reason>,
    /// Whether what the specifiers mean is known from the last run; otherwise they are resolved anew.
    pub resolutions_hold: bool,
    /// The modules that the program starts with, as a walk from the program meets them.
    pub modules: Vec<ExplainedModule>,
    /// Why the program cannot be loaded, if it cannot.
    pub failure: Option<String>,
}

/// What a run would have of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedModule {
    pub url: String,
    pub file: Option<PathBuf>,
    /// `None`: nothing to cache. Otherwise whether it would be a hit, or why not.
    pub outcome: Option<Result<(), Reason>>,
}

/// Loads a program as a run would, evaluates nothing, and says what the cache had. The policy of `options` is to be one that
/// does not write. What is missing is compiled, since only that shows what it imports.
pub fn explain(options: RunOptions) -> Explanation {
    let (runtime, mut context) = boot(options);
    let failure = context.enter(|scope| {
        let loaded = main_module(&runtime).map_err(LoadError::Failed).and_then(|main| {
            runtime.set_main(main);
            runtime.load_graph(scope, main)?;
            if runtime.known().is_some_and(Known::start_holds) {
                return runtime.fetch_required_rows(scope);
            }
            // What no run has left a record of is looked for in the texts. What comes of it there may be meant to fail.
            runtime.follow(scope, false, &mut Findings::default());
            Ok(())
        });
        match loaded {
            Ok(()) => None,
            Err(LoadError::Failed(failure)) => Some(failure.message),
            Err(LoadError::Thrown(thrown)) => {
                let error = scope.take_exception(thrown);
                Some(scope.to_string(error).unwrap_or_default())
            }
        }
    });
    let graph = runtime.graph.borrow();
    let module = |id| {
        let module = graph.module(id);
        let outcome = match module.outcome? {
            Outcome::Hit => Some(Ok(())),
            Outcome::Miss(reason) => Some(Err(reason)),
            Outcome::Uncached => None,
        };
        Some(ExplainedModule { url: module.url.to_string(), file: graph.file(runtime.known(), id), outcome })
    };
    Explanation {
        pack: runtime.shared().known.as_ref().err().copied(),
        resolutions_hold: runtime.known().is_some_and(Known::start_holds),
        modules: graph.in_order().into_iter().filter_map(module).collect(),
        failure,
    }
}

/// Ends a process in which the engine has run.
pub fn exit(code: i32) -> ! {
    Engine::exit(code)
}

/// An engine with an empty realm, in which entries are tried.
pub struct Trial {
    frontend: Frontend,
    context: Context,
    tried: u32,
}

/// Native stack for decoding: it does not nest.
const STACK_BYTES: usize = 1 << 20;

impl Trial {
    /// Starts the engine, which a process does once.
    #[must_use]
    pub fn new() -> Self {
        let engine = Engine::start();
        let options = ContextOptions {
            self_hosted: built_ins::self_hosted(),
            globals: &[],
            stack_bytes: platform::stack_for(0, platform::grow_main_stack()),
        };
        let mut context = Context::new(engine, &options);
        context.attach(Rc::new(Nobody));
        Self { frontend: Frontend::new(&engine, STACK_BYTES), context, tried: 0 }
    }

    /// Whether the engine takes an entry: its bytecode is decoded and instantiated, and never run. Bytecode that the engine
    /// cannot stand may end the process.
    pub fn takes(&mut self, entry: &Entry<'static>) -> bool {
        if entry.bytecode().is_none() {
            return true;
        }
        let Some(stencil) = self.frontend.decode(entry) else { return false };
        if entry.kind() != Kind::Module {
            return true;
        }
        self.tried += 1;
        let id = ModuleId::new(self.tried).expect("fewer than 2^31 entries");
        self.context.enter(|scope| match scope.instantiate(&stencil, id) {
            Ok(_) => true,
            Err(thrown) => {
                scope.take_exception(thrown);
                false
            }
        })
    }
}

impl Default for Trial {
    fn default() -> Self {
        Self::new()
    }
}

/// Answers nothing: nothing is run.
struct Nobody;

impl Host for Nobody {}
