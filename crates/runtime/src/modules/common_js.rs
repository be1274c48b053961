//! CommonJS modules in the graph: `require` has them one at a time, as it asks for them.

use std::rc::Rc;

use parbake_bmes::{CommonJsExports, Kind, Metadata, ModuleType};
use parbake_engine::{Persistent, Scope, Stencil};

use super::compilation::stack_name;
use super::facade::Facade;
use super::member::Held;
use super::order::Body;
use super::{Failure, How, Id, LoadError, State};
use crate::Runtime;

/// A CommonJS module that is there to be called.
pub(super) struct CommonJs {
    stencil: Stencil,
    pub(super) names: Option<Rc<CommonJsExports>>,
    /// What a look at the text has shown in this run.
    pub(super) found: Option<Box<Metadata>>,
    pub(super) facade: Option<Facade>,
}

/// What a required file turned out to be.
pub(crate) enum Loaded {
    CommonJs {
        stencil: Stencil,
        /// Functions that it calls are to be kept.
        collect: bool,
    },
    /// An ES module, not evaluated yet.
    Module,
    Json(String),
}

impl super::Fetched {
    /// What the module is made of, and how it was had.
    fn apart(self) -> (Result<Body, super::FetchError>, How) {
        let Self { id: _, body, wants: _, facts, outcome, duration, source_bytes, held } = self;
        (body, How { facts, held, outcome, duration, source_bytes })
    }
}

impl CommonJs {
    pub(super) fn new(stencil: Stencil, names: Option<CommonJsExports>) -> Self {
        Self { stencil, names: names.map(Rc::new), found: None, facade: None }
    }

    /// The record that stands for the module where it is imported, once it is made.
    pub(super) fn record(&self) -> Option<&Persistent> {
        self.facade.as_ref().map(|facade| &facade.record)
    }
}

impl Runtime {
    /// Has a module ready to be run by `require`.
    pub(crate) fn load_required(&self, scope: &mut Scope<'_>, id: Id) -> Result<Loaded, LoadError> {
        let is_json = self.graph.borrow().module(id).module_type == ModuleType::Json;
        if let Some(text) = is_json.then(|| self.serve_json(id)).flatten() {
            return Ok(Loaded::Json(text));
        }
        self.fetch_one(scope, id)?;
        self.map_stacks_if_needed(scope)?;
        let mut graph = self.graph.borrow_mut();
        let module = graph.module_mut(id);
        match &module.state {
            State::CommonJs(common_js) => {
                let later = module.held.as_ref().and_then(Held::as_later);
                let collect = later.is_some_and(|later| !later.is_complete());
                Ok(Loaded::CommonJs { stencil: common_js.stencil.clone(), collect })
            }
            State::Fetched(fetched) if matches!(fetched.body, Ok(Body::Json(_))) => {
                let State::Fetched(fetched) = std::mem::replace(&mut module.state, State::Required) else {
                    unreachable!("matched above")
                };
                let (body, how) = fetched.apart();
                graph.note(id, how);
                let Ok(Body::Json(text)) = body else { unreachable!("matched above") };
                Ok(Loaded::Json(text))
            }
            _ => Ok(Loaded::Module),
        }
    }

    /// Fetches one module and none of those it requests. CommonJS is ready then; others wait for what comes next.
    pub(crate) fn fetch_one(&self, scope: &mut Scope<'_>, id: Id) -> Result<(), LoadError> {
        self.serve(scope, id)?;
        loop {
            let order = {
                let mut graph = self.graph.borrow_mut();
                match &graph.module(id).state {
                    State::Idle | State::Failed(_) | State::Required => Some(graph.order(self.known(), id)),
                    State::Ordered => None,
                    State::Fetched(_) => break,
                    State::Loaded { .. } | State::CommonJs(_) => return Ok(()),
                    State::Visited => return Err(LoadError::Failed(Failure::in_visit(&graph.module(id).url))),
                }
            };
            match order {
                Some(order) => {
                    let fetched = self.pool.borrow_mut().fetch_here(order);
                    self.graph.borrow_mut().keep(fetched);
                }
                None => self.await_ordered(id),
            }
        }
        self.settle_common_js(id).map_err(LoadError::Failed)
    }

    /// Waits for the module, if a thread is fetching it.
    pub(super) fn await_ordered(&self, id: Id) {
        while matches!(self.graph.borrow().module(id).state, State::Ordered) {
            let fetched = self.pool.borrow_mut().next().expect("what is waited for was ordered");
            self.graph.borrow_mut().keep(fetched);
        }
    }

    fn settle_common_js(&self, id: Id) -> Result<(), Failure> {
        let mut graph = self.graph.borrow_mut();
        let module = graph.module_mut(id);
        let url = Rc::clone(&module.url);
        let fetched = match std::mem::replace(&mut module.state, State::Idle) {
            State::Fetched(fetched) => fetched,
            state => {
                module.state = state;
                return Ok(());
            }
        };
        match &fetched.body {
            Ok(Body::CommonJs { .. }) => {
                let (Ok(Body::CommonJs { stencil, names }), how) = fetched.apart() else {
                    unreachable!("matched above")
                };
                module.state = State::CommonJs(CommonJs::new(stencil, names));
                graph.note(id, how);
                Ok(())
            }
            Err(error) => Err(Failure::of_module(error, &url)),
            Ok(_) => {
                module.state = State::Fetched(fetched);
                Ok(())
            }
        }
    }

    /// Takes down what the CommonJS modules of this run have come to, for their entries.
    pub(crate) fn encode_what_ran(&self) {
        let (Ok(mut graph), Ok(mut pool)) = (self.graph.try_borrow_mut(), self.pool.try_borrow_mut()) else { return };
        for module in &mut graph.modules {
            let (State::CommonJs(common_js), Some(held)) = (&mut module.state, &module.held) else { continue };
            if let Some(later) = held.as_later().filter(|later| !later.is_complete()) {
                let name = stack_name(Kind::CommonJs, &module.url);
                let bytecode = pool.frontend().encode_what_ran(&mut common_js.stencil, &name);
                later.complete(common_js.found.as_deref().cloned().unwrap_or_default(), bytecode);
            }
        }
    }

    /// Fetches what the program's last run has required, though nobody requires it now.
    pub(crate) fn fetch_required_rows(&self, scope: &mut Scope<'_>) -> Result<(), LoadError> {
        let Some(known) = self.known().filter(|known| known.start_holds()) else { return Ok(()) };
        for row in known.start_rows() {
            let id = self.graph.borrow_mut().of_row(known, row);
            if !self.graph.borrow().is_loaded(id)
                && let Loaded::Module = self.load_required(scope, id)?
            {
                self.load_graph(scope, id)?;
            }
            // ES modules may have been made ahead: they are there, and reached by nobody.
            self.graph.borrow_mut().add_orphan(id);
        }
        Ok(())
    }
}
