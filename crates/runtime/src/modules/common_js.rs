//! CommonJS modules in the graph. `require` has them one at a time, as it asks for them; `import` sees each through a facade:
//! a module whose exports are bindings that are filled when the CommonJS module has run.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;

use parbake_bmes::{CommonJsExports, EntryKey, Kind, Metadata, ModuleType};
use parbake_engine::{ModuleId, ModuleStatus, Persistent, Scope, Stencil, Thrown};
use parbake_loader::{Lookup, Require, ResolveError, Resolved, Target};
use rustc_hash::FxHashSet;

use super::fetch::{Body, stack_name};
use super::later::metadata_of;
use super::member::Held;
use super::{Facts, Failure, Graph, How, Id, LoadError, Shared, State, reread};
use crate::Runtime;
use crate::natives::common_js::{ASYNC, CYCLE};

/// A CommonJS module that is there to be called.
pub(super) struct CommonJs {
    stencil: Stencil,
    names: Option<Rc<CommonJsExports>>,
    /// What a look at the text has shown in this run.
    found: Option<Box<Metadata>>,
    facade: Option<Facade>,
}

/// A CommonJS module as `import` sees it.
struct Facade {
    record: Persistent,
    /// The synthetic module that has the bindings.
    bindings: Persistent,
    names: Rc<[String]>,
}

/// What `require` asked for, found.
pub(crate) enum RequireTarget {
    Module(Id),
    /// A built-in, by its name without `node:`.
    BuiltIn(String),
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
    /// The file or built-in that `request` means in the file `parent`, and so in the program's record if both are loaded.
    pub(crate) fn require_target(
        &self,
        parent: Option<&Path>,
        request: &str,
    ) -> Result<RequireTarget, Box<ResolveError>> {
        self.look_at_files_again();
        let referrer = parent.and_then(|parent| self.node_of(parent));
        let (target, recorded) = match referrer.and_then(|id| self.recorded_target(id, request)) {
            Some(target) => (target, true),
            None => {
                let extensions = &parbake_loader::REQUIRE_EXTENSIONS;
                let require = Require { request, parent, lookup: Lookup::Standard, extensions };
                let resolved = self.shared().resolver.require(require)?;
                match &resolved.target {
                    Target::Builtin(name) => return Ok(RequireTarget::BuiltIn(name.clone())),
                    _ => {
                        let target = self.fresh_node(resolved);
                        (target, self.is_in_pack(referrer, request, target))
                    }
                }
            }
        };
        if !recorded {
            // As with `import()`: published once nothing more has come for a while.
            self.imported_at.set(Some(Instant::now()));
        }
        let mut graph = self.graph.borrow_mut();
        match referrer {
            Some(referrer) => graph.add_require(referrer, request, target, recorded),
            None => graph.add_orphan(target),
        }
        Ok(RequireTarget::Module(target))
    }

    /// What the request meant before in the same module, in this run or as the program's pack says.
    fn recorded_target(&self, referrer: Id, request: &str) -> Option<Id> {
        let mut graph = self.graph.borrow_mut();
        if let Some(target) = graph.required_before(referrer, request) {
            return Some(target);
        }
        let known = self.known()?;
        let row = known.resolve(graph.module(referrer).row()?, request, ModuleType::Require)?;
        Some(graph.of_row(known, row))
    }

    /// Whether the program's pack says the same as a fresh resolution.
    fn is_in_pack(&self, referrer: Option<Id>, request: &str, target: Id) -> bool {
        let graph = self.graph.borrow();
        let row = referrer.and_then(|referrer| graph.module(referrer).row());
        let said = row.and_then(|row| self.known()?.pack().resolve(row, request, ModuleType::Require));
        said.is_some() && said == graph.module(target).row()
    }

    /// The module that a file is when it is required.
    pub(crate) fn required_node(&self, path: &Path) -> Result<Id, Failure> {
        if let Some(id) = self.node_of(path) {
            return Ok(id);
        }
        let resolved = self.shared().resolver.required_file(path);
        resolved.map(|resolved| self.fresh_node(resolved)).map_err(|error| Failure::of_resolution(&error, None))
    }

