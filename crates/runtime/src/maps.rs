//! Source maps of the running program: read when a stack is looked at, and not before.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use parbake_engine::{Scope, Thrown};
use parbake_transform::PositionMap;
use rustc_hash::{FxHashMap, FxHashSet};
use url::Url;

use crate::Runtime;
use crate::modules::Site;

/// What is known of maps so far. Modules go by their URLs.
#[derive(Default)]
pub(crate) struct Maps {
    /// Stacks are mapped from here on.
    installed: Cell<bool>,
    /// Whether maps are used that modules name.
    named: Cell<Named>,
    by_url: RefCell<FxHashMap<String, Option<Rc<Map>>>>,
    /// Modules that were loaded while such maps were not used.
    left_out: RefCell<FxHashSet<String>>,
    /// Modules that were there when such maps were last switched off.
    loaded_before: RefCell<FxHashSet<String>>,
    /// Texts that were compiled in the place of files.
    compiled: RefCell<FxHashMap<String, String>>,
}

/// Whose maps are used of those that modules name (Node documentation, `module.setSourceMapsSupport`).
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Named {
    #[default]
    Nobodys,
    ThePrograms,
    PackagesToo,
}

/// A source map as JSON, for a program that asks for it.
pub(crate) struct MapText {
    pub(crate) json: String,
    /// What its sources are relative to.
    pub(crate) base: String,
    /// What it is a map of.
    pub(crate) generated: String,
}

/// A map, and what its sources are relative to.
struct Map {
    positions: PositionMap,
    base: Base,
}

enum Base {
    /// The one source is the module's own file.
    Own,
    /// The map came with the module (`//# sourceMappingURL`).
    Named(Url),
}

impl Maps {
    pub(crate) fn new(named: Named) -> Self {
        Self { named: Cell::new(named), ..Self::default() }
    }

    pub(crate) fn named(&self) -> Named {
        self.named.get()
    }

    /// Takes note of a text that is compiled as if it were the file at `path`.
    pub(crate) fn note_compiled(&self, path: &str, text: &str) {
        if self.named() != Named::Nobodys {
            let url = url_of(path);
            self.left_out.borrow_mut().remove(&url);
            self.by_url.borrow_mut().remove(&url);
            self.compiled.borrow_mut().insert(url, text.to_owned());
        }
    }

    fn allows(&self, url: &str) -> bool {
        match self.named() {
            Named::Nobodys => false,
            Named::ThePrograms => !url.contains("/node_modules/"),
            Named::PackagesToo => true,
        }
    }
}

impl Runtime {
    /// Has stacks mapped, once there is code that is not where it was written.
    pub(crate) fn map_stacks_if_needed(&self, scope: &mut Scope<'_>) -> Result<(), Thrown> {
        let needed = self.shared().rewritten.any() || self.maps.named() != Named::Nobodys;
        if needed && !self.maps.installed.replace(true) {
            self.call_built_in(scope, "written-places", c"install", |_| Ok(Vec::new()))?;
        }
        Ok(())
    }

    /// From here on these maps are used, of modules that are loaded from here on.
    pub(crate) fn use_maps(&self, scope: &mut Scope<'_>, named: Named) -> Result<(), Thrown> {
        let Maps { left_out, loaded_before, by_url, .. } = &self.maps;
        let before = self.maps.named.replace(named);
        match (before, named) {
            (Named::Nobodys, Named::ThePrograms | Named::PackagesToo) => {
                let before = loaded_before.take();
                left_out.borrow_mut().extend(self.loaded_urls().filter(|url| !before.contains(url)));
                by_url.borrow_mut().retain(|_, map| map.is_some());
            }
            (Named::ThePrograms | Named::PackagesToo, Named::Nobodys) => {
                *loaded_before.borrow_mut() = self.loaded_urls().collect();
            }
            _ => by_url.borrow_mut().retain(|_, map| map.is_some()),
        }
        self.map_stacks_if_needed(scope)
    }

    fn loaded_urls(&self) -> impl Iterator<Item = String> + use<> {
        let graph = self.graph.borrow();
        let urls: Vec<String> =
            graph.all().filter(|module| module.is_there()).map(|module| module.url.to_string()).collect();
        urls.into_iter()
    }

