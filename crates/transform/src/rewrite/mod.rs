//! Rewriting: programs whose syntax has to become other syntax. The transforms are oxc's.

mod helpers;
mod options;
mod order;

use std::path::{Path, PathBuf};

use oxc_allocator::Allocator;
use oxc_ast::ast::{Program, Statement};
use oxc_codegen::{Codegen, CodegenOptions, CodegenReturn, CommentOptions};
use oxc_semantic::SemanticBuilder;
use oxc_sourcemap::SourceMapBuilder;
use oxc_transformer::Transformer;

pub(crate) use helpers::OBJECT as HELPERS;

use crate::edits::Edited;
use crate::positions::Lines;
use crate::{Settings, Source, SyntaxError, Transformed};

/// The program as JavaScript.
pub(crate) fn rewrite<'a>(
    allocator: &'a Allocator,
    program: &mut Program<'a>,
    source: &Source<'_>,
    settings: &Settings,
    edited: Option<(&Edited, &str)>,
) -> Result<Transformed, SyntaxError> {
    // The transforms triple scopes, symbols and references, by their authors' estimate.
    let semantic = SemanticBuilder::new().with_excess_capacity(2.0).with_enum_eval(true).build(program).semantic;
    let options = options::of(source, settings);
    let transformed = Transformer::new(allocator, Path::new(source.path), &options)
        .build_with_scoping(semantic.into_scoping(), program);
    if let Some(diagnostic) = transformed.diagnostics.iter().next() {
        let error = SyntaxError::new(source.text, diagnostic);
        return Err(match edited {
            Some((edited, text)) => error.restored(edited, text),
            None => error,
        });
    }
    if !source.is_module {
        remove_module_mark(program);
    }
    if settings.legacy_decorators {
        order::order_decorations(program);
    }
    let printed = Codegen::new().with_options(print_options()).with_source_text(source.text).build(program);
    Ok(finish(printed, edited))
}

/// Where imports and exports are gone with their types, the transforms leave `export {}` behind, which CommonJS does not have.
fn remove_module_mark(program: &mut Program<'_>) {
    let is_mark = |statement: &Statement<'_>| match statement {
        Statement::ExportNamedDeclaration(export) => export.span.is_unspanned() && export.specifiers.is_empty(),
        _ => false,
    };
    program.body.retain(|statement| !is_mark(statement));
}

fn print_options() -> CodegenOptions {
    CodegenOptions {
        comments: CommentOptions::disabled(),
        source_map_path: Some(PathBuf::new()),
        ..CodegenOptions::default()
    }
}

/// Puts the helpers that the text calls before it, on a line of their own. `edited` is the way from the text that was
/// rewritten to the one that was written.
fn finish(printed: CodegenReturn<'_>, edited: Option<(&Edited, &str)>) -> Transformed {
    let CodegenReturn { code, map, .. } = printed;
    let helpers = helpers::needed_by(&code);
    let lines = u32::from(!helpers.is_empty());
    let text = if helpers.is_empty() { code } else { format!("{helpers}\n{code}") };
    let mut builder = SourceMapBuilder::default();
    // The file is the source: the map needs neither its name nor its text.
    let source = builder.add_source_and_content("", "");
    let places = edited.map(|(edited, text)| (edited, Lines::of(&edited.text), Lines::of(text)));
    let written = |line, column| match &places {
        Some((edited, from, to)) => {
            from.offset(line, column).map_or((line, column), |at| to.place(edited.original(at)))
        }
        None => (line, column),
    };
    for token in map.iter().flat_map(oxc_sourcemap::SourceMap::get_tokens) {
        let (line, column) = (token.get_dst_line() + lines, token.get_dst_col());
        let (source_line, source_column) = written(token.get_src_line(), token.get_src_col());
        builder.add_token(line, column, source_line, source_column, Some(source), None);
    }
    let mut map = builder.into_sourcemap();
    map.set_source_contents(Vec::new());
    Transformed::Moved { text, map: map.to_json_string() }
}
