//! What is to be overwritten, and how.

use oxc_span::Span;

/// Spans to be overwritten with white space, and single characters put into them.
#[derive(Debug, Default)]
pub(super) struct Holes {
    spans: Vec<Span>,
    put: Vec<(u32, u8)>,
}

impl Holes {
    pub(super) fn add(&mut self, span: Span) {
        if span.start < span.end {
            self.spans.push(span);
        }
    }

    /// Puts an ASCII character at an offset within a hole.
    pub(super) fn put(&mut self, at: u32, character: u8) {
        self.put.push((at, character));
    }

    /// The text with the holes made; `None` where a character would have to take the place of a larger one.
    pub(super) fn apply(mut self, text: &str) -> Option<String> {
        if self.spans.is_empty() {
            return Some(text.to_owned());
        }
        self.spans.sort_unstable_by_key(|span| span.start);
        let mut erased = String::with_capacity(text.len());
        let mut done = 0;
        for span in &self.spans {
            let (start, end) = (span.start as usize, span.end as usize);
            if end <= done {
                continue;
            }
            let start = start.max(done);
            erased.push_str(&text[done..start]);
            text[start..end].chars().for_each(|character| erased.push_str(white_space_like(character)));
            done = end;
        }
        erased.push_str(&text[done..]);
        self.fill(text, erased)
    }

    fn fill(self, text: &str, erased: String) -> Option<String> {
        let mut bytes = erased.into_bytes();
        for (at, character) in self.put {
            let at = at as usize;
            if !text.as_bytes()[at].is_ascii() {
                return None;
            }
            bytes[at] = character;
        }
        String::from_utf8(bytes).ok()
    }
}

/// White space of the same length in UTF-8 and in UTF-16; line ends stay.
fn white_space_like(character: char) -> &'static str {
    match character {
        '\n' => "\n",
        '\r' => "\r",
        '\t' => "\t",
        '\u{2028}' => "\u{2028}",
        '\u{2029}' => "\u{2029}",
        _ => match character.len_utf8() {
            1 => " ",
            2 => "\u{a0}",
            3 => "\u{feff}",
            _ => "\u{a0}\u{a0}",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_as_long_as_what_it_replaces() {
        for character in ['a', '\u{e9}', '\u{20ac}', '\u{1f600}', '\n', '\u{2028}'] {
            let white = white_space_like(character);
            assert_eq!(white.len(), character.len_utf8(), "{character:?}");
            assert_eq!(white.encode_utf16().count(), character.len_utf16(), "{character:?}");
            assert!(white.chars().all(|character| character.is_whitespace() || character == '\u{feff}'));
        }
    }

    #[test]
    fn holes_may_overlap() {
        let mut holes = Holes::default();
        holes.add(Span::new(1, 4));
        holes.add(Span::new(2, 3));
        holes.add(Span::new(3, 5));
        holes.put(1, b';');
        assert_eq!(holes.apply("abcdefg").as_deref(), Some("a;   fg"));
        let mut holes = Holes::default();
        holes.add(Span::new(0, 2));
        holes.put(0, b';');
        assert_eq!(holes.apply("\u{e9}"), None);
    }
}
