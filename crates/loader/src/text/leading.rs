//! Whether a file begins with module syntax: what a compiler needs to know before it has parsed anything.

/// Whether the first statement of `text`, directives aside, is an import or export declaration.
///
/// Looks at the head of the text only and allocates nothing. Conservative: `true` is certain for text that parses as a
/// module; `false` may also mean that the head was too unusual to tell.
#[must_use]
pub fn starts_with_module_syntax(text: &str) -> bool {
    first_module_syntax(text).is_some()
}

/// The byte offset of the `import` or `export` that [`starts_with_module_syntax`] found.
#[must_use]
pub fn first_module_syntax(text: &str) -> Option<usize> {
    let mut head = Head { text: text.as_bytes(), at: 0 };
    head.skip_hashbang();
    loop {
        head.skip_trivia();
        if !head.skip_directive() {
            break;
        }
    }
    let start = head.at;
    let is_declaration = head.take_word(b"export")
        || head.take_word(b"import") && {
            head.skip_trivia();
            // `import(` and `import.` are expressions.
            !matches!(head.peek(), Some(b'(' | b'.') | None)
        };
    is_declaration.then_some(start)
}

/// The part of a text that has not been looked at.
struct Head<'a> {
    text: &'a [u8],
    at: usize,
}

impl Head<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn rest(&self) -> &[u8] {
        &self.text[self.at..]
    }

    /// ECMA-262 12.5: a hashbang is a comment at the very start.
    fn skip_hashbang(&mut self) {
        if self.rest().starts_with(b"#!") {
            self.skip_line();
        }
    }

    /// Skips white space, line ends and comments (ECMA-262 12.2 to 12.4).
    fn skip_trivia(&mut self) {
        loop {
            match self.rest() {
                [b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c, ..] => self.at += 1,
                // No-break space, byte order mark, line and paragraph separator.
                [0xc2, 0xa0, ..] => self.at += 2,
                [0xef, 0xbb, 0xbf, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..] => self.at += 3,
                [b'/', b'/', ..] => self.skip_line(),
                [b'/', b'*', inside @ ..] => match memchr::memmem::find(inside, b"*/") {
                    Some(length) => self.at += length + 4,
                    None => self.at = self.text.len(),
                },
                _ => return,
            }
        }
    }

    /// Skips to the end of the line, whatever ends it (ECMA-262 12.3).
    fn skip_line(&mut self) {
        let rest = self.rest();
        let end = memchr::memchr3_iter(b'\n', b'\r', 0xe2, rest)
            .find(|&end| rest[end] != 0xe2 || matches!(rest[end..], [_, 0x80, 0xa8 | 0xa9, ..]));
        self.at += end.unwrap_or(rest.len());
    }

    /// Skips a string that is a statement by itself. Where it is not known to be one, nothing that follows it can be
    /// taken for a declaration: after an operator comes neither `import` nor `export` as a word of its own.
    fn skip_directive(&mut self) -> bool {
        let Some(quote @ (b'"' | b'\'')) = self.peek() else { return false };
        let inside = &self.rest()[1..];
        let Some(end) = memchr::memchr3(quote, b'\\', b'\n', inside) else { return false };
        if inside[end] != quote {
            return false;
        }
        self.at += end + 2;
        self.skip_trivia();
        if self.peek() == Some(b';') {
            self.at += 1;
        }
        true
    }

    /// Steps over `word`, if it is the next one whole.
    fn take_word(&mut self, word: &[u8]) -> bool {
        let Some(after) = self.rest().strip_prefix(word) else { return false };
        let continues = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'\\' | 0x80..);
        if after.first().is_some_and(|&byte| continues(byte)) {
            return false;
        }
        self.at += word.len();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::first_module_syntax;

    #[test]
    fn declarations_are_found_at_the_head_alone() {
        // (text, offset of the declaration)
        let cases: &[(&str, Option<usize>)] = &[
            ("", None),
            ("import 'a'", Some(0)),
            ("import'a'", Some(0)),
            ("import{a}from'a'", Some(0)),
            ("import*as a from'a'", Some(0)),
            ("import/* c */'a'", Some(0)),
            ("export{}", Some(0)),
            ("export default 1", Some(0)),
            ("export*from'a'", Some(0)),
            ("import source x from 'a'", Some(0)),
            ("\u{feff}import 'a'", Some(3)),
            ("#!/usr/bin/env x\nimport 'a'", Some(17)),
            ("// c\n/* d\n */ import 'a'", Some(14)),
            ("// c\r\nexport {}", Some(6)),
            ("// c\u{2028}export {}", Some(7)),
            ("// \u{2013} c\nexport {}", Some(9)),
            ("\u{a0}\u{2029}\t\x0b\x0c export {}", Some(9)),
            ("'use strict';import 'a'", Some(13)),
            ("\"use strict\"\n'b' ; export {}", Some(19)),
            ("import('a')", None),
            ("import ('a')", None),
            ("import/**/.meta", None),
            ("import.source('a')", None),
            ("import", None),
            ("imports", None),
            ("import_x", None),
            ("import$", None),
            ("import\u{e9}", None),
            ("importa 'x'", None),
            ("exports.a = 1", None),
            ("export\\u0061", None),
            ("var a; import 'a'", None),
            ("'use strict' + import.meta", None),
            ("'it\\'s'; import 'a'", None),
            ("/* import 'a'", None),
            ("'use strict", None),
            ("#! import", None),
            ("a/* */import", None),
        ];
        for (text, offset) in cases {
            assert_eq!(first_module_syntax(text), *offset, "{text:?}");
        }
    }
}
