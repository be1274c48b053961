//! What is another on each machine, or on each run: it stands in the pages as it was once, and does not count.

use std::sync::LazyLock;

use regex_lite::Regex;

/// A pattern, and what stands in its place when lines are compared. The first that matches comes first.
const MASKS: [(&str, &str); 9] = [
    // Digests, whole (a file's with its directory) or shortened.
    (r"\b([0-9a-f]/)?[0-9a-f]{64}\b", "DIGEST"),
    (r"\b[0-9a-f]{12}\.\.\.", "DIGEST"),
    // Points in time.
    (r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME"),
    // Durations, and how old something is.
    (r"\b\d+(\.\d+)? (us|ms|s)\b", "DURATION"),
    (r#""(us|saved_us)":-?\d+"#, "DURATION"),
    (r"\b\d+[smhd]\b", "AGE"),
    // Sizes, and places that follow from them.
    (r"\b\d+(\.\d+)? (B|KiB|MiB|bytes)\b( at \d+)?", "SIZE"),
    (r#""(bytes|size|offset|length|packed_length)":\d+"#, "SIZE"),
    // Columns are as wide as what is in them.
    (r"\s+", " "),
];

/// The line with all of it replaced.
pub fn masked(line: &str) -> String {
    static PATTERNS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
        MASKS.map(|(pattern, name)| (Regex::new(pattern).expect("a pattern that was tried"), name)).into()
    });
    PATTERNS.iter().fold(line.to_owned(), |line, (pattern, name)| pattern.replace_all(&line, *name).into_owned())
}
