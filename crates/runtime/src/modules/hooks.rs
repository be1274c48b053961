//! Graphs that are loaded through the program's hooks (Node documentation, `module`: customization hooks): depth first and in
//! source order, on this thread, since hooks are functions of the program's. What they leave as it is comes from the cache;
//! what they change is compiled as they give it, and nothing of what they decide is kept.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::mem;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use parbake_bmes::ModuleType;
use parbake_engine::{Local, ModuleId, Persistent, Scope, Thrown};
use parbake_loader::{Format, Resolved, file_url_from_path};
use rustc_hash::FxHashMap;

use super::common_js::{CommonJs, Loaded};
use super::load::Reached;
use super::order::{Body, Fetched, Place};
use super::source::{Raw, Source, read_target};
use super::want::Want;
use super::{Failure, How, Id, Link, LoadError, Site, State};
use crate::Runtime;

/// What there is to know about hooks in the running program.
#[derive(Default)]
pub(crate) struct Hooks {
    /// Some are registered.
    active: Cell<bool>,
    /// So many graphs are being loaded through them.
    loading: Cell<usize>,
    /// What the hooks of one module have read, by URL.
    read: RefCell<FxHashMap<String, Read>>,
    /// The request that hooks are asked about.
    site: RefCell<Option<Site>>,
}

/// A module as it is without hooks.
struct Read {
    raw: Raw,
    place: Place,
    /// The name of its format, where that is its own and not one that a hook gave it.
    own_format: Option<&'static str>,
}

/// The same, as hooks see it.
pub(crate) struct Unhooked {
    pub(crate) format: String,
    /// `None` of a built-in.
    pub(crate) bytes: Option<Vec<u8>>,
}

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

/// What hooks have made of a module.
enum Answer {
    AsIs,
    Made { format: String, text: String },
}

impl Runtime {
    /// Whether the program has hooks now.
    pub(crate) fn is_hooked(&self) -> bool {
        self.hooks.active.get() || self.hooks.loading.get() > 0
    }

    pub(crate) fn set_hooked(&self, active: bool) {
        self.hooks.active.set(active);
    }

    /// What is at a place, for a hook that takes it for what it `expected`.
    pub(crate) fn unhooked(&self, url: &str, resolved: Resolved, expected: Option<&str>) -> Result<Unhooked, Failure> {
        let Resolved { target, format, .. } = resolved;
        let place = Place::Resolved { target: target.clone(), format };
        let raw = match read_target(target, format) {
            Ok(Source::BuiltIn(_)) => return Ok(Unhooked { format: "builtin".to_owned(), bytes: None }),
            Ok(Source::Bytes(raw)) => raw,
            Err(error) => return Err(Failure::of_module(&error, url)),
        };
        let own = self.shared().format_of(&raw);
        let bytes = Some(raw.bytes.clone());
        let own_format = own.filter(|own| expected.is_none_or(|expected| expected == *own));
        self.hooks.read.borrow_mut().insert(url.to_owned(), Read { raw, place, own_format });
        Ok(Unhooked { format: expected.or(own).unwrap_or_default().to_owned(), bytes })
    }

    /// Where the request is made that hooks are asked about.
    pub(crate) fn hooked_site(&self) -> Option<Site> {
        self.hooks.site.borrow().clone()
    }

    /// The module that a request means to the hooks.
    pub(crate) fn resolve_through_hooks(
        &self,
        scope: &mut Scope<'_>,
        specifier: &str,
        referrer: Option<&str>,
        module_type: ModuleType,
    ) -> Result<Id, Thrown> {
        let answer = self.call_built_in(scope, "hooks-import", c"resolve", |scope| {
            let specifier = scope.string(specifier)?;
            let referrer = scope.string_or_undefined(referrer)?;
            let module_type = scope.string_or_undefined(type_name(module_type))?;
            Ok(vec![specifier, referrer, module_type])
        })?;
        let url = text_at(scope, answer, 0)?.unwrap_or_default();
        let format = text_at(scope, answer, 1)?;
        let module_type = match text_at(scope, answer, 2)?.as_deref() {
            Some("json") => ModuleType::Json,
            Some("text") => ModuleType::Text,
            _ => ModuleType::JavaScript,
        };
        let mut graph = self.graph.borrow_mut();
        let id = graph.find(&url, module_type).unwrap_or_else(|| {
            let row = self.known().and_then(|known| known.find(&url, module_type));
            graph.insert(Rc::from(url), module_type, Place::Hooks { format: None }, row)
        });
        let module = graph.module_mut(id);
        if !module.state.is_here() || module.served_ahead() {
            module.place = Place::Hooks { format };
        }
        Ok(id)
    }

