//! Bare specifiers, taken apart.

use crate::error::{Fault, SpecifierFault};

/// A bare specifier: the package's name and the subpath in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackageName<'a> {
    /// `name` or `@scope/name`.
    pub name: &'a str,
    /// `.` or `./...`
    pub subpath: String,
}

impl<'a> PackageName<'a> {
    /// Takes a bare specifier apart (PACKAGE_RESOLVE in Node's algorithm, steps 3 to 7).
    pub(crate) fn parse(specifier: &'a str) -> Result<Self, Fault> {
        let first = specifier.find('/');
        let end = match (specifier.starts_with('@'), first) {
            (true, None) => return Err(Fault::InvalidSpecifier(SpecifierFault::PackageName)),
            (true, Some(scope)) => specifier[scope + 1..].find('/').map(|name| scope + 1 + name),
            (false, end) => end,
        };
        let (name, rest) = specifier.split_at(end.unwrap_or(specifier.len()));
        // Names that would leave `node_modules` are nobody's; Node's own check is the first one alone.
        let refused = name.starts_with('.')
            || name.contains(['%', '\\'])
            || name.is_empty()
            || name.split('/').skip(1).any(|part| matches!(part, "" | "." | ".."));
        match refused {
            true => Err(Fault::InvalidSpecifier(SpecifierFault::PackageName)),
            false => Ok(Self { name, subpath: format!(".{rest}") }),
        }
    }
}
