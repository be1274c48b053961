//! Whether a file is a module, where neither its name nor its package says so.

use oxc_allocator::Allocator;
use oxc_ast::ast::{ArrowFunctionExpression, Function};
use oxc_ast::ast::{
    AwaitExpression, ClassElement, Declaration, ForOfStatement, ImportDeclarationSpecifier, ImportMeta,
    MethodDefinition, Program, Statement, VariableDeclaration, VariableDeclarationKind,
};
use oxc_ast_visit::{Visit, walk};
use oxc_syntax::scope::ScopeFlags;

use crate::{Language, Source, parse};

/// Whether module syntax is left once the types are gone: Node's rule for files that nothing else places (Node
/// documentation, "Modules: TypeScript", determining module system). `None` where the text cannot be parsed.
#[must_use]
pub fn has_module_syntax(text: &str, language: Language) -> Option<bool> {
    let allocator = Allocator::default();
    let source = Source { text, language, is_module: true, path: "" };
    let program = parse(&allocator, text, &source).ok()?;
    Some(program.body.iter().any(is_module_statement) || has_module_expression(&program))
}

fn is_module_statement(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::ImportDeclaration(import) => {
            import.import_kind.is_value() && !imports_types_only(import.specifiers.as_ref())
        }
        Statement::ExportNamedDeclaration(export) => export.export_kind.is_value(),
        Statement::ExportFromDeclaration(export) => export.export_kind.is_value(),
        Statement::ExportAllDeclaration(export) => export.export_kind.is_value(),
        Statement::ExportDefaultDeclaration(export) => !export.is_typescript_syntax(),
        Statement::ExportDeclaration(export) => !is_type(&export.declaration),
        _ => false,
    }
}

/// `import { type A } from`, of which TypeScript leaves nothing.
fn imports_types_only<'a>(specifiers: Option<&oxc_allocator::ArenaVec<'a, ImportDeclarationSpecifier<'a>>>) -> bool {
    let is_type = |specifier: &ImportDeclarationSpecifier<'_>| matches!(specifier, ImportDeclarationSpecifier::ImportSpecifier(named) if named.import_kind.is_type());
    specifiers.is_some_and(|specifiers| !specifiers.is_empty() && specifiers.iter().all(is_type))
}

fn is_type(declaration: &Declaration<'_>) -> bool {
    match declaration {
        Declaration::TSImportEqualsDeclaration(_) => false,
        _ => declaration.declare() || declaration.is_type(),
    }
}

/// Whether `import.meta` occurs, or `await` where only a module may have it.
fn has_module_expression(program: &Program<'_>) -> bool {
    let mut finder = Finder { depth: 0, found: false };
    finder.visit_program(program);
    finder.found
}

struct Finder {
    /// Functions around the place.
    depth: usize,
    found: bool,
}

impl Finder {
    fn inside(&mut self, walk: impl FnOnce(&mut Self)) {
        self.depth += 1;
        walk(self);
        self.depth -= 1;
    }
}

impl<'a> Visit<'a> for Finder {
    fn visit_import_meta(&mut self, _: &ImportMeta) {
        self.found = true;
    }

    fn visit_await_expression(&mut self, it: &AwaitExpression<'a>) {
        self.found |= self.depth == 0;
        walk::walk_await_expression(self, it);
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        self.found |= self.depth == 0 && it.r#await;
        walk::walk_for_of_statement(self, it);
    }

    fn visit_variable_declaration(&mut self, it: &VariableDeclaration<'a>) {
        self.found |= self.depth == 0 && it.kind == VariableDeclarationKind::AwaitUsing;
        walk::walk_variable_declaration(self, it);
    }

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        self.inside(|finder| walk::walk_function(finder, it, flags));
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        self.inside(|finder| walk::walk_arrow_function_expression(finder, it));
    }

    fn visit_method_definition(&mut self, it: &MethodDefinition<'a>) {
        self.inside(|finder| walk::walk_method_definition(finder, it));
    }

    fn visit_class_element(&mut self, it: &ClassElement<'a>) {
        self.inside(|finder| walk::walk_class_element(finder, it));
    }
}

#[cfg(test)]
mod tests {
    use super::has_module_syntax;
    use crate::Language;

    #[test]
    fn types_make_no_module() {
        let cases = [
            ("console.log(1 as number)", Some(false)),
            ("import type { A } from './a'", Some(false)),
            ("import { type A } from './a'", Some(false)),
            ("import { A } from './a'", Some(true)),
            ("import './a'", Some(true)),
            ("export interface A {}", Some(false)),
            ("export type A = 1", Some(false)),
            ("export declare const a: 1", Some(false)),
            ("export const a: number = 1", Some(true)),
            ("export {}", Some(true)),
            ("export default 1", Some(true)),
            ("export default interface A {}", Some(false)),
            ("export enum A {}", Some(true)),
            ("import a = require('a')", Some(false)),
            ("export = 1", Some(false)),
            ("await 1", Some(true)),
            ("async () => { await 1 }", Some(false)),
            ("for await (const a of []) ;", Some(true)),
            ("import.meta.url", Some(true)),
            ("const x: = 1", None),
        ];
        for (text, expected) in cases {
            assert_eq!(has_module_syntax(text, Language::TypeScript), expected, "{text}");
        }
    }
}
