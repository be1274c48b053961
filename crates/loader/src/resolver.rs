//! Resolution: from a specifier and the module that has it to the module it means.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use parbake_bmes::ModuleType;
use parbake_transform::{Language, Settings};
use url::Url;

use crate::builtins;
use crate::error::{Fault, ResolveError};
use crate::file_url;
use crate::format::{Role, check_attributes};
use crate::inline;
use crate::memory::Memory;
use crate::package::{Files, Place, Search, Trail, resolve_path};
use crate::project::{self, Config, Kind};
use crate::require;
use crate::resolved::{Format, Resolved, Target};
use crate::specifier::{directory_part, is_path, join_plain, referrer_name};
use crate::tree::Found;

/// The conditions of `import` in Node, besides `default`. Its `node-addons` is left out: addons cannot be loaded.
const CONDITIONS: [&str; 3] = ["node", "import", "module-sync"];

/// What changes how specifiers are resolved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ResolverOptions {
    /// Conditions for `exports` and `imports` on top of Node's own (`--conditions`).
    pub conditions: Vec<String>,
    /// Modules keep the path they were found by (`--preserve-symlinks`). The program itself never does.
    pub preserve_symlinks: bool,
    /// Where `require` looks for packages after every `node_modules` above the module (`NODE_PATH`).
    pub module_paths: Vec<PathBuf>,
}

/// Resolves specifiers as Node does for `import`, and requests as it does for `require`.
///
/// Where a package or module was found is remembered, and so is which directories have no `package.json`; that
/// something is missing is never said from memory. [`Resolver::forget`] starts afresh.
#[derive(Debug)]
pub struct Resolver {
    conditions: Vec<String>,
    require_conditions: Vec<String>,
    preserve_symlinks: bool,
    pub(crate) module_paths: Vec<PathBuf>,
    memory: Mutex<Memory>,
}

/// One question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'a> {
    pub specifier: &'a str,
    /// The URL of the module that asks.
    pub referrer: &'a str,
    pub role: Role,
}

impl Resolver {
    /// A resolver that knows nothing yet.
    #[must_use]
    pub fn new(options: ResolverOptions) -> Self {
        let ResolverOptions { conditions, preserve_symlinks, module_paths } = options;
        let with = |own: [&str; 3]| own.into_iter().map(str::to_owned).chain(conditions.iter().cloned()).collect();
        Self {
            conditions: with(CONDITIONS),
            require_conditions: with(require::CONDITIONS),
            preserve_symlinks,
            module_paths,
            memory: Mutex::default(),
        }
    }

    /// The module that `specifier` means in the module whose URL is `referrer` (as [`Resolved::url`] gave it), imported
    /// as `module_type`.
    ///
    /// # Errors
    /// No module is meant, or not one of that type; with a hint where another specifier would do.
    pub fn resolve(
        &self,
        specifier: &str,
        referrer: &str,
        module_type: ModuleType,
    ) -> Result<Resolved, Box<ResolveError>> {
        let request = Request { specifier, referrer, role: Role::Import(module_type) };
        let mut memory = self.memory();
        let governing = self.governing(&mut memory.files, request);
        // What a project adds is for its own files: nobody else shares these answers.
        let directory = if governing.is_some() { referrer } else { directory_part(referrer) };
        let plain = if governing.is_some() { None } else { join_plain(directory, specifier) };
        if module_type == ModuleType::JavaScript
            && let Some(known) = memory.recall(directory, specifier, plain.as_deref())
        {
            return Ok(known.clone());
        }
        let outcome = self.afresh(&mut memory, |resolver, files| {
            let config = resolver.governing(files, request);
            resolver.attempt_governed(files, request, plain.as_deref(), config.as_deref())
        });
        match outcome {
            Ok(found) => {
                let resolved = memory.share(found);
                if module_type == ModuleType::JavaScript {
                    memory.remember(directory, specifier, plain, &resolved);
                }
                Ok(resolved)
            }
            Err(fault) => Err(Box::new(ResolveError {
                hint: self.hint(&mut memory.files, request, &fault),
                specifier: specifier.to_owned(),
                referrer: Some(referrer_name(referrer)),
                fault,
            })),
        }
    }

