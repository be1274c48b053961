//! CommonJS as `import` sees it: each module through a facade, whose exports are bindings that are filled when the module has
//! run.

use std::rc::Rc;

use parbake_bmes::{CommonJsExports, EntryKey, Metadata};
use parbake_engine::{ModuleId, Persistent, Scope, Thrown};
use rustc_hash::FxHashSet;

use super::common_js::CommonJs;
use super::later::metadata_of;
use super::member::Held;
use super::{Facts, Graph, Id, LoadError, RequireTarget, Shared, State, reread};
use crate::Runtime;

/// A CommonJS module as `import` sees it.
pub(super) struct Facade {
    pub(super) record: Persistent,
    /// The synthetic module that has the bindings.
    bindings: Persistent,
    names: Rc<[String]>,
}

impl Runtime {
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
