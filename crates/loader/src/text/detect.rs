//! Whether text is a module, where nothing else says so.

use memchr::memmem;
use oxc_allocator::Allocator;
use oxc_ast::ast::{BindingPattern, Declaration, Statement, VariableDeclarationKind};
use oxc_parser::{Parser, ParserReturn};
use oxc_span::SourceType;

use super::leading::starts_with_module_syntax;

/// The names that the wrapper of a CommonJS module declares.
const WRAPPER: [&str; 5] = ["exports", "require", "module", "__filename", "__dirname"];

/// What has to occur for text to be a module and no CommonJS.
const MARKS: [&[u8]; 8] =
    [b"import", b"export", b"await", b"require", b"module", b"__filename", b"__dirname", b"using"];

/// Whether text without a package type is an ES module, by Node's rule (Node documentation, "Modules: Packages", syntax
/// detection): it is none as CommonJS, and what is wrong with it there is right in a module. That is an import or
/// export declaration, `import.meta`, `await` at the top level, or a lexical declaration at the top level of a name
/// that the CommonJS wrapper has.
#[must_use]
pub fn has_module_syntax(text: &str) -> bool {
    if starts_with_module_syntax(text) {
        return true;
    }
    if !MARKS.iter().any(|mark| memmem::find(text.as_bytes(), mark).is_some()) {
        return false;
    }
    let allocator = Allocator::default();
    let common = Parser::new(&allocator, text, SourceType::cjs()).parse();
    let is_common = is_clean(&common) && !common.module_record.has_module_syntax;
    if is_common && !common.program.body.iter().any(declares_wrapper_name) {
        return false;
    }
    let module = Parser::new(&allocator, text, SourceType::mjs()).parse();
    // Where it is wrong as both, declarations of modules still tell what it was meant to be.
    is_clean(&module) || module.module_record.has_module_syntax
}

fn is_clean(parsed: &ParserReturn<'_>) -> bool {
    !parsed.panicked && parsed.diagnostics.is_empty()
}

fn declares_wrapper_name(statement: &Statement<'_>) -> bool {
    match statement.as_declaration() {
        Some(Declaration::VariableDeclaration(declaration)) => {
            declaration.kind != VariableDeclarationKind::Var
                && declaration.declarations.iter().any(|declarator| binds_wrapper_name(&declarator.id))
        }
        Some(Declaration::ClassDeclaration(class)) => {
            class.id.as_ref().is_some_and(|id| WRAPPER.contains(&id.name.as_str()))
        }
        _ => false,
    }
}

fn binds_wrapper_name(pattern: &BindingPattern<'_>) -> bool {
    pattern.get_binding_identifiers().iter().any(|id| WRAPPER.contains(&id.name.as_str()))
}
