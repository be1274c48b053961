//! What `require` means by a request (Node documentation, "Modules: CommonJS modules", "All together").

mod find;
mod lookup;

use std::path::{Path, PathBuf};

use crate::builtins;
use crate::error::{Fault, ResolveError};
use crate::format::Role;
use crate::package::{Files, Place, resolve_path};
use crate::resolved::{Format, Resolved, Target};
use crate::resolver::Resolver;
use crate::{file_url, tree::Found};

pub use lookup::node_modules_paths;

/// The conditions of `require` in Node, besides `default`; `node-addons` is left out, as for `import`.
pub(crate) const CONDITIONS: [&str; 3] = ["node", "require", "module-sync"];

/// What is tried after a name that is no file, unless a program has registered more.
pub const EXTENSIONS: [&str; 3] = [".js", ".json", ".node"];

/// One question.
#[derive(Debug, Clone, Copy)]
pub struct Require<'a> {
    /// What is asked for.
    pub request: &'a str,
    /// The absolute path of the file that asks; it need not exist.
    pub parent: Option<&'a Path>,
    /// Where packages are, or relative requests start.
    pub lookup: Lookup<'a>,
    /// What is tried after a name that is no file, in this order, each with its dot.
    pub extensions: &'a [&'a str],
}

/// Where to look.
#[derive(Debug, Clone, Copy)]
pub enum Lookup<'a> {
    /// In the directory of the parent; for packages in every `node_modules` above it, then in
    /// [`ResolverOptions::module_paths`](crate::ResolverOptions::module_paths).
    Standard,
    /// In these directories: relative requests start there, packages lie there.
    In(&'a [PathBuf]),
}

impl Resolver {
    /// The file or built-in module that a request means.
    ///
    /// # Errors
    /// None is meant: [`Fault::NotFound`] or [`Fault::MainNotFound`] where nothing was found, else what forbids it.
    pub fn require(&self, require: Require<'_>) -> Result<Resolved, Box<ResolveError>> {
        let mut memory = self.memory();
        let outcome = self.afresh(&mut memory, |resolver, files| resolver.attempt_require(files, require));
        outcome.map(|found| memory.share(found)).map_err(|fault| {
            Box::new(ResolveError {
                specifier: require.request.to_owned(),
                referrer: require.parent.map(|parent| parent.to_string_lossy().into_owned()),
                fault,
                hint: None,
            })
        })
    }

    /// The file at a path that was found otherwise, links not followed: what it is when it is required.
    ///
    /// # Errors
    /// Its package's `package.json` cannot be used.
    pub fn required_file(&self, path: &Path) -> Result<Resolved, Box<ResolveError>> {
        let mut memory = self.memory();
        let outcome = self.afresh(&mut memory, |resolver, files| {
            let mut search = resolver.search_by_require(files);
            let directory = path.parent().unwrap_or(path);
            let format = search.format(path, directory, Role::Require)?;
            let (consulted, missing) = search.trail.finish();
            let url = file_url::from_path(path);
            Ok(Resolved { url, target: Target::File(path.to_owned()), format, consulted, missing })
        });
        outcome.map_err(|fault| {
            let specifier = path.to_string_lossy().into_owned();
            Box::new(ResolveError { specifier, referrer: None, fault, hint: None })
        })
    }

    fn attempt_require(&self, files: &mut Files, require: Require<'_>) -> Result<Resolved, Fault> {
        let Require { request, .. } = require;
        if let Some(name) = builtin_name(request)? {
            return Ok(built_in(name));
        }
        let mut search = self.search_by_require(files);
        let found = match search.mapped_request(require)? {
            Some(Place::Builtin(name)) => return Ok(built_in(&name)),
            Some(Place::Url(url, mapped_by)) => {
                let path = file_url::to_path(&url)?;
                match search.files.tree.look(&path) {
                    Found::File(_) => Some((path, mapped_by)),
                    Found::Nothing | Found::Directory(_) => return Err(Fault::NotFound { path: Some(path) }),
                }
            }
            None => search.request(require, &self.module_paths)?.map(|path| (path, None)),
        };
        let Some((path, mapped_by)) = found else { return Err(Fault::NotFound { path: None }) };
        self.file(&mut search, &path, "", mapped_by, Role::Require)
    }
}

/// The built-in module that a request means before anything else.
fn builtin_name(request: &str) -> Result<Option<&str>, Fault> {
    match request.strip_prefix("node:") {
        Some(name) if builtins::is_known(name) => Ok(Some(name)),
        Some(_) => Err(Fault::UnknownBuiltin { name: request.to_owned() }),
        None => Ok(builtins::needs_no_scheme(request).then_some(request)),
    }
}

fn built_in(name: &str) -> Resolved {
    Resolved {
        url: format!("node:{name}"),
        target: Target::Builtin(name.to_owned()),
        format: Format::Builtin,
        consulted: [].into(),
        missing: [].into(),
    }
}

/// Whether a request is a path seen from the module's directory.
pub(crate) fn is_relative(request: &str) -> bool {
    request == "." || request == ".." || request.starts_with("./") || request.starts_with("../")
}

/// Whether a request can mean a directory only.
fn is_directory_only(request: &str) -> bool {
    request.ends_with('/') || matches!(request.rsplit('/').next(), Some("." | ".."))
}

/// `request` seen from `directory`.
fn join(directory: &Path, request: &str) -> PathBuf {
    resolve_path(directory, request)
}
