//! The metadata at the top of a test: YAML between `/*---` and `---*/` (test262, INTERPRETING.md).

use saphyr::{LoadableYamlNode, Yaml};

/// What a test says about how it must be run and judged.
#[derive(Clone, Default)]
pub struct FrontMatter {
    pub flags: Vec<String>,
    /// Harness files beyond the usual ones.
    pub includes: Vec<String>,
    /// Present where the test must end in an error.
    pub negative: Option<Negative>,
}

/// The error that a test must end in.
#[derive(Clone)]
pub struct Negative {
    pub phase: Phase,
    /// The name of the error's constructor.
    pub error_type: String,
}

/// When the error must occur.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// While the test's own text is parsed.
    Parse,
    /// While its imports are resolved, before anything runs.
    Resolution,
    /// While it runs.
    Runtime,
}

impl FrontMatter {
    /// Reads the metadata of a test's text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (_, rest) = text.split_once("/*---").ok_or("no front matter")?;
        let (yaml, _) = rest.split_once("---*/").ok_or("front matter without end")?;
        let documents = Yaml::load_from_str(yaml).map_err(|error| error.to_string())?;
        let document = documents.first().ok_or("empty front matter")?;
        let list = |name: &str| strings(document.as_mapping_get(name));
        Ok(Self {
            flags: list("flags"),
            includes: list("includes"),
            negative: document.as_mapping_get("negative").map(negative).transpose()?,
        })
    }

    /// Whether the test carries a flag.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|own| own == flag)
    }
}

fn strings(node: Option<&Yaml<'_>>) -> Vec<String> {
    let items = node.and_then(|node| node.as_sequence()).into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn negative(node: &Yaml<'_>) -> Result<Negative, String> {
    let field = |name: &str| node.as_mapping_get(name).and_then(|value| value.as_str());
    let phase = match field("phase") {
        Some("parse") => Phase::Parse,
        Some("resolution") => Phase::Resolution,
        Some("runtime") => Phase::Runtime,
        phase => return Err(format!("unknown phase {phase:?}")),
    };
    Ok(Negative { phase, error_type: field("type").ok_or("negative without type")?.to_owned() })
}
