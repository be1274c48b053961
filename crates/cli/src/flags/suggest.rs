//! What a mistyped word was probably meant to be.

/// How alike two words must be (Damerau-Levenshtein, 0 to 1) for one to be offered instead of the other. At 0.7 a word of
/// ten letters may have three wrong.
const LIKENESS: f64 = 0.7;

/// The candidate nearest to `typed`, if any is near: at most one, and never `typed` itself.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .filter(|candidate| *candidate != typed)
        .map(|candidate| (strsim::normalized_damerau_levenshtein(typed, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= LIKENESS)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn offers_the_nearest_word_only() {
        let words = ["cache-dir", "cache-log", "color"];
        assert_eq!(nearest("cache-dri", words), Some("cache-dir"));
        assert_eq!(nearest("colour", words), Some("color"));
        assert_eq!(nearest("inspect", words), None);
        assert_eq!(nearest("color", ["color"]), None);
    }
}
