//! What the CommonJS loader (js/cjs-*.js) asks of Rust. Files are named by their paths.

use std::path::{Path, PathBuf};

use parbake_bmes::ModuleType;
use parbake_engine::{Arguments, CompileOptions, ErrorKind, Goal, Local, ModuleId, PromiseState, Scope, Thrown};
use parbake_loader::{Fault, Lookup, Require, ResolveError};

use super::Functions;
use crate::Runtime;
use crate::inline::{NEEDS_REWRITING, Unerasable, erase_types};
use crate::modules::{Failure, LoadError, Loaded, RequireTarget};

pub(super) const FUNCTIONS: Functions = &[
    (c"requireResolve", require_resolve, 2),
    (c"requireFind", require_find, 4),
    (c"requireLoad", require_load, 1),
    (c"requireModule", require_module, 1),
    (c"requireText", require_text, 1),
    (c"importedJson", imported_json, 1),
    (c"moduleWithFlag", module_with_flag, 1),
    (c"compileCommonJs", compile_common_js, 2),
    (c"parseJson", parse_json, 1),
    (c"stripTypes", strip_types, 1),
    (c"isBuiltin", is_builtin, 1),
    (c"builtinNames", builtin_names, 0),
    (c"findPackageJson", find_package_json, 1),
    (c"modulePaths", module_paths, 0),
    (c"fillBuiltin", fill_builtin, 2),
];

/// Native stack is not the parser's own to spare on this thread: texts compiled here nest as deep as files do.
const OPTIONS: CompileOptions = CompileOptions { goal: Goal::CommonJs, lazy_source: false, discard_source: false };

/// `requireResolve(request, parent)`: the path of the file that is meant, or `node:NAME`; `undefined` where nothing is.
fn require_resolve<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let request = scope.to_string(arguments.get(0))?;
    let parent = optional_path(scope, arguments.get(1))?;
    match runtime.require_target(parent.as_deref(), &request) {
        Ok(RequireTarget::Module(id)) => match runtime.path_of_node(id) {
            Some(path) => scope.string(&path.to_string_lossy()),
            None => Ok(scope.undefined()),
        },
        Ok(RequireTarget::BuiltIn(name)) => scope.string(&format!("node:{name}")),
        Err(error) => not_resolved(&runtime, scope, &error),
    }
}

/// `requireFind(request, parent, paths, extensions)`: the same in these directories and with these extensions; nothing of
/// it is kept.
fn require_find<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let request = scope.to_string(arguments.get(0))?;
    let parent = optional_path(scope, arguments.get(1))?;
    let paths: Option<Vec<PathBuf>> = match scope.array_length(arguments.get(2)) {
        Some(_) => Some(strings(scope, arguments.get(2))?.into_iter().map(PathBuf::from).collect()),
        None => None,
    };
    let extensions = strings(scope, arguments.get(3))?;
    let extensions: Vec<&str> = extensions.iter().map(String::as_str).collect();
    let lookup = paths.as_deref().map_or(Lookup::Standard, Lookup::In);
    let require = Require { request: &request, parent: parent.as_deref(), lookup, extensions: &extensions };
    match runtime.resolve_require(require).map(|found| found.resolved) {
        Ok(resolved) => match resolved.target {
            parbake_loader::Target::File(path) => scope.string(&path.to_string_lossy()),
            _ => scope.string(&resolved.url),
        },
        Err(error) => not_resolved(&runtime, scope, &error),
    }
}

fn not_resolved<'s>(runtime: &Runtime, scope: &mut Scope<'s>, error: &ResolveError) -> Result<Local<'s>, Thrown> {
    if matches!(error.fault, Fault::NotFound { path: None } | Fault::UnknownBuiltin { .. }) {
        return Ok(scope.undefined());
    }
    Err(runtime.throw_failure(scope, &Failure::of_resolution(error, None)))
}

