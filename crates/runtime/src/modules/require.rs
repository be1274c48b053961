//! What a `require` means, and whether what it means may run now.

use std::path::{Path, PathBuf};
use std::time::Instant;

use parbake_bmes::ModuleType;
use parbake_engine::{ModuleStatus, Scope};
use parbake_loader::{Fault, Lookup, Require, ResolveError, Resolved, Target};
use rustc_hash::FxHashSet;

use super::{Failure, Id, State};
use crate::Runtime;
use crate::natives::common_js::{ASYNC, CYCLE};

/// What `require` asked for, found.
pub(crate) enum RequireTarget {
    Module(Id),
    /// A built-in, by its name without `node:`.
    BuiltIn(String),
}

/// What a request means by the rules.
pub(crate) struct ByRules {
    pub(crate) resolved: Resolved,
    globally: bool,
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
        let (target, recorded, globally) = match referrer.and_then(|id| self.recorded_target(id, request)) {
            Some(target) => (target, true, false),
            None => {
                let extensions = &parbake_loader::REQUIRE_EXTENSIONS;
                let require = Require { request, parent, lookup: Lookup::Standard, extensions };
                let ByRules { resolved, globally } = self.resolve_require(require)?;
                match &resolved.target {
                    Target::Builtin(name) => return Ok(RequireTarget::BuiltIn(name.clone())),
                    _ => {
                        let target = self.fresh_node(resolved);
                        (target, self.is_in_pack(referrer, request, target), globally)
                    }
                }
            }
        };
        if !recorded {
            // As with `import()`: published once nothing more has come for a while.
            self.imported_at.set(Some(Instant::now()));
        }
        let mut graph = self.graph.borrow_mut();
        match referrer.filter(|_| !globally) {
            Some(referrer) => graph.add_require(referrer, request, target, recorded),
            None => graph.add_orphan(target),
        }
        Ok(RequireTarget::Module(target))
    }

    /// What the request means by Node's rules, without the program's record. `globally`: only the global folders had it, which is
    /// nothing to be recorded (see [`RunOptions::global_folders`](crate::RunOptions::global_folders)).
    pub(crate) fn resolve_require(&self, require: Require<'_>) -> Result<ByRules, Box<ResolveError>> {
        let resolver = &self.shared().resolver;
        let error = match resolver.require(require) {
            Ok(resolved) => return Ok(ByRules { resolved, globally: false }),
            Err(error) => error,
        };
        let is_package = !require.request.starts_with(['.', '/', '#']);
        let is_nowhere = |error: &ResolveError| matches!(error.fault, Fault::NotFound { path: None });
        if !is_package || matches!(require.lookup, Lookup::In(_)) || !is_nowhere(&error) {
            return Err(error);
        }
        let lookup = Lookup::In(&self.options().global_folders);
        match resolver.require(Require { lookup, ..require }) {
            Ok(resolved) => Ok(ByRules { resolved, globally: true }),
            Err(other) => Err(if is_nowhere(&other) { error } else { other }),
        }
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
