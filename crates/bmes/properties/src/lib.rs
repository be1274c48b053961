//! Property tests of `parbake-bmes`: see `tests/`.
//!
//! A package of their own for one reason. `parbake-bmes` is part of what compiles the built-in JavaScript at build time,
//! and cargo lets the development dependencies of such a package change the features of everything else that runs at build
//! time, the engine's own build script included: `cargo build` and `cargo test` would then compile the engine once each.
