//! Modules without code of their own: JSON, text, built-ins (ECMA-262 16.2.1.8).

use std::path::Path;

use parbake_bmes::ModuleType;
use parbake_engine::{ErrorKind, Local, Scope, Thrown};

use super::{Failure, Id, Site};
use crate::Runtime;

pub(super) fn text_module<'s>(scope: &mut Scope<'s>, text: &str) -> Result<Local<'s>, Thrown> {
    let value = scope.string(text)?;
    default_export(scope, value)
}

impl Runtime {
    /// A file of JSON is one value, whether it is imported or required (Node documentation, `node:module`).
    pub(super) fn json_module<'s>(
        &self,
        scope: &mut Scope<'s>,
        id: Id,
        text: &str,
    ) -> Result<Result<Local<'s>, Failure>, Thrown> {
        let value = match self.required_json(scope, id)? {
            Some(value) => value,
            None => match scope.json(text) {
                Ok(value) => value,
                Err(thrown) => {
                    let error = scope.take_exception(thrown);
                    return json_failure(scope, error, &self.url(id)).map(Err);
                }
            },
        };
        let kept = scope.persist(value);
        self.graph.borrow_mut().module_mut(id).json = Some(kept);
        default_export(scope, value).map(Ok)
    }

    fn required_json<'s>(&self, scope: &mut Scope<'s>, id: Id) -> Result<Option<Local<'s>>, Thrown> {
        if !self.is_loaded("cjs-module") || self.url(id).contains(['?', '#']) {
            return Ok(None);
        }
        let Some(path) = self.path_of_node(id) else { return Ok(None) };
        let required = self.call_built_in(scope, "cjs-module", c"requiredJson", |scope| {
            Ok(vec![scope.string(&path.to_string_lossy())?])
        })?;
        if scope.is_nullish(required) { Ok(None) } else { scope.array_get(required, 0).map(Some) }
    }

    /// What `import` made of the JSON at a path, if it has been there.
    pub(crate) fn imported_json<'s>(&self, scope: &mut Scope<'s>, path: &Path) -> Option<Local<'s>> {
        let graph = self.graph.borrow();
        let id = graph.find(&parbake_loader::file_url_from_path(path), ModuleType::Json)?;
        graph.module(id).json.as_ref().map(|value| scope.recall(value))
    }
}

/// The engine's message, with the place where the file is wrong.
fn json_failure(scope: &mut Scope<'_>, error: Local<'_>, url: &str) -> Result<Failure, Thrown> {
    let message = scope.get(error, c"message")?;
    let message = scope.to_string(message)?;
    let (line, column) = position_in(&message).unwrap_or((1, 1));
    let message = message.split(" at line ").next().unwrap_or(&message);
    Ok(Failure {
        kind: ErrorKind::SyntaxError,
        code: None,
        message: format!("{message} in JSON"),
        site: Some(Site { url: url.to_owned(), line, column }),
    })
}

/// "... at line 1 column 2 of the JSON data", as SpiderMonkey ends its messages.
fn position_in(message: &str) -> Option<(u32, u32)> {
    let (_, place) = message.split_once(" at line ")?;
    let (line, rest) = place.split_once(" column ")?;
    let column = rest.split(' ').next()?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

fn default_export<'s>(scope: &mut Scope<'s>, value: Local<'_>) -> Result<Local<'s>, Thrown> {
    let names = scope.strings(["default"])?;
    let values = scope.array(&[value])?;
    scope.synthetic_module(names, values)
}

/// `node:NAME`: the exports of the built-in as `default` and by name.
pub(super) fn built_in_module<'s>(
    runtime: &Runtime,
    scope: &mut Scope<'s>,
    name: &str,
) -> Result<Result<Local<'s>, Failure>, Thrown> {
    let exports = runtime.built_in_exports(scope, name)?;
    let names = scope.get(exports, c"names")?;
    if scope.is_nullish(names) {
        return Ok(Err(Failure {
            kind: ErrorKind::Error,
            code: Some("ERR_UNKNOWN_BUILTIN_MODULE"),
            message: format!("No such built-in module: node:{name} (Node has it; this version does not)"),
            site: None,
        }));
    }
    let values = scope.get(exports, c"values")?;
    scope.synthetic_module(names, values).map(Ok)
}
