//! What the repository's chores and its whole-program tests have in common: where things are, how the npm programs are
//! installed, and how module graphs of any size are made.

#![forbid(unsafe_code)]

pub mod bench;
mod binary;
pub mod fuzz;
pub mod graph;
pub mod peak_memory;
pub mod programs;
pub mod repository;
pub mod set_aside;
pub mod startup_order;
pub mod torture;
