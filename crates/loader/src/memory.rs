//! Answers that were found, so that the next module to ask need not look.

use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::package::Files;
use crate::resolved::Resolved;

/// Specifiers longer than this are not remembered: they are `data:` URLs.
const LONGEST_REMEMBERED: usize = 512;

/// What a resolver remembers.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub files: Files,
    /// What plain relative specifiers came to, by path.
    plain: FxHashMap<String, Resolved>,
    /// What all others came to, by the directory of the module that asked.
    others: FxHashMap<String, FxHashMap<String, Resolved>>,
    consulted: Arc<[PathBuf]>,
    missing: Arc<[PathBuf]>,
}

impl Memory {
    /// Whether nothing is known of the file system.
    pub(crate) fn is_fresh(&self) -> bool {
        self.files.tree.is_empty()
    }

    /// Forgets everything.
    pub(crate) fn forget(&mut self) {
        self.files.clear();
        self.plain.clear();
        self.others.clear();
    }

    /// The answer to the same question, if it was found before. `plain` is the path that a plain specifier means.
    pub(crate) fn recall(&self, directory: &str, specifier: &str, plain: Option<&str>) -> Option<&Resolved> {
        match plain {
            Some(path) => self.plain.get(path),
            None => self.others.get(directory)?.get(specifier),
        }
    }

    /// Keeps an answer for the next to ask.
    pub(crate) fn remember(&mut self, directory: &str, specifier: &str, plain: Option<String>, resolved: &Resolved) {
        match plain {
            Some(path) => _ = self.plain.insert(path, resolved.clone()),
            None if specifier.len() > LONGEST_REMEMBERED => {}
            None => {
                let from_here = self.others.entry(directory.to_owned()).or_default();
                from_here.insert(specifier.to_owned(), resolved.clone());
            }
        }
    }

    /// Modules of one directory rest on the same evidence: one copy of it serves those that are resolved in a row.
    pub(crate) fn share(&mut self, mut resolved: Resolved) -> Resolved {
        for (last, list) in [(&mut self.consulted, &mut resolved.consulted), (&mut self.missing, &mut resolved.missing)]
        {
            if last == list {
                list.clone_from(last);
            } else {
                last.clone_from(list);
            }
        }
        resolved
    }
}