    /// The path of a module's file, as far as it is known before the module is loaded.
    pub(crate) fn path_of_node(&self, id: Id) -> Option<PathBuf> {
        super::path_of(&self.graph.borrow().module(id).url)
    }

    fn node_of(&self, path: &Path) -> Option<Id> {
        let url = parbake_loader::file_url_from_path(path);
        let graph = self.graph.borrow();
        let module_type = if path.extension().is_some_and(|extension| extension == "json") {
            ModuleType::Json
        } else {
            ModuleType::JavaScript
        };
        graph.find(&url, module_type)
    }

    fn fresh_node(&self, resolved: Resolved) -> Id {
        self.graph.borrow_mut().of_required(self.known(), resolved)
    }

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
                }
            };
            let fetched = match order {
                Some(order) => self.pool.borrow_mut().fetch_here(order),
                None => self.pool.borrow_mut().next().expect("what is waited for was ordered"),
            };
            let mut graph = self.graph.borrow_mut();
            let module = graph.module_mut(fetched.id);
            if matches!(module.state, State::Ordered) {
                module.state = State::Fetched(Box::new(fetched));
            }
        }
        self.settle_common_js(id).map_err(LoadError::Failed)
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
            if !self.graph.borrow().is_loaded(id) {
                self.load_required(scope, id)?;
                self.graph.borrow_mut().add_orphan(id);
            }
        }
        Ok(())
    }

    /// Gives every CommonJS module among these the record that importers are connected to.
    pub(super) fn build_facades(&self, scope: &mut Scope<'_>, reached: &[Id]) -> Result<(), LoadError> {
        let waiting: Vec<Id> = {
            let graph = self.graph.borrow();
            reached.iter().copied().filter(|&id| graph.is_common_js(id) && graph.record(id).is_none()).collect()
        };
        for id in waiting {
            let mut names = Vec::new();
            self.collect_names(scope, id, &mut names, &mut FxHashSet::default());
            for own in ["default", "module.exports"] {
                if !names.iter().any(|name| name == own) {
                    names.push(own.to_owned());
                }
            }
            scope.nested(|scope| self.build_facade(scope, id, names.into()))?;
        }
        Ok(())
    }

    fn build_facade(&self, scope: &mut Scope<'_>, id: Id, names: Rc<[String]>) -> Result<(), Thrown> {
        let nothing = scope.undefined();
        let values = scope.array(&vec![nothing; names.len()])?;
        let list = scope.strings(names.iter())?;
        let bindings = scope.synthetic_module(list, values)?;
        let stencil = self.built_in_module_stencil("commonjs-facade");
        let record = scope.instantiate(&stencil, ModuleId::new(id).expect("fewer than 2^31 modules"))?;
        scope.set_requested_modules(record, &[bindings])?;
        let facade = Facade { record: scope.persist(record), bindings: scope.persist(bindings), names };
        if let State::CommonJs(module) = &mut self.graph.borrow_mut().module_mut(id).state {
            module.facade = Some(facade);
        }
        Ok(())
    }

    /// The names that analysis finds in the module and in those whose exports it passes on.
    fn collect_names(&self, scope: &mut Scope<'_>, id: Id, names: &mut Vec<String>, seen: &mut FxHashSet<Id>) {
        if !seen.insert(id) {
            return;
        }
        let Some(own) = self.own_names(id) else { return };
        for name in &own.exports {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        let parent = self.path_of_node(id);
        for request in &own.reexports {
            let target = self.require_target(parent.as_deref(), request);
            if let Ok(RequireTarget::Module(target)) = target
                && self.is_fetched(scope, target)
                && self.graph.borrow().is_common_js(target)
            {
                self.collect_names(scope, target, names, seen);
            }
        }
    }

    /// Whether the module could be fetched; why not does not matter.
    fn is_fetched(&self, scope: &mut Scope<'_>, id: Id) -> bool {
        match self.fetch_one(scope, id) {
            Ok(()) => true,
            Err(LoadError::Failed(_)) => false,
            Err(LoadError::Thrown(thrown)) => {
                scope.take_exception(thrown);
                false
            }
        }
    }

    /// From the module's entry; from its text where that has not been looked at before.
    fn own_names(&self, id: Id) -> Option<Rc<CommonJsExports>> {
        let facts = {
            let graph = self.graph.borrow();
            let State::CommonJs(common_js) = &graph.module(id).state else { return None };
            if let Some(names) = &common_js.names {
                return Some(Rc::clone(names));
            }
            graph.facts(self.known(), id)?
        };
        let metadata = metadata_of(&self.shared().common_js_text(&facts)?);
        let names = Rc::new(metadata.commonjs.clone()?);
        let mut graph = self.graph.borrow_mut();
        graph.add_to_entry(self.shared(), id, &facts.key, &metadata);
        if let State::CommonJs(module) = &mut graph.module_mut(id).state {
            module.names = Some(Rc::clone(&names));
            module.found = Some(Box::new(metadata));
        }
        Some(names)
    }

    /// The names that a facade exports, in the order of its bindings.
    pub(crate) fn facade_names(&self, id: Id) -> Option<Rc<[String]>> {
        match &self.graph.borrow().module(id).state {
            State::CommonJs(module) => module.facade.as_ref().map(|facade| Rc::clone(&facade.names)),
            _ => None,
        }
    }

    /// Fills the bindings of a facade.
    pub(crate) fn fill_facade<'s>(
        &self,
        scope: &mut Scope<'s>,
        id: Id,
        values: parbake_engine::Local<'s>,
    ) -> Result<(), Thrown> {
        let bindings = match &self.graph.borrow().module(id).state {
            State::CommonJs(CommonJs { facade: Some(facade), .. }) => scope.recall(&facade.bindings),
            _ => unreachable!("facades belong to CommonJS modules"),
        };
        scope.fill_synthetic_module(bindings, values)
    }
}

