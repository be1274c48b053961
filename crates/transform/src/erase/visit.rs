//! The walk over the program.

use oxc_ast::ast::{
    ArrowFunctionExpression, Class, ClassElement, Decorator, FormalParameter, FormalParameterRest, Function,
    JSXElement, JSXFragment, Statement, TSAsExpression, TSExportAssignment, TSInstantiationExpression,
    TSNonNullExpression, TSSatisfiesExpression, TSThisParameter, TSTypeAnnotation, TSTypeAssertion,
    TSTypeParameterDeclaration, TSTypeParameterInstantiation, VariableDeclarator,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan as _, Span};
use oxc_syntax::scope::ScopeFlags;

use super::statement::before;
use super::{Eraser, trivia};

impl<'a> Visit<'a> for Eraser<'_> {
    fn visit_statement(&mut self, it: &Statement<'a>) {
        if self.erase_if_type(it) {
            return;
        }
        self.note_statement(it);
        match it {
            Statement::ImportDeclaration(import) => self.import(import),
            Statement::ExportNamedDeclaration(export) => self.export_named(export),
            Statement::ExportFromDeclaration(export) => {
                if export.export_kind.is_type() {
                    self.erase_statement(export.span);
                } else {
                    self.export_specifiers(export.span, &export.specifiers, export.source.span.start, true);
                }
            }
            Statement::ExpressionStatement(statement) if starts_with_assertion(self.text, statement.span.start) => {
                self.needs_rewriting();
            }
            _ => walk::walk_statement(self, it),
        }
    }

    fn visit_ts_export_assignment(&mut self, _: &TSExportAssignment<'a>) {
        self.needs_rewriting();
    }

    fn visit_decorator(&mut self, _: &Decorator<'a>) {
        self.needs_rewriting();
    }

    fn visit_jsx_element(&mut self, _: &JSXElement<'a>) {
        self.needs_rewriting();
    }

    fn visit_jsx_fragment(&mut self, _: &JSXFragment<'a>) {
        self.needs_rewriting();
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        self.class(it);
    }

    fn visit_class_element(&mut self, it: &ClassElement<'a>) {
        if !self.class_element(it) {
            walk::walk_class_element(self, it);
        }
    }

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        walk::walk_function(self, it, flags);
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        self.arrow_head(it);
        walk::walk_arrow_function_expression(self, it);
    }

    fn visit_formal_parameter(&mut self, it: &FormalParameter<'a>) {
        if it.accessibility.is_some() || it.readonly || it.r#override {
            self.needs_rewriting();
        }
        if it.optional {
            self.erase_mark(it.pattern.span().end, b'?');
        }
        walk::walk_formal_parameter(self, it);
    }

    fn visit_formal_parameter_rest(&mut self, it: &FormalParameterRest<'a>) {
        walk::walk_formal_parameter_rest(self, it);
    }

    fn visit_ts_this_parameter(&mut self, it: &TSThisParameter<'a>) {
        let after = trivia::skip(self.text, it.span.end);
        let comma = self.text.as_bytes().get(after as usize) == Some(&b',');
        self.erase(Span::new(it.span.start, if comma { after + 1 } else { it.span.end }));
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        if it.definite {
            self.erase_mark(it.id.span().end, b'!');
        }
        if it.init.is_none()
            && let Some(annotation) = &it.type_annotation
        {
            self.visit_binding_pattern(&it.id);
            return self.erase_trailing(annotation.span);
        }
        walk::walk_variable_declarator(self, it);
    }

    fn visit_ts_type_annotation(&mut self, it: &TSTypeAnnotation<'a>) {
        self.erase(it.span);
    }

    fn visit_ts_type_parameter_declaration(&mut self, it: &TSTypeParameterDeclaration<'a>) {
        self.erase(it.span);
    }

    fn visit_ts_type_parameter_instantiation(&mut self, it: &TSTypeParameterInstantiation<'a>) {
        // `new A<B>` and `f<B>` may end a statement.
        self.erase_trailing(it.span);
    }

    fn visit_ts_as_expression(&mut self, it: &TSAsExpression<'a>) {
        self.visit_expression(&it.expression);
        self.erase_trailing(Span::new(trivia::skip(self.text, it.expression.span().end), it.span.end));
    }

    fn visit_ts_satisfies_expression(&mut self, it: &TSSatisfiesExpression<'a>) {
        self.visit_expression(&it.expression);
        self.erase_trailing(Span::new(trivia::skip(self.text, it.expression.span().end), it.span.end));
    }

    fn visit_ts_non_null_expression(&mut self, it: &TSNonNullExpression<'a>) {
        self.visit_expression(&it.expression);
        self.erase_trailing(Span::new(it.span.end - 1, it.span.end));
    }

    fn visit_ts_instantiation_expression(&mut self, it: &TSInstantiationExpression<'a>) {
        walk::walk_ts_instantiation_expression(self, it);
    }

    fn visit_ts_type_assertion(&mut self, it: &TSTypeAssertion<'a>) {
        let inner = it.expression.span();
        // After `return` and the like the value must begin on the same line; after `=>` a brace would begin a body.
        let is_safe = !trivia::has_line_end(self.text, it.span.start, inner.start)
            && self.text.as_bytes()[inner.start as usize] != b'{';
        if is_safe {
            self.erase(before(it.span, inner));
        } else {
            self.needs_rewriting();
        }
        self.visit_expression(&it.expression);
    }
}

impl Eraser<'_> {
    /// Between `async` and an arrow function's parameters, and between those and `=>`, no line may end.
    fn arrow_head(&mut self, arrow: &ArrowFunctionExpression<'_>) {
        if let Some(types) = &arrow.type_parameters
            && trivia::has_line_end(self.text, types.span.start, arrow.params.span.start)
        {
            let open = arrow.params.span.start;
            self.erase(Span::sized(open, 1));
            self.holes.put(types.span.start, b'(');
        }
        if let Some(result) = &arrow.return_type
            && trivia::has_line_end(self.text, arrow.params.span.end, result.span.end)
        {
            let close = arrow.params.span.end - 1;
            self.erase(Span::sized(close, 1));
            self.erase(result.span);
            self.holes.put(result.span.end - 1, b')');
        }
    }
}

/// Whether a statement begins with `<T>`: without it, a brace or a word that follows might begin another kind of statement.
fn starts_with_assertion(text: &str, start: u32) -> bool {
    text.as_bytes()[start as usize] == b'<'
}
