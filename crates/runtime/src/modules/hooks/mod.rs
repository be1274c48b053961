//! Graphs that are loaded through the program's hooks (Node documentation, `module`: customization hooks): depth first and in
//! source order, on this thread, since hooks are functions of the program's. What they leave as it is comes from the cache;
//! what they change is compiled as they give it, and nothing of what they decide is kept.

mod load;
mod main;
mod visit;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use parbake_bmes::ModuleType;
use parbake_engine::{Local, Scope, Thrown};
use parbake_loader::file_url_from_path;
use rustc_hash::FxHashMap;

use super::{Graph, Id, Module, Place, Site, State};
use crate::Runtime;
use load::Read;
pub(crate) use load::Unhooked;

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

impl Runtime {
    /// Whether the program has hooks now.
    pub(crate) fn is_hooked(&self) -> bool {
        self.hooks.active.get() || self.hooks.loading.get() > 0
    }

    pub(crate) fn set_hooked(&self, active: bool) {
        self.hooks.active.set(active);
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
        let module_type = type_of_name(text_at(scope, answer, 2)?.as_deref());
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
}

impl Graph {
    /// From here on, nothing that is known of the module holds.
    fn hand_to_hooks(&mut self, id: Id) {
        let module = self.module_mut(id);
        (module.state, module.served, module.hooked) = (State::Visited, false, true);
        module.links.clear();
    }

    /// The text that hooks gave of the module that stacks call `name`.
    pub(crate) fn hooked_text(&self, name: &str) -> Option<String> {
        let url = if name.starts_with('/') { file_url_from_path(name.as_ref()) } else { name.to_owned() };
        match &self.module(self.find(&url, ModuleType::JavaScript)?).place {
            Place::Hooked(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl Module {
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

/// The type that an import's attributes ask for by that name.
pub(crate) fn type_of_name(name: Option<&str>) -> ModuleType {
    match name {
        Some("json") => ModuleType::Json,
        Some("text") => ModuleType::Text,
        _ => ModuleType::JavaScript,
    }
}

fn text_at(scope: &mut Scope<'_>, array: Local<'_>, index: u32) -> Result<Option<String>, Thrown> {
    let item = scope.array_get(array, index)?;
    scope.to_optional_string(item)
}
