//! Packages: `package.json`, its mappings, and where packages are found.

mod locate;
mod main_file;
mod manifest;
mod mapping;
mod name;
mod scope;
mod search;
mod target;

pub use main_file::resolve_path;
pub(crate) use manifest::PackageType;
pub(crate) use name::PackageName;
pub(crate) use search::{Files, Place, Search, Trail};