    /// As [`Runtime::reach`], through the hooks.
    pub(super) fn reach_through_hooks(&self, scope: &mut Scope<'_>, root: Id) -> Result<Reached, Thrown> {
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

    fn fetch_through_hooks(&self, scope: &mut Scope<'_>, id: Id) -> Result<Fetched, Thrown> {
        let (url, place) = {
            let graph = self.graph.borrow();
            let module = graph.module(id);
            (module.url.to_string(), module.place.clone())
        };
        if let Place::Inline(_) = place {
            return Ok(self.fetch_hooked(id, place));
        }
        let outer = mem::take(&mut *self.hooks.read.borrow_mut());
        let answer = self.ask_for_module(scope, id, &url, &place);
        let mut read = mem::replace(&mut *self.hooks.read.borrow_mut(), outer);
        match answer? {
            Answer::AsIs => match self.place_as_is(&url, id) {
                Ok(place) => Ok(self.fetch_hooked(id, place)),
                Err(failure) => Err(self.throw_failure(scope, &failure)),
            },
            Answer::Made { format, text } => match read.remove(&url).filter(|read| read.is(&format, &text)) {
                Some(Read { raw, place, .. }) => {
                    self.graph.borrow_mut().module_mut(id).place = place;
                    let order = self.graph.borrow_mut().order_through_hooks(self.known(), id);
                    Ok(self.pool.borrow_mut().fetch_bytes_here(&order, raw))
                }
                None => {
                    self.graph.borrow_mut().module_mut(id).place = Place::Hooked(text.clone());
                    let order = self.graph.borrow_mut().order_through_hooks(self.known(), id);
                    Ok(self.pool.borrow_mut().make_here(&order, &format, text))
                }
            },
        }
    }

    fn ask_for_module(&self, scope: &mut Scope<'_>, id: Id, url: &str, place: &Place) -> Result<Answer, Thrown> {
        let expected = match place {
            Place::Hooks { format } => format.clone(),
            _ => None,
        };
        let module_type = self.graph.borrow().module(id).module_type;
        let answer = self.call_built_in(scope, "hooks-import", c"load", |scope| {
            let url = scope.string(url)?;
            let expected = scope.string_or_undefined(expected.as_deref())?;
            let module_type = scope.string_or_undefined(type_name(module_type))?;
            Ok(vec![url, expected, module_type])
        })?;
        let (format, text) = (text_at(scope, answer, 0)?, text_at(scope, answer, 1)?);
        Ok(format.zip(text).map_or(Answer::AsIs, |(format, text)| Answer::Made { format, text }))
    }

    /// Where the module is that no hook has looked at.
    fn place_as_is(&self, url: &str, id: Id) -> Result<Place, Failure> {
        let module_type = self.graph.borrow().module(id).module_type;
        let resolved = self.shared().resolver.resolve(url, url, module_type);
        let resolved = resolved.map_err(|error| Failure::of_resolution(&error, None))?;
        Ok(Place::Resolved { target: resolved.target, format: resolved.format })
    }

    /// The function around a CommonJS module that came through the hooks; `undefined` for all others.
    pub(crate) fn hooked_common_js<'s>(&self, scope: &mut Scope<'s>, id: Id) -> Result<Local<'s>, Thrown> {
        if !self.graph.borrow().module(id).hooked {
            return Ok(scope.undefined());
        }
        match self.load_required(scope, id) {
            Ok(Loaded::CommonJs { stencil, collect }) => {
                scope.common_js(&stencil, ModuleId::new(id).expect("fewer than 2^31 modules"), collect)
            }
            Ok(_) => Ok(scope.undefined()),
            Err(LoadError::Thrown(thrown)) => Err(thrown),
            Err(LoadError::Failed(failure)) => Err(self.throw_failure(scope, &failure)),
        }
    }

    fn fetch_hooked(&self, id: Id, place: Place) -> Fetched {
        self.graph.borrow_mut().module_mut(id).place = place;
        let order = self.graph.borrow_mut().order_through_hooks(self.known(), id);
        self.pool.borrow_mut().fetch_here(order)
    }

    /// The program itself, where it has hooks before it starts: as `import` loads it, or as `require` does, by Node's rule.
    /// Nothing, where it has run as CommonJS.
    pub(crate) fn load_main_through_hooks(&self, scope: &mut Scope<'_>, main: Id) -> Result<Option<Id>, LoadError> {
        let (url, is_text) = {
            let graph = self.graph.borrow();
            let module = graph.module(main);
            (module.url.to_string(), matches!(module.place, Place::Inline(_)))
        };
        let mut url = if is_text { None } else { Some(url) };
        if let (Some(path), true) = (self.path_of_node(main), !is_text && !self.is_main_imported(main)) {
            match self.run_main_through_hooks(scope, main, &path)? {
                Some(path) => url = Some(file_url_from_path(&path)),
                None => return Ok(None),
            }
        }
        let root = match url {
            None => main,
            Some(url) => self.resolve_through_hooks(scope, &url, None, ModuleType::JavaScript)?,
        };
        self.set_main(root);
        self.load_graph(scope, root)?;
        Ok(Some(root))
    }

    /// Requires the program. Answers the file to import where that is an ES module.
    fn run_main_through_hooks(&self, scope: &mut Scope<'_>, main: Id, path: &Path) -> Result<Option<PathBuf>, Thrown> {
        self.graph.borrow_mut().hand_to_hooks(main);
        {
            let mut graph = self.graph.borrow_mut();
            graph.module_mut(main).state = State::Idle;
            graph.add_root(main);
            graph.start();
        }
        let ran = self
            .call_built_in(scope, "cjs-main", c"runHooked", |scope| Ok(vec![scope.string(&path.to_string_lossy())?]));
        match ran {
            Ok(next) => Ok(scope.to_optional_string(next)?.map(PathBuf::from)),
            Err(thrown) => {
                let error = scope.take_exception(thrown);
                self.report_uncaught(scope, error);
                Ok(None)
            }
        }
    }

    /// Whether Node would start the program by `import`: where something was imported before it, or where it says itself
    /// that it is a module.
    fn is_main_imported(&self, main: Id) -> bool {
        let graph = self.graph.borrow();
        let is_module = match &graph.module(main).place {
            Place::Resolved { format, .. } => *format == Format::Module,
            _ => {
                let row = graph.module(main).row.and_then(|row| self.known()?.row(row));
                row.is_some_and(|view| super::format_code::to_format(view.format) == Format::Module)
            }
        };
        is_module || !self.options().imports.is_empty()
    }
}

