//! Erasing in place: what only TypeScript understands becomes white space of the same size.
//!
//! What is left has to mean without its types what it meant with them. Where a line end would now end a statement, or no
//! longer end one, a semicolon or a parenthesis is put into the white space (ECMA-262 12.10, automatic semicolon insertion).

mod bindings;
mod class;
mod holes;
mod module;
mod statement;
mod trivia;
mod visit;

pub(crate) use statement::has_values;
pub(crate) use trivia::words;

use oxc_ast::ast::Program;
use oxc_ast_visit::Visit;
use oxc_semantic::{Scoping, SemanticBuilder};
use oxc_span::Span;
use rustc_hash::FxHashSet;

use crate::{Language, Settings, Source};
use holes::Holes;

/// The text with its TypeScript erased; `None` where it has syntax that has to be rewritten.
pub(crate) fn erase(source: &Source<'_>, settings: &Settings, program: &Program<'_>) -> Option<String> {
    if source.language == Language::Jsx {
        return None;
    }
    let scoping = bindings::are_needed(program)
        .then(|| SemanticBuilder::new().with_build_nodes(false).build(program).semantic.into_scoping());
    let mut eraser = Eraser {
        text: source.text,
        settings,
        scoping,
        holes: Holes::default(),
        open_ends: FxHashSet::default(),
        trailing: Vec::new(),
        needs_rewriting: false,
    };
    eraser.visit_program(program);
    eraser.finish()
}

struct Eraser<'a> {
    text: &'a str,
    settings: &'a Settings,
    /// Who refers to what; only where that decides what is erased.
    scoping: Option<Scoping>,
    holes: Holes,
    /// Where statements and fields end that have no semicolon of their own.
    open_ends: FxHashSet<u32>,
    /// Holes after which a statement may end.
    trailing: Vec<Span>,
    needs_rewriting: bool,
}

impl Eraser<'_> {
    /// Erases a span.
    fn erase(&mut self, span: Span) {
        self.holes.add(span);
    }

    /// Erases a whole statement or class member. The semicolon keeps what stands before it from going on behind it.
    fn erase_statement(&mut self, span: Span) {
        self.holes.add(span);
        self.holes.put(span.start, b';');
    }

    /// Erases a span after which a statement may end.
    fn erase_trailing(&mut self, span: Span) {
        self.holes.add(span);
        self.trailing.push(span);
    }

    fn needs_rewriting(&mut self) {
        self.needs_rewriting = true;
    }

    /// Remembers where a statement or field ends, if nothing but the line's end says so.
    fn note_end(&mut self, span: Span) {
        if !matches!(self.text.as_bytes().get(span.end as usize - 1), Some(b';' | b'}')) {
            self.open_ends.insert(span.end);
        }
    }

    fn finish(mut self) -> Option<String> {
        for hole in std::mem::take(&mut self.trailing) {
            if self.open_ends.contains(&hole.end) && self.would_go_on(hole.end) {
                self.holes.put(hole.start, b';');
            }
        }
        if self.needs_rewriting { None } else { self.holes.apply(self.text) }
    }

    /// Whether what stands after `end` would be taken for more of the expression before it.
    fn would_go_on(&self, end: u32) -> bool {
        let next = trivia::skip(self.text, end) as usize;
        let rest = &self.text.as_bytes()[next..];
        match rest {
            [b'(' | b'[' | b'`' | b'+' | b'-' | b'*' | b'/' | b'<' | b'.' | b'?', ..] => true,
            _ => rest.starts_with(b"in ") || rest.starts_with(b"instanceof "),
        }
    }
}
