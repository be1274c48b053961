//! The module graph of the running program: which modules there are, and how they come to be.
//!
//! A module is ordered, fetched (on any thread), instantiated (on the engine's), and connected once everything it can reach
//! is instantiated. Linking and evaluation are the engine's.

mod common_js;
mod company;
mod compilation;
mod facade;
mod failure;
mod fetch;
mod format_code;
mod graph;
mod hooks;
mod known;
mod later;
mod load;
mod member;
mod order;
mod pool;
mod prefetch;
mod publish;
mod record;
mod require;
mod source;
mod steps;
mod synthetic;
mod want;
mod warm;
mod written;

pub(crate) use common_js::Loaded;
pub(crate) use company::Others;
pub(crate) use failure::{Failure, Site, frame};
pub(crate) use fetch::Shared;
pub(crate) use graph::Graph;
use graph::{Evidence, How, Link, Module, State};
pub(crate) use hooks::{Hooks, Unhooked, type_of_name};
pub(crate) use known::Known;
pub(crate) use load::LoadError;
pub(crate) use order::{Facts, FetchError, Fetched, Order, Outcome, Place};
pub(crate) use pool::{Pool, Starting};
pub(crate) use prefetch::Prefetch;
pub(crate) use publish::Publisher;
pub(crate) use record::{Program, Saved, Snapshot};
pub(crate) use require::RequireTarget;
pub(crate) use source::{path_of, reread};
pub(crate) use want::Answer;
pub(crate) use written::Rewritten;

/// A module's place in the graph, which is also its number for the engine.
pub(crate) type Id = u32;
