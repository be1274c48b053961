//! What the cache is told when it opens. The environment is read by the command, never here.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use parbake_bmes::BuildId;
use thiserror::Error;

/// The limit on the whole cache if nothing else is said: 512 MiB.
pub const DEFAULT_MAX_SIZE: u64 = 512 << 20;

/// The limit on age if nothing else is said: 30 days.
pub const DEFAULT_MAX_AGE: Duration = Duration::from_secs(30 * 24 * 3600);

/// No file is larger than this, whatever the limit on the cache: it is read into memory whole.
const LARGEST_FILE: u64 = 1 << 30;

/// Where the cache is and how it is used.
#[derive(Debug, Clone)]
pub struct Config {
    /// The cache directory. `None`: there is no place for one, the cache is off.
    pub dir: Option<PathBuf>,
    /// The user named the directory. Only then is a directory that cannot be used worth a warning.
    pub dir_named_by_user: bool,
    /// The directory that holds the key of the tags, apart from the cache so that a cache that was copied, shared or
    /// mounted brings no key along. `None`: there is no place for a key, the cache is off.
    pub state_dir: Option<PathBuf>,
    /// How the cache is used.
    pub policy: Policy,
    /// The build of the engine that runs now; entries of other builds are refused.
    pub build_id: BuildId,
    /// The executable that runs now. What builds have filed whose executables are gone is the first to go.
    pub executable: Option<PathBuf>,
    /// The limit on the whole cache in bytes. One file may take a quarter of it, and at most 1 GiB.
    pub max_size: u64,
    /// What was not used for so long is dropped; it may be dropped once it was not used for half of that.
    pub max_age: Duration,
    /// Runs are counted, under a policy that writes: each appends a row to a file in the state directory.
    pub counts_runs: bool,
    /// Directories of packs that are read and never written, looked into in this order where the cache has no pack.
    pub layers: Vec<PathBuf>,
}

/// How the cache is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Policy {
    /// `rw`: look up and publish.
    #[default]
    ReadWrite,
    /// `ro`: look up; create, change and remove nothing.
    ReadOnly,
    /// `refresh`: find nothing, publish everything anew.
    Refresh,
    /// `off`: neither.
    Off,
    /// `require`: as `rw`; the caller takes a miss for a failure.
    Require,
}

/// Text that names no [`Policy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("expected one of rw, ro, refresh, off, require")]
pub struct UnknownPolicy;

impl Config {
    /// A configuration with every limit and policy at its default.
    #[must_use]
    pub const fn new(dir: Option<PathBuf>, state_dir: Option<PathBuf>, build_id: BuildId) -> Self {
        Self {
            dir,
            dir_named_by_user: false,
            state_dir,
            policy: Policy::ReadWrite,
            build_id,
            executable: None,
            max_size: DEFAULT_MAX_SIZE,
            max_age: DEFAULT_MAX_AGE,
            counts_runs: true,
            layers: Vec::new(),
        }
    }

    /// The size in bytes up to which a file is read or published.
    pub(crate) fn max_file_size(&self) -> u64 {
        (self.max_size / 4).min(LARGEST_FILE)
    }
}

impl Policy {
    /// Every policy, in the order of documentation.
    pub const ALL: [Self; 5] = [Self::ReadWrite, Self::ReadOnly, Self::Refresh, Self::Off, Self::Require];

    /// The name as options spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReadWrite => "rw",
            Self::ReadOnly => "ro",
            Self::Refresh => "refresh",
            Self::Off => "off",
            Self::Require => "require",
        }
    }

    pub(crate) const fn reads(self) -> bool {
        matches!(self, Self::ReadWrite | Self::ReadOnly | Self::Require)
    }

    pub(crate) const fn writes(self) -> bool {
        matches!(self, Self::ReadWrite | Self::Refresh | Self::Require)
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Policy {
    type Err = UnknownPolicy;

    fn from_str(text: &str) -> Result<Self, UnknownPolicy> {
        Self::ALL.into_iter().find(|policy| policy.name() == text).ok_or(UnknownPolicy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_policies_correspond() {
        assert!(Policy::ALL.into_iter().all(|policy| policy.to_string().parse() == Ok(policy)));
        assert_eq!("readwrite".parse::<Policy>(), Err(UnknownPolicy));
    }
}
