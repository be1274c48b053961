//! Imports and exports, of which parts may be types.

use oxc_ast::ast::{ExportNamedDeclaration, ExportSpecifier, ImportDeclaration, ImportDeclarationSpecifier};
use oxc_span::{GetSpan as _, Span};

use super::{Eraser, trivia};

impl Eraser<'_> {
    pub(super) fn import(&mut self, import: &ImportDeclaration<'_>) {
        let Some(specifiers) = &import.specifiers else { return };
        if import.import_kind.is_type() {
            return self.erase_statement(import.span);
        }
        let kept: Vec<bool> = specifiers.iter().map(|specifier| self.keeps_import(specifier)).collect();
        let all_elided = !specifiers.is_empty() && !kept.contains(&true);
        if all_elided && !self.settings.verbatim_module_syntax {
            return self.erase_statement(import.span);
        }
        for (specifier, kept) in specifiers.iter().zip(kept) {
            if !kept {
                self.erase_with_comma(specifier.span(), import.source.span.start);
            }
        }
    }

    fn keeps_import(&self, specifier: &ImportDeclarationSpecifier<'_>) -> bool {
        match specifier {
            ImportDeclarationSpecifier::ImportSpecifier(named) => {
                !named.import_kind.is_type() && self.is_kept(&named.local)
            }
            ImportDeclarationSpecifier::ImportDefaultSpecifier(default) => self.is_kept(&default.local),
            ImportDeclarationSpecifier::ImportNamespaceSpecifier(namespace) => self.is_kept(&namespace.local),
        }
    }

    pub(super) fn export_named(&mut self, export: &ExportNamedDeclaration<'_>) {
        if export.export_kind.is_type() {
            return self.erase_statement(export.span);
        }
        self.export_specifiers(export.span, &export.specifiers, export.span.end, true);
    }

    /// `may_vanish`: a list of nothing but types takes the statement with it, unless nothing is to be elided.
    pub(super) fn export_specifiers(
        &mut self,
        statement: Span,
        specifiers: &[ExportSpecifier<'_>],
        end: u32,
        may_vanish: bool,
    ) {
        let types: Vec<Span> = specifiers
            .iter()
            .filter(|specifier| self.exports_type(specifier))
            .map(|specifier| specifier.span)
            .collect();
        if types.is_empty() {
            return;
        }
        if may_vanish && types.len() == specifiers.len() && !self.settings.verbatim_module_syntax {
            return self.erase_statement(statement);
        }
        types.into_iter().for_each(|span| self.erase_with_comma(span, end));
    }

    /// Erases an item of a list, and the comma that follows it or, for the last one of several, none: a list may end with a
    /// comma. A default import has the comma between it and what is in braces; a namespace import the one before it.
    fn erase_with_comma(&mut self, span: Span, end: u32) {
        self.erase(span);
        let after = trivia::skip(self.text, span.end);
        if after < end && self.text.as_bytes()[after as usize] == b',' {
            self.erase(Span::new(after, after + 1));
        } else if self.text[..span.start as usize].trim_end().ends_with(',')
            && self.text.as_bytes()[after as usize] != b'}'
        {
            let comma = self.text[..span.start as usize].trim_end().len() - 1;
            let comma = u32::try_from(comma).unwrap_or(span.start);
            self.erase(Span::new(comma, comma + 1));
        }
    }
}
