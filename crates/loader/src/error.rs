//! Why a specifier means no module.

use std::fmt;
use std::path::PathBuf;

use parbake_bmes::ModuleType;

/// A specifier that means no module, and why. Equal questions get equal errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolveError {
    /// The specifier as it was written.
    pub specifier: String,
    /// The module that asked: its path where it is a file, else its URL. `None` for the program itself.
    pub referrer: Option<String>,
    /// What is wrong.
    pub fault: Fault,
    /// A specifier that would have worked.
    pub hint: Option<Suggestion>,
}

/// A specifier that resolves, in place of one that does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The specifier to write instead; never the one that was written.
    pub specifier: String,
}

/// What is wrong with an import. Every variant has one of Node's error codes ([`Fault::code`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no such file.
    ModuleNotFound {
        /// The file that was looked for.
        path: PathBuf,
        /// The `package.json` whose `exports`, `imports` or `main` led there.
        mapped_by: Option<PathBuf>,
    },
    /// The program itself is not there.
    EntryNotFound {
        /// The path that was looked for, without the extensions that were tried as well.
        path: PathBuf,
    },
    /// `require` found nothing.
    NotFound {
        /// The file that `exports` or `imports` led to, where they did.
        path: Option<PathBuf>,
    },
    /// `require` found a directory whose `main` leads nowhere, without an index file.
    MainNotFound {
        /// The file that `main` names.
        path: PathBuf,
        /// The package configuration that has it.
        package_json: PathBuf,
    },
    /// No `node_modules` on the way up has the package.
    PackageNotFound {
        /// The package's name.
        package: String,
    },
    /// The package has neither a usable `main` nor an index file.
    PackageMainNotFound {
        /// The package's directory.
        directory: PathBuf,
        /// Its `main`, if it has one.
        main: Option<String>,
    },
    /// The specifier means a directory.
    DirectoryImport {
        /// The directory.
        path: PathBuf,
    },
    /// The package's `exports` do not have the subpath under any of the conditions.
    PathNotExported {
        /// The subpath: `.` or `./...`.
        subpath: String,
        /// The package configuration that decided.
        package_json: PathBuf,
        /// The conditions that were tried.
        conditions: Vec<String>,
    },
    /// The nearest package's `imports` do not have the name under any of the conditions.
    ImportNotDefined {
        /// The package configuration that decided, if there is one.
        package_json: Option<PathBuf>,
        /// The conditions that were tried.
        conditions: Vec<String>,
    },
    /// The specifier breaks a rule.
    InvalidSpecifier(SpecifierFault),
    /// A `package.json` on the way cannot be used.
    InvalidPackageConfig {
        /// The file.
        package_json: PathBuf,
        /// What is wrong with it.
        fault: ConfigFault,
    },
    /// A value in `exports` or `imports` is not one that may stand there.
    InvalidPackageTarget {
        /// The key it belongs to.
        key: String,
        /// The value, as JSON text (strings bare).
        target: String,
        /// Where it stands.
        field: Field,
        /// The package configuration it stands in.
        package_json: PathBuf,
    },
    /// Modules are not loaded from URLs of this scheme.
    UnsupportedScheme {
        /// The scheme, without the colon.
        scheme: String,
    },
    /// A module that has no place in the file system asked for something relative to it.
    UnsupportedRequest,
    /// `node:` and no such module.
    UnknownBuiltin {
        /// The whole specifier, with `node:`.
        name: String,
    },
    /// Nobody knows what a file with this extension is.
    UnknownExtension {
        /// The extension, with its dot.
        extension: String,
        /// The file.
        path: PathBuf,
    },
    /// A `tsconfig.json` or `jsconfig.json`, or a file that one extends, cannot be used.
    InvalidProject {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        fault: ConfigFault,
    },
    /// A `data:` URL of a media type that is no module.
    UnknownMediaType {
        /// The media type.
        media_type: String,
    },
    /// A URL that cannot be parsed.
    InvalidUrl,
    /// A `file:` URL that names another host.
    InvalidFileHost {
        /// The host.
        host: String,
    },
    /// A `file:` URL whose path cannot be a path: its percent-encoded bytes are no path of this system.
    InvalidFilePath,
    /// An import's attributes do not suit the module.
    Attributes {
        /// The module's URL.
        url: String,
        /// What does not suit.
        fault: AttributeFault,
    },
}

/// Which of the two mappings of a `package.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// `exports`
    Exports,
    /// `imports`
    Imports,
}

