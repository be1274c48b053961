//! The values of `exports` and `imports`, with the order of keys, which decides between conditions.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value as `exports` and `imports` use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mapping {
    /// A target, or the specifier of another package.
    Text(String),
    /// Alternatives: the first one that is valid.
    List(Vec<Mapping>),
    /// Subpaths or conditions, in the order of the file.
    Object(Vec<(String, Mapping)>),
    /// Explicitly nothing.
    Null,
    /// A number or a boolean, which mean nothing here: its JSON text.
    Other(String),
}

impl Mapping {
    /// The value of a key, if this is an object that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The keys, none unless this is an object.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        let entries: &[(String, Self)] = match self {
            Self::Object(entries) => entries,
            _ => &[],
        };
        entries.iter().map(|(key, _)| key.as_str())
    }
}

/// JSON text, but a string as it is: for messages.
impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Other(text) => f.write_str(text),
            nested => nested.write_json(f),
        }
    }
}

impl Mapping {
    fn write_json(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Other(text) => f.write_str(text),
            Self::Text(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
            Self::List(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    item.write_json(f)?;
                }
                f.write_str("]")
            }
            Self::Object(entries) => {
                f.write_str("{")?;
                for (index, (key, value)) in entries.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    write!(f, "{}:", serde_json::Value::from(key.as_str()))?;
                    value.write_json(f)?;
                }
                f.write_str("}")
            }
        }
    }
}

impl<'de> Deserialize<'de> for Mapping {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MappingVisitor)
    }
}

struct MappingVisitor;

impl<'de> Visitor<'de> for MappingVisitor {
    type Value = Mapping;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Mapping, E> {
        Ok(Mapping::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Mapping, E> {
        Ok(Mapping::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Mapping, E> {
        Ok(Mapping::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Mapping, E> {
        Ok(Mapping::Other(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Mapping, E> {
        Ok(Mapping::Other(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Mapping, E> {
        Ok(Mapping::Other(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Mapping, E> {
        Ok(Mapping::Other(value.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Mapping, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Mapping::List(items))
    }

    /// A key that comes twice keeps its first place and its last value, as in a JavaScript object.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Mapping, A::Error> {
        let mut entries: Vec<(String, Mapping)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Mapping>()? {
            match entries.iter_mut().find(|(name, _)| *name == key) {
                Some((_, known)) => *known = value,
                None => entries.push((key, value)),
            }
        }
        Ok(Mapping::Object(entries))
    }
}
