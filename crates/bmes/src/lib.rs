//! parbake-bmes
