//! Why a lookup missed: one closed set for logs, statistics and JSON.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The reason of a miss, or of not publishing. `Display` and `FromStr` use the names in kebab-case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Nothing is filed under the key.
    Absent,
    /// The source is not the one that was compiled.
    SourceChanged,
    /// Another build of the engine wrote it.
    EngineMismatch,
    /// It is written in another version of the format.
    FormatMismatch,
    /// It was compiled with other options.
    OptionsMismatch,
    /// It ends too early.
    Truncated,
    /// Its bytes are not what was published under this key, or not ours.
    Corrupt,
    /// The engine refused to decode it.
    EngineRejected,
    /// A system call failed.
    IoError,
    /// Somebody else owns it or may write to it.
    Untrusted,
    /// It may be read but not written.
    ReadOnly,
    /// Something that is no regular file (or no directory, where one is needed) is in its place.
    NotAFile,
    /// It is larger than the limits allow, or, when it is filed, than what is left of them at the moment.
    TooLarge,
    /// Decoding it ended a process before.
    Quarantined,
    /// The cache is not in use.
    Disabled,
}

/// Text that names no [`Reason`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not the name of a reason")]
pub struct UnknownReason;

impl Reason {
    /// Every reason, in the order of documentation.
    pub const ALL: [Self; 15] = [
        Self::Absent,
        Self::SourceChanged,
        Self::EngineMismatch,
        Self::FormatMismatch,
        Self::OptionsMismatch,
        Self::Truncated,
        Self::Corrupt,
        Self::EngineRejected,
        Self::IoError,
        Self::Untrusted,
        Self::ReadOnly,
        Self::NotAFile,
        Self::TooLarge,
        Self::Quarantined,
        Self::Disabled,
    ];

    /// The name in kebab-case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::SourceChanged => "source-changed",
            Self::EngineMismatch => "engine-mismatch",
            Self::FormatMismatch => "format-mismatch",
            Self::OptionsMismatch => "options-mismatch",
            Self::Truncated => "truncated",
            Self::Corrupt => "corrupt",
            Self::EngineRejected => "engine-rejected",
            Self::IoError => "io-error",
            Self::Untrusted => "untrusted",
            Self::ReadOnly => "read-only",
            Self::NotAFile => "not-a-file",
            Self::TooLarge => "too-large",
            Self::Quarantined => "quarantined",
            Self::Disabled => "disabled",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Reason {
    type Err = UnknownReason;

    fn from_str(text: &str) -> Result<Self, UnknownReason> {
        Self::ALL.into_iter().find(|reason| reason.name() == text).ok_or(UnknownReason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_reasons_correspond() {
        for (place, reason) in Reason::ALL.into_iter().enumerate() {
            assert_eq!(reason.to_string().parse(), Ok(reason));
            assert_eq!(reason as usize, place, "ALL leaves out or repeats {reason}");
        }
        assert_eq!("Absent".parse::<Reason>(), Err(UnknownReason));
    }
}
