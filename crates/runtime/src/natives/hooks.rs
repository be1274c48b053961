//! What the program's module hooks (js/commonjs/hooks*.js) ask of Rust.

use std::path::Path;

use parbake_bmes::ModuleType;
use parbake_engine::{Arguments, Local, Scope, Thrown};
use parbake_loader::{AttributeFault, Fault, Format, ResolveError, Resolved, Target, check_attributes};
use parbake_transform::Language;
use url::Url;

use super::Functions;
use crate::Runtime;
use crate::modules::{Failure, Unhooked, type_of_name};

pub(super) const FUNCTIONS: Functions = &[
    (c"setHooked", set_hooked, 1),
    (c"hookedResolve", hooked_resolve, 2),
    (c"hookedRead", hooked_read, 3),
    (c"resolveUrl", resolve_url, 2),
    (c"requireFormat", require_format, 1),
];

/// `setHooked(active)`: the program has hooks from now on, or none.
fn set_hooked<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let active = scope.to_boolean(arguments.get(0));
    scope.host::<Runtime>().set_hooked(active);
    Ok(scope.undefined())
}

/// `hookedResolve(specifier, parentURL)`: URL and format of the module that is meant without hooks; the format is
/// `undefined` where nothing but the module itself says it, and `detect` where its text does.
fn hooked_resolve<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let specifier = scope.to_string(arguments.get(0))?;
    let referrer = scope.to_optional_string(arguments.get(1))?.unwrap_or_else(|| specifier.clone());
    let is_elsewhere = |url: &Url| !matches!(url.scheme(), "file" | "node" | "parbake");
    if let Some(url) = Url::parse(&specifier).ok().filter(is_elsewhere) {
        return pair(scope, url.as_str(), None);
    }
    match runtime.shared().resolver.locate(&specifier, &referrer) {
        Ok(resolved) => {
            let format = match resolved.format {
                Format::Detect => Some("detect"),
                format => format_name(format, path(&resolved)),
            };
            pair(scope, &resolved.url, format)
        }
        Err(error) => {
            let site = runtime.hooked_site().filter(|site| site.url == referrer);
            Err(runtime.throw_failure(scope, &Failure::of_resolution(&error, site)))
        }
    }
}

/// `hookedRead(url, format, type)`: format and bytes of the module at a URL, as it is without hooks. With a format given,
/// the file may have any extension; a built-in has no bytes.
fn hooked_read<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let url = scope.to_string(arguments.get(0))?;
    let expected = scope.to_optional_string(arguments.get(1))?;
    let module_type = type_of_name(scope.to_optional_string(arguments.get(2))?.as_deref());
    match runtime.read_unhooked(&url, expected.as_deref(), module_type) {
        Err(failure) => Err(runtime.throw_failure(scope, &failure)),
        Ok(Unhooked { format, bytes }) => {
            let format = scope.string(&format)?;
            let bytes = match bytes {
                Some(bytes) => scope.bytes(&bytes)?,
                None => scope.undefined(),
            };
            scope.array(&[format, bytes])
        }
    }
}

/// `resolveUrl(specifier, parentURL)`: what `import.meta.resolve` gives without hooks.
fn resolve_url<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let specifier = scope.to_string(arguments.get(0))?;
    let referrer = scope.to_string(arguments.get(1))?;
    crate::import_meta::resolve_unhooked(scope, &specifier, &referrer)
}

/// `requireFormat(path)`: what `require` takes a file for; `undefined` where its text decides.
fn require_format<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let path = scope.to_string(arguments.get(0))?;
    let resolved = runtime.shared().resolver.required_file(Path::new(&path));
    let format = resolved.ok().and_then(|resolved| match resolved.format {
        Format::Detect => is_typescript(Path::new(&path)).then_some("typescript"),
        format => format_name(format, Some(Path::new(&path))),
    });
    scope.string_or_undefined(format)
}

impl Runtime {
    /// What is at a URL, for a hook that asks.
    fn read_unhooked(&self, url: &str, expected: Option<&str>, module_type: ModuleType) -> Result<Unhooked, Failure> {
        let resolver = &self.shared().resolver;
        let resolved = match expected {
            None => resolver.resolve(url, url, module_type),
            Some(_) if url.starts_with("file:") => resolver.locate(url, url),
            Some(_) => resolver.resolve(url, url, module_type),
        };
        // Nobody asks: the hook has the URL.
        let resolved =
            resolved.map_err(|error| Failure::of_resolution(&ResolveError { referrer: None, ..*error }, None))?;
        if let Some(format) = expected.and_then(format_of_name) {
            check_attributes(format, module_type).map_err(|fault| of_attributes(url, fault))?;
        }
        self.unhooked(url, resolved, expected)
    }
}

/// The name of a format where the module says it itself.
pub(crate) fn format_name(format: Format, path: Option<&Path>) -> Option<&'static str> {
    let is_typescript = path.is_some_and(is_typescript);
    match format {
        Format::Module => Some(if is_typescript { "module-typescript" } else { "module" }),
        Format::CommonJs => Some(if is_typescript { "commonjs-typescript" } else { "commonjs" }),
        Format::Json => Some("json"),
        Format::Text => Some("text"),
        Format::Wasm => Some("wasm"),
        Format::Builtin => Some("builtin"),
        Format::Detect | Format::Unknown => None,
    }
}

/// The format of a name, types aside.
pub(crate) fn format_of_name(name: &str) -> Option<Format> {
    match name {
        "module" | "module-typescript" => Some(Format::Module),
        "commonjs" | "commonjs-typescript" => Some(Format::CommonJs),
        "json" => Some(Format::Json),
        "text" => Some(Format::Text),
        "builtin" => Some(Format::Builtin),
        _ => None,
    }
}

fn of_attributes(url: &str, fault: AttributeFault) -> Failure {
    let fault = Fault::Attributes { url: url.to_owned(), fault };
    Failure::of_resolution(&ResolveError { specifier: url.to_owned(), referrer: None, fault, hint: None }, None)
}

fn is_typescript(path: &Path) -> bool {
    Language::of_path(path).is_some()
}

fn path(resolved: &Resolved) -> Option<&Path> {
    match &resolved.target {
        Target::File(path) => Some(path),
        Target::Data { .. } | Target::Builtin(_) => None,
    }
}

fn pair<'s>(scope: &mut Scope<'s>, url: &str, format: Option<&str>) -> Result<Local<'s>, Thrown> {
    let url = scope.string(url)?;
    let format = scope.string_or_undefined(format)?;
    scope.array(&[url, format])
}
