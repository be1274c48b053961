//! The walk: module by module, request by request. Depth costs no stack.

use std::collections::VecDeque;
use std::rc::Rc;

use parbake_engine::{Persistent, Scope, Thrown};

use crate::Runtime;
use crate::modules::common_js::CommonJs;
use crate::modules::load::Reached;
use crate::modules::order::{Body, Fetched};
use crate::modules::want::Want;
use crate::modules::{Failure, How, Id, Link, Site, State};

/// A module whose requests are being asked about.
struct Visit {
    id: Id,
    todo: VecDeque<Next>,
    links: Vec<Link>,
    /// Its record, and whether its text has top-level await; `None` if it was loaded before.
    made: Option<(Persistent, bool)>,
}

enum Next {
    Asked(Want),
    Known(Id),
}

impl Runtime {
    /// As [`Runtime::reach`], through the hooks.
    pub(in crate::modules) fn reach_through_hooks(&self, scope: &mut Scope<'_>, root: Id) -> Result<Reached, Thrown> {
        let mut reached = Reached::default();
        let mut visits: Vec<Visit> = Vec::new();
        self.hooks.loading.update(|count| count + 1);
        let outcome = self.visit_all(scope, root, &mut reached, &mut visits);
        self.hooks.loading.update(|count| count - 1);
        // What was under way when something failed is tried again by whoever asks for it.
        let mut graph = self.graph.borrow_mut();
        for visit in visits.iter().filter(|visit| visit.made.is_some()) {
            graph.module_mut(visit.id).state = State::Idle;
        }
        outcome.map(|()| reached)
    }

    fn visit_all(
        &self,
        scope: &mut Scope<'_>,
        root: Id,
        reached: &mut Reached,
        visits: &mut Vec<Visit>,
    ) -> Result<(), Thrown> {
        visits.extend(self.begin_visit(scope, root, reached)?);
        while let Some(visit) = visits.last_mut() {
            let target = match visit.todo.pop_front() {
                None => {
                    self.end_visit(visits.pop().expect("the last one was looked at"));
                    continue;
                }
                Some(Next::Known(target)) => target,
                Some(Next::Asked(want)) => {
                    let target = scope.nested(|scope| self.ask(scope, visit.id, &want))?;
                    visit.links.push(Link {
                        specifier: want.specifier,
                        module_type: want.module_type,
                        target,
                        dynamic: false,
                        packed: false,
                        recorded: true,
                    });
                    target
                }
            };
            let begun = scope.nested(|scope| self.begin_visit(scope, target, reached))?;
            visits.extend(begun);
        }
        Ok(())
    }

    fn ask(&self, scope: &mut Scope<'_>, referrer: Id, want: &Want) -> Result<Id, Thrown> {
        let url = self.url(referrer);
        let site = Site { url: url.clone(), line: want.line, column: want.column };
        if let Err(error) = &want.answer {
            return Err(self.throw_failure(scope, &Failure::of_request(error, site)));
        }
        let outer = self.hooks.site.replace(Some(site));
        let target = self.resolve_through_hooks(scope, &want.specifier, Some(&url), want.module_type);
        self.hooks.site.replace(outer);
        target
    }

    /// Loads the module, if it is not there. Answers what is to be asked next, if anything.
    fn begin_visit(&self, scope: &mut Scope<'_>, id: Id, reached: &mut Reached) -> Result<Option<Visit>, Thrown> {
        if !reached.insert(id) {
            return Ok(None);
        }
        self.await_ordered(id);
        {
            let graph = self.graph.borrow();
            let module = graph.module(id);
            match &module.state {
                State::Loaded { connected: true, .. } => return Ok(None),
                State::CommonJs(common_js) if module.hooked || common_js.record().is_some() => return Ok(None),
                State::Loaded { targets, .. } if !module.served_ahead() => {
                    let todo = targets.iter().map(|&target| Next::Known(target)).collect();
                    return Ok(Some(Visit { id, todo, links: Vec::new(), made: None }));
                }
                State::Visited => {
                    let failure = Failure::in_visit(&module.url);
                    drop(graph);
                    return Err(self.throw_failure(scope, &failure));
                }
                _ => {}
            }
        }
        self.load_through_hooks(scope, id)
    }

    fn load_through_hooks(&self, scope: &mut Scope<'_>, id: Id) -> Result<Option<Visit>, Thrown> {
        self.graph.borrow_mut().hand_to_hooks(id);
        let fetched = self.fetch_through_hooks(scope, id);
        let fetched = fetched.inspect_err(|_| self.graph.borrow_mut().module_mut(id).state = State::Idle)?;
        let made = self.make_hooked(scope, fetched);
        if !matches!(made, Ok(Some(_))) && !self.graph.borrow().is_common_js(id) {
            self.graph.borrow_mut().module_mut(id).state = State::Idle;
        }
        made
    }

    /// Makes a module record, or keeps what `require` makes one of.
    fn make_hooked(&self, scope: &mut Scope<'_>, fetched: Fetched) -> Result<Option<Visit>, Thrown> {
        let Fetched { id, body, wants, facts, outcome, duration, source_bytes, held } = fetched;
        let url = self.url(id);
        self.graph.borrow_mut().note(id, How { facts, held, outcome, duration, source_bytes });
        let has_top_level_await = body.as_ref().is_ok_and(Body::has_top_level_await);
        let made = match body {
            Err(error) => Err(Failure::of_module(&error, &url)),
            Ok(Body::CommonJs { stencil, names }) => {
                self.graph.borrow_mut().module_mut(id).state = State::CommonJs(CommonJs::new(stencil, names));
                return Ok(None);
            }
            Ok(body) => {
                self.graph.borrow_mut().module_mut(id).is_data = !matches!(body, Body::Code { .. });
                scope.nested(|scope| self.instantiate(scope, id, body))?
            }
        };
        match made {
            Err(failure) => Err(self.throw_failure(scope, &failure)),
            Ok(record) => {
                let todo = wants.into_iter().map(Next::Asked).collect();
                Ok(Some(Visit { id, todo, links: Vec::new(), made: Some((record, has_top_level_await)) }))
            }
        }
    }

    /// All requests of the module are answered.
    fn end_visit(&self, visit: Visit) {
        let Visit { id, links, made, .. } = visit;
        let Some((record, has_top_level_await)) = made else { return };
        let targets: Rc<[Id]> = links.iter().map(|link| link.target).collect();
        let mut graph = self.graph.borrow_mut();
        let module = graph.module_mut(id);
        module.links = links;
        module.state = State::Loaded { record, targets, connected: false, has_top_level_await };
    }
}
