//! The names that a CommonJS module most likely exports, found without running it: those that Node finds.
//!
//! What counts is a fixed set of forms that compilers and people write; which they are is documented by the npm package
//! `cjs-module-lexer` ("Grammar"), whose patterns are declared frozen. It reads tokens and knows no scopes, so a form
//! counts wherever it stands, also where it is never reached.

mod define;
mod literal;
mod star;

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    AssignmentExpression, AssignmentOperator, AssignmentTarget, CallExpression, Expression, StaticMemberExpression,
    StringLiteral,
};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::{GetSpan, SourceType};
use parbake_bmes::CommonJsExports;

use super::scan::Scan;

/// The exported names of the text of a CommonJS module, and the requests whose exports it passes on; each once, in the
/// order they are met. Empty for text that does not parse.
#[must_use]
pub fn common_js_exports(text: &str) -> CommonJsExports {
    scan_common_js(text).0
}

/// The same, and what the text says about `import()`, from one look.
#[must_use]
pub fn scan_common_js(text: &str) -> (CommonJsExports, Scan) {
    let hints = Scan::of_words(text);
    if !may_export(text) && !hints.uses_dynamic_import {
        return (CommonJsExports::default(), Scan::default());
    }
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::cjs()).parse();
    if parsed.panicked || !parsed.diagnostics.is_empty() {
        return (CommonJsExports::default(), hints);
    }
    let mut finder = Finder { text, found: CommonJsExports::default(), assigned: Vec::new() };
    finder.visit_program(&parsed.program);
    let Finder { mut found, assigned, .. } = finder;
    for request in assigned.into_iter().chain(star::requests(text, &parsed.program)) {
        push_new(&mut found.reexports, &request);
    }
    let scan = if hints.uses_dynamic_import { Scan::of_program(&parsed.program) } else { Scan::default() };
    (found, scan)
}

/// Whether any of the forms can be there: each has one of these words.
fn may_export(text: &str) -> bool {
    ["exports", "__export"].iter().any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}

struct Finder<'t> {
    text: &'t str,
    found: CommonJsExports,
    /// What the last assignment to `module.exports` passes on.
    assigned: Vec<String>,
}

impl Finder<'_> {
    fn export(&mut self, name: &str) {
        push_new(&mut self.found.exports, name);
    }

    /// `module.exports = ...`
    fn assign_all(&mut self, value: &Expression<'_>) {
        self.assigned.clear();
        if let Expression::ObjectExpression(object) = value {
            self.literal(object);
        } else if let Some(request) = leading_require(value) {
            self.assigned.push(request.to_owned());
        }
    }
}

impl<'a> Visit<'a> for Finder<'_> {
    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        if assignment.operator == AssignmentOperator::Assign {
            match &assignment.left {
                AssignmentTarget::StaticMemberExpression(member) if is_module_exports(member) => {
                    self.assign_all(&assignment.right);
                }
                AssignmentTarget::StaticMemberExpression(member)
                    if is_exports(&member.object) && is_plain_word(self.text, member.property.span) =>
                {
                    self.export(&member.property.name);
                }
                AssignmentTarget::ComputedMemberExpression(member) if is_exports(&member.object) => {
                    if let Expression::StringLiteral(name) = &member.expression
                        && let Some(name) = text_of(name)
                    {
                        self.export(name);
                    }
                }
                _ => {}
            }
        }
        walk::walk_assignment_expression(self, assignment);
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if let Some(name) = define::defined_name(call) {
            self.export(name);
        }
        walk::walk_call_expression(self, call);
    }
}

/// `exports` or `module.exports`.
fn is_exports(expression: &Expression<'_>) -> bool {
    match expression {
        Expression::Identifier(identifier) => identifier.name == "exports",
        Expression::StaticMemberExpression(member) => is_module_exports(member),
        _ => false,
    }
}

fn is_module_exports(member: &StaticMemberExpression<'_>) -> bool {
    !member.optional && member.property.name == "exports" && is_named(&member.object, "module")
}

fn is_named(expression: &Expression<'_>, name: &str) -> bool {
    matches!(expression, Expression::Identifier(identifier) if identifier.name == name)
}

/// The request of `require('...')`, if that is how the expression begins.
fn leading_require<'b>(expression: &'b Expression<'_>) -> Option<&'b str> {
    match expression {
        Expression::CallExpression(call) => require_call(call).or_else(|| leading_require(&call.callee)),
        Expression::StaticMemberExpression(member) => leading_require(&member.object),
        Expression::ComputedMemberExpression(member) => leading_require(&member.object),
        Expression::BinaryExpression(binary) => leading_require(&binary.left),
        Expression::LogicalExpression(logical) => leading_require(&logical.left),
        Expression::ConditionalExpression(conditional) => leading_require(&conditional.test),
        Expression::SequenceExpression(sequence) => leading_require(sequence.expressions.first()?),
        Expression::TaggedTemplateExpression(tagged) => leading_require(&tagged.tag),
        _ => None,
    }
}

/// The request of exactly `require('...')`.
pub(super) fn require_call<'b>(call: &'b CallExpression<'_>) -> Option<&'b str> {
    let [argument] = &call.arguments[..] else { return None };
    if call.optional || !is_named(&call.callee, "require") {
        return None;
    }
    match argument.as_expression()? {
        Expression::StringLiteral(request) => text_of(request),
        _ => None,
    }
}

fn text_of<'b>(literal: &'b StringLiteral<'_>) -> Option<&'b str> {
    (!literal.lone_surrogates).then_some(literal.value.as_str())
}

/// Whether the source at a place is one word and nothing else: an identifier or keyword without escapes.
fn is_plain_word(text: &str, span: oxc_span::Span) -> bool {
    let word = span.source_text(text);
    starts_with_word(word) && word.chars().all(continues_word)
}

fn starts_with_word(text: &str) -> bool {
    text.chars().next().is_some_and(|first| continues_word(first) && !first.is_ascii_digit())
}

fn continues_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '_' | '$') || (!char.is_ascii() && char.is_alphanumeric())
}

/// The source of an expression.
fn source<'t>(text: &'t str, expression: &Expression<'_>) -> &'t str {
    expression.span().source_text(text)
}

pub(super) fn push_new(list: &mut Vec<String>, item: &str) {
    if !list.iter().any(|known| known == item) {
        list.push(item.to_owned());
    }
}
