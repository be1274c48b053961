//! BMES: bytecode and module metadata for ES modules, in one versioned, self-describing, authenticated file format.
//!
//! An *entry* is one module as it is remembered: what it imports and exports ([`Metadata`]), the engine's bytecode
//! for it, and how to get its text back ([`Source`]). `docs/format.md` specifies every byte. There is no I/O here and
//! no engine; the bytecode is opaque.
//!
//! - [`generate`] writes an entry and seals it with a keyed digest over every byte.
//! - [`validate`] checks digest and structure of bytes and answers an [`Entry`], whose views borrow from them and
//!   allocate nothing; or one [`Refusal`].
//! - [`generate_member`] and [`Pack`] do the same for entries that lie in a container under one digest of its own.
//! - [`deserialize_metadata`] is for those who ask for nothing else.
//! - [`peek`] tells what bytes claim to be, for messages about entries that were refused.
//!
//! ```
//! use parbake_bmes::{BuildId, EntryKey, EntryParts, Kind, Metadata, Request, TagKey, generate, validate};
//!
//! let request = Request { specifier: "./other.js".into(), line: 1, column: 8, ..Request::default() };
//! let metadata = Metadata { requests: vec![request], ..Metadata::default() };
//! let (build_id, key, tag) = (BuildId([1; 32]), EntryKey([2; 32]), TagKey::new([3; 32]));
//! let parts = EntryParts { metadata: Some(&metadata), ..EntryParts::new(Kind::Module, build_id, key) };
//! let bytes = generate(&parts, &tag)?;
//!
//! let entry = validate(&bytes, &tag)?;
//! let specifiers = entry.metadata().into_iter().flat_map(|view| view.requests()).map(|request| request.specifier);
//! assert!(specifiers.eq(["./other.js"]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The absences that the rest of the program relies on: nothing here looks behind magic, format version and length of
//! bytes whose tag was not checked; nothing panics on any input; nothing but the owned forms allocates.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Bytes from outside meet this code first: conversions that lose bits and unwraps are not for here.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo)]
#![warn(clippy::missing_errors_doc, clippy::redundant_closure_for_method_calls)]
#![warn(clippy::cast_possible_wrap, clippy::cast_sign_loss, clippy::cast_lossless)]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that panics is a test that fails"))]

mod digest;
mod entry;
mod fields;
mod header;
mod kind;
mod layout;
mod metadata;
mod pack;
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
pub use pack::Pack;
pub use refusal::{Refusal, Unwritable};
pub use sections::Section;
pub use source::{Codec, PackedText, Source, SourceView};
pub use tag::{TAG_SIZE, Tag, TagKey};
pub use version::FORMAT_VERSION;
pub use write::{EntryParts, generate, generate_member};
