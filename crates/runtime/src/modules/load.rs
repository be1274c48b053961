//! Loading a graph: from one module to everything it requests, by work lists, so that depth costs no stack.

use std::rc::Rc;

use parbake_engine::{ModuleId, PromiseState, Scope, Thrown};
use rustc_hash::FxHashSet;

use super::common_js::CommonJs;
use super::order::{Body, Fetched};
use super::want::Want;
use super::{Answer, Failure, Graph, How, Id, Link, Module, Order, Site, State, steps, synthetic};
use crate::timeline::{Phase, Timeline, timed};
use crate::{Runtime, platform};

/// Why a module is not there to be linked.
pub(crate) enum LoadError {
    /// A module of the graph cannot be loaded.
    Failed(Failure),
    /// An exception is pending: the engine ran out of something.
    Thrown(Thrown),
}

impl From<Thrown> for LoadError {
    fn from(thrown: Thrown) -> Self {
        Self::Thrown(thrown)
    }
}

impl Runtime {
    /// Loads the module and everything it can reach, and connects them: then it can be linked.
    ///
    /// Of several failures the answer is always the same one: the first on a walk in source order.
    pub(crate) fn load_graph(&self, scope: &mut Scope<'_>, root: Id) -> Result<(), LoadError> {
        if !self.graph.borrow().started && !self.is_hooked() {
            self.instantiate_known(scope)?;
        }
        let reached = if self.is_hooked() { self.reach_through_hooks(scope, root)? } else { self.reach(scope, root)? };
        if let Some(failure) = self.graph.borrow_mut().take_failure(root) {
            return Err(LoadError::Failed(failure));
        }
        self.build_facades(scope, &reached.order)?;
        timed(self.timeline(), Phase::Linking, None, || self.connect(scope, &reached))?;
        self.map_stacks_if_needed(scope)?;
        let modules = self.graph.borrow().modules.len();
        scope.set_stack_bytes(platform::stack_for(modules, self.stack_bytes));
        let mut graph = self.graph.borrow_mut();
        graph.add_root(root);
        graph.start();
        Ok(())
    }

    /// Instantiates everything that can be reached from `root` and is not connected yet.
    fn reach(&self, scope: &mut Scope<'_>, root: Id) -> Result<Reached, Thrown> {
        let mut reached = Reached::default();
        let mut todo = vec![root];
        let mut orders = Vec::new();
        let mut waiting = 0usize;
        loop {
            while let Some(id) = todo.pop() {
                if reached.insert(id) {
                    self.serve(scope, id)?;
                    match self.demand(id) {
                        Demand::Done => {}
                        Demand::Loaded(targets) => todo.extend(targets.iter().rev()),
                        Demand::Waiting => waiting += 1,
                        Demand::Ordered(order) => {
                            waiting += 1;
                            orders.push(order);
                        }
                        Demand::Here(fetched) => todo.extend(self.accept(scope, *fetched)?.iter().rev()),
                    }
                }
            }
            if waiting == 0 {
                return Ok(reached);
            }
            self.pool.borrow_mut().submit(std::mem::take(&mut orders));
            let fetched = timed(self.timeline(), Phase::Waiting, None, || self.pool.borrow_mut().next());
            let fetched = fetched.expect("what is waited for was ordered");
            if reached.contains(fetched.id) {
                waiting -= 1;
                todo.extend(self.accept(scope, fetched)?.iter().rev());
            } else {
                self.graph.borrow_mut().keep(fetched);
            }
        }
    }

    fn demand(&self, id: Id) -> Demand {
        let mut graph = self.graph.borrow_mut();
        let module = graph.module_mut(id);
        match &module.state {
            State::Loaded { connected: true, .. } | State::CommonJs(_) => Demand::Done,
            State::Loaded { targets, .. } => Demand::Loaded(Rc::clone(targets)),
            State::Ordered => Demand::Waiting,
            State::Fetched(_) => match std::mem::replace(&mut module.state, State::Ordered) {
                State::Fetched(fetched) => Demand::Here(fetched),
                _ => unreachable!("matched above"),
            },
            State::Visited => unreachable!("while hooks are asked, they are asked about all there is to load"),
            State::Idle | State::Failed(_) | State::Required => Demand::Ordered(graph.order(self.known(), id)),
        }
    }

