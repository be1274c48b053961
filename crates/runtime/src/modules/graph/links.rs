//! What specifiers mean in a module.

use parbake_bmes::ModuleType;
use parbake_cache::ResolutionView;

use super::{Graph, Link, State};
use crate::modules::{Id, Known};

impl Graph {
    /// Remembers what the specifier of an `import()` meant.
    pub(crate) fn add_link(&mut self, referrer: Id, specifier: &str, module_type: ModuleType, target: Id) {
        let links = &mut self.module_mut(referrer).links;
        if !links.iter().any(|link| link.specifier == specifier && link.module_type == module_type) {
            links.push(Link {
                specifier: specifier.to_owned(),
                module_type,
                target,
                dynamic: true,
                packed: false,
                recorded: true,
            });
        }
    }

    /// What a `require` meant before in this run.
    pub(in crate::modules) fn required_before(&self, referrer: Id, request: &str) -> Option<Id> {
        let is_meant = |link: &&Link| link.module_type == ModuleType::Require && link.specifier == request;
        self.module(referrer).links.iter().find(is_meant).map(|link| link.target)
    }

    /// Remembers what a `require` meant; `recorded`: as the pack says.
    pub(in crate::modules) fn add_require(&mut self, referrer: Id, request: &str, target: Id, recorded: bool) {
        let links = &mut self.module_mut(referrer).links;
        if !links.iter().any(|link| link.module_type == ModuleType::Require && link.specifier == request) {
            let (specifier, module_type) = (request.to_owned(), ModuleType::Require);
            links.push(Link { specifier, module_type, target, dynamic: false, packed: recorded, recorded });
        }
    }

    /// Whether a `require` between loaded modules is not in the program's pack.
    pub(in crate::modules) fn has_new_links(&self) -> bool {
        // What a module asked for that came through hooks is not kept.
        let loaded = (0..).zip(&self.modules).filter(|(id, module)| self.is_loaded(*id) && !module.hooked);
        loaded.flat_map(|(_, module)| &module.links).any(|link| !link.recorded && self.is_loaded(link.target))
    }

    /// What a specifier meant before in the same module: HostLoadImportedModule must answer the same
    /// (ECMA-262 16.2.1.10).
    pub(crate) fn linked(
        &self,
        known: Option<&Known>,
        referrer: Id,
        specifier: &str,
        module_type: ModuleType,
    ) -> Option<Id> {
        let module = self.module(referrer);
        let is_meant = |link: &&Link| link.specifier == specifier && link.module_type == module_type;
        if let Some(link) = module.links.iter().find(is_meant) {
            return Some(link.target);
        }
        let mut requests = known?.pack().resolutions_of(module.row.filter(|_| module.served)?);
        let is_meant =
            |it: &ResolutionView<'_>| !it.dynamic && it.specifier == specifier && it.module_type == module_type;
        self.id_of_row(requests.find(is_meant)?.target)
    }

    /// What the requests of a loaded module mean, in their order.
    pub(in crate::modules) fn targets(&self, id: Id) -> &[Id] {
        match &self.module(id).state {
            State::Loaded { targets, .. } => targets,
            _ => &[],
        }
    }

    /// What is asked for in a module, as what, whether by `import()` alone, and what is meant.
    pub(in crate::modules) fn resolutions<'g>(
        &'g self,
        known: Option<&'g Known>,
        id: Id,
    ) -> impl Iterator<Item = ((&'g str, ModuleType, bool), Id)> + 'g {
        let module = self.module(id);
        // What was required as the pack says is in the pack.
        let is_own = |link: &&Link| !(module.served && !link.dynamic && link.packed);
        let own = module.links.iter().filter(is_own);
        let own = own.map(|link| ((&*link.specifier, link.module_type, link.dynamic), link.target));
        let row = module.row.filter(|_| module.served);
        let packed = row.and_then(|row| Some(known?.pack().resolutions_of(row))).into_iter().flatten();
        let packed = packed.filter(|it| !it.dynamic);
        own.chain(packed.filter_map(|it| Some(((it.specifier, it.module_type, false), self.id_of_row(it.target)?))))
    }
}