/// A rule that a specifier breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpecifierFault {
    /// Not the name of a package.
    PackageName,
    /// A name that begins with `#` and cannot be a key of `imports`.
    ImportsName,
    /// Percent-encoded `/` or `\`.
    EncodedSeparator {
        /// The URL path that has them.
        path: String,
    },
    /// What stands for `*` would leave the package or enter another.
    PatternMatch {
        /// The key that matched.
        pattern: String,
        /// Where the key stands.
        field: Field,
        /// The package configuration it stands in.
        package_json: PathBuf,
    },
}

/// What is wrong with a `package.json` or `tsconfig.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigFault {
    /// It is no JSON object.
    Syntax {
        /// What the JSON parser says.
        message: String,
        /// 1-based line; 0 where the whole file is meant.
        line: usize,
        /// 1-based column in bytes.
        column: usize,
    },
    /// `exports` mixes subpaths (keys that begin with `.`) and conditions.
    MixedKeys,
    /// A condition is a number.
    NumericKey {
        /// The key.
        key: String,
    },
    /// `extends` names what is not there.
    ExtendsNothing {
        /// The name.
        name: String,
    },
    /// `extends` leads back to a file that is being read.
    ExtendsItself {
        /// The name.
        name: String,
    },
}

/// What does not suit about import attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeFault {
    /// The module can only be imported with this type.
    Missing {
        /// The type to write.
        needed: ModuleType,
    },
    /// The module is not of the type that was asked for.
    Incompatible {
        /// The type that was asked for.
        given: ModuleType,
    },
    /// An attribute nobody knows, or a type nobody knows.
    Unsupported {
        /// The attribute's name.
        key: String,
        /// The attribute's value.
        value: String,
    },
}

impl ResolveError {
    /// Node's code for it: what a program reads as `error.code`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// The class of the error: `"Error"`, `"TypeError"` or `"RangeError"`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.fault.name()
    }
}

impl Fault {
    /// Node's code for it (Node documentation, "Errors", Node.js error codes).
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ModuleNotFound { .. } | Self::PackageNotFound { .. } | Self::PackageMainNotFound { .. } => {
                "ERR_MODULE_NOT_FOUND"
            }
            Self::EntryNotFound { .. } | Self::NotFound { .. } | Self::MainNotFound { .. } => "MODULE_NOT_FOUND",
            Self::DirectoryImport { .. } => "ERR_UNSUPPORTED_DIR_IMPORT",
            Self::PathNotExported { .. } => "ERR_PACKAGE_PATH_NOT_EXPORTED",
            Self::ImportNotDefined { .. } => "ERR_PACKAGE_IMPORT_NOT_DEFINED",
            Self::InvalidSpecifier(_) => "ERR_INVALID_MODULE_SPECIFIER",
            Self::InvalidProject { .. } => "ERR_INVALID_TSCONFIG",
            Self::InvalidPackageConfig { .. } => "ERR_INVALID_PACKAGE_CONFIG",
            Self::InvalidPackageTarget { .. } => "ERR_INVALID_PACKAGE_TARGET",
            Self::UnsupportedScheme { .. } => "ERR_UNSUPPORTED_ESM_URL_SCHEME",
            Self::UnsupportedRequest => "ERR_UNSUPPORTED_RESOLVE_REQUEST",
            Self::UnknownBuiltin { .. } => "ERR_UNKNOWN_BUILTIN_MODULE",
            Self::UnknownExtension { .. } => "ERR_UNKNOWN_FILE_EXTENSION",
            Self::UnknownMediaType { .. } => "ERR_UNKNOWN_MODULE_FORMAT",
            Self::InvalidUrl => "ERR_INVALID_URL",
            Self::InvalidFileHost { .. } => "ERR_INVALID_FILE_URL_HOST",
            Self::InvalidFilePath => "ERR_INVALID_FILE_URL_PATH",
            Self::Attributes { fault: AttributeFault::Missing { .. }, .. } => "ERR_IMPORT_ATTRIBUTE_MISSING",
            Self::Attributes { fault: AttributeFault::Incompatible { .. }, .. } => {
                "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE"
            }
            Self::Attributes { fault: AttributeFault::Unsupported { .. }, .. } => "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED",
        }
    }

    /// The class of the error Node throws for it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::InvalidSpecifier(_)
            | Self::ImportNotDefined { .. }
            | Self::UnsupportedRequest
            | Self::UnknownExtension { .. }
            | Self::InvalidUrl
            | Self::InvalidFileHost { .. }
            | Self::InvalidFilePath
            | Self::Attributes { .. } => "TypeError",
            Self::UnknownMediaType { .. } => "RangeError",
            _ => "Error",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exports => "exports",
            Self::Imports => "imports",
        })
    }
}

impl std::error::Error for ResolveError {}
