//! Syntax that the transforms leave as it is, and engines do not read yet, written out in simpler syntax: standard
//! decorators, `accessor`, namespaces, and `import x = require(...)` in ES modules.
//!
//! Done on the text, before anything else is transformed, so that every expression of the program stays whole.

mod classes;
mod keys;
mod members;
mod names;
mod namespaces;
mod requires;
mod this;
mod visit;

use oxc_ast::ast::Program;
use oxc_ast_visit::Visit as _;
use rustc_hash::FxHashMap;

use crate::edits::{Edited, Edits};
use crate::{Settings, Source};
use names::Names;
use namespaces::Namespaces;

/// The text in simpler syntax; `None` where there is nothing to simplify.
pub(crate) fn desugar(source: &Source<'_>, settings: &Settings, program: &Program<'_>) -> Option<Edited> {
    let mut desugarer = Desugarer {
        text: source.text,
        legacy_decorators: settings.legacy_decorators,
        edits: Edits::default(),
        names: Names::new(source.text),
        class_name: None,
        descriptors: FxHashMap::default(),
        hoisted: Vec::new(),
        namespaces: Namespaces::of(program),
    };
    desugarer.visit_program(program);
    let Desugarer { mut edits, names, hoisted, .. } = desugarer;
    let mut head = String::new();
    if source.is_module {
        head.push_str(&requires::desugar(&mut edits, &names, program));
    }
    if !hoisted.is_empty() {
        head.push_str(&format!("let {}; ", hoisted.join(", ")));
    }
    if edits.is_empty() {
        return None;
    }
    let at = program.hashbang.as_ref().map_or(0, |hashbang| hashbang.span.end);
    edits.insert(at, if at == 0 || head.is_empty() { head } else { format!("\n{head}") });
    Some(edits.apply(source.text))
}

struct Desugarer<'a> {
    text: &'a str,
    legacy_decorators: bool,
    edits: Edits,
    names: Names,
    /// The name that an anonymous class at this place gets.
    class_name: Option<String>,
    /// The variables of the descriptors of private accessors, by their stores.
    descriptors: FxHashMap<String, String>,
    /// Variables that are declared at the head of the program.
    hoisted: Vec<String>,
    namespaces: Namespaces,
}
