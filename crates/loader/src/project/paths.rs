//! What a project adds to resolution: `paths`, `baseUrl`, and specifiers without extensions.

use std::path::{Path, PathBuf};

use super::config::Config;
use crate::package::Search;
use crate::tree::Found;

/// What is tried after a name without an extension, in TypeScript's order.
const EXTENSIONS: [&str; 4] = [".ts", ".tsx", ".js", ".jsx"];

/// Extensions that a specifier may have of its own.
const WRITTEN: [&str; 8] = [".ts", ".tsx", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs"];

/// What TypeScript writes where the file will be called otherwise once compiled.
const COMPILED: [(&str, &[&str]); 4] =
    [("js", &["ts", "tsx"]), ("jsx", &["tsx"]), ("mjs", &["mts"]), ("cjs", &["cts"])];

impl Search<'_> {
    /// The file that a bare specifier means by the project's `paths` and `baseUrl`.
    pub(crate) fn mapped(&mut self, config: &Config, specifier: &str) -> Option<PathBuf> {
        if let Some((pattern, targets)) = best_pattern(config, specifier) {
            let star = star_of(pattern, specifier).unwrap_or_default();
            for target in targets {
                let path = PathBuf::from(target.to_string_lossy().replacen('*', star, 1));
                if let Some(file) = self.lenient(&path, config.is_lenient) {
                    return Some(file);
                }
            }
        }
        let base = config.base_url.as_ref()?;
        self.lenient(&base.join(specifier), config.is_lenient)
    }

    /// The file at `path`, or the one that TypeScript would find for it.
    pub(crate) fn lenient(&mut self, path: &Path, is_lenient: bool) -> Option<PathBuf> {
        if self.is_file(path) {
            return Some(path.to_owned());
        }
        self.compiled_from(path).or_else(|| if is_lenient { self.with_any_extension(path) } else { None })
    }

    /// The TypeScript file that will have this name once it is compiled.
    pub(crate) fn compiled_from(&mut self, path: &Path) -> Option<PathBuf> {
        let extension = path.extension()?.to_str()?;
        let (_, sources) = COMPILED.iter().find(|(compiled, _)| *compiled == extension)?;
        sources.iter().map(|source| path.with_extension(source)).find(|candidate| self.is_file(candidate))
    }

    fn with_any_extension(&mut self, path: &Path) -> Option<PathBuf> {
        if let Some(file) = self.first_of(path) {
            return Some(file);
        }
        if !matches!(self.files.tree.look(path), Found::Directory(_)) {
            return None;
        }
        let manifest = self.manifest(&path.join("package.json")).ok().flatten();
        let main = manifest.and_then(|manifest| manifest.main().map(|main| path.join(main)));
        let main = main.and_then(|main| {
            if self.is_file(&main) { Some(main) } else { self.compiled_from(&main).or_else(|| self.first_of(&main)) }
        });
        main.or_else(|| self.first_of(&path.join("index")))
    }

    fn first_of(&mut self, path: &Path) -> Option<PathBuf> {
        EXTENSIONS.iter().find_map(|extension| {
            let mut name = path.as_os_str().to_owned();
            name.push(extension);
            let candidate = PathBuf::from(name);
            self.is_file(&candidate).then_some(candidate)
        })
    }
}

/// Whether a specifier may lack an extension.
pub(crate) fn extensionless(specifier: &str) -> bool {
    let name = specifier.rsplit('/').next().unwrap_or(specifier);
    !WRITTEN.iter().any(|extension| name.ends_with(extension))
}

/// The pattern that fits best: the exact one, else the one with the longest text before its `*`.
fn best_pattern<'a>(config: &'a Config, specifier: &str) -> Option<(&'a str, &'a [PathBuf])> {
    let fitting = config.paths.iter().filter(|(pattern, _)| star_of(pattern, specifier).is_some());
    let best = fitting.max_by_key(|(pattern, _)| pattern.find('*').unwrap_or(usize::MAX));
    best.map(|(pattern, targets)| (pattern.as_str(), targets.as_slice()))
}

/// What the `*` of a pattern stands for in a specifier; nothing where the pattern has none and is the specifier.
fn star_of<'a>(pattern: &str, specifier: &'a str) -> Option<&'a str> {
    match pattern.split_once('*') {
        None => (pattern == specifier).then_some(""),
        Some((head, tail)) if specifier.len() >= head.len() + tail.len() => {
            specifier.strip_prefix(head)?.strip_suffix(tail)
        }
        Some(_) => None,
    }
}
