//! The function around the text of a CommonJS module (Node documentation, "Modules: CommonJS modules", the module wrapper).

use crate::{CompileError, CompileErrorKind};

/// On a line of its own, before the first line of the module, so that no line or column of the text moves.
const HEAD: &str = "(function (exports, require, module, __filename, __dirname) {\n";
const TAIL: &str = "\n})";

/// The text that a CommonJS module is compiled from. Its functions' texts are cut out of this one, so that it is also what
/// [`Host::source`](crate::Host::source) has to give back.
pub fn wrap_common_js(text: &str) -> String {
    let mut wrapped = String::with_capacity(HEAD.len() + text.len() + TAIL.len());
    wrapped.push_str(HEAD);
    match text.strip_prefix("#!") {
        // ECMA-262 12.5: a hashbang is a comment at the very start only.
        Some(rest) => {
            wrapped.push_str("//");
            wrapped.push_str(rest);
        }
        None => wrapped.push_str(text),
    }
    wrapped.push_str(TAIL);
    wrapped
}

/// The error of a text that closes the function around it: the brace ends at the byte `end` of the wrapped text.
pub(crate) fn stray_brace(wrapped: &str, end: usize) -> CompileError {
    let before = wrapped.get(HEAD.len()..end.saturating_sub(1)).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() + 1;
    let column = before[line_start..].encode_utf16().count() + 1;
    CompileError {
        kind: CompileErrorKind::Syntax,
        message: "unexpected token: '}'".to_owned(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashbang_becomes_a_comment_of_the_same_length() {
        assert_eq!(wrap_common_js("#!/usr/bin/env node\nx"), format!("{HEAD}///usr/bin/env node\nx{TAIL}"));
    }

    #[test]
    fn a_stray_brace_is_placed_in_the_text() {
        let text = "a();\n  }); b(";
        let end = HEAD.len() + text.find('}').expect("it is there") + 1;
        let error = stray_brace(&wrap_common_js(text), end);
        assert_eq!((error.line, error.column), (2, 3));
    }
}
