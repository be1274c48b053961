//! Entries on their way to the cache.

use parbake_bmes::{BuildId, Digest, EntryKey, EntryParts, Kind, Metadata, Source};
use parbake_cache::Cache;

/// An entry that the cache does not have yet.
pub(crate) struct Unpublished {
    kind: Kind,
    metadata: Option<Metadata>,
    bytecode: Option<Vec<u8>>,
    identity: Option<Identity>,
}

struct Identity {
    /// The lookup found nothing, rather than something to be replaced.
    absent: bool,
    build_id: BuildId,
    key: EntryKey,
    source: OwnedSource,
}

/// [`Source`], owning its text.
pub(crate) enum OwnedSource {
    File { digest: Digest, length: u64 },
    Text { digest: Digest, text: String },
}

impl Unpublished {
    pub(crate) fn module(metadata: Metadata, bytecode: Vec<u8>) -> Self {
        Self { kind: Kind::Module, metadata: Some(metadata), bytecode: Some(bytecode), identity: None }
    }

    /// JSON and text: nothing but the source.
    pub(crate) fn data(kind: Kind) -> Self {
        Self { kind, metadata: None, bytecode: None, identity: None }
    }

    pub(crate) fn identify(&mut self, build_id: BuildId, key: EntryKey, source: OwnedSource, absent: bool) {
        self.identity = Some(Identity { absent, build_id, key, source });
    }

    /// Hands the entry over. What the cache does not take, it will be offered again by the next run.
    pub(crate) fn publish(self, cache: &Cache) {
        let Some(Identity { absent, build_id, key, source }) = self.identity else { return };
        let source = match &source {
            OwnedSource::File { digest, length } => Source::File { digest: *digest, length: *length },
            OwnedSource::Text { digest, text } => Source::Text { digest: *digest, text, map: None },
        };
        let parts = EntryParts {
            kind: self.kind,
            build_id,
            key,
            metadata: self.metadata.as_ref(),
            bytecode: self.bytecode.as_deref(),
            source: Some(source),
        };
        let _ = if absent { cache.publish_absent(&parts) } else { cache.publish(&parts) };
    }
}
