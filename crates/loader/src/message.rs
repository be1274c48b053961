//! The wording of errors. Node's first words are kept where programs look for them (`Cannot find package 'x'`).

use std::fmt::{self, Display, Formatter};
use std::path::Path;

use crate::error::{AttributeFault, ConfigFault, Fault, ResolveError, SpecifierFault};

impl Display for ResolveError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.sentence(f)?;
        match &self.hint {
            Some(hint) => write!(f, "\nDid you mean to import '{}'?", hint.specifier),
            None => Ok(()),
        }
    }
}

impl ResolveError {
    fn sentence(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let from = From(self.referrer.as_deref());
        match &self.fault {
            Fault::ModuleNotFound { path, mapped_by } => {
                write!(f, "Cannot find module '{}'{from}", path.display())?;
                match mapped_by {
                    Some(by) => write!(f, " ('{}' leads there by {})", self.specifier, by.display()),
                    None => Ok(()),
                }
            }
            Fault::EntryNotFound { path } => write!(f, "Cannot find module '{}'", path.display()),
            Fault::NotFound { path: Some(path) } => write!(f, "Cannot find module '{}'", path.display()),
            Fault::NotFound { path: None } => write!(f, "Cannot find module '{}'", self.specifier),
            Fault::MainNotFound { path, package_json } => write!(
                f,
                "Cannot find module '{}': \"main\" in {} names it, and there is no index file",
                path.display(),
                package_json.display()
            ),
            Fault::PackageNotFound { package } => write!(f, "Cannot find package '{package}'{from}"),
            Fault::PackageMainNotFound { directory, main } => {
                write!(f, "Cannot find package '{}'{from}: ", directory.display())?;
                match main {
                    Some(main) => write!(f, "its main, '{main}', is not there, and it has no index file"),
                    None => write!(f, "it has neither \"exports\" nor \"main\" nor an index file"),
                }
            }
            Fault::DirectoryImport { path } => write!(
                f,
                "Directory import '{}' is not supported resolving ES modules{from}: name the file in it",
                path.display()
            ),
            Fault::PathNotExported { subpath, package_json, conditions } => {
                not_exported(f, subpath, package_json)?;
                write!(f, "{from} (conditions tried: {})", conditions.join(", "))
            }
            Fault::ImportNotDefined { package_json, conditions } => {
                write!(f, "Package import specifier '{}' is not defined", self.specifier)?;
                match package_json {
                    Some(path) => write!(f, " by {}", path.display())?,
                    None => write!(f, ", there being no package.json")?,
                }
                write!(f, "{from} (conditions tried: {})", conditions.join(", "))
            }
            Fault::InvalidSpecifier(fault) => {
                write!(f, "Invalid module '{}': ", self.specifier)?;
                specifier_fault(f, fault)?;
                write!(f, "{from}")
            }
            Fault::InvalidPackageConfig { package_json, fault } => {
                write!(f, "Invalid package config {}{}: ", package_json.display(), While(self))?;
                config_fault(f, fault)
            }
            Fault::InvalidPackageTarget { key, target, field, package_json } => write!(
                f,
                "Invalid \"{field}\" target '{target}' for '{key}' in {}{from}{}",
                package_json.display(),
                if target.starts_with("./") { "" } else { ": a target begins with './'" }
            ),
            Fault::UnsupportedScheme { scheme } => write!(
                f,
                "Modules are loaded from file:, data: and node: URLs only. Received protocol '{scheme}:' in '{}'{from}",
                self.specifier
            ),
            Fault::UnsupportedRequest => {
                write!(f, "Cannot resolve '{}'{from}, which has no place in the file system", self.specifier)
            }
            Fault::UnknownBuiltin { name } => write!(f, "No such built-in module: {name}{from}"),
            Fault::UnknownExtension { extension, path } => {
                write!(f, "Unknown file extension \"{extension}\" for {}{from}", path.display())
            }
            Fault::InvalidProject { file, fault } => {
                write!(f, "Invalid project config {}: ", file.display())?;
                config_fault(f, fault)
            }
            Fault::UnknownMediaType { media_type } => {
                write!(f, "Unknown module format: '{media_type}' in a data: URL{from}")
            }
            Fault::InvalidUrl => write!(f, "Invalid URL '{}'{from}", self.specifier),
            Fault::InvalidFileHost { host } => {
                write!(f, "File URL '{}' names the host '{host}'; it must be empty or localhost{from}", self.specifier)
            }
            Fault::InvalidFilePath => write!(f, "File URL '{}' has no path of this system{from}", self.specifier),
            Fault::Attributes { url, fault } => attribute_fault(f, url, fault, from),
        }
    }
}

fn not_exported(f: &mut Formatter<'_>, subpath: &str, package_json: &Path) -> fmt::Result {
    match subpath {
        "." => write!(f, "No \"exports\" main defined in {}", package_json.display()),
        _ => write!(f, "Package subpath '{subpath}' is not defined by \"exports\" in {}", package_json.display()),
    }
}

fn specifier_fault(f: &mut Formatter<'_>, fault: &SpecifierFault) -> fmt::Result {
    match fault {
        SpecifierFault::PackageName => f.write_str("it is not a valid package name"),
        SpecifierFault::ImportsName => f.write_str("it is not a valid name of an internal import"),
        SpecifierFault::EncodedSeparator { path } => {
            write!(f, "the path '{path}' must not include encoded \"/\" or \"\\\" characters")
        }
        SpecifierFault::PatternMatch { pattern, field, package_json } => {
            write!(f, "it is no valid match of '{pattern}' in \"{field}\" of {}", package_json.display())
        }
    }
}

fn config_fault(f: &mut Formatter<'_>, fault: &ConfigFault) -> fmt::Result {
    match fault {
        ConfigFault::Syntax { message, line: 0, .. } => f.write_str(message),
        ConfigFault::Syntax { message, line, column } => write!(f, "{message} at line {line} column {column}"),
        ConfigFault::MixedKeys => {
            f.write_str("\"exports\" has keys that begin with '.' (subpaths) and keys that do not (conditions)")
        }
        ConfigFault::ExtendsNothing { name } => write!(f, "it extends '{name}', which is not there"),
        ConfigFault::ExtendsItself { name } => write!(f, "it extends '{name}', which extends it"),
        ConfigFault::NumericKey { key } => write!(f, "a condition cannot be a number ('{key}')"),
    }
}

fn attribute_fault(f: &mut Formatter<'_>, url: &str, fault: &AttributeFault, from: From<'_>) -> fmt::Result {
    match fault {
        AttributeFault::Missing { needed } => {
            write!(f, "Module \"{url}\" needs an import attribute of \"type: {needed}\"{from}")
        }
        AttributeFault::Incompatible { given } => write!(f, "Module \"{url}\" is not of type \"{given}\"{from}"),
        AttributeFault::Unsupported { key, value } => {
            write!(f, "Import attribute \"{key}\" with value \"{value}\" is not supported in {url}{from}")
        }
    }
}

/// ` imported from ...`, or nothing for the program itself.
#[derive(Clone, Copy)]
struct From<'a>(Option<&'a str>);

impl Display for From<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(referrer) => write!(f, " imported from {referrer}"),
            None => Ok(()),
        }
    }
}

/// ` while importing ... from ...`, or nothing for the program itself.
struct While<'a>(&'a ResolveError);

impl Display for While<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.0.referrer {
            Some(referrer) => write!(f, " while importing '{}' from {referrer}", self.0.specifier),
            None => Ok(()),
        }
    }
}