    /// Where the module is that `specifier` means in the module whose URL is `referrer`, whatever it is: a file may have any
    /// extension, and be imported as any type.
    ///
    /// # Errors
    /// No module is meant.
    pub fn locate(&self, specifier: &str, referrer: &str) -> Result<Resolved, Box<ResolveError>> {
        let request = Request { specifier, referrer, role: Role::Located };
        let mut memory = self.memory();
        let outcome = self.afresh(&mut memory, |resolver, files| {
            let config = resolver.governing(files, request);
            resolver.attempt_governed(files, request, None, config.as_deref())
        });
        match outcome {
            Ok(found) => Ok(memory.share(found)),
            Err(fault) => Err(Box::new(ResolveError {
                hint: self.hint(&mut memory.files, request, &fault),
                specifier: specifier.to_owned(),
                referrer: Some(referrer_name(referrer)),
                fault,
            })),
        }
    }

    /// The program itself: `main` is a path (looked up as Node looks up its main file: as it is, with `.js`, `.json` or
    /// `.node`, or as a directory with a main file) or a `file:` URL.
    ///
    /// # Errors
    /// There is no such file, or nobody knows what it is.
    pub fn entry(&self, main: &str, cwd: &Path) -> Result<Resolved, Box<ResolveError>> {
        let mut memory = self.memory();
        match self.afresh(&mut memory, |resolver, files| resolver.attempt_entry(files, main, cwd)) {
            Ok(found) => Ok(memory.share(found)),
            Err(fault) => Err(Box::new(ResolveError {
                hint: self.entry_hint(&mut memory.files, main, cwd, &fault),
                specifier: main.to_owned(),
                referrer: None,
                fault,
            })),
        }
    }

    /// Forgets everything, so that changes in the file system are seen. To be called before an `import()` of a program
    /// that may have written files.
    pub fn forget(&self) {
        self.memory().forget();
    }

    pub(crate) fn memory(&self) -> MutexGuard<'_, Memory> {
        // Whatever a panicking thread left behind is true: entries are made whole.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tries, and tries once more with nothing remembered before it says no.
    pub(crate) fn afresh<T>(
        &self,
        memory: &mut Memory,
        attempt: impl Fn(&Self, &mut Files) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let fresh = memory.is_fresh();
        match attempt(self, &mut memory.files) {
            Err(_) if !fresh => {
                memory.forget();
                attempt(self, &mut memory.files)
            }
            outcome => outcome,
        }
    }

    pub(crate) fn search_by_require<'a>(&'a self, files: &'a mut Files) -> Search<'a> {
        Search { files, conditions: &self.require_conditions, trail: Trail::default() }
    }

    pub(crate) fn search<'a>(&'a self, files: &'a mut Files) -> Search<'a> {
        Search { files, conditions: &self.conditions, trail: Trail::default() }
    }

    /// Resolves without memory of former answers.
    pub(crate) fn attempt(
        &self,
        files: &mut Files,
        request: Request<'_>,
        plain: Option<&str>,
    ) -> Result<Resolved, Fault> {
        self.attempt_governed(files, request, plain, None)
    }

    fn attempt_governed(
        &self,
        files: &mut Files,
        request: Request<'_>,
        plain: Option<&str>,
        config: Option<&Config>,
    ) -> Result<Resolved, Fault> {
        let mut search = self.search(files);
        if let Some(found) = config.and_then(|config| by_project(&mut search, config, request)) {
            return self.file(&mut search, &found, "", None, request.role);
        }
        match self.attempt_by_rules(&mut search, request, plain) {
            Err(fault) if config.is_none() => self.attempt_by_jsconfig(&mut search, request).ok_or(fault)?,
            outcome => outcome,
        }
    }