/// `requireLoad(path)`: the function around a CommonJS module; the text of JSON; `undefined` for an ES module.
fn require_load<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let path = scope.to_string(arguments.get(0))?;
    let id = match runtime.required_node(Path::new(&path)) {
        Ok(id) => id,
        Err(failure) => return Err(runtime.throw_failure(scope, &failure)),
    };
    let loaded = runtime.load_required(scope, id);
    runtime.require_hits();
    match loaded {
        Ok(Loaded::CommonJs { stencil, collect }) => {
            let id = ModuleId::new(id).expect("fewer than 2^31 modules");
            scope.common_js(&stencil, id, collect)
        }
        Ok(Loaded::Json(text)) => scope.string(&text),
        Ok(Loaded::Module) => Ok(scope.undefined()),
        Err(LoadError::Thrown(thrown)) => Err(thrown),
        Err(LoadError::Failed(failure)) => Err(runtime.throw_failure(scope, &failure)),
    }
}

/// `requireText(path)`: the text of a file as it is now.
fn require_text<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let path = PathBuf::from(scope.to_string(arguments.get(0))?);
    match parbake_cache::stamp::read(&path) {
        Ok(read) => scope.string(&parbake_loader::decode(read.bytes)),
        Err(error) => {
            let runtime = scope.host::<Runtime>();
            let failure = Failure::of_module(&crate::modules::FetchError::Read { path, error }, "");
            Err(runtime.throw_failure(scope, &failure))
        }
    }
}

/// `importedJson(path)`: what `import` has made of a file of JSON, in an array; `undefined` where it has not been there.
fn imported_json<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let path = scope.to_string(arguments.get(0))?;
    match scope.host::<Runtime>().imported_json(scope, Path::new(&path)) {
        Some(value) => scope.array(&[value]),
        None => Ok(scope.undefined()),
    }
}

/// `requireModule(path)`: the namespace of an ES module, evaluated.
fn require_module<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let path = scope.to_string(arguments.get(0))?;
    match runtime.required_node(Path::new(&path)) {
        Ok(id) => runtime.evaluate_required(scope, id),
        Err(failure) => Err(runtime.throw_failure(scope, &failure)),
    }
}

/// `moduleWithFlag(path)`: the namespace of an ES module that was required, with `__esModule` set beside its exports.
fn module_with_flag<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let path = scope.to_string(arguments.get(0))?;
    let id = match runtime.required_node(Path::new(&path)) {
        Ok(id) => id,
        Err(failure) => return Err(runtime.throw_failure(scope, &failure)),
    };
    let original = {
        let graph = runtime.graph.borrow();
        scope.recall(graph.record(id).expect("it was required before"))
    };
    let stencil = runtime.built_in_module_stencil("required-facade");
    let facade = scope.instantiate(&stencil, ModuleId::new(id).expect("fewer than 2^31 modules"))?;
    scope.set_requested_modules(facade, &[original])?;
    scope.link(facade)?;
    let promise = scope.evaluate(facade)?;
    scope.mark_handled(promise);
    scope.namespace(facade)
}

/// `compileCommonJs(text, path)`: the function around a text that is no file's own.
fn compile_common_js<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let text = scope.to_string(arguments.get(0))?;
    let path = scope.to_string(arguments.get(1))?;
    let id = runtime.node_of_text(&path);
    runtime.maps.note_compiled(&path, &text);
    let compiled = {
        let mut pool = runtime.pool.borrow_mut();
        let frontend = pool.frontend();
        frontend.compile(&text, &OPTIONS).map(|mut stencil| {
            frontend.name(&mut stencil, &std::ffi::CString::new(path.as_str()).unwrap_or_default());
            stencil
        })
    };
    match compiled {
        Ok(stencil) => scope.common_js(&stencil, ModuleId::new(id).expect("fewer than 2^31 modules"), false),
        Err(error) => {
            let failure = Failure::of_module(&crate::modules::FetchError::Compile(error), &path);
            Err(runtime.throw_failure(scope, &failure))
        }
    }
}

/// `parseJson(text)`: `JSON.parse(text)`, whatever the program has done to `JSON`.
fn parse_json<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let text = scope.to_string(arguments.get(0))?;
    scope.json(&text)
}

/// `stripTypes(text)`: the text with its types blanked; `[code, message]` where that cannot be done.
fn strip_types<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let text = scope.to_string(arguments.get(0))?;
    match erase_types(&text, true) {
        Ok(text) => scope.string(&text),
        Err(Unerasable::NeedsRewriting) => scope.strings(["ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX", NEEDS_REWRITING]),
        Err(Unerasable::Syntax(error)) => scope.strings(["ERR_INVALID_TYPESCRIPT_SYNTAX", &error.message]),
    }
}

