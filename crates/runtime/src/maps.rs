//! Source maps of the running program: read when a stack is looked at, and not before.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::rc::Rc;

use parbake_engine::{Scope, Thrown};
use parbake_transform::PositionMap;
use rustc_hash::FxHashMap;
use url::Url;

use crate::Runtime;
use crate::modules::Site;

/// What is known of maps so far.
#[derive(Default)]
pub(crate) struct Maps {
    /// Stacks are mapped from here on.
    installed: Cell<bool>,
    by_url: RefCell<FxHashMap<String, Option<Rc<Map>>>>,
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

impl Runtime {
    /// Has stacks mapped, once there is code that is not where it was written.
    pub(crate) fn map_stacks_if_needed(&self, scope: &mut Scope<'_>) -> Result<(), Thrown> {
        let needed = self.shared().rewritten.any() || self.options().enable_source_maps;
        if needed && !self.maps.installed.replace(true) {
            self.call_built_in(scope, "written-places", c"install", |_| Ok(Vec::new()))?;
        }
        Ok(())
    }

    /// Where the code at a place was written; `None` if it is there, or nothing says.
    pub(crate) fn written_at(&self, url: &str, line: u32, column: u32) -> Option<Site> {
        let map = self.map_of(url)?;
        let original = map.positions.original(line, column)?;
        let url = match &map.base {
            Base::Own => url.to_owned(),
            Base::Named(base) => source_name(base, original.source)?,
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

    fn map_of(&self, url: &str) -> Option<Rc<Map>> {
        if let Some(known) = self.maps.by_url.borrow().get(url) {
            return known.clone();
        }
        let map = self.find_map(url).map(Rc::new);
        self.maps.by_url.borrow_mut().insert(url.to_owned(), map.clone());
        map
    }

    fn find_map(&self, url: &str) -> Option<Map> {
        let facts = self.facts_of(url)?;
        if let Some((_, map)) = self.shared().rewritten(&facts.key) {
            return Some(Map { positions: PositionMap::parse(&map).ok()?, base: Base::Own });
        }
        if !self.options().enable_source_maps {
            return None;
        }
        let text = self.written_text(url)?;
        let (base, json) = named_map(&Url::parse(url).ok()?, &text)?;
        Some(Map { positions: PositionMap::parse(&json).ok()?, base: Base::Named(base) })
    }
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
