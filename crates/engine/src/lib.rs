//! parbake-engine
