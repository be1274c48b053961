//! `import x = require("y")` in an ES module: as TypeScript writes it for Node (`module: nodenext`).

use oxc_ast::ast::{Declaration, Program, Statement, TSImportEqualsDeclaration, TSModuleReference};
use oxc_span::{GetSpan as _, Span};

use super::names::Names;
use crate::edits::{Edits, Part};

/// Answers what goes to the head of the program.
pub(super) fn desugar(edits: &mut Edits, names: &Names, program: &Program<'_>) -> String {
    let require = names.of("require");
    let mut any = false;
    for statement in &program.body {
        let (import, exported) = match statement {
            Statement::TSImportEqualsDeclaration(import) => (import, ""),
            Statement::ExportDeclaration(export) => match &export.declaration {
                Declaration::TSImportEqualsDeclaration(import) => (import, "export "),
                _ => continue,
            },
            _ => continue,
        };
        if let Some(argument) = required(import) {
            any = true;
            let head = format!("{exported}const {} = {require}(", import.id.name);
            let parts = vec![Part::Text(head), Part::Range(argument), Part::Text(");".to_owned())];
            edits.replace(statement.span(), parts);
        }
    }
    if !any {
        return String::new();
    }
    let create = names.of("createRequire");
    format!(
        "import {{ createRequire as {create} }} from \"node:module\"; const {require} = {create}(import.meta.url); "
    )
}

fn required(import: &TSImportEqualsDeclaration<'_>) -> Option<Span> {
    match &import.module_reference {
        TSModuleReference::ExternalModuleReference(reference) if import.import_kind.is_value() => {
            Some(reference.expression.span)
        }
        _ => None,
    }
}
