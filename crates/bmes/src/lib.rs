//! BMES: bytecode and module metadata for ES modules, in one versioned, self-describing, authenticated file format.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod digest;
mod kind;
mod metadata;
mod refusal;
mod tag;
mod version;

pub use digest::{BuildId, Digest, EntryKey, ParseHexError};
pub use kind::{Kind, ModuleType, Phase};
pub use metadata::{
    CommonJsExports, DynamicImport, ImportEntry, ImportName, IndirectExport, LocalExport, Metadata, Request,
};
pub use refusal::{Refusal, Unwritable};
pub use tag::{TAG_SIZE, Tag, TagKey};
pub use version::FORMAT_VERSION;