impl Shared {
    /// The text of a CommonJS module, without what was put around it. Types that were erased in place are in it still.
    pub(crate) fn common_js_text(&self, facts: &Facts) -> Option<String> {
        let rewritten = self.rewritten(&facts.key).map(|(text, _)| text);
        rewritten.or_else(|| reread(facts.file.as_ref()?, &facts.digest))
    }
}

impl Graph {
    /// Adds what a look at the text has shown to the module's entry, unless that is still to be made.
    fn add_to_entry(&mut self, shared: &Shared, id: Id, key: &EntryKey, metadata: &Metadata) {
        let is_to_be_made = self.module(id).held.as_ref().is_some_and(|held| held.as_later().is_some());
        if is_to_be_made || !shared.publishes {
            return;
        }
        let entry = shared.find(key).ok();
        if let Some(held) = entry.and_then(|(entry, _)| Held::with_metadata(&entry, metadata)) {
            self.module_mut(id).held = Some(held);
            self.changed = true;
        }
    }
}

impl Runtime {
    /// What forbids to evaluate the module at once, if anything: Node's code for it and the URL of the module that does.
    pub(crate) fn unfit_for_require(&self, scope: &mut Scope<'_>, root: Id) -> Option<(&'static str, String)> {
        let graph = self.graph.borrow();
        let mut seen = FxHashSet::default();
        let mut stack = vec![root];
        while let Some(id) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            let Some(record) = graph.record(id) else { continue };
            let status = scope.nested(|scope| {
                let record = scope.recall(record);
                scope.module_status(record)
            });
            let url = || graph.module(id).url.to_string();
            if matches!(status, ModuleStatus::Linking | ModuleStatus::Evaluating) {
                return Some((CYCLE, url()));
            }
            if let State::Loaded { targets, has_top_level_await, .. } = &graph.module(id).state {
                if *has_top_level_await {
                    return Some((ASYNC, url()));
                }
                stack.extend(targets.iter());
            }
        }
        None
    }

    /// The node that is the referrer of a text that is compiled as if it were the file at `path`.
    pub(crate) fn node_of_text(&self, path: &str) -> Id {
        let node = self.node_of(Path::new(path));
        node.unwrap_or_else(|| {
            let url = parbake_loader::file_url_from_path(Path::new(path));
            self.graph.borrow_mut().insert_inline(&url, String::new())
        })
    }
}
