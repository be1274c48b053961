//! Resolution, formats and text against real folders. What is expected of resolution was checked with Node 26.

mod builtins;
mod detection;
mod entry;
mod errors;
mod evidence;
mod exports;
mod folder;
mod formats;
mod imports;
mod inline;
mod names;
mod packages;
mod paths;
mod scanning;
