//! Texts of modules, for those who ask: `Function.prototype.toString` and error reports.

use parbake_bmes::ModuleType;

use crate::Runtime;
use crate::modules::{Facts, Site, frame, reread};

impl Runtime {
    /// The text of a module exactly as it was compiled; `None` where the file is no longer what it was.
    pub(crate) fn source_text(&self, url: &str) -> Option<String> {
        let rewritten = self.rewritten_text(url);
        rewritten.or_else(|| self.written_text(url))
    }

    fn rewritten_text(&self, url: &str) -> Option<String> {
        self.shared().rewritten(&self.facts_of(url)?.key).map(|(text, _)| text)
    }

    /// The text of a module exactly as it was written.
    pub(crate) fn written_text(&self, url: &str) -> Option<String> {
        if let Some(text) = self.graph.borrow().hooked_text(url) {
            return Some(text);
        }
        let Facts { file, digest, .. } = self.facts_of(url)?;
        match file {
            Some(file) => reread(&file, &digest),
            None => self.data_text(url),
        }
    }

    pub(crate) fn facts_of(&self, url: &str) -> Option<Facts> {
        // CommonJS goes by its path.
        let path_url = url.starts_with('/').then(|| parbake_loader::file_url_from_path(url.as_ref()));
        let url = path_url.as_deref().unwrap_or(url);
        let graph = self.graph.borrow();
        graph.facts(self.known(), graph.find(url, ModuleType::JavaScript)?)
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
        let text = self
            .inline_text(&site.url)
            .or_else(|| self.mapped_text(&site.url))
            .or_else(|| self.written_text(&site.url))
            .or_else(|| self.failed_text(&site.url));
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
