//! What a module's text says about imports that a compiler does not report: `import()` and `import.meta`.

use memchr::memmem;
use oxc_allocator::Allocator;
use oxc_ast::ast::{
    Expression, ImportExpression, ImportMeta, ObjectExpression, ObjectPropertyKind, Program, PropertyKey, PropertyKind,
};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::{ParseOptions, Parser};
use oxc_span::SourceType;
use parbake_bmes::ModuleType;

/// What [`scan`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// Whether `import.meta` occurs.
    pub uses_import_meta: bool,
    /// Whether any `import()` occurs, literal or not.
    pub uses_dynamic_import: bool,
    /// The `import()`s whose specifier and attributes are literals, in source order, each once.
    pub dynamic_imports: Vec<DynamicImport>,
}

/// An `import()` with a literal specifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DynamicImport {
    /// The specifier.
    pub specifier: String,
    /// The type that its attributes ask for.
    pub module_type: ModuleType,
}

/// Finds `import()` and `import.meta` in the text of a module.
///
/// Text in which no `import` is followed by `(` or `.` is not parsed, and that is nearly all text there is. Where text
/// does not parse, the flags go by the words alone and no literal imports are listed.
#[must_use]
pub fn scan(text: &str) -> Scan {
    let hints = look_for_words(text.as_bytes());
    if !hints.uses_import_meta && !hints.uses_dynamic_import {
        return hints;
    }
    let allocator = Allocator::default();
    let options = ParseOptions { preserve_parens: false, ..ParseOptions::default() };
    let parsed = Parser::new(&allocator, text, SourceType::mjs()).with_options(options).parse();
    if parsed.panicked || !parsed.diagnostics.is_empty() {
        return hints;
    }
    Scan::of_program(&parsed.program)
}

impl Scan {
    /// What the words alone say.
    pub(super) fn of_words(text: &str) -> Self {
        look_for_words(text.as_bytes())
    }

    pub(super) fn of_program(program: &Program<'_>) -> Self {
        let mut scan = Self::default();
        scan.visit_program(program);
        scan
    }
}

/// Whether the words occur, in code or elsewhere. Never misses one: keywords cannot be written with escapes.
fn look_for_words(text: &[u8]) -> Scan {
    let mut scan = Scan::default();
    for at in memmem::find_iter(text, b"import") {
        let rest = &text[at + b"import".len()..];
        let next = rest.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0x0b);
        match next {
            Some(b'(') => scan.uses_dynamic_import = true,
            // `import.meta`, `import.source(...)`, a comment, or white space beyond ASCII: only parsing can tell.
            Some(b'.' | b'/' | 0x80..) => (scan.uses_import_meta, scan.uses_dynamic_import) = (true, true),
            _ => {}
        }
    }
    scan
}

impl<'a> Visit<'a> for Scan {
    fn visit_import_expression(&mut self, import: &ImportExpression<'a>) {
        self.uses_dynamic_import = true;
        if let Some(literal) = literal_import(import)
            && !self.dynamic_imports.contains(&literal)
        {
            self.dynamic_imports.push(literal);
        }
        walk::walk_import_expression(self, import);
    }

    fn visit_import_meta(&mut self, _: &ImportMeta) {
        self.uses_import_meta = true;
    }
}

fn literal_import(import: &ImportExpression<'_>) -> Option<DynamicImport> {
    if import.phase.is_some() {
        return None;
    }
    let specifier = literal(&import.source)?;
    let attributes = match &import.options {
        None => Vec::new(),
        Some(Expression::ObjectExpression(options)) => attributes(options)?,
        Some(_) => return None,
    };
    let module_type = crate::attribute_type(&attributes).ok()?;
    Some(DynamicImport { specifier: specifier.to_owned(), module_type })
}

/// The entries of `with` in the second argument of `import()`, if all of it is literal.
fn attributes<'a>(options: &ObjectExpression<'a>) -> Option<Vec<(&'a str, &'a str)>> {
    let [("with", Expression::ObjectExpression(with))] = entries(options)?[..] else { return None };
    entries(with)?.into_iter().map(|(key, value)| Some((key, literal(value)?))).collect()
}

/// The properties of an object literal that has plain ones only.
fn entries<'a, 'b>(object: &'b ObjectExpression<'a>) -> Option<Vec<(&'a str, &'b Expression<'a>)>> {
    let entry = |property: &'b ObjectPropertyKind<'a>| match property {
        ObjectPropertyKind::ObjectProperty(entry) if !entry.computed && entry.kind == PropertyKind::Init => {
            let key = match &entry.key {
                PropertyKey::StaticIdentifier(name) => name.name.as_str(),
                PropertyKey::StringLiteral(text) => text.value.as_str(),
                _ => return None,
            };
            Some((key, &entry.value))
        }
        _ => None,
    };
    object.properties.iter().map(entry).collect()
}

/// The text of a string or of a template without expressions.
fn literal<'a>(expression: &Expression<'a>) -> Option<&'a str> {
    match expression {
        Expression::StringLiteral(text) if !text.lone_surrogates => Some(text.value.as_str()),
        Expression::TemplateLiteral(template) => match &template.quasis[..] {
            [quasi] if !quasi.lone_surrogates => quasi.value.cooked.map(|text| text.as_str()),
            _ => None,
        },
        _ => None,
    }
}
