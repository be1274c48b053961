//! The store: what is kept, where, under which key, and why a lookup missed.
//!
//! A cache can only ever be a miss. Whatever is wrong with it, [`Cache`] answers one [`Reason`] of a closed set; nothing
//! panics, nothing is printed, and no byte is interpreted before its tag was checked.
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
mod config;
mod directory;
mod entry;
pub mod files;
mod key;
mod layers;
mod layout;
mod ledger;
mod pack;
mod publish;
mod quarantine;
mod reason;
mod rooms;
mod secret;
mod sharing;
pub mod stamp;
mod stats;
mod survey;
mod unusable;
mod upkeep;
mod walk;

pub use cache::{Cache, FiledEntry};
pub use config::{Config, DEFAULT_MAX_AGE, DEFAULT_MAX_SIZE, Policy, UnknownPolicy};
pub use directory::Fault;
pub use entry::{LoadedEntry, Outcome};
pub use key::{KeyInput, ProgramInput, ProgramKey};
pub use layers::{BESIDE, beside};
pub use pack::{
    Base, Draft, LoadedPack, Member, ModuleRow, ModuleView, Origin, Place, Probe, ProbeState, ProbeView, Program,
    ResolutionRow, ResolutionView, Standing, StateView, UrlOfPath,
};
pub use publish::Published;
pub use quarantine::{MarkPlace, Quarantine};
pub use reason::{Reason, UnknownReason};
pub use sharing::SharedEntry;
pub use stats::{RunStats, Stats};
pub use survey::{FiledPack, PackClaims, Tenant};
pub use unusable::Unusable;
pub use upkeep::{Pruned, Pruning, Why};
pub use walk::Total;
