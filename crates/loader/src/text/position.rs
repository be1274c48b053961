//! Byte offsets as lines and columns.

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// 1-based line.
    pub line: u32,
    /// 1-based column in UTF-16 code units, as JavaScript engines count.
    pub column: u32,
}

impl Position {
    /// The place of a byte offset; an offset beyond the end, or within a character, counts as the character before.
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let starts = line_starts(text).take_while(|start| *start <= end);
        let (line, start) = starts.fold((1, 0), |(line, _), start| (line + 1, start));
        let column = 1 + text[start..end].encode_utf16().count();
        Self { line: clamp(line), column: clamp(column) }
    }
}

/// The text of a 1-based line without its end.
#[must_use]
pub fn line_text(text: &str, line: u32) -> Option<&str> {
    let start = match line.checked_sub(2) {
        None if line == 0 => return None,
        None => 0,
        Some(index) => line_starts(text).nth(index as usize)?,
    };
    let rest = &text[start..];
    Some(rest.split(['\n', '\r', '\u{2028}', '\u{2029}']).next().unwrap_or(rest))
}

/// Where the second line and those after it start (ECMA-262 12.3: LF, CR, CR LF, LS and PS end lines).
fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr::memchr3_iter(b'\n', b'\r', 0xe2, bytes).filter_map(|at| match bytes[at..] {
        [b'\r', b'\n', ..] => None,
        [b'\n' | b'\r', ..] => Some(at + 1),
        [0xe2, 0x80, 0xa8 | 0xa9, ..] => Some(at + 3),
        _ => None,
    })
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_become_lines_and_columns() {
        // (text, offset, line, column)
        let cases: &[(&str, usize, u32, u32)] = &[
            ("", 0, 1, 1),
            ("abc", 0, 1, 1),
            ("abc", 2, 1, 3),
            ("abc", 9, 1, 4),
            ("a\nb", 1, 1, 2),
            ("a\nb", 2, 2, 1),
            ("a\r\nb", 2, 1, 3),
            ("a\r\nb", 3, 2, 1),
            ("a\rb", 2, 2, 1),
            ("a\u{2028}b", 4, 2, 1),
            ("a\u{2013}b", 4, 1, 3),
            ("\u{1f600}x", 4, 1, 3),
            ("\u{1f600}x", 2, 1, 1),
            ("\n\n\n", 3, 4, 1),
        ];
        for &(text, offset, line, column) in cases {
            assert_eq!(Position::of(text, offset), Position { line, column }, "{text:?} {offset}");
        }
    }

    #[test]
    fn lines_are_found_by_number() {
        let text = "a\nbc\r\n\rd\u{2029}e";
        let lines: Vec<_> = (0..8).map(|line| line_text(text, line)).collect();
        assert_eq!(lines, [None, Some("a"), Some("bc"), Some(""), Some("d"), Some("e"), None, None]);
    }
}
