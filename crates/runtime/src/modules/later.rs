//! Entries of CommonJS modules, made while the program runs.
//!
//! A program calls few of the functions it has, so the first run compiles them as they are called: that is what a run
//! without a cache does, and costs nothing more. Those that ran go into the entry when the program ends, the others can be
//! compiled from the text beside them. Compiling everything for later runs would make the first one wait: typescript.js
//! (9 MB) takes longer to compile whole than to run.

use std::sync::{Mutex, OnceLock, PoisonError};

use parbake_bmes::{BuildId, Digest, DynamicImport, EntryKey, Kind, Metadata, Source};

use super::member::Parts;

/// An entry that is still to be made.
pub(crate) struct Later {
    recipe: Mutex<Option<Recipe>>,
    found: OnceLock<Found>,
    bytes: OnceLock<Option<Box<[u8]>>>,
}

/// What the entry is made of, as far as the text goes.
pub(super) struct Recipe {
    pub(super) text: String,
    /// The way back from the text to what was written, where that is not the same.
    pub(super) map: Option<String>,
    pub(super) build_id: BuildId,
    pub(super) key: EntryKey,
    pub(super) digest: Digest,
    /// Of the file, in bytes.
    pub(super) length: u64,
}

/// What came of it. The metadata says nothing of names where nobody has looked at the text for them: it is looked at when
/// somebody imports the module.
struct Found {
    metadata: Metadata,
    /// `None` for what cannot be kept.
    bytecode: Option<Vec<u8>>,
}

impl Later {
    pub(super) fn new(mut recipe: Recipe) -> Self {
        if recipe.map.is_none() {
            // The file has it.
            recipe.text = String::new();
        }
        Self { recipe: Mutex::new(Some(recipe)), found: OnceLock::new(), bytes: OnceLock::new() }
    }

    /// Nothing is missing any more.
    pub(super) fn is_complete(&self) -> bool {
        self.found.get().is_some()
    }

    pub(super) fn complete(&self, metadata: Metadata, bytecode: Option<Vec<u8>>) {
        // Whoever came first had it no worse.
        let _ = self.found.set(Found { metadata, bytecode });
    }

    /// Makes the entry, if nothing is missing.
    pub(super) fn make(&self) {
        let Some(Found { metadata, bytecode: Some(bytecode) }) = self.found.get() else { return };
        self.bytes.get_or_init(|| {
            let recipe = self.recipe.lock().unwrap_or_else(PoisonError::into_inner).take()?;
            recipe.make(metadata, bytecode)
        });
    }

    /// The entry, if it is made.
    pub(super) fn get(&self) -> Option<&[u8]> {
        self.bytes.get()?.as_deref()
    }

    /// The literal `import()`s, if the text was looked at for them.
    pub(super) fn imports(&self) -> Option<&[DynamicImport]> {
        let Found { metadata, .. } = self.found.get()?;
        metadata.commonjs.as_ref().map(|_| &*metadata.dynamic_imports)
    }
}

impl Recipe {
    fn make(self, metadata: &Metadata, bytecode: &[u8]) -> Option<Box<[u8]>> {
        let Self { text, map, build_id, key, digest, length } = self;
        let source = match &map {
            None => Source::File { digest, length },
            Some(map) => Source::Text { digest, text: &text, map: Some(map) },
        };
        Parts { kind: Kind::CommonJs, build_id, key, source }.bytes(Some(metadata), Some(bytecode))
    }
}

/// All that the text of a CommonJS module says.
pub(super) fn metadata_of(text: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let (names, scan) = parbake_loader::scan_common_js(text);
    super::compilation::note_scan(&mut metadata, scan);
    metadata.commonjs = Some(names);
    metadata
}
