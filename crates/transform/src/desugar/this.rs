//! Where `this` means the class.

use oxc_ast::ast::{Class, ClassElement, Function, ThisExpression};
use oxc_ast_visit::{Visit, walk};
use oxc_span::Span;
use oxc_syntax::scope::ScopeFlags;

/// The `this` of a static member's own code.
pub(super) fn this_expressions(element: &ClassElement<'_>) -> Vec<Span> {
    let mut finder = Finder::default();
    match element {
        ClassElement::StaticBlock(block) => finder.visit_static_block(block),
        ClassElement::PropertyDefinition(field) => field.value.iter().for_each(|value| finder.visit_expression(value)),
        ClassElement::AccessorProperty(it) => it.value.iter().for_each(|value| finder.visit_expression(value)),
        _ => {}
    }
    finder.found
}

#[derive(Default)]
struct Finder {
    found: Vec<Span>,
}

impl<'a> Visit<'a> for Finder {
    fn visit_this_expression(&mut self, it: &ThisExpression) {
        self.found.push(it.span);
    }

    fn visit_function(&mut self, _: &Function<'a>, _: ScopeFlags) {}

    fn visit_class(&mut self, it: &Class<'a>) {
        // A class within has its own, but for its heritage and computed keys.
        it.heritage.iter().for_each(|heritage| walk::walk_class_heritage(self, heritage));
    }
}
