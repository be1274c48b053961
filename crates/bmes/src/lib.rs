//! BMES: bytecode and module metadata for ES modules, in one versioned, self-describing, authenticated file format.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod digest;
mod entry;
mod fields;
mod header;
mod kind;
mod layout;
mod metadata;
mod refusal;
mod sections;
mod source;
mod tag;
mod version;
mod write;

pub use digest::{BuildId, Digest, EntryKey, ParseHexError};
pub use entry::{Entry, deserialize_metadata, peek, validate};
pub use header::UncheckedHeader;
pub use kind::{Kind, ModuleType, Phase};
pub use layout::{ALIGNMENT, HEADER_SIZE, MAGIC, MAX_SECTIONS, ROW_SIZE, SectionId};
pub use metadata::{
    CommonJsExports, CommonJsView, DynamicImport, ImportEntry, ImportName, IndirectExport, LocalExport, Metadata,
    MetadataView, Request, RequestView,
};
pub use refusal::{Refusal, Unwritable};
pub use sections::Section;
pub use source::{Codec, PackedText, Source, SourceView};
pub use tag::{TAG_SIZE, Tag, TagKey};
pub use version::FORMAT_VERSION;
pub use write::{EntryParts, generate};
