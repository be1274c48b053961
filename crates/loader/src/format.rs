//! What a file is, and whether an import asked for that.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use parbake_bmes::ModuleType;

use crate::error::{AttributeFault, Fault};
use crate::package::{PackageType, Search};
use crate::resolved::Format;

/// How a module came to be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is the program itself.
    Entry,
    /// It is imported, with this type.
    Import(ModuleType),
    /// It is required.
    Require,
    /// It is looked for, and somebody else knows what it is.
    Located,
}

impl Role {
    /// The type that was asked for; programs and `require` ask for none.
    pub(crate) fn module_type(self) -> ModuleType {
        match self {
            Self::Entry | Self::Require | Self::Located => ModuleType::JavaScript,
            Self::Import(given) => given,
        }
    }
}

/// The module type that an import's attributes ask for.
///
/// # Errors
/// An attribute other than `type`, or a type other than `json` and `text`.
pub fn attribute_type<K: AsRef<str>, V: AsRef<str>>(attributes: &[(K, V)]) -> Result<ModuleType, AttributeFault> {
    let mut asked = ModuleType::JavaScript;
    for (key, value) in attributes {
        asked = match (key.as_ref(), value.as_ref()) {
            ("type", "json") => ModuleType::Json,
            ("type", "text") => ModuleType::Text,
            (key, value) => {
                return Err(AttributeFault::Unsupported { key: key.to_owned(), value: value.to_owned() });
            }
        };
    }
    Ok(asked)
}

/// Whether a module of this format may be imported as this type.
///
/// # Errors
/// The format needs another type than was given.
pub fn check_attributes(format: Format, given: ModuleType) -> Result<(), AttributeFault> {
    let needed = match format {
        Format::Json => ModuleType::Json,
        Format::Text => ModuleType::Text,
        _ => ModuleType::JavaScript,
    };
    match given {
        _ if given == needed => Ok(()),
        ModuleType::JavaScript => Err(AttributeFault::Missing { needed }),
        _ => Err(AttributeFault::Incompatible { given }),
    }
}

impl Search<'_> {
    /// The format of the file at `path`, whose package scope is that of `directory`.
    pub(crate) fn format(&mut self, path: &Path, directory: &Path, role: Role) -> Result<Format, Fault> {
        if role == Role::Import(ModuleType::Text) {
            return Ok(Format::Text);
        }
        let Some(extension) = path.extension() else {
            return Ok(match self.scope(directory)?.kind() {
                PackageType::CommonJs => Format::CommonJs,
                _ if role != Role::Require && is_wasm(path) => Format::Wasm,
                PackageType::Module => Format::Module,
                PackageType::Unspecified => Format::Detect,
            });
        };
        match extension.to_str() {
            Some("js" | "ts" | "tsx" | "jsx") => Ok(match self.scope(directory)?.kind() {
                PackageType::Module => Format::Module,
                PackageType::CommonJs => Format::CommonJs,
                PackageType::Unspecified => Format::Detect,
            }),
            Some("mjs" | "mts") => Ok(Format::Module),
            Some("cjs" | "cts") => Ok(Format::CommonJs),
            Some("json") => Ok(Format::Json),
            Some("wasm") => Ok(Format::Wasm),
            // What `require` does not know, it takes for JavaScript of no package.
            _ if role == Role::Require => Ok(Format::Detect),
            // Node hands a program with any other extension to its CommonJS loader, unless the package is of modules.
            _ if role == Role::Entry && self.scope(directory)?.kind() != PackageType::Module => Ok(Format::CommonJs),
            _ if role == Role::Located => Ok(Format::Unknown),
            _ => {
                let extension = format!(".{}", extension.to_string_lossy());
                Err(Fault::UnknownExtension { extension, path: path.to_owned() })
            }
        }
    }
}

/// Whether the file begins as WebAssembly does.
fn is_wasm(path: &Path) -> bool {
    let mut magic = [0; 4];
    File::open(path).and_then(|mut file| file.read_exact(&mut magic)).is_ok() && magic == *b"\0asm"
}
