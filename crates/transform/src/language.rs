//! What a file is written in.

use std::path::Path;

use oxc_span::SourceType;

/// What a file is written in, besides JavaScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// `.ts`, `.mts`, `.cts`
    TypeScript,
    /// `.tsx`
    Tsx,
    /// `.jsx`
    Jsx,
}

impl Language {
    /// What a file is written in, by its extension; `None` for what an engine reads as it is.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "ts" | "mts" | "cts" => Some(Self::TypeScript),
            "tsx" => Some(Self::Tsx),
            "jsx" => Some(Self::Jsx),
            _ => None,
        }
    }

    /// The number that stands for it in a cache key.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::TypeScript => 1,
            Self::Tsx => 2,
            Self::Jsx => 3,
        }
    }

    pub(crate) fn source_type(self, is_module: bool) -> SourceType {
        let base = match self {
            Self::TypeScript => SourceType::ts(),
            Self::Tsx => SourceType::tsx(),
            Self::Jsx => SourceType::jsx(),
        };
        if is_module { base.with_module(true) } else { base.with_commonjs(true) }
    }
}
