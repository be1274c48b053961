//! What there is to write into the program's next pack, in the order of a walk from its roots.

use std::path::PathBuf;

use parbake_bmes::{DynamicImport, ModuleType};
use rustc_hash::FxHashSet;

use super::{Graph, Link};
use crate::modules::member::Held;
use crate::modules::{Facts, Id, Known, Shared, Snapshot, later};

impl Graph {
    /// All loaded modules as a walk from the roots meets them, requests in source order: first those that the program starts
    /// with.
    pub(crate) fn in_order(&self) -> Vec<Id> {
        self.in_order_of_start().0
    }

    /// As [`Graph::in_order`], and how many the program starts with.
    pub(in crate::modules) fn in_order_of_start(&self) -> (Vec<Id>, usize) {
        let mut walk = Walk { graph: self, order: Vec::new(), seen: FxHashSet::default() };
        // What came through hooks is not there before they are.
        walk.visit(self.main.into_iter().filter(|&main| !self.module(main).hooked), false);
        let start = walk.order.len();
        for index in 0..start {
            let links = &self.module(walk.order[index]).links;
            walk.visit(links.iter().filter(|link| link.dynamic).map(|link| link.target), true);
        }
        walk.visit(self.roots.iter().chain(&self.orphans).copied(), true);
        (walk.order, start)
    }

    /// Whether there is anything that the program's pack does not have yet.
    pub(crate) fn has_news(&self) -> bool {
        self.changed || self.has_new_links()
    }

    /// What the program's pack does not have yet, if there is anything. It is taken for written from now on. At the program's
    /// end, there also is if what was written before may lack something.
    pub(crate) fn take_news(&mut self, known: Option<&Known>, ends: bool) -> Option<Snapshot> {
        let is_due = self.has_news() || (ends && self.is_behind);
        let snapshot = if is_due { Snapshot::take(self, known, ends) } else { None };
        if let Some(snapshot) = &snapshot {
            self.changed = false;
            self.is_behind = !ends && known.is_some_and(|known| known.pack().modules().len() > snapshot.modules());
            self.modules.iter_mut().flat_map(|module| &mut module.links).for_each(|link| link.recorded = true);
        }
        snapshot
    }

    /// What there is to say of a module that was loaded and that the cache can hold.
    pub(crate) fn facts(&self, known: Option<&Known>, id: Id) -> Option<Facts> {
        let module = self.module(id);
        match module.row.filter(|_| module.served) {
            Some(row) => known?.row(row).filter(|view| view.entry.0 != [0; 32]).map(|view| Facts::of_row(&view)),
            None => module.facts.clone(),
        }
    }

    /// The entry of a module, for the program's next pack.
    pub(in crate::modules) fn held(&self, known: Option<&Known>, id: Id) -> Option<Held> {
        let module = self.module(id);
        match module.row.filter(|_| module.served && module.held.is_none()) {
            Some(row) => {
                let known = known?;
                known.pack().member_bytes(row).map(|bytes| Held::packed(bytes, known.origin()))
            }
            None => module.held.clone(),
        }
    }

    /// The literal `import()`s of a module that is loaded, in the order of its source.
    pub(crate) fn literal_imports(&self, shared: &Shared, id: Id) -> Vec<DynamicImport> {
        let held = self.held(shared.known(), id);
        if let Some(imports) = held.as_ref().and_then(Held::fresh_imports) {
            return imports.to_vec();
        }
        let facts = self.facts(shared.known(), id);
        let entry = facts.as_ref().and_then(|facts| shared.find(&facts.key).ok());
        let metadata = entry.as_ref().and_then(|(entry, _)| entry.metadata());
        if self.is_common_js(id) && metadata.as_ref().is_none_or(|metadata| metadata.commonjs().is_none()) {
            let text = facts.and_then(|facts| shared.common_js_text(&facts));
            return text.map_or_else(Vec::new, |text| later::metadata_of(&text).dynamic_imports);
        }
        metadata.map_or_else(Vec::new, |metadata| {
            metadata.dynamic_imports().map(parbake_bmes::DynamicImport::to_owned).collect()
        })
    }

    /// File of a module, if it has one.
    pub(crate) fn file(&self, known: Option<&Known>, id: Id) -> Option<PathBuf> {
        self.facts(known, id)?.file
    }
}

struct Walk<'a> {
    graph: &'a Graph,
    order: Vec<Id>,
    seen: FxHashSet<Id>,
}

impl Walk<'_> {
    /// Adds what can be reached from `from`, by `import()` too if `dynamic`.
    fn visit(&mut self, from: impl Iterator<Item = Id>, dynamic: bool) {
        let mut stack: Vec<Id> = from.collect();
        stack.reverse();
        while let Some(id) = stack.pop() {
            let module = self.graph.module(id);
            if self.graph.is_loaded(id) && self.seen.insert(id) {
                self.order.push(id);
                let is_followed = |link: &&Link| link.module_type == ModuleType::Require || (dynamic && link.dynamic);
                stack.extend(module.links.iter().rev().filter(is_followed).map(|link| link.target));
                stack.extend(self.graph.targets(id).iter().rev());
            }
        }
    }
}
