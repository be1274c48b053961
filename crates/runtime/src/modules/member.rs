//! Entries of modules, held until the program's pack is written.

use std::sync::Arc;

use parbake_bmes::{BuildId, DynamicImport, EntryKey, EntryParts, Kind, Metadata, Source, generate_member};
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
            Bytes::Later(later) => Some(&later.scan().dynamic_imports),
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
        Some(Held { bytes: Bytes::Fresh(bytes.into(), imports), origin: Origin::Fresh })
    }

    pub(super) fn bytes(self, metadata: Option<&Metadata>, bytecode: Option<&[u8]>) -> Option<Box<[u8]>> {
        let Self { kind, build_id, key, source } = self;
        let parts = EntryParts { kind, build_id, key, metadata, bytecode, source: Some(source) };
        generate_member(&parts).ok().map(Vec::into_boxed_slice)
    }
}
