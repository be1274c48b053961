//! Texts of modules, for those who ask: `Function.prototype.toString` and error reports.

use parbake_bmes::ModuleType;

use crate::Runtime;
use crate::modules::{Site, frame, reread};

impl Runtime {
    /// The text of a module exactly as it was compiled; `None` where the file is no longer what it was.
    pub(crate) fn source_text(&self, url: &str) -> Option<String> {
        let facts = {
            let graph = self.graph.borrow();
            graph.facts(self.known(), graph.find(url, ModuleType::JavaScript)?)?
        };
        match facts.file {
            Some(file) => reread(&file, &facts.digest),
            None => self.data_text(url),
        }
    }

    /// The text of a `data:` URL, which says it itself.
    fn data_text(&self, url: &str) -> Option<String> {
        let resolved = self.shared().resolver.resolve(url, url, ModuleType::JavaScript).ok()?;
        match resolved.target {
            parbake_loader::Target::Data { bytes } => Some(parbake_loader::decode(bytes)),
            _ => None,
        }
    }

    /// The line of source at a place, with a caret below.
    pub(crate) fn source_frame(&self, site: &Site) -> String {
        let text = self.source_text(&site.url).or_else(|| self.failed_text(&site.url));
        frame(site, text.as_deref())
    }

    /// The text of a module that could not be loaded, which has no facts: as it is now.
    fn failed_text(&self, url: &str) -> Option<String> {
        let url = url::Url::parse(url).ok()?;
        let path = parbake_loader::file_url_to_path(&url).ok()?;
        let read = parbake_cache::stamp::read(&path).ok()?;
        Some(parbake_loader::decode(read.bytes))
    }
}
