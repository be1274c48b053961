//! The store: what is kept, where, under which key, and why a lookup missed.
//!
//! A cache can only ever be a miss. Whatever is wrong with it, [`Cache`] answers one [`Reason`] of a closed set; nothing
//! panics, nothing is printed, and no byte is interpreted before its tag was checked.
//!
//! - [`Cache`] looks up and publishes entries and program records; [`Config`] says where and how.
//! - [`KeyInput`] and [`ProgramInput`] are the closed keys.
//! - [`Program`] is what a program's last run learned, [`LoadedProgram`] the same as it is read back.
//! - [`stamp`] says whether a source has changed without reading it.
//! - [`files::Files`] is every system call that is made here.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod buffer;
mod cache;
mod config;
mod directory;
mod entry;
pub mod files;
mod key;
mod layout;
mod program;
mod publish;
mod reason;
mod rooms;
mod secret;
pub mod stamp;
mod unusable;
mod walk;

pub use cache::{Cache, FiledEntry};
pub use config::{Config, DEFAULT_MAX_SIZE, Policy, UnknownPolicy};
pub use directory::Fault;
pub use entry::{LoadedEntry, Outcome};
pub use key::{KeyInput, ProgramInput, ProgramKey};
pub use program::{
    LoadedProgram, ModuleRow, ModuleView, Place, Probe, ProbeState, ProbeView, Program, ResolutionRow, ResolutionView,
    Standing, StateView,
};
pub use publish::Published;
pub use reason::{Reason, UnknownReason};
pub use unusable::Unusable;
pub use walk::Total;
