//! The last line of `--cache-log=json`.

use anyhow::{Context, Result};
use serde_json::Value;

/// How many modules a run took from the cache, and how many not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheSummary {
    pub hits: u64,
    pub misses: u64,
}

impl CacheSummary {
    /// Finds the summary among the lines that a run wrote to stderr.
    pub fn find(stderr: &[u8]) -> Result<Self> {
        let text = String::from_utf8_lossy(stderr);
        let summary = text.lines().rev().find_map(|line| {
            let mut value: Value = serde_json::from_str(line).ok()?;
            value.get_mut("summary").map(Value::take)
        });
        let summary = summary.with_context(|| format!("no summary in the cache log:\n{text}"))?;
        let field = |name: &str| summary[name].as_u64().with_context(|| format!("no {name} in {summary}"));
        Ok(Self { hits: field("hits")?, misses: field("misses")? })
    }
}
