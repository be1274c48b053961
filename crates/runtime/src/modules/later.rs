//! Entries of CommonJS modules, made while the program runs.
//!
//! A program calls few of the functions it has, so the first run compiles them as they are called: that is what a run
//! without a cache does, and costs nothing more. Those that ran go into the entry when the program ends, the others can be
//! compiled from the text beside them. Compiling everything for later runs would make the first one wait: typescript.js
//! (9 MB) takes longer to compile whole than to run.

use std::sync::{Mutex, OnceLock, PoisonError};

use parbake_bmes::{BuildId, Digest, EntryKey, Kind, Metadata, Source};

use super::member::Parts;

/// An entry that is still to be made.
pub(crate) struct Later {
    recipe: Mutex<Option<Recipe>>,
    metadata: OnceLock<Metadata>,
    bytecode: OnceLock<Option<Vec<u8>>>,
    bytes: OnceLock<Option<Box<[u8]>>>,
}

/// What the entry is made of, besides the bytecode.
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

impl Later {
    pub(super) fn new(recipe: Recipe) -> Self {
        Self {
            recipe: Mutex::new(Some(recipe)),
            metadata: OnceLock::new(),
            bytecode: OnceLock::new(),
            bytes: OnceLock::new(),
        }
    }

    /// Finds out what the text says, unless that was done; waits while another thread is at it.
    pub(super) fn scan(&self) -> &Metadata {
        self.metadata.get_or_init(|| {
            let recipe = self.recipe.lock().unwrap_or_else(PoisonError::into_inner);
            recipe.as_ref().map_or_else(Metadata::default, |recipe| metadata_of(&recipe.text))
        })
    }

    pub(super) fn has_bytecode(&self) -> bool {
        self.bytecode.get().is_some()
    }

    /// Takes the bytecode as it is to be kept; `None` for what cannot be.
    pub(super) fn set_bytecode(&self, bytecode: Option<Vec<u8>>) {
        // Whoever came first had it no worse.
        let _ = self.bytecode.set(bytecode);
    }

    /// Makes the entry, once there is bytecode.
    pub(super) fn make(&self) {
        self.bytes.get_or_init(|| {
            let bytecode = self.bytecode.get()?.as_ref()?;
            let metadata = self.scan();
            let recipe = self.recipe.lock().unwrap_or_else(PoisonError::into_inner).take()?;
            recipe.make(metadata, bytecode)
        });
    }

    /// The entry, if it is made.
    pub(super) fn get(&self) -> Option<&[u8]> {
        self.bytes.get()?.as_deref()
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

/// What the text of a CommonJS module says.
pub(super) fn metadata_of(text: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let (names, scan) = parbake_loader::scan_common_js(text);
    super::fetch::note_scan(&mut metadata, scan);
    metadata.commonjs = Some(names);
    metadata
}
