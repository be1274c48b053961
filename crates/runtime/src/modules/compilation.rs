//! From a text to what the engine runs, and to the module's entry.

use std::ffi::CString;
use std::os::unix::ffi::OsStrExt as _;
use std::sync::Arc;

use parbake_bmes::{Kind, Metadata};
use parbake_engine::{CompileError, CompileOptions, Frontend, Goal, Stencil};
use parbake_transform::Language;

use super::FetchError;
use super::fetch::Shared;
use super::later::{Later, Recipe, metadata_of};
use super::member::{Held, Parts};
use super::order::{Body, Fetched, Order, Outcome};
use super::source::path_of;
use super::written::{Prepared, restore_error, restore_places};
use crate::timeline::Phase;

impl Shared {
    pub(super) fn compile_inline(&self, frontend: &mut Frontend, order: &Order, text: &str) -> Fetched {
        let prepared = Prepared { text: text.to_owned(), lazy_source: false, map: None };
        self.compile(frontend, order, &prepared, Outcome::Uncached, None)
    }

    pub(super) fn compile(
        &self,
        frontend: &mut Frontend,
        order: &Order,
        prepared: &Prepared,
        outcome: Outcome,
        parts: Option<Parts<'_>>,
    ) -> Fetched {
        let (text, map) = (&prepared.text, prepared.map.as_deref());
        let options = prepared.options();
        let mut stencil = match self.timed(Phase::Compiling, order, || frontend.compile(text, &options)) {
            Ok(stencil) => stencil,
            Err(error) => {
                let error = restore_error(error, map);
                return Fetched::new(order.id, Err(FetchError::Compile(error)), outcome);
            }
        };
        let mut metadata = stencil.metadata().unwrap_or_default();
        restore_places(&mut metadata, map);
        // Encoded before it has a name and before anything runs: equal texts give equal bytes.
        let parts = parts.filter(|_| self.publishes);
        let encode = || if parts.is_some() { frontend.encode(&stencil) } else { None };
        let bytecode = self.timed(Phase::Encoding, order, encode);
        name(frontend, &mut stencil, Kind::Module, &order.url);
        let requests = metadata.requests.clone();
        let has_top_level_await = metadata.has_top_level_await;
        let mut fetched = Fetched::new(order.id, Ok(Body::Code { stencil, has_top_level_await }), outcome);
        if let (Some(parts), Some(bytecode)) = (parts, bytecode) {
            add_scan(&mut metadata, text);
            fetched.held = parts.module(&metadata, &bytecode);
        }
        fetched.wants = self.answer(order, requests);
        fetched
    }

    /// Compiled lazily where the program runs: its entry is made of what it calls.
    #[expect(clippy::result_large_err, reason = "the text goes back to be compiled as something else")]
    pub(super) fn compile_common_js(
        &self,
        frontend: &mut Frontend,
        order: &Order,
        recipe: Recipe,
        lazily: bool,
        outcome: Outcome,
    ) -> Result<Fetched, (CompileError, Recipe)> {
        let options = CompileOptions { goal: Goal::CommonJs, lazy_source: !lazily, discard_source: false };
        let compiled = self.timed(Phase::Compiling, order, || frontend.compile(&recipe.text, &options));
        let mut stencil = match compiled {
            Ok(stencil) => stencil,
            Err(error) => return Err((restore_error(error, recipe.map.as_deref()), recipe)),
        };
        let metadata = (!lazily).then(|| metadata_of(&recipe.text));
        let names = metadata.as_ref().and_then(|metadata| metadata.commonjs.clone());
        let later = Later::new(recipe);
        if let Some(metadata) = metadata.filter(|_| self.publishes) {
            later.complete(metadata, self.timed(Phase::Encoding, order, || frontend.encode(&stencil)));
            later.make();
        }
        name(frontend, &mut stencil, Kind::CommonJs, &order.url);
        let held = self.publishes.then(|| Held::later(Arc::new(later)));
        Ok(Fetched { held, ..Fetched::new(order.id, Ok(Body::CommonJs { stencil, names }), outcome) })
    }
}

fn add_scan(metadata: &mut Metadata, text: &str) {
    note_scan(metadata, parbake_loader::scan(text));
}

pub(super) fn note_scan(metadata: &mut Metadata, scan: parbake_loader::Scan) {
    metadata.uses_import_meta = scan.uses_import_meta;
    metadata.uses_dynamic_import = scan.uses_dynamic_import;
    metadata.dynamic_imports = scan
        .dynamic_imports
        .into_iter()
        .map(|import| parbake_bmes::DynamicImport { specifier: import.specifier, module_type: import.module_type })
        .collect();
}

/// What stacks call the module: as in Node, its URL; the path of a CommonJS module that was not written in TypeScript.
pub(super) fn stack_name(kind: Kind, url: &str) -> CString {
    let path = (kind == Kind::CommonJs).then(|| path_of(url)).flatten();
    let path = path.filter(|path| Language::of_path(path).is_none());
    let name = path.as_ref().map_or(url.as_bytes(), |path| path.as_os_str().as_bytes());
    // A URL has no zero bytes: they are percent-encoded.
    CString::new(name).unwrap_or_default()
}

pub(super) fn name(frontend: &mut Frontend, stencil: &mut Stencil, kind: Kind, url: &str) {
    frontend.name(stencil, &stack_name(kind, url));
}