/// `isBuiltin(name)`, as `module.isBuiltin`.
fn is_builtin<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    Ok(scope.boolean(parbake_loader::is_builtin(&name)))
}

/// `builtinNames()`, as `module.builtinModules`.
fn builtin_names<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    scope.strings(parbake_loader::builtin_names())
}

/// `findPackageJson(directory)`: the path of the nearest `package.json`; `undefined` where there is none.
fn find_package_json<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let directory = PathBuf::from(scope.to_string(arguments.get(0))?);
    let found = directory.ancestors().map(|ancestor| ancestor.join("package.json")).find(|path| path.is_file());
    match found {
        Some(path) => scope.string(&path.to_string_lossy()),
        None => Ok(scope.undefined()),
    }
}

/// `modulePaths()`: where packages are looked for after `node_modules`, as the program was started.
fn module_paths<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let options = runtime.options();
    scope.strings(options.module_paths.iter().chain(&options.global_folders).map(|path| path.to_string_lossy()))
}

/// `fillBuiltin(name, values)`: gives the exports of a built-in that was imported these values, in the order of their names.
fn fill_builtin<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let url = format!("node:{}", scope.to_string(arguments.get(0))?);
    let graph = runtime.graph.borrow();
    let imported = graph.find(&url, ModuleType::JavaScript).and_then(|id| graph.record(id));
    if let Some(record) = imported {
        let record = scope.recall(record);
        scope.fill_synthetic_module(record, arguments.get(1))?;
    }
    Ok(scope.undefined())
}

fn optional_path(scope: &mut Scope<'_>, value: Local<'_>) -> Result<Option<PathBuf>, Thrown> {
    Ok(scope.to_optional_string(value)?.map(PathBuf::from))
}

fn strings(scope: &mut Scope<'_>, array: Local<'_>) -> Result<Vec<String>, Thrown> {
    let length = scope.array_length(array).unwrap_or(0);
    let mut strings = Vec::with_capacity(length as usize);
    for index in 0..length {
        let item = scope.array_get(array, index)?;
        strings.push(scope.to_string(item)?);
    }
    Ok(strings)
}

impl Runtime {
    /// Loads, links and evaluates the graph of a required ES module, now or never (Node documentation, "Modules: CommonJS
    /// modules", loading ECMAScript modules using `require()`).
    fn evaluate_required<'s>(&self, scope: &mut Scope<'s>, id: crate::modules::Id) -> Result<Local<'s>, Thrown> {
        match self.load_graph(scope, id) {
            Ok(()) => {}
            Err(LoadError::Thrown(thrown)) => return Err(thrown),
            Err(LoadError::Failed(failure)) => return Err(self.throw_failure(scope, &failure)),
        }
        self.require_hits();
        if let Some((code, url)) = self.unfit_for_require(scope, id) {
            let path = crate::modules::path_of(&url).map_or(url, |path| path.to_string_lossy().into_owned());
            let message = match code {
                ASYNC => format!(
                    "require() cannot be used on an ESM graph with top-level await. Use import() instead. \
                     The top-level await is in {path}"
                ),
                _ => format!("Cannot require() an ES module that is being evaluated: {path} is part of a cycle"),
            };
            let failure = Failure { kind: ErrorKind::Error, code: Some(code), message, site: None };
            return Err(self.throw_failure(scope, &failure));
        }
        let record = {
            let graph = self.graph.borrow();
            scope.recall(graph.record(id).expect("a loaded graph has its root"))
        };
        scope.link(record)?;
        let promise = scope.evaluate(record)?;
        scope.mark_handled(promise);
        match scope.promise(promise) {
            Some((PromiseState::Rejected, error)) => Err(scope.throw(error)),
            _ => scope.namespace(record),
        }
    }
}

/// Node's code for a graph that cannot be evaluated at once.
pub(crate) const ASYNC: &str = "ERR_REQUIRE_ASYNC_MODULE";
/// Node's code for a graph that is being evaluated already.
pub(crate) const CYCLE: &str = "ERR_REQUIRE_CYCLE_MODULE";
