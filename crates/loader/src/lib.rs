//! parbake-loader
