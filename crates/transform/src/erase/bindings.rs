//! Imports and exports that are types only, by what the file does with them: TypeScript elides those.

use oxc_ast::ast::{
    BindingIdentifier, ExportDefaultDeclarationKind, ExportSpecifier, IdentifierReference, ModuleExportName, Program,
    Statement,
};
use oxc_semantic::SymbolFlags;

use super::Eraser;

/// Whether who refers to what decides what is erased.
pub(super) fn are_needed(program: &Program<'_>) -> bool {
    program.body.iter().any(|statement| match statement {
        Statement::ImportDeclaration(import) => import.specifiers.is_some(),
        Statement::ExportNamedDeclaration(_) | Statement::TSImportEqualsDeclaration(_) => true,
        Statement::ExportDefaultDeclaration(export) => {
            matches!(export.declaration, ExportDefaultDeclarationKind::Identifier(_))
        }
        _ => false,
    })
}

impl Eraser<'_> {
    /// Whether the imported binding is used as a value, or all imports are to stay.
    pub(super) fn is_kept(&self, binding: &BindingIdentifier<'_>) -> bool {
        if self.settings.verbatim_module_syntax {
            return true;
        }
        let (Some(scoping), Some(symbol)) = (&self.scoping, binding.symbol_id.get()) else { return true };
        // Something else of the same name is the value (`import { A } ...; const A = 1`).
        let declared_again = (scoping.symbol_flags(symbol) - SymbolFlags::Import).is_value();
        !declared_again && scoping.get_resolved_references(symbol).any(|reference| !reference.is_type())
    }

    /// Whether what is exported is a type of this file's.
    pub(super) fn exports_type(&self, specifier: &ExportSpecifier<'_>) -> bool {
        specifier.export_kind.is_type()
            || matches!(&specifier.local, ModuleExportName::IdentifierReference(local) if self.is_type(local))
    }

    /// Whether the name means a type, or something that is only declared.
    pub(super) fn is_type(&self, name: &IdentifierReference<'_>) -> bool {
        let (Some(scoping), Some(id)) = (&self.scoping, name.reference_id.get()) else { return false };
        let reference = scoping.get_reference(id);
        reference.symbol_id().is_some_and(|symbol| {
            let is_ambient = |flags: SymbolFlags| flags.is_ambient();
            reference.is_type()
                || is_ambient(scoping.symbol_flags(symbol))
                    && scoping.symbol_redeclarations(symbol).iter().all(|other| is_ambient(other.flags))
        })
    }
}
