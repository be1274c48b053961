//! The store as a whole, on the real file system unless a test puts a [`support::Faulty`] one in between.
#![allow(clippy::unwrap_used, reason = "a test that panics is a test that fails")]

mod bounds;
mod company;
mod concurrency;
mod corruption;
mod faults;
mod packs;
mod retrieval;
mod stamps;
mod support;
mod survey;
mod trust;
