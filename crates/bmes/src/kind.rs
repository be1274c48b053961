//! The closed sets that a file names by number.

/// What an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Kind {
    /// An ES module.
    Module,
    /// A CommonJS module, compiled in its function wrapper.
    CommonJs,
    /// A classic script.
    Script,
    /// A JSON module: a source section and nothing to run.
    Json,
    /// The synthetic module that stands for a built-in one.
    Builtin,
}

/// How a module is asked for: the type that an import names in its `type` attribute (ECMA-262 16.2.1.6.1 for `json`; no
/// attribute is JavaScript), or `require`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum ModuleType {
    /// No `type` attribute.
    #[default]
    JavaScript,
    /// `with { type: "json" }`
    Json,
    /// `with { type: "text" }`
    Text,
    /// Not imported at all: `require()`, which has rules of its own for what a specifier means.
    Require,
}

/// The phase an import asks for. The number 2 is kept for `import defer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Phase {
    /// The module is linked and evaluated: an ordinary import.
    #[default]
    Evaluation,
    /// `import source x from "..."`
    Source,
}

macro_rules! coded {
    ($name:ident: $int:ty { $($variant:ident = $code:literal as $text:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The number that stands for this value in a file.
            #[must_use]
            pub const fn code(self) -> $int {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value a number stands for, if any.
            #[must_use]
            pub const fn from_code(code: $int) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// The value's name as tools print it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

coded!(Kind: u16 {
    Module = 1 as "module",
    CommonJs = 2 as "commonjs",
    Script = 3 as "script",
    Json = 4 as "json",
    Builtin = 5 as "builtin",
});

coded!(ModuleType: u32 { JavaScript = 0 as "javascript", Json = 1 as "json", Text = 2 as "text", Require = 3 as "require" });

coded!(Phase: u32 { Evaluation = 0 as "evaluation", Source = 1 as "source" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_values_correspond() {
        assert!(Kind::ALL.iter().all(|&kind| Kind::from_code(kind.code()) == Some(kind)));
        assert!(ModuleType::ALL.iter().all(|&kind| ModuleType::from_code(kind.code()) == Some(kind)));
        assert!(Phase::ALL.iter().all(|&phase| Phase::from_code(phase.code()) == Some(phase)));
        assert_eq!((0..=u16::MAX).filter_map(Kind::from_code).count(), Kind::ALL.len());
        assert_eq!(Phase::from_code(2), None, "kept for `import defer`");
    }
}
