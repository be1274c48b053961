//! One running program: its globals, its modules, its event loop.
//!
//! [`run`] starts the engine, loads the program's graph (from the cache where it can), links and evaluates it, and turns the
//! event loop until nothing is left to do. Loader, cache and engine meet here and nowhere else.
#![forbid(unsafe_code)]

mod background;
mod built_ins;
mod compile;
mod crash_guard;
mod dynamic_import;
mod event_loop;
mod globals;
mod host;
mod import_meta;
mod inline;
mod log;
mod look;
mod maps;
mod modules;
mod natives;
mod options;
mod platform;
mod preparation;
mod program;
mod runtime;
mod source_text;
mod timeline;

pub use compile::{CompileOptions, Compiled, Shipment, compile, export};
pub use look::{ExplainedModule, Explanation, Trial, exit, explain};
pub use options::{InputType, LogFormat, ProgramSource, RunOptions};
pub use parbake_loader::file_url_from_path;
pub use program::run;
pub(crate) use runtime::Runtime;
pub use timeline::{Observer, Phase, Span, Start, StartedModule};

/// Identity of the engine build: what entries are keyed by.
pub use parbake_engine::build_id;
