//! Edits of a text that remember where everything came from.

use oxc_span::Span;

/// A piece of what is put into a text.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    Text(String),
    /// What stands there in the text that is edited, itself edited.
    Range(Span),
}

/// Replacements in a text, none of which overlaps another unless it lies within a range that the other keeps.
#[derive(Debug, Default)]
pub(crate) struct Edits {
    edits: Vec<(Span, Vec<Part>)>,
}

/// A text that was edited.
#[derive(Debug, Default)]
pub(crate) struct Edited {
    pub text: String,
    /// Where in the text pieces of the original stand: offset there, offset in the original. Ascending by the first.
    pieces: Vec<(usize, usize)>,
}

impl Edits {
    pub(crate) fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// Puts parts in place of a span, which may be empty. Of several edits at one place the earlier comes first.
    pub(crate) fn replace(&mut self, span: Span, parts: Vec<Part>) {
        self.edits.push((span, parts));
    }

    pub(crate) fn insert(&mut self, at: u32, text: impl Into<String>) {
        self.replace(Span::empty(at), vec![Part::Text(text.into())]);
    }

    pub(crate) fn remove(&mut self, span: Span) {
        self.replace(span, Vec::new());
    }

    pub(crate) fn put(&mut self, span: Span, text: impl Into<String>) {
        self.replace(span, vec![Part::Text(text.into())]);
    }

    /// The text with all edits made.
    pub(crate) fn apply(mut self, text: &str) -> Edited {
        // Of two edits that begin together the insertion comes first, then the larger one.
        self.edits.sort_by_key(|(span, _)| (span.start, !span.is_empty(), std::cmp::Reverse(span.end)));
        let mut edited = Edited::default();
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.render(text, Span::new(0, end), &mut edited, None);
        edited
    }

    /// Appends a range with the edits inside it; `around` is the edit that keeps it.
    fn render(&self, text: &str, range: Span, edited: &mut Edited, around: Option<usize>) {
        let mut at = range.start;
        let first = around.map_or(0, |index| index + 1);
        for (index, (span, parts)) in self.edits.iter().enumerate().skip(first) {
            if span.start < at || span.end > range.end {
                continue;
            }
            edited.keep(text, at, span.start);
            for part in parts {
                match part {
                    Part::Text(new) => edited.text.push_str(new),
                    Part::Range(kept) => self.render(text, *kept, edited, Some(index)),
                }
            }
            at = span.end;
        }
        edited.keep(text, at, range.end);
    }
}

impl Edited {
    fn keep(&mut self, text: &str, start: u32, end: u32) {
        if start < end {
            self.pieces.push((self.text.len(), start as usize));
            self.text.push_str(&text[start as usize..end as usize]);
        }
    }

    /// Where in the original the text at an offset stood, or what is kept nearest before it.
    pub(crate) fn original(&self, offset: usize) -> usize {
        let after = self.pieces.partition_point(|&(start, _)| start <= offset);
        let Some(index) = after.checked_sub(1) else { return 0 };
        let (start, original) = self.pieces[index];
        // Beyond the piece there is only what was put in.
        let length = self.pieces.get(after).map_or(usize::MAX, |next| next.0 - start);
        original + (offset - start).min(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_and_remembered() {
        let mut edits = Edits::default();
        edits.replace(
            Span::new(2, 6),
            vec![Part::Text("<".into()), Part::Range(Span::new(3, 5)), Part::Text(">".into())],
        );
        edits.replace(Span::new(3, 4), vec![Part::Text("!".into())]);
        edits.insert(0, "^");
        edits.remove(Span::new(7, 8));
        let edited = edits.apply("abcdefghi");
        assert_eq!(edited.text, "^ab<!e>gi");
        for (offset, character) in edited.text.char_indices().filter(|(_, character)| character.is_alphabetic()) {
            assert_eq!("abcdefghi".as_bytes()[edited.original(offset)] as char, character);
        }
    }
}
