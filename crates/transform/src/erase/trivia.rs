//! White space and comments between the parts of a node.

/// The offset of the first character at or after `at` that is neither white space nor comment.
pub(super) fn skip(text: &str, at: u32) -> u32 {
    let bytes = text.as_bytes();
    let mut at = at as usize;
    loop {
        match &bytes[at.min(bytes.len())..] {
            [b'/', b'/', rest @ ..] => at += 2 + line_length(rest),
            [b'/', b'*', rest @ ..] => at += memchr::memmem::find(rest, b"*/").map_or(rest.len() + 2, |end| end + 4),
            [] => return clamp(bytes.len()),
            _ => match text[at..].chars().next() {
                Some(character) if character.is_whitespace() || character == '\u{feff}' => at += character.len_utf8(),
                _ => return clamp(at),
            },
        }
    }
}

/// The words and marks between `start` and `end`, comments left out, with their offsets.
pub(crate) fn words(text: &str, start: u32, end: u32) -> impl Iterator<Item = (u32, &str)> {
    let mut at = start;
    std::iter::from_fn(move || {
        let from = skip(text, at);
        if from >= end {
            return None;
        }
        let rest = &text[from as usize..end as usize];
        let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '$');
        let length = rest.find(|character: char| !is_part(character)).unwrap_or(rest.len());
        let length = if length == 0 { rest.chars().next().map_or(1, char::len_utf8) } else { length };
        at = from + clamp(length);
        Some((from, &rest[..length]))
    })
}

/// Whether a line ends between the two offsets.
pub(super) fn has_line_end(text: &str, start: u32, end: u32) -> bool {
    text[start as usize..end as usize].contains(['\n', '\r', '\u{2028}', '\u{2029}'])
}

fn line_length(rest: &[u8]) -> usize {
    let text = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    text.unwrap_or(rest.len())
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_white_space_are_skipped() {
        assert_eq!(skip(" /* a */ // b\n\u{a0}x", 0), 16);
        assert_eq!(skip("/* a", 0), 4);
        assert_eq!(skip("", 0), 0);
        let found: Vec<_> = words("public /* static */ readonly [x]", 0, 29).collect();
        assert_eq!(found, [(0, "public"), (20, "readonly")]);
        let found: Vec<_> = words("a ?  :b", 1, 7).collect();
        assert_eq!(found, [(2, "?"), (5, ":"), (6, "b")]);
    }
}
