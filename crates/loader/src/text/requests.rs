//! The literal `require()`s of a text.

use memchr::memmem;
use oxc_allocator::Allocator;
use oxc_ast::ast::CallExpression;
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::SourceType;

use super::exports::{push_new, require_call};

/// What a CommonJS module asks for by `require('...')`, in source order, each once; types in the text do not matter. Whether
/// a call is ever reached, and whether its `require` is the module's own, is not looked at: that some of these mean nothing
/// says nothing about the program. Empty for text that does not parse.
#[must_use]
pub fn common_js_requests(text: &str) -> Vec<String> {
    if memmem::find(text.as_bytes(), b"require").is_none() {
        return Vec::new();
    }
    let found = [SourceType::cjs(), SourceType::ts()].into_iter().find_map(|kind| requests_of(text, kind));
    found.unwrap_or_default()
}

fn requests_of(text: &str, kind: SourceType) -> Option<Vec<String>> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, kind).parse();
    if parsed.panicked || !parsed.diagnostics.is_empty() {
        return None;
    }
    let mut requests = Requests::default();
    requests.visit_program(&parsed.program);
    Some(requests.0)
}

#[derive(Default)]
struct Requests(Vec<String>);

impl<'a> Visit<'a> for Requests {
    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if let Some(request) = require_call(call) {
            push_new(&mut self.0, request);
        }
        walk::walk_call_expression(self, call);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literal_requests_are_found_wherever_they_stand() {
        let text = "#!/usr/bin/env node\nconst a = require('a');\nfunction b() { return require(\"b\").c; }\n\
                    require(d); require('e', 1); x.require('f'); if (a) require('a');";
        assert_eq!(common_js_requests(text), ["a", "b"]);
    }

    #[test]
    fn types_do_not_matter() {
        assert_eq!(common_js_requests("const { x }: { x: number } = require('./x.ts');"), ["./x.ts"]);
        assert_eq!(common_js_requests("require('a') (((").len(), 0);
    }
}
