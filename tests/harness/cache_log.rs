//! The lines of `--cache-log=json`, taken out of a run's stderr.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Failure;

/// The reasons a miss can have; no other may be printed.
const REASONS: [&str; 15] = [
    "absent",
    "source-changed",
    "engine-mismatch",
    "format-mismatch",
    "options-mismatch",
    "truncated",
    "corrupt",
    "engine-rejected",
    "io-error",
    "untrusted",
    "read-only",
    "not-a-file",
    "too-large",
    "quarantined",
    "disabled",
];

/// What the cache did for each module of one run.
pub struct CacheLog {
    /// One row a module, in the order printed.
    pub rows: Vec<Row>,
}

/// One module's line.
pub struct Row {
    /// The module's URL.
    pub module: String,
    /// `None` for a hit, the reason for a miss.
    pub miss: Option<String>,
}

/// The last line's totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Summary {
    hits: u64,
    misses: u64,
    modules: u64,
}

impl CacheLog {
    /// Separates the log's lines from what the program wrote to stderr, and checks what every log must keep to: the schema,
    /// the two outcomes, a known reason with every miss and none with a hit, one last summary that agrees with the lines.
    pub fn split(stderr: &[u8]) -> Result<(Self, Vec<u8>), Failure> {
        let (mut rows, mut summaries, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        for line in stderr.split_inclusive(|&byte| byte == b'\n') {
            match serde_json::from_slice::<Value>(line) {
                Ok(value) if value["schema"] == 1 && value["summary"].is_object() => {
                    summaries.push(parse_summary(&value["summary"])?);
                }
                Ok(value) if value["schema"] == 1 => rows.push(parse_row(&value)?),
                _ => rest.extend_from_slice(line),
            }
        }
        let [summary] = summaries[..] else {
            return Err(format!("{} summary lines in the cache log\n{}", summaries.len(), lossy(stderr)).into());
        };
        let misses = rows.iter().filter(|row| row.miss.is_some()).count() as u64;
        let modules = rows.len() as u64;
        let counted = Summary { hits: modules - misses, misses, modules };
        if counted != summary {
            return Err(format!("the cache log's lines count {counted:?}, its summary {summary:?}").into());
        }
        Ok((Self { rows }, rest))
    }

    /// The modules that missed, with their reasons.
    pub fn misses(&self) -> BTreeMap<&str, &str> {
        self.rows.iter().filter_map(|row| Some((row.module.as_str(), row.miss.as_deref()?))).collect()
    }

    /// Fails unless every module was a hit, and there was one.
    pub fn expect_all_hits(&self) -> Result<(), Failure> {
        self.expect_misses(&[])
    }

    /// Fails unless exactly these modules (URLs) missed and at least one module is logged.
    pub fn expect_misses(&self, expected: &[String]) -> Result<(), Failure> {
        let misses = self.misses();
        let unexpected: Vec<_> = misses.iter().filter(|(module, _)| !expected.iter().any(|e| e == *module)).collect();
        let absent: Vec<_> = expected.iter().filter(|module| !misses.contains_key(module.as_str())).collect();
        match () {
            () if self.rows.is_empty() => Err("the cache log names no module".into()),
            () if !unexpected.is_empty() => Err(format!("missed the cache: {unexpected:?}").into()),
            () if !absent.is_empty() => Err(format!("expected to miss the cache, but did not: {absent:?}").into()),
            () => Ok(()),
        }
    }
}

fn parse_row(value: &Value) -> Result<Row, Failure> {
    let malformed = || Failure::from(format!("malformed line in the cache log: {value}"));
    let module = value["module"].as_str().ok_or_else(malformed)?.to_owned();
    if !value["us"].is_u64() {
        return Err(malformed());
    }
    match (value["outcome"].as_str(), &value["reason"]) {
        (Some("hit"), Value::Null) => Ok(Row { module, miss: None }),
        (Some("miss"), Value::String(reason)) if REASONS.contains(&reason.as_str()) => {
            Ok(Row { module, miss: Some(reason.clone()) })
        }
        _ => Err(malformed()),
    }
}

fn parse_summary(value: &Value) -> Result<Summary, Failure> {
    let field = |name: &str| value[name].as_u64().ok_or_else(|| format!("no number {name} in the summary {value}"));
    field("us")?;
    Ok(Summary { hits: field("hits")?, misses: field("misses")?, modules: field("modules")? })
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
