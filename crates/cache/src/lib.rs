//! The store: what is kept, where, under which key, and why a lookup missed.
//!
//! A cache can only ever be a miss. Whatever is wrong with it, [`Cache`] answers one [`Reason`] of a closed set; nothing
//! panics, nothing is printed, and no byte is interpreted before its tag was checked.
//!
//! ```
//! use parbake_bmes::{BuildId, Digest, EntryParts, Kind};
//! use parbake_cache::{Cache, Config, KeyInput, Outcome};
//!
//! # let root = tempfile::tempdir()?;
//! # let (dir, state) = (root.path().join("cache"), root.path().join("state"));
//! let build_id = BuildId([1; 32]); // the build of the engine that makes the bytecode
//! let cache = Cache::open(Config::new(Some(dir), Some(state), build_id));
//! let source = Digest::of(b"export {};");
//! let key = KeyInput { source, kind: Kind::Module, build_id, options: b"" }.key();
//! assert!(matches!(cache.lookup(&key), Outcome::Miss(_)));
//!
//! let parts = EntryParts { bytecode: Some(b"..."), ..EntryParts::new(Kind::Module, build_id, key) };
//! cache.publish(&parts).map_err(|reason| reason.to_string())?;
//! let loaded = cache.lookup(&key).hit().ok_or("it was just published")?;
//! assert_eq!(loaded.entry().bytecode(), Some(&b"..."[..]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Cache`] loads and saves packs, one for each program, and single entries for those who have no program; [`Config`]
//!   says where and how.
//! - [`KeyInput`] and [`ProgramInput`] are the closed keys.
//! - [`Draft`] is a pack as it is written, [`LoadedPack`] as it is read back; [`Program`] is what it knows of the program.
//! - [`stamp`] says whether a source has changed without reading it.
//! - [`files::Files`] is every system call that is made here.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod bounds;
mod buffer;
mod builds;
mod cache;
mod company;
mod config;
mod directory;
mod entry;
pub mod files;
mod generations;
mod key;
mod layers;
mod layout;
mod ledger;
mod pack;
mod publish;
mod quarantine;
mod reason;
mod roll;
mod rooms;
mod secret;
mod sharing;
mod shipping;
pub mod stamp;
mod stats;
mod survey;
mod unusable;
mod upkeep;
mod walk;

pub use cache::{Cache, FiledEntry};
pub use company::{Claim, Company, Taken};
pub use config::{Config, DEFAULT_MAX_AGE, DEFAULT_MAX_SIZE, Policy, UnknownPolicy};
pub use directory::Fault;
pub use entry::{LoadedEntry, Outcome};
pub use key::{KeyInput, ProgramInput, ProgramKey};
pub use layers::{BESIDE, beside, name_in_layer};
pub use pack::MAGIC as PACK_MAGIC;
pub use pack::{
    Base, Draft, LoadedPack, Member, ModuleRow, ModuleView, Origin, PackedEntry, Place, Probe, ProbeState, ProbeView,
    Program, ResolutionRow, ResolutionView, Standing, StateView, UrlOfPath,
};
pub use publish::Published;
pub use quarantine::{MarkPlace, Quarantine};
pub use reason::{Reason, UnknownReason};
pub use shipping::{Imported, Refused};
pub use stats::{RunStats, Stats};
pub use survey::{FiledPack, PackClaims, Tenant};
pub use unusable::Unusable;
pub use upkeep::{Pruned, Pruning, Why};
pub use walk::Total;
