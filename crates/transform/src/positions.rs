//! Byte offsets as lines and columns, many of one text.

/// Where the lines of a text start.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' => starts.push(at + 1),
                b'\r' if bytes.get(at + 1) != Some(&b'\n') => starts.push(at + 1),
                // LINE SEPARATOR and PARAGRAPH SEPARATOR end lines too (ECMA-262 12.3).
                0xe2 if matches!(bytes[at..], [_, 0x80, 0xa8 | 0xa9, ..]) => starts.push(at + 3),
                _ => {}
            }
        }
        Self { text, starts }
    }

    /// Line and column of a byte offset, both counted from 0, the column in UTF-16 code units. An offset beyond the end, or
    /// within a character, counts as the character before.
    pub(crate) fn place(&self, offset: usize) -> (u32, u32) {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= end) - 1;
        let column = self.text[self.starts[line]..end].encode_utf16().count();
        (clamp(line), clamp(column))
    }

    /// The byte offset of a line and column counted from 0; the end of the line where the column is beyond it.
    pub(crate) fn offset(&self, line: u32, column: u32) -> Option<usize> {
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
}