    fn attempt_by_rules(
        &self,
        search: &mut Search<'_>,
        request: Request<'_>,
        plain: Option<&str>,
    ) -> Result<Resolved, Fault> {
        if let Some(path) = plain {
            return self.file(search, Path::new(path), "", None, request.role);
        }
        match place(search, request)? {
            Place::Builtin(name) => builtin(search, &format!("node:{name}"), request.role),
            Place::Url(url, mapped_by) => match url.scheme() {
                "file" => self.file_at(search, &url, mapped_by, request.role),
                "data" => inline::resolve(&url, request.role.module_type()),
                "node" | "parbake" => builtin(search, request.specifier, request.role),
                scheme => Err(Fault::UnsupportedScheme { scheme: scheme.to_owned() }),
            },
        }
    }

    /// JavaScript means what it means in Node; its project is asked where that is nothing.
    fn attempt_by_jsconfig(&self, search: &mut Search<'_>, request: Request<'_>) -> Option<Result<Resolved, Fault>> {
        let referrer = referrer_path(request.referrer)?;
        let config = search.governing(&referrer, Kind::JavaScript).ok().flatten()?;
        let found = by_project(search, &config, request)?;
        Some(self.file(search, &found, "", None, request.role))
    }

    /// The project of a module of TypeScript or JSX, if it has something to say about what its specifiers mean.
    fn governing(&self, files: &mut Files, request: Request<'_>) -> Option<Arc<Config>> {
        let referrer = referrer_path(request.referrer)?;
        if Kind::of(&referrer) == Kind::JavaScript {
            return None;
        }
        let config = self.search(files).governing(&referrer, Kind::TypeScript).ok().flatten()?;
        let speaks = config.is_lenient || config.base_url.is_some() || !config.paths.is_empty();
        speaks.then_some(config)
    }

    /// How the file at `path`, of TypeScript or JSX, is to be transformed.
    ///
    /// # Errors
    /// The project's file cannot be used.
    pub fn settings(&self, path: &Path) -> Result<Arc<Settings>, Box<ResolveError>> {
        let mut memory = self.memory();
        let config = self.search(&mut memory.files).governing(path, Kind::TypeScript);
        match config {
            Ok(config) => Ok(config.map_or_else(Arc::default, |config| config.settings.clone())),
            Err(fault) => {
                let specifier = path.display().to_string();
                Err(Box::new(ResolveError { specifier, referrer: None, fault, hint: None }))
            }
        }
    }

    /// The module at a `file:` URL.
    pub(crate) fn file_at(
        &self,
        search: &mut Search<'_>,
        url: &Url,
        mapped_by: Option<PathBuf>,
        role: Role,
    ) -> Result<Resolved, Fault> {
        let path = file_url::to_path(url)?;
        if url.path().ends_with('/') {
            return Err(Fault::DirectoryImport { path });
        }
        self.file(search, &path, &suffix(url), mapped_by, role)
    }

    /// The module at a path; `suffix` is the query and fragment.
    pub(crate) fn file(
        &self,
        search: &mut Search<'_>,
        path: &Path,
        suffix: &str,
        mapped_by: Option<PathBuf>,
        role: Role,
    ) -> Result<Resolved, Fault> {
        let real = match search.files.tree.look(path) {
            Found::File(real) => real,
            Found::Directory(_) => return Err(Fault::DirectoryImport { path: path.to_owned() }),
            Found::Nothing => match search.compiled_from(path) {
                Some(source) => {
                    search.trail.miss(path);
                    return self.file(search, &source, suffix, mapped_by, role);
                }
                None => return Err(Fault::ModuleNotFound { path: path.to_owned(), mapped_by }),
            },
        };
        let (path, directory) = if self.preserve_symlinks && role != Role::Entry {
            (path.to_owned(), path.parent().unwrap_or(path))
        } else {
            real.all_links().for_each(|link| search.trail.consult(link));
            (real.path, real.directory.real.as_path())
        };
        let format = search.format(&path, directory, role)?;
        let url = format!("{}{suffix}", file_url::from_path(&path));
        if Language::of_path(&path).is_some() {
            search.governing(&path, Kind::TypeScript)?;
        }
        if let Role::Import(given) = role {
            check_attributes(format, given).map_err(|fault| Fault::Attributes { url: url.clone(), fault })?;
        }
        Ok(resolved(search, url, Target::File(path), format))
    }
}

