//! parbake-cache
