//! parbake-runtime
