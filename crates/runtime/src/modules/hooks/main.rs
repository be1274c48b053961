//! The program itself, where it has hooks before it starts.

use std::path::{Path, PathBuf};

use parbake_bmes::ModuleType;
use parbake_engine::{Scope, Thrown};
use parbake_loader::{Format, file_url_from_path};

use crate::Runtime;
use crate::modules::{Id, LoadError, Place, State, format_code};

impl Runtime {
    /// Loads the program as `import` loads it, or as `require` does, by Node's rule.
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
        self.graph.borrow_mut().module_mut(main).state = State::Idle;
        self.begin(main);
        let ran = self
            .call_built_in(scope, "cjs-main", c"runHooked", |scope| Ok(vec![scope.string(&path.to_string_lossy())?]));
        match ran {
            Ok(next) => Ok(scope.to_optional_string(next)?.map(PathBuf::from)),
            Err(thrown) => {
                self.report_if_thrown::<()>(scope, Err(thrown));
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
                row.is_some_and(|view| format_code::to_format(view.format) == Format::Module)
            }
        };
        is_module || !self.options().imports.is_empty()
    }
}
