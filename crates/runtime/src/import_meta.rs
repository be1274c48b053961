//! `import.meta` (ECMA-262 13.3.12.1), with Node's properties.

use parbake_bmes::ModuleType;
use parbake_engine::{Arguments, Local, Scope, Thrown};
use parbake_loader::{ResolveError, file_url_to_path};
use url::Url;

use crate::Runtime;
use crate::modules::Id;

impl Runtime {
    pub(crate) fn fill_import_meta(&self, scope: &mut Scope<'_>, id: Id, meta: Local<'_>) -> Result<(), Thrown> {
        if self.graph.borrow().is_common_js(id) {
            return fill_facade_meta(scope, id, meta);
        }
        let url = self.url(id);
        let path = path_of(&url);
        if let Some((directory, file)) = &path {
            let directory = scope.string(directory)?;
            scope.define(meta, c"dirname", directory, true)?;
            let file = scope.string(file)?;
            scope.define(meta, c"filename", file, true)?;
        }
        // Text without a file is not what Node calls the entry point.
        let is_main = scope.boolean(self.main.get() == Some(id) && !self.is_inline());
        scope.define(meta, c"main", is_main, true)?;
        let referrer = scope.string(&url)?;
        let resolve = scope.native(c"resolve", resolve, 1, referrer)?;
        scope.define(meta, c"resolve", resolve, true)?;
        let url = scope.string(&url)?;
        scope.define(meta, c"url", url, true)
    }
}

/// The facade of a CommonJS module is our own; all it asks for is that the module be run.
fn fill_facade_meta(scope: &mut Scope<'_>, id: Id, meta: Local<'_>) -> Result<(), Thrown> {
    let number = scope.number(f64::from(id));
    let evaluate = scope.native(c"evaluate", evaluate_facade, 0, number)?;
    scope.define(meta, c"evaluate", evaluate, true)
}

/// Runs the CommonJS module behind a facade, unless it has run, and fills the facade's bindings.
fn evaluate_facade<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    // A number of ours.
    let id = scope.to_number(arguments.data())? as Id;
    let path = runtime.path_of_node(id).map_or_else(|| runtime.url(id), |path| path.to_string_lossy().into_owned());
    let names = runtime.facade_names(id).unwrap_or_default();
    let hooked = runtime.hooked_common_js(scope, id)?;
    let values = runtime.call_built_in(scope, "cjs-facade", c"evaluate", |scope| {
        let is_main = scope.boolean(runtime.main.get() == Some(id));
        Ok(vec![scope.string(&path)?, scope.strings(names.iter())?, hooked, is_main])
    })?;
    runtime.fill_facade(scope, id, values)?;
    Ok(scope.undefined())
}

/// Directory and path of a `file:` URL.
fn path_of(url: &str) -> Option<(String, String)> {
    let url = Url::parse(url).ok()?;
    if url.scheme() != "file" {
        return None;
    }
    let path = file_url_to_path(&url).ok()?;
    let directory = path.parent().unwrap_or(&path);
    Some((directory.to_string_lossy().into_owned(), path.to_string_lossy().into_owned()))
}

/// `import.meta.resolve(specifier)`; the module's URL is bound to the function.
fn resolve<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let specifier = scope.to_string(arguments.get(0))?;
    let referrer = scope.to_string(arguments.data())?;
    let runtime = scope.host::<Runtime>();
    if !runtime.is_hooked() {
        return resolve_unhooked(scope, &specifier, &referrer);
    }
    runtime.call_built_in(scope, "hooks-import", c"resolveMeta", |scope| {
        Ok(vec![scope.string(&specifier)?, scope.string(&referrer)?])
    })
}

/// The same, whatever the program's hooks may say.
pub(crate) fn resolve_unhooked<'s>(
    scope: &mut Scope<'s>,
    specifier: &str,
    referrer: &str,
) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    match resolve_url(&runtime, specifier, referrer) {
        Ok(url) => scope.string(&url),
        Err(error) => {
            let failure = crate::modules::Failure::of_resolution(&error, None);
            Err(runtime.throw_failure(scope, &failure))
        }
    }
}

/// URLs and relative specifiers are joined without a look at the disk, as in Node; packages have to be found.
fn resolve_url(runtime: &Runtime, specifier: &str, referrer: &str) -> Result<String, Box<ResolveError>> {
    let is_relative = ["./", "../", "/"].iter().any(|start| specifier.starts_with(start));
    let joined = match Url::parse(specifier) {
        Ok(url) => Some(url),
        Err(_) if is_relative => Url::parse(referrer).and_then(|base| base.join(specifier)).ok(),
        Err(_) => None,
    };
    match joined {
        Some(url) => Ok(url.into()),
        None => {
            let resolved = runtime.shared().resolver.resolve(specifier, referrer, ModuleType::JavaScript)?;
            Ok(resolved.url)
        }
    }
}