    /// Where the code at a place was written; `None` if it is there, or nothing says. `own_only`: what the program itself has
    /// to say of it does not count.
    pub(crate) fn written_at(&self, name: &str, line: u32, column: u32, own_only: bool) -> Option<Site> {
        let map = self.map_of(name)?;
        let original = map.positions.original(line, column)?;
        let url = match &map.base {
            Base::Own => name.to_owned(),
            Base::Named(base) if !own_only && self.maps.allows(&url_of(name)) => source_name(base, original.source)?,
            Base::Named(_) => return None,
        };
        Some(Site { url, line: original.line, column: original.column })
    }

    /// The text of a source that a map named and brought with it.
    pub(crate) fn mapped_text(&self, name: &str) -> Option<String> {
        let maps = self.maps.by_url.borrow();
        maps.values().flatten().find_map(|map| {
            let Base::Named(base) = &map.base else { return None };
            let mut sources = map.positions.sources();
            let (_, text) = sources.find(|(source, _)| source_name(base, source).as_deref() == Some(name))?;
            text.map(str::to_owned).or_else(|| read_text(Path::new(name)))
        })
    }

    /// The map of a module, by its path or URL.
    pub(crate) fn map_text(&self, name: &str) -> Option<MapText> {
        let url = url_of(name);
        if let Some((generated, json)) = self.facts_of(&url).and_then(|facts| self.shared().rewritten(&facts.key)) {
            return Some(MapText { json, base: url, generated });
        }
        let (base, json, generated) = self.named_map(&url)?;
        Some(MapText { json, base: base.into(), generated })
    }

    fn map_of(&self, name: &str) -> Option<Rc<Map>> {
        // CommonJS in JavaScript goes by its path, and has no map of ours.
        if name.starts_with('/') && self.maps.named() == Named::Nobodys {
            return None;
        }
        let url = url_of(name);
        if let Some(known) = self.maps.by_url.borrow().get(&url) {
            return known.clone();
        }
        let map = self.find_map(&url).map(Rc::new);
        self.maps.by_url.borrow_mut().insert(url, map.clone());
        map
    }

    fn find_map(&self, url: &str) -> Option<Map> {
        if let Some((_, map)) = self.facts_of(url).and_then(|facts| self.shared().rewritten(&facts.key)) {
            return Some(Map { positions: PositionMap::parse(&map).ok()?, base: Base::Own });
        }
        let (base, json, _) = self.named_map(url)?;
        Some(Map { positions: PositionMap::parse(&json).ok()?, base: Base::Named(base) })
    }

    /// The map that a module names, if it was loaded while such maps were used; what its sources are relative to; its text.
    fn named_map(&self, url: &str) -> Option<(Url, String, String)> {
        let was_switched_on = self.maps.named() != Named::Nobodys || !self.maps.loaded_before.borrow().is_empty();
        if !was_switched_on || self.maps.left_out.borrow().contains(url) {
            return None;
        }
        let compiled = self.maps.compiled.borrow().get(url).cloned();
        let text = compiled.or_else(|| self.written_text(url))?;
        let (base, json) = named_map(&Url::parse(url).ok()?, &text)?;
        Some((base, json, text))
    }
}

/// The URL of a module by what stacks call it: a path, for CommonJS.
fn url_of(name: &str) -> String {
    if name.starts_with('/') { parbake_loader::file_url_from_path(&PathBuf::from(name)) } else { name.to_owned() }
}

/// The map that a text names at its end (ECMA-426, "Linking generated code to source maps"), and its URL.
fn named_map(module: &Url, text: &str) -> Option<(Url, String)> {
    let name = text.lines().rev().find_map(|line| {
        let comment = line.trim_start().strip_prefix("//")?;
        comment.strip_prefix(['#', '@'])?.trim_start().strip_prefix("sourceMappingURL=")
    })?;
    let url = module.join(name.trim()).ok()?;
    match url.scheme() {
        "data" => {
            let bytes = parbake_loader::data_url_bytes(&url)?;
            Some((module.clone(), parbake_loader::decode(bytes)))
        }
        "file" => {
            let path = parbake_loader::file_url_to_path(&url).ok()?;
            Some((url, read_text(&path)?))
        }
        _ => None,
    }
}

/// A source as stacks name it: the path of a file, else its URL.
fn source_name(base: &Url, source: &str) -> Option<String> {
    let url = base.join(source).ok()?;
    match parbake_loader::file_url_to_path(&url) {
        Ok(path) if url.scheme() == "file" => Some(path.to_string_lossy().into_owned()),
        _ => Some(url.to_string()),
    }
}

fn read_text(path: &Path) -> Option<String> {
    parbake_cache::stamp::read(path).ok().map(|read| parbake_loader::decode(read.bytes))
}
