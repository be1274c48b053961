//! Statements that are types whole.

use oxc_ast::ast::{
    Declaration, ExportDefaultDeclarationKind, ModuleDeclaration, Statement, TSModuleBlock, TSNamespaceDeclaration,
    TSNamespaceDeclarationBody,
};
use oxc_span::{GetSpan as _, Span};

use super::Eraser;

impl Eraser<'_> {
    /// Deals with a statement that is a type whole; false where there is something in it to look at.
    pub(super) fn erase_if_type(&mut self, statement: &Statement<'_>) -> bool {
        let erased = match statement {
            Statement::ExportDeclaration(export) => self.is_erased(&export.declaration),
            Statement::ExportDefaultDeclaration(export) => match &export.declaration {
                ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => true,
                ExportDefaultDeclarationKind::FunctionDeclaration(function) => function.body.is_none(),
                ExportDefaultDeclarationKind::Identifier(name) => self.is_type(name),
                _ => false,
            },
            Statement::ExportAllDeclaration(export) => export.export_kind.is_type(),
            Statement::TSNamespaceExportDeclaration(_) => true,
            _ => statement.as_declaration().is_some_and(|declaration| self.is_erased(declaration)),
        };
        if erased {
            self.erase_statement(statement.span());
        }
        erased
    }

    fn is_erased(&mut self, declaration: &Declaration<'_>) -> bool {
        match declaration {
            Declaration::TSTypeAliasDeclaration(_)
            | Declaration::TSInterfaceDeclaration(_)
            | Declaration::TSExternalModuleDeclaration(_)
            | Declaration::TSGlobalDeclaration(_) => true,
            Declaration::VariableDeclaration(variables) => variables.declare,
            Declaration::FunctionDeclaration(function) => function.declare || function.body.is_none(),
            Declaration::ClassDeclaration(class) => class.declare,
            Declaration::TSEnumDeclaration(it) => it.declare || self.rewrite(),
            Declaration::TSNamespaceDeclaration(it) => it.declare || !has_values(it) || self.rewrite(),
            Declaration::TSImportEqualsDeclaration(it) => {
                it.import_kind.is_type() || !self.is_kept(&it.id) || self.rewrite()
            }
        }
    }

    fn rewrite(&mut self) -> bool {
        self.needs_rewriting();
        false
    }

    /// The end of a statement that may have no semicolon.
    pub(super) fn note_statement(&mut self, statement: &Statement<'_>) {
        match statement {
            Statement::ExpressionStatement(_)
            | Statement::VariableDeclaration(_)
            | Statement::ReturnStatement(_)
            | Statement::ThrowStatement(_)
            | Statement::ExportDeclaration(_)
            | Statement::ExportDefaultDeclaration(_) => self.note_end(statement.span()),
            _ => {}
        }
    }
}

/// Whether anything of a namespace is there when the program runs.
pub(crate) fn has_values(namespace: &TSNamespaceDeclaration<'_>) -> bool {
    match &namespace.body {
        TSNamespaceDeclarationBody::TSNamespaceDeclaration(inner) => has_values(inner),
        TSNamespaceDeclarationBody::TSModuleBlock(block) => block_has_values(block),
    }
}

fn block_has_values(block: &TSModuleBlock<'_>) -> bool {
    !block.directives.is_empty() || block.body.iter().any(statement_has_values)
}

fn statement_has_values(statement: &Statement<'_>) -> bool {
    match statement.as_module_declaration() {
        Some(ModuleDeclaration::ExportDeclaration(export)) => declaration_has_values(&export.declaration),
        Some(_) => true,
        None => statement.as_declaration().is_none_or(declaration_has_values),
    }
}

fn declaration_has_values(declaration: &Declaration<'_>) -> bool {
    match declaration {
        Declaration::TSTypeAliasDeclaration(_) | Declaration::TSInterfaceDeclaration(_) => false,
        Declaration::TSNamespaceDeclaration(inner) => has_values(inner),
        _ => !declaration.declare(),
    }
}

/// From the start of `outer` to that of `inner`.
pub(super) fn before(outer: Span, inner: Span) -> Span {
    Span::new(outer.start, inner.start)
}