/// What a specifier means by the rules alone (ESM_RESOLVE in Node's algorithm).
fn place(search: &mut Search<'_>, request: Request<'_>) -> Result<Place, Fault> {
    let Request { specifier, referrer, .. } = request;
    let base = Url::parse(referrer).map_err(|_| Fault::UnsupportedRequest)?;
    if is_path(specifier) {
        let url = base.join(specifier).map_err(|_| Fault::UnsupportedRequest)?;
        return Ok(Place::Url(url, None));
    }
    let is_file = base.scheme() == "file";
    if is_file && specifier.starts_with('#') {
        return search.imported(specifier, &directory_of(&base)?);
    }
    match Url::parse(specifier) {
        Ok(url) => Ok(Place::Url(url, None)),
        Err(_) if builtins::needs_no_scheme(specifier) => Ok(Place::Builtin(specifier.to_owned())),
        Err(_) if is_file => search.package(specifier, &directory_of(&base)?),
        Err(_) => Err(Fault::UnsupportedRequest),
    }
}

/// The file that a specifier means by what a project says on top of Node's rules.
fn by_project(search: &mut Search<'_>, config: &Config, request: Request<'_>) -> Option<PathBuf> {
    let specifier = request.specifier;
    if is_path(specifier) {
        if !config.is_lenient || !project::extensionless(specifier) || specifier.contains(['?', '#', '%']) {
            return None;
        }
        let directory = referrer_path(request.referrer)?.parent()?.to_owned();
        return search.lenient(&resolve_path(&directory, specifier), true);
    }
    let is_bare =
        !specifier.starts_with('#') && !builtins::needs_no_scheme(specifier) && Url::parse(specifier).is_err();
    if is_bare { search.mapped(config, specifier) } else { None }
}

/// The file of the module that asks.
fn referrer_path(referrer: &str) -> Option<PathBuf> {
    referrer.starts_with("file:").then(|| file_url::to_path(&Url::parse(referrer).ok()?).ok()).flatten()
}

/// The directory of the file at a URL.
fn directory_of(url: &Url) -> Result<PathBuf, Fault> {
    let mut path = file_url::to_path(url)?;
    if !url.path().ends_with('/') {
        path.pop();
    }
    Ok(path)
}

/// The built-in module at `url`, which is taken as it is written: no rule of URLs applies.
fn builtin(search: &mut Search<'_>, url: &str, role: Role) -> Result<Resolved, Fault> {
    let url = url.to_owned();
    let known = url.strip_prefix("node:").filter(|name| builtins::is_known(name));
    let Some(name) = known.or_else(|| (url == builtins::CACHE_MODULE).then_some(builtins::CACHE_MODULE)) else {
        return Err(Fault::UnknownBuiltin { name: url });
    };
    let target = Target::Builtin(name.to_owned());
    match check_attributes(Format::Builtin, role.module_type()) {
        Ok(()) => Ok(resolved(search, url, target, Format::Builtin)),
        Err(fault) => Err(Fault::Attributes { url, fault }),
    }
}

/// Query and fragment, each without its mark where there is nothing after it.
fn suffix(url: &Url) -> String {
    let part = |mark: &str, text: Option<&str>| match text {
        Some(text) if !text.is_empty() => format!("{mark}{text}"),
        _ => String::new(),
    };
    part("?", url.query()) + &part("#", url.fragment())
}

fn resolved(search: &mut Search<'_>, url: String, target: Target, format: Format) -> Resolved {
    let (consulted, missing) = std::mem::take(&mut search.trail).finish();
    Resolved { url, target, format, consulted, missing }
}
