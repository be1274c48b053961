//! Hints: a specifier that would have worked.

use std::fs;
use std::path::Path;

use crate::error::{Fault, Suggestion};
use crate::file_url::is_plain;
use crate::package::Files;
use crate::resolver::{Request, Resolver};

/// What may have been left out at the end.
const ENDINGS: [&str; 6] = [".js", ".mjs", ".cjs", "/index.js", "/index.mjs", "/index.cjs"];

/// Extensions that may have been taken for one another.
const EXTENSIONS: [&str; 3] = [".js", ".mjs", ".cjs"];

impl Resolver {
    /// A specifier like the one of `request` that resolves where that one met `fault`.
    pub(crate) fn hint(&self, files: &mut Files, request: Request<'_>, fault: &Fault) -> Option<Suggestion> {
        let specifier = request.specifier;
        let candidates = match fault {
            Fault::ModuleNotFound { path, .. } => near(specifier, Some(path)),
            Fault::DirectoryImport { .. } | Fault::PathNotExported { .. } => near(specifier, None),
            Fault::PackageNotFound { .. } => local(specifier),
            _ => return None,
        };
        let found = candidates.into_iter().find(|candidate| {
            candidate != specifier && self.attempt(files, Request { specifier: candidate, ..request }, None).is_ok()
        });
        found.map(|specifier| Suggestion { specifier })
    }

    /// A path like `main` at which there is a program.
    pub(crate) fn entry_hint(&self, files: &mut Files, main: &str, cwd: &Path, fault: &Fault) -> Option<Suggestion> {
        if !matches!(fault, Fault::EntryNotFound { .. }) {
            return None;
        }
        let mut candidates = near(main, None).into_iter();
        let found = candidates.find(|path| path != main && self.attempt_entry(files, path, cwd).is_ok());
        found.map(|specifier| Suggestion { specifier })
    }
}

/// Specifiers that end a little differently. `path` is the file that was looked for.
fn near(specifier: &str, path: Option<&Path>) -> Vec<String> {
    let end = specifier.find(['?', '#']).unwrap_or(specifier.len());
    let (name, suffix) = specifier.split_at(end);
    let name = name.trim_end_matches('/');
    let mut candidates: Vec<String> = ENDINGS.iter().map(|ending| format!("{name}{ending}{suffix}")).collect();
    if name.len() < end {
        // It was written as a directory: what is in it comes first.
        candidates.rotate_left(EXTENSIONS.len());
    }
    if let Some(stem) = EXTENSIONS.iter().find_map(|extension| name.strip_suffix(extension)) {
        candidates.extend(EXTENSIONS.iter().map(|extension| format!("{stem}{extension}{suffix}")));
        candidates.push(format!("{stem}{suffix}"));
    }
    if let Some(sibling) = path.and_then(other_case) {
        let parent = &name[..name.rfind('/').map_or(0, |slash| slash + 1)];
        candidates.push(format!("{parent}{sibling}{suffix}"));
    }
    candidates
}

/// What a bare specifier may have meant other than a package.
fn local(specifier: &str) -> Vec<String> {
    let relative = format!("./{specifier}");
    let mut candidates = vec![format!("node:{specifier}"), relative.clone()];
    candidates.extend(near(&relative, None));
    candidates
}

/// The file that is called as `path` is but for the case of letters.
fn other_case(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let names = fs::read_dir(path.parent()?).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| name.eq_ignore_ascii_case(wanted) && name.bytes().all(is_plain)).min()
}
