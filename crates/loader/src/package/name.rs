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
        // That names cannot lead out of `node_modules` is a rule of ours.
        let leaves = matches!(name.rsplit('/').next(), Some("." | ".."));
        if name.starts_with('.') || name.contains(['%', '\\']) || leaves {
            return Err(Fault::InvalidSpecifier(SpecifierFault::PackageName));
        }
        // No package is called nothing; as Node has it, that is no fault of the specifier.
        if name.is_empty() || name.ends_with('/') {
            return Err(Fault::PackageNotFound { package: name.to_owned() });
        }
        Ok(Self { name, subpath: format!(".{rest}") })
    }
}