    /// Makes a module record of what was fetched. Answers the modules it requests.
    fn accept(&self, scope: &mut Scope<'_>, fetched: Fetched) -> Result<Rc<[Id]>, Thrown> {
        let Fetched { id, body, wants, facts, outcome, duration, source_bytes, held } = fetched;
        let url = {
            let mut graph = self.graph.borrow_mut();
            graph.note(id, How { facts, held, outcome, duration, source_bytes });
            Rc::clone(&graph.module(id).url)
        };
        let has_top_level_await = body.as_ref().is_ok_and(Body::has_top_level_await);
        let made = match body {
            Err(error) => Err(Failure::of_module(&error, &url)),
            Ok(Body::CommonJs { stencil, names }) => {
                self.graph.borrow_mut().module_mut(id).state = State::CommonJs(CommonJs::new(stencil, names));
                return Ok(Rc::new([]));
            }
            Ok(body) => timed(self.timeline(), Phase::Instantiating, Some(id), || {
                scope.nested(|scope| self.instantiate(scope, id, body))
            })?,
        };
        let linked = made.and_then(|record| {
            let links = self.graph.borrow_mut().link(self.known(), id, wants)?;
            Ok((record, links))
        });
        let mut graph = self.graph.borrow_mut();
        let module = graph.module_mut(id);
        match linked {
            Err(failure) => {
                module.state = State::Failed(failure);
                Ok(Rc::new([]))
            }
            Ok((record, links)) => {
                let targets: Rc<[Id]> = links.iter().map(|link| link.target).collect();
                module.links = links;
                module.state =
                    State::Loaded { record, targets: Rc::clone(&targets), connected: false, has_top_level_await };
                Ok(targets)
            }
        }
    }

