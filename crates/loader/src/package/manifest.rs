//! `package.json`, as far as resolution reads it (Node documentation, "Modules: Packages", field definitions).

use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::mapping::Mapping;
use crate::error::ConfigFault;

/// A `package.json`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// Where it is.
    pub path: PathBuf,
    fields: Fields,
}

/// The field `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum PackageType {
    /// Absent, or a value that Node does not know.
    #[default]
    Unspecified,
    CommonJs,
    Module,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Fields {
    name: Option<String>,
    main: Option<String>,
    tsconfig: Option<String>,
    kind: PackageType,
    exports: Option<Mapping>,
    imports: Option<Mapping>,
}

impl Manifest {
    /// Reads the text of the file at `path`.
    pub(crate) fn parse(path: PathBuf, text: &[u8]) -> Result<Self, ConfigFault> {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let fields = serde_json::from_slice(text).map_err(|error| {
            // The parser appends the position, which is told apart.
            let mut message = error.to_string();
            if let Some(end) = message.rfind(" at line ") {
                message.truncate(end);
            }
            ConfigFault::Syntax { message, line: error.line(), column: error.column() }
        })?;
        Ok(Self { path, fields })
    }

    /// The directory it is in.
    pub(crate) fn directory(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    pub(crate) fn name(&self) -> Option<&str> {
        self.fields.name.as_deref()
    }

    pub(crate) fn main(&self) -> Option<&str> {
        self.fields.main.as_deref()
    }

    /// The file that others extend when they name the package.
    pub(crate) fn tsconfig(&self) -> Option<&str> {
        self.fields.tsconfig.as_deref()
    }

    pub(crate) fn kind(&self) -> PackageType {
        self.fields.kind
    }

    /// `exports`, unless it is absent or of a type that Node passes over.
    pub(crate) fn exports(&self) -> Option<&Mapping> {
        self.fields.exports.as_ref()
    }

    /// `imports`, unless it is absent or of a type that Node passes over.
    pub(crate) fn imports(&self) -> Option<&Mapping> {
        self.fields.imports.as_ref()
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    /// Fields of the wrong type are as good as absent; of a field that comes twice, the last counts.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "name" => fields.name = text(map.next_value()?),
                "main" => fields.main = text(map.next_value()?),
                "tsconfig" => fields.tsconfig = text(map.next_value()?),
                "type" => fields.kind = package_type(&map.next_value()?),
                "exports" => fields.exports = mapping(map.next_value()?, true),
                "imports" => fields.imports = mapping(map.next_value()?, false),
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(fields)
    }
}

fn text(value: Mapping) -> Option<String> {
    match value {
        Mapping::Text(text) => Some(text),
        _ => None,
    }
}

fn package_type(value: &Mapping) -> PackageType {
    match value {
        Mapping::Text(text) if text == "module" => PackageType::Module,
        Mapping::Text(text) if text == "commonjs" => PackageType::CommonJs,
        _ => PackageType::Unspecified,
    }
}

fn mapping(value: Mapping, text_allowed: bool) -> Option<Mapping> {
    match value {
        Mapping::Object(_) | Mapping::List(_) => Some(value),
        Mapping::Text(_) if text_allowed => Some(value),
        Mapping::Text(_) | Mapping::Null | Mapping::Other(_) => None,
    }
}
