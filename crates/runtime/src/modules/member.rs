//! Entries of modules, held until the program's pack is written.

use std::sync::Arc;

use parbake_bmes::{
    BuildId, DynamicImport, Entry, EntryKey, EntryParts, Kind, Metadata, Source, SourceView, generate_member,
};
use parbake_cache::{Member, Origin};

use super::later::Later;

/// An entry: in a pack that stays in memory, or made in this run.
#[derive(Clone)]
pub(crate) struct Held {
    bytes: Bytes,
    pub(crate) origin: Origin,
}

#[derive(Clone)]
enum Bytes {
    Packed(&'static [u8]),
    Fresh(Arc<[u8]>, Arc<[DynamicImport]>),
    Later(Arc<Later>),
}

/// What is known of an entry before there is bytecode.
pub(crate) struct Parts<'a> {
    pub(crate) kind: Kind,
    pub(crate) build_id: BuildId,
    pub(crate) key: EntryKey,
    pub(crate) source: Source<'a>,
}

impl Held {
    pub(crate) fn packed(bytes: &'static [u8], origin: Origin) -> Self {
        Self { bytes: Bytes::Packed(bytes), origin }
    }

    fn fresh(bytes: Arc<[u8]>, imports: Arc<[DynamicImport]>) -> Self {
        Self { bytes: Bytes::Fresh(bytes, imports), origin: Origin::Fresh }
    }

    /// An entry as it was, but for its metadata.
    pub(super) fn with_metadata(entry: &Entry<'_>, metadata: &Metadata) -> Option<Self> {
        let (kind, build_id, key) = (entry.kind(), entry.build_id(), entry.key());
        let bytes = match entry.source()? {
            SourceView::File { digest, length } => {
                Parts { kind, build_id, key, source: Source::File { digest, length } }
                    .bytes(Some(metadata), entry.bytecode())
            }
            SourceView::Text { digest, text, map } => {
                let (text, map) = (text.unpack().ok()?, map.map(|map| map.unpack()).transpose().ok()?);
                let source = Source::Text { digest, text: &text, map: map.as_deref() };
                Parts { kind, build_id, key, source }.bytes(Some(metadata), entry.bytecode())
            }
        };
        Some(Self::fresh(bytes?.into(), metadata.dynamic_imports.as_slice().into()))
    }

    pub(crate) fn later(later: Arc<Later>) -> Self {
        Self { bytes: Bytes::Later(later), origin: Origin::Fresh }
    }

    /// The entry that is still to be made.
    pub(crate) fn as_later(&self) -> Option<&Arc<Later>> {
        match &self.bytes {
            Bytes::Later(later) => Some(later),
            Bytes::Packed(_) | Bytes::Fresh(..) => None,
        }
    }

    /// `None` for what was to be made later and was not.
    pub(crate) fn as_member(&self) -> Option<Member<'_>> {
        let bytes = match &self.bytes {
            Bytes::Packed(bytes) => bytes,
            Bytes::Fresh(bytes, _) => &**bytes,
            Bytes::Later(later) => later.get()?,
        };
        Some(Member { bytes, origin: self.origin })
    }

    /// The literal `import()`s of an entry that was made in this run; `None` of one that is in a pack.
    pub(super) fn fresh_imports(&self) -> Option<&[DynamicImport]> {
        match &self.bytes {
            Bytes::Packed(_) => None,
            Bytes::Later(later) => later.imports(),
            Bytes::Fresh(_, imports) => Some(imports),
        }
    }
}

impl Parts<'_> {
    pub(crate) fn module(self, metadata: &Metadata, bytecode: &[u8]) -> Option<Held> {
        self.write(Some(metadata), Some(bytecode))
    }

    /// JSON and text: nothing but the source.
    pub(crate) fn data(self) -> Option<Held> {
        self.write(None, None)
    }

    /// What does not fit the format is compiled again by the next run.
    fn write(self, metadata: Option<&Metadata>, bytecode: Option<&[u8]>) -> Option<Held> {
        let imports = metadata.map_or_else(Arc::default, |metadata| metadata.dynamic_imports.as_slice().into());
        let bytes = self.bytes(metadata, bytecode)?;
        Some(Held::fresh(bytes.into(), imports))
    }

    pub(super) fn bytes(self, metadata: Option<&Metadata>, bytecode: Option<&[u8]>) -> Option<Box<[u8]>> {
        let Self { kind, build_id, key, source } = self;
        let parts = EntryParts { kind, build_id, key, metadata, bytecode, source: Some(source) };
        generate_member(&parts).ok().map(Vec::into_boxed_slice)
    }
}
