//! A cache that cannot be used, and why.

use std::path::PathBuf;

use thiserror::Error;

use crate::Reason;
use crate::directory::Fault;

/// Why a cache is not used. `Display` is the text of the warning.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unusable {
    /// The policy says so.
    #[error("the cache is off")]
    Off,
    /// The process has other rights than those of the user who started it (set-user-id, set-group-id).
    #[error("the process has other rights than its user")]
    OtherRights,
    /// There is no place for a cache.
    #[error("there is no directory for the cache")]
    NoDirectory,
    /// There is no place for the key that tells our entries from others.
    #[error("there is no directory for the cache's key")]
    NoStateDirectory,
    /// The cache directory cannot be used.
    #[error("the cache directory {} cannot be used: {fault}", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What is wrong with it.
        fault: Fault,
    },
    /// The state directory, or the key in it, cannot be used.
    #[error("the cache's key in {} cannot be used: {fault}", path.display())]
    Key {
        /// The state directory.
        path: PathBuf,
        /// What is wrong with it, or with the key.
        fault: Fault,
    },
}

impl Unusable {
    /// The reason that every lookup gives.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::Off | Self::OtherRights | Self::NoDirectory | Self::NoStateDirectory => Reason::Disabled,
            Self::Directory { fault, .. } | Self::Key { fault, .. } => fault.reason(),
        }
    }

    /// A cache that is off, or only read where nothing was ever written, is as it was asked for.
    pub(crate) const fn is_worth_a_warning(&self) -> bool {
        !matches!(
            self,
            Self::Off | Self::Directory { fault: Fault::Missing, .. } | Self::Key { fault: Fault::Missing, .. }
        )
    }
}