    /// As linking and evaluating the module at once would, but each piece by itself, so that it can be timed.
    pub(crate) fn link_and_evaluate_in_steps(
        &self,
        scope: &mut Scope<'_>,
        root: Id,
        timeline: &Timeline,
    ) -> Result<(), Thrown> {
        let steps = {
            let graph = self.graph.borrow();
            let targets = |id| match &graph.module(id).state {
                State::Loaded { targets, .. } => &targets[..],
                _ => &[],
            };
            let mut steps = steps::steps(root, targets);
            steps.retain(|&id| !graph.module(id).is_synthetic());
            steps
        };
        for &id in &steps {
            let linked = scope.nested(|scope| {
                let record = scope.recall(self.graph.borrow().record(id).expect("everything reached is loaded"));
                timed(Some(timeline), Phase::Linking, Some(id), || scope.link(record))
            });
            linked?;
        }
        for id in steps {
            let failed = scope.nested(|scope| {
                let record = scope.recall(self.graph.borrow().record(id).expect("everything reached is loaded"));
                let promise = timed(Some(timeline), Phase::Evaluating, Some(id), || scope.evaluate(record))?;
                // The root's promise tells of it too.
                scope.mark_handled(promise);
                Ok(matches!(scope.promise(promise), Some((PromiseState::Rejected, _))))
            })?;
            if failed {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn instantiate(
        &self,
        scope: &mut Scope<'_>,
        id: Id,
        body: Body,
    ) -> Result<Result<parbake_engine::Persistent, Failure>, Thrown> {
        let record = match body {
            Body::Code { stencil, .. } => {
                let id = ModuleId::new(id).expect("fewer than 2^31 modules");
                Ok(scope.instantiate(&stencil, id)?)
            }
            Body::Text(text) => Ok(synthetic::text_module(scope, &text)?),
            Body::Json(text) => self.json_module(scope, id, &text)?,
            Body::BuiltIn(name) => synthetic::built_in_module(self, scope, &name)?,
            Body::CommonJs { .. } => unreachable!("CommonJS modules are no records"),
        };
        Ok(record.map(|record| scope.persist(record)))
    }

    fn connect(&self, scope: &mut Scope<'_>, reached: &Reached) -> Result<(), Thrown> {
        let mut graph = self.graph.borrow_mut();
        for &id in &reached.order {
            let State::Loaded { record, targets, connected: false, .. } = &graph.module(id).state else { continue };
            scope.nested(|scope| {
                let module = scope.recall(record);
                let records: Vec<_> = targets
                    .iter()
                    .map(|&target| graph.record(target).expect("everything reached is loaded"))
                    .map(|record| scope.recall(record))
                    .collect();
                if records.is_empty() && graph.module(id).is_synthetic() {
                    return Ok(());
                }
                scope.set_requested_modules(module, &records)
            })?;
            if let State::Loaded { connected, .. } = &mut graph.module_mut(id).state {
                *connected = true;
            }
        }
        Ok(())
    }
}

/// What was reached, in the order in which that happened.
#[derive(Default)]
pub(super) struct Reached {
    order: Vec<Id>,
    seen: Vec<bool>,
}

impl Reached {
    /// Whether it was not there before.
    pub(super) fn insert(&mut self, id: Id) -> bool {
        let place = id as usize;
        if self.seen.len() <= place {
            self.seen.resize(place + 1, false);
        }
        let is_new = !std::mem::replace(&mut self.seen[place], true);
        if is_new {
            self.order.push(id);
        }
        is_new
    }

    fn contains(&self, id: Id) -> bool {
        self.seen.get(id as usize).copied().unwrap_or_default()
    }
}

enum Demand {
    /// Connected before, with all that it can reach.
    Done,
    /// Instantiated before; these are to be looked at next.
    Loaded(Rc<[Id]>),
    /// Ordered before.
    Waiting,
    /// To be ordered.
    Ordered(Order),
    Here(Box<Fetched>),
}

impl Graph {
    /// Finds or makes the modules that a module's requests mean; the first that means none is the module's failure.
    fn link(&mut self, known: Option<&super::Known>, referrer: Id, wants: Vec<Want>) -> Result<Vec<Link>, Failure> {
        let (url, row) = (self.module(referrer).url.to_string(), self.module(referrer).row);
        // What is loaded before the program is resolved in each run, and mostly means what it meant.
        let record = known.filter(|known| known.is_trusted() && !self.importing).zip(row);
        let mut links = Vec::with_capacity(wants.len());
        for want in wants {
            let Want { specifier, module_type, line, column, answer } = want;
            let answer =
                answer.map_err(|error| Failure::of_request(&error, Site { url: url.clone(), line, column }))?;
            let target = match (answer, record) {
                (Answer::Resolved(resolved), Some((known, row))) => {
                    let target = self.of_fresh(Some(known), resolved, module_type, false);
                    let said = known.pack().resolve(row, &specifier, module_type);
                    self.changed |= said.is_none() || said != self.module(target).row;
                    target
                }
                (answer, _) => self.of_answer(known, answer, module_type),
            };
            links.push(Link { specifier, module_type, target, dynamic: false, packed: false, recorded: true });
        }
        Ok(links)
    }

    /// The first failure on a walk from `root`. Failed modules are forgotten, so that a later `import()` tries again.
    fn take_failure(&mut self, root: Id) -> Option<Failure> {
        let mut first = None;
        let mut seen = FxHashSet::default();
        let mut stack = vec![root];
        while let Some(id) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            let module = self.module_mut(id);
            match &module.state {
                State::Failed(_) => {
                    if let State::Failed(failure) = std::mem::replace(&mut module.state, State::Idle) {
                        first.get_or_insert(failure);
                    }
                }
                State::Loaded { targets, connected: false, .. } => stack.extend(targets.iter().rev()),
                _ => {}
            }
        }
        first
    }
}

impl Module {
    fn is_synthetic(&self) -> bool {
        self.is_data
            || self.module_type != parbake_bmes::ModuleType::JavaScript
            || self.url.starts_with("node:")
            || &*self.url == parbake_loader::CACHE_MODULE
    }
}
