//! From a text to what the engine runs, and to the module's entry.

use std::ffi::CString;
use std::os::unix::ffi::OsStrExt as _;
use std::sync::Arc;

use parbake_bmes::{Kind, Metadata};
use parbake_engine::{CompileError, CompileOptions, Frontend, Goal, Stencil};
use parbake_loader::Format;
use parbake_transform::Language;

use super::FetchError;
use super::fetch::Shared;
use super::later::{Later, Recipe, metadata_of};
use super::member::{Held, Parts};
use super::order::{Body, Fetched, Order, Outcome};
use super::source::{Raw, path_of};
use super::written::{Prepared, Reading, restore_error, restore_places};
use crate::natives::hooks::{format_name, format_of_name};
use crate::timeline::Phase;

impl Shared {
    pub(super) fn compile_inline(&self, frontend: &mut Frontend, order: &Order, text: &str) -> Fetched {
        let prepared = Prepared { text: text.to_owned(), lazy_source: false, map: None };
        self.compile(frontend, order, &prepared, Outcome::Uncached, None)
    }

    /// A text that the program's hooks gave. Nothing of it is kept.
    pub(super) fn compile_hooked(&self, frontend: &mut Frontend, order: &Order, format: &str, text: String) -> Fetched {
        let prepared = match self.prepare_hooked(order, format, text) {
            Ok(prepared) => prepared,
            Err(error) => return Fetched::new(order.id, Err(error), Outcome::Uncached),
        };
        let body = match (format_of_name(format), order.url.strip_prefix("node:")) {
            (Some(Format::Module), _) => return self.compile(frontend, order, &prepared, Outcome::Uncached, None),
            (Some(Format::CommonJs), _) => return self.compile_hooked_common_js(frontend, order, prepared),
            (Some(Format::Json), _) => Ok(Body::Json(prepared.text)),
            (Some(Format::Text), _) => Ok(Body::Text(prepared.text)),
            (Some(Format::Builtin), Some(name)) => Ok(Body::BuiltIn(name.to_owned())),
            _ => Err(FetchError::Format(Format::Unknown)),
        };
        Fetched::new(order.id, body, Outcome::Uncached)
    }

    fn prepare_hooked(&self, order: &Order, format: &str, text: String) -> Result<Prepared, FetchError> {
        if !format.ends_with("-typescript") {
            return Ok(Prepared { text, lazy_source: false, map: None });
        }
        let reading = Reading::of_hook(&order.url, &self.resolver).map_err(FetchError::Project)?;
        let prepared = reading.transform(&text, format.starts_with("module")).map_err(FetchError::Transform)?;
        Ok(Prepared { lazy_source: false, ..prepared })
    }

    fn compile_hooked_common_js(&self, frontend: &mut Frontend, order: &Order, prepared: Prepared) -> Fetched {
        let options = CompileOptions { goal: Goal::CommonJs, lazy_source: false, discard_source: false };
        let body = match frontend.compile(&prepared.text, &options) {
            Ok(mut stencil) => {
                name(frontend, &mut stencil, Kind::CommonJs, &order.url);
                Ok(Body::CommonJs { stencil, names: metadata_of(&prepared.text).commonjs })
            }
            Err(error) => Err(FetchError::Compile(restore_error(error, prepared.map.as_deref()))),
        };
        Fetched::new(order.id, body, Outcome::Uncached)
    }

    /// What a file is called that is of its own format, by its text where nothing else says it.
    pub(super) fn format_of(&self, raw: &Raw) -> Option<&'static str> {
        let format = match (raw.format, &raw.file) {
            (Format::Detect, Some(file)) => {
                let text = parbake_loader::decode(raw.bytes.clone());
                let reading = Reading::of(file, &self.resolver).ok().flatten();
                let is_module = match reading {
                    Some(reading) => reading.is_module(&text),
                    None => parbake_loader::has_module_syntax(&text),
                };
                if is_module { Format::Module } else { Format::CommonJs }
            }
            (format, _) => format,
        };
        format_name(format, raw.file.as_deref())
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
