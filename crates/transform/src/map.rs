//! Source maps (version 3, ECMA-426): from a place in a text to the place it was made from.

use std::fmt;

use oxc_sourcemap::SourceMap;

/// A source map, ready to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionMap {
    sources: Vec<String>,
    texts: Vec<Option<String>>,
    /// Ascending by place in the generated text.
    points: Vec<Point>,
}

/// A place in the generated text and where it is from, all counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    line: u32,
    column: u32,
    original: Option<(u32, u32, u32)>,
}

/// Where something was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Original<'a> {
    /// The source as the map names it.
    pub source: &'a str,
    /// 1-based line.
    pub line: u32,
    /// 1-based column in UTF-16 code units.
    pub column: u32,
}

/// A source map that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapError {
    /// What is wrong with it.
    pub message: String,
}

impl PositionMap {
    /// Reads a map.
    ///
    /// # Errors
    /// It is no JSON, or no source map of version 3, or its mappings cannot be decoded.
    pub fn parse(json: &str) -> Result<Self, MapError> {
        // Maps that are served may begin with this line, so that they cannot be run as scripts (ECMA-426 "Source map format").
        let json = if json.starts_with(")]}'") { json.split_once('\n').map_or("", |(_, rest)| rest) } else { json };
        let map = SourceMap::from_json_string(json).map_err(|error| MapError { message: error.to_string() })?;
        let root = map.get_source_root().unwrap_or_default();
        let root = if root.is_empty() || root.ends_with('/') { root.to_owned() } else { format!("{root}/") };
        let sources = map.get_sources().map(|source| format!("{root}{source}")).collect();
        let texts = map.get_source_contents().map(|text| text.map(str::to_owned)).collect();
        Ok(Self { sources, texts, points: points(&map) })
    }

    /// The sources as the map names them, with their texts where it has those.
    pub fn sources(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let texts = self.texts.iter().map(Option::as_deref).chain(std::iter::repeat(None));
        self.sources.iter().map(String::as_str).zip(texts)
    }

    /// Where the text at a place was written: 1-based line, 1-based column in UTF-16 code units. `None` where the map has
    /// nothing to say about the line before or at the column.
    #[must_use]
    pub fn original(&self, line: u32, column: u32) -> Option<Original<'_>> {
        let place = (line.checked_sub(1)?, column.saturating_sub(1));
        let after = self.points.partition_point(|point| (point.line, point.column) <= place);
        let point = self.points.get(after.checked_sub(1)?).filter(|point| point.line == place.0)?;
        let (source, line, column) = point.original?;
        let source = self.sources.get(source as usize)?;
        Some(Original { source, line: line.saturating_add(1), column: column.saturating_add(1) })
    }
}

impl fmt::Display for MapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for MapError {}

fn points(map: &SourceMap<'_>) -> Vec<Point> {
    let mut points: Vec<Point> = map
        .get_tokens()
        .map(|token| Point {
            line: token.get_dst_line(),
            column: token.get_dst_col(),
            original: token.get_source_id().map(|source| (source, token.get_src_line(), token.get_src_col())),
        })
        .collect();
    points.sort_by_key(|point| (point.line, point.column));
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_looked_up() {
        // One line: column 0 from 1:1 of a.ts, column 4 from 2:3, column 9 from nowhere.
        let json = r#"{"version":3,"sourceRoot":"src","sources":["a.ts"],"names":[],"mappings":"AAAA,IACE,K"}"#;
        let map = PositionMap::parse(json).expect("a map");
        let at = |line, column| map.original(line, column).map(|place| (place.source, place.line, place.column));
        assert_eq!(at(1, 1), Some(("src/a.ts", 1, 1)));
        assert_eq!(at(1, 4), Some(("src/a.ts", 1, 1)));
        assert_eq!(at(1, 5), Some(("src/a.ts", 2, 3)));
        assert_eq!(at(1, 99), None);
        assert_eq!(at(2, 1), None);
        assert_eq!(at(0, 0), None);
        assert_eq!(PositionMap::parse(&format!(")]}}'\n{json}")).as_ref(), Ok(&map));
    }

    #[test]
    fn damaged_maps_are_refused() {
        for json in ["", "{", "[]", "{}", r#"{"version":3}"#, r#"{"version":3,"sources":[],"names":[],"mappings":"!"}"#]
        {
            assert!(PositionMap::parse(json).is_err(), "{json}");
        }
    }

    #[test]
    fn maps_that_point_outside_have_no_answer() {
        let json = r#"{"version":3,"sources":[],"names":[],"mappings":"AAAA"}"#;
        assert!(PositionMap::parse(json).map_or(true, |map| map.original(1, 1).is_none()), "refused, or no answer");
    }
}
