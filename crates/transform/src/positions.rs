//! Byte offsets as lines and columns.

/// Where the lines of a text start. Lines and columns are counted from 0, columns in UTF-16 code units, as engines count.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text (ECMA-262 12.3: LF, CR, CR LF, LS and PS end them).
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let later = memchr::memchr3_iter(b'\n', b'\r', 0xe2, bytes).filter_map(|at| match bytes[at..] {
            [b'\r', b'\n', ..] => None,
            [b'\n' | b'\r', ..] => Some(at + 1),
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => Some(at + 3),
            _ => None,
        });
        Self { text, starts: std::iter::once(0).chain(later).collect() }
    }

    /// Line and column of a byte offset. An offset beyond the end, or within a character, counts as the character before.
    #[must_use]
    pub fn place(&self, offset: usize) -> (u32, u32) {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= end) - 1;
        let column = self.text[self.starts[line]..end].encode_utf16().count();
        (clamp(line), clamp(column))
    }

    /// The byte offset of a line and column; the end of the line where the column is beyond it.
    #[must_use]
    pub fn offset(&self, line: u32, column: u32) -> Option<usize> {
        let start = *self.starts.get(line as usize)?;
        let end = self.starts.get(line as usize + 1).copied().unwrap_or(self.text.len());
        let mut left = column as usize;
        for (at, character) in self.text[start..end].char_indices() {
            if left == 0 {
                return Some(start + at);
            }
            left = left.saturating_sub(character.len_utf16());
        }
        Some(end)
    }

    /// The text of a line without its end.
    #[must_use]
    pub fn text(&self, line: u32) -> Option<&'a str> {
        let rest = &self.text[*self.starts.get(line as usize)?..];
        Some(rest.split(['\n', '\r', '\u{2028}', '\u{2029}']).next().unwrap_or(rest))
    }
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn offsets_and_places_correspond() {
        let text = "a\nb\u{1f600}c\r\n\u{e9}\rd\u{2028}e";
        let lines = Lines::of(text);
        for (offset, _) in text.char_indices().filter(|&(_, character)| character != '\n') {
            let (line, column) = lines.place(offset);
            assert_eq!(lines.offset(line, column), Some(offset), "{line}:{column}");
        }
        assert_eq!(lines.place(7), (1, 3));
        assert_eq!(lines.place(usize::MAX), (4, 1));
        assert_eq!(lines.offset(9, 0), None);
    }

    #[test]
    fn offsets_become_lines_and_columns() {
        // (text, offset, line, column)
        let cases: &[(&str, usize, u32, u32)] = &[
            ("", 0, 0, 0),
            ("abc", 0, 0, 0),
            ("abc", 2, 0, 2),
            ("abc", 9, 0, 3),
            ("a\nb", 1, 0, 1),
            ("a\nb", 2, 1, 0),
            ("a\r\nb", 2, 0, 2),
            ("a\r\nb", 3, 1, 0),
            ("a\rb", 2, 1, 0),
            ("a\u{2028}b", 4, 1, 0),
            ("a\u{2013}b", 4, 0, 2),
            ("\u{1f600}x", 4, 0, 2),
            ("\u{1f600}x", 2, 0, 0),
            ("\n\n\n", 3, 3, 0),
        ];
        for &(text, offset, line, column) in cases {
            assert_eq!(Lines::of(text).place(offset), (line, column), "{text:?} {offset}");
        }
    }

    #[test]
    fn lines_are_found_by_number() {
        let lines = Lines::of("a\nbc\r\n\rd\u{2029}e");
        let texts: Vec<_> = (0..7).map(|line| lines.text(line)).collect();
        assert_eq!(texts, [Some("a"), Some("bc"), Some(""), Some("d"), Some("e"), None, None]);
    }
}
