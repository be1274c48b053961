//! Modules that are not written in what is compiled: TypeScript and JSX.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use parbake_bmes::{Entry, EntryKey, Metadata, SourceView};
use parbake_engine::{CompileError, CompileOptions, Goal};
use parbake_loader::{ResolveError, Resolver};
use parbake_transform::{
    Language, PositionMap, Settings, Source, SyntaxError, TRANSFORM_RULES, Transformed, transform,
};
use rustc_hash::FxHashMap;

use super::fetch::Shared;

/// Modules of this run whose text was rewritten, so that places in it are not where they were written.
#[derive(Default)]
pub(crate) struct Rewritten {
    any: AtomicBool,
    /// Text and source map, by the key of the module's entry.
    known: Mutex<FxHashMap<EntryKey, Text>>,
}

enum Text {
    /// Made on this run.
    Made(String, String),
    /// As an entry holds it, which stays in memory until the process ends.
    Kept(SourceView<'static>),
}

/// How a file is to be read.
pub(crate) struct Reading {
    language: Language,
    settings: Arc<Settings>,
    path: String,
}

/// A text that can be compiled.
pub(crate) struct Prepared {
    pub(crate) text: String,
    /// The bytecode is to go without it.
    pub(crate) lazy_source: bool,
    /// The way back, where places have moved.
    pub(crate) map: Option<String>,
}

impl Rewritten {
    /// Whether there is any such module so far.
    pub(crate) fn any(&self) -> bool {
        self.any.load(Ordering::Acquire)
    }

    pub(crate) fn add(&self, key: EntryKey, text: &str, map: &str) {
        self.insert(key, Text::Made(text.to_owned(), map.to_owned()));
    }

    /// Takes note of an entry that was opened, if it is of such a module.
    pub(crate) fn note(&self, key: &EntryKey, entry: &Entry<'static>) {
        if let Some(source @ SourceView::Text { map: Some(_), .. }) = entry.source() {
            self.insert(*key, Text::Kept(source));
        }
    }

    fn insert(&self, key: EntryKey, text: Text) {
        // Whatever a thread that panicked left behind is whole: an insertion is one call.
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(key, text);
        self.any.store(true, Ordering::Release);
    }

    fn get(&self, key: &EntryKey) -> Option<(String, String)> {
        match self.known.lock().unwrap_or_else(PoisonError::into_inner).get(key)? {
            Text::Made(text, map) => Some((text.clone(), map.clone())),
            Text::Kept(SourceView::Text { text, map: Some(map), .. }) => {
                Some((text.unpack().ok()?.into_owned(), map.unpack().ok()?.into_owned()))
            }
            Text::Kept(_) => None,
        }
    }
}

impl Shared {
    /// The text that was compiled and its map, where that is not the file's text.
    pub(crate) fn rewritten(&self, key: &EntryKey) -> Option<(String, String)> {
        self.rewritten.any().then(|| self.rewritten.get(key)).flatten()
    }
}

impl Reading {
    /// How the file at `path` is to be read; `None` for a file that the engine reads as it is.
    pub(crate) fn of(path: &Path, resolver: &Resolver) -> Result<Option<Self>, Box<ResolveError>> {
        let Some(language) = Language::of_path(path) else { return Ok(None) };
        let settings = resolver.settings(path)?;
        Ok(Some(Self { language, settings, path: path.to_string_lossy().into_owned() }))
    }

    /// How a text is to be read that the program's hooks say is TypeScript, whatever the module is called.
    pub(crate) fn of_hook(url: &str, resolver: &Resolver) -> Result<Self, Box<ResolveError>> {
        let path = super::path_of(url).unwrap_or_default();
        let language = Language::of_path(&path).unwrap_or(Language::TypeScript);
        let settings = resolver.settings(&path)?;
        Ok(Self { language, settings, path: path.to_string_lossy().into_owned() })
    }

    /// Everything about the reading that changes what is compiled.
    pub(crate) fn key_options(&self, compile_rules: u8) -> Vec<u8> {
        let mut options = vec![compile_rules, b'T', TRANSFORM_RULES, self.language.code()];
        options.extend(self.settings.to_bytes(&self.path));
        options
    }

    /// Whether the text is a module, where nothing else says so. A text that cannot be parsed is taken for one, so that it is
    /// transformed and the reason told.
    pub(crate) fn is_module(&self, text: &str) -> bool {
        parbake_transform::has_module_syntax(text, self.language).unwrap_or(true)
    }

    /// The text to compile, how to compile it, and the way back.
    pub(crate) fn transform(&self, text: &str, is_module: bool) -> Result<Prepared, SyntaxError> {
        let source = Source { text, language: self.language, is_module, path: &self.path };
        Ok(match transform(&source, &self.settings)? {
            // The file has the text that was written: functions show that one.
            Transformed::InPlace(text) => Prepared { text, lazy_source: true, map: None },
            Transformed::Moved { text, map } => {
                let lazy_source = parbake_loader::starts_with_module_syntax(&text);
                Prepared { text, lazy_source, map: Some(map) }
            }
        })
    }
}

impl Prepared {
    pub(crate) fn options(&self) -> CompileOptions {
        CompileOptions { goal: Goal::Module, lazy_source: self.lazy_source, discard_source: false }
    }
}

/// Puts the places of a module's requests where they were written.
pub(crate) fn restore_places(metadata: &mut Metadata, map: Option<&str>) {
    let Some(map) = map.and_then(|map| PositionMap::parse(map).ok()) else { return };
    let requests = metadata.requests.iter_mut().map(|request| (&mut request.line, &mut request.column));
    let imports = metadata.imports.iter_mut().map(|import| (&mut import.line, &mut import.column));
    for (line, column) in requests.chain(imports) {
        if let Some(original) = map.original(*line, *column) {
            (*line, *column) = (original.line, original.column);
        }
    }
}

/// Puts the place of an error where it was written.
pub(crate) fn restore_error(mut error: CompileError, map: Option<&str>) -> CompileError {
    let map = map.and_then(|map| PositionMap::parse(map).ok());
    if let Some(original) = map.as_ref().and_then(|map| map.original(error.line, error.column)) {
        (error.line, error.column) = (original.line, original.column);
    }
    error
}
