//! SpiderMonkey behind a safe face: the only crate of parbake with `unsafe` and C++.
//!
//! - [`Engine`] is the process-wide part; [`Context`] is one instance on its thread, with one realm.
//! - [`Frontend`] compiles, encodes and decodes [`Stencil`]s on any thread, without a context.
//! - [`Scope`] gives access to values. A value is a [`Local`]: an index into a stack that the collector traces, so no
//!   safe code can hold a pointer that a collection leaves dangling, and nothing has to be rooted by hand.
//! - [`Host`] is what the embedder answers: globals on first use, `import()`, `import.meta`, rejections, source text.
//!
//! ```
//! use std::rc::Rc;
//!
//! use parbake_engine::{CompileOptions, Context, ContextOptions, Engine, Frontend, Goal, Host};
//!
//! struct Nothing;
//! impl Host for Nothing {}
//!
//! let engine = Engine::start();
//! let mut context = Context::new(engine, &ContextOptions { self_hosted: &[], globals: &[], stack_bytes: 1 << 20 });
//! context.attach(Rc::new(Nothing));
//! let mut frontend = Frontend::new(&engine, 1 << 20);
//! let options = CompileOptions { goal: Goal::Script, lazy_source: false, discard_source: false };
//! let stencil = frontend.compile("6 * 7", &options).expect("a script without mistakes");
//! let answer = context.enter(|scope| {
//!     let value = scope.run_script(&stencil)?;
//!     scope.to_number(value)
//! });
//! assert!(matches!(answer, Ok(42.0)));
//! # Engine::exit(0);
//! ```
//!
//! The engine opens no file: bytes come in, bytes go out. When it dies of bytes, it leaves a mark in a directory that it was
//! given for that ([`watch_for_crashes`]).

// Linked for their libraries: nothing of their Rust faces is used.
use encoding_c_mem as _;
use mozjs_sys as _;

mod buffers;
mod build_id;
mod common_js;
mod context;
mod crash;
mod ffi;
mod frontend;
mod helpers;
mod host;
mod local;
mod metadata;
mod modules;
mod natives;
mod process;
mod scope;
mod values;
mod waker;

pub use buffers::Text;
pub use build_id::build_id;
pub use common_js::wrap_common_js;
pub use context::{Context, ContextOptions, LazyGlobal};
pub use crash::{CrashMark, Verdict, start_has_settled, watch_for_crashes};
pub use frontend::{CompileError, CompileErrorKind, CompileOptions, Frontend, Goal, Stencil};
pub use host::{DynamicImport, Host, ImportTicket};
pub use local::{Local, Persistent, Thrown};
pub use modules::{ModuleId, ModuleStatus, PromiseState};
pub use natives::{Arguments, Native};
pub use process::Engine;
pub use scope::Scope;
pub use values::{ErrorKind, ValueKind};
pub use waker::Waker;