impl Read {
    /// Whether this is what the hooks gave back.
    fn is(&self, format: &str, text: &str) -> bool {
        self.own_format == Some(format) && parbake_loader::decode(self.raw.bytes.clone()) == text
    }
}

impl super::Graph {
    /// From here on, nothing that is known of the module holds.
    fn hand_to_hooks(&mut self, id: Id) {
        let module = self.module_mut(id);
        (module.state, module.served, module.hooked) = (State::Visited, false, true);
        module.links.clear();
    }
}

impl super::Graph {
    /// The text that hooks gave of the module that stacks call `name`.
    pub(crate) fn hooked_text(&self, name: &str) -> Option<String> {
        let url = if name.starts_with('/') { file_url_from_path(name.as_ref()) } else { name.to_owned() };
        match &self.module(self.find(&url, ModuleType::JavaScript)?).place {
            Place::Hooked(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl super::Module {
    /// It is there only because the last run had it.
    fn served_ahead(&self) -> bool {
        self.served && matches!(self.state, State::Loaded { connected: false, .. })
    }
}

impl State {
    fn is_here(&self) -> bool {
        matches!(self, Self::Loaded { .. } | Self::CommonJs(_) | Self::Visited)
    }
}

/// What an import's attributes call the type.
fn type_name(module_type: ModuleType) -> Option<&'static str> {
    match module_type {
        ModuleType::Json => Some("json"),
        ModuleType::Text => Some("text"),
        ModuleType::JavaScript | ModuleType::Require => None,
    }
}

fn text_at(scope: &mut Scope<'_>, array: Local<'_>, index: u32) -> Result<Option<String>, Thrown> {
    let item = scope.array_get(array, index)?;
    scope.to_optional_string(item)
}
