//! The bytes of a module, from where they are.

use std::path::{Path, PathBuf};

use parbake_bmes::{Digest, ModuleType};
use parbake_cache::stamp::{self, Stamp};
use parbake_loader::{Format, Target};

use super::{FetchError, Order, Place, Shared, format_code};
use crate::timeline::Phase;

/// Bytes read, before they are text.
pub(crate) struct Raw {
    pub(super) file: Option<PathBuf>,
    pub(super) bytes: Vec<u8>,
    pub(super) digest: Digest,
    pub(super) stamp: Option<Stamp>,
    pub(super) format: Format,
}

pub(super) enum Source {
    Bytes(Raw),
    BuiltIn(String),
}

impl Shared {
    pub(super) fn read(&self, order: &Order) -> Result<Source, FetchError> {
        let (target, format) = self.place(order);
        let mut source = self.timed(Phase::Reading, order, || read_target(target, format))?;
        if let Source::Bytes(Raw { file: Some(path), digest, format, .. }) = &mut source
            && self.may_be_another_format(order, path, digest)
        {
            *format = Format::Detect;
        }
        Ok(source)
    }

    /// Whether only the text says what the file is, and it is not the text that the program's pack knows.
    fn may_be_another_format(&self, order: &Order, path: &Path, digest: &Digest) -> bool {
        let view = order.row.filter(|_| matches!(order.place, Place::Row)).and_then(|row| self.known()?.row(row));
        let is_other = view.is_some_and(|view| view.source_digest != *digest);
        is_other
            && path.extension().is_some()
            && order.module_type == ModuleType::JavaScript
            && self.resolver.required_file(path).is_ok_and(|resolved| resolved.format == Format::Detect)
    }

    fn place(&self, order: &Order) -> (Target, Format) {
        match &order.place {
            Place::Resolved { target, format } => (target.clone(), *format),
            Place::Row => {
                let view = order.row.and_then(|row| self.known()?.row(row)).expect("the order names a row");
                match view.file {
                    Some(file) => (Target::File(file.to_path_buf()), format_code::to_format(view.format)),
                    None => self.place_without_file(&view.url(), view.module_type),
                }
            }
            // Hooks found it, and there are none now.
            Place::Hooks { .. } | Place::Hooked(_) => self.place_without_file(&order.url, order.module_type),
            Place::Inline(_) => unreachable!("inline text is compiled where it is"),
        }
    }

    /// `data:` and `node:` URLs say all there is to know.
    pub(super) fn place_without_file(&self, url: &str, module_type: ModuleType) -> (Target, Format) {
        match self.resolver.resolve(url, url, module_type) {
            Ok(resolved) => (resolved.target, resolved.format),
            Err(_) => (Target::Data { bytes: Vec::new() }, Format::Detect),
        }
    }
}

/// What is at a place.
pub(super) fn read_target(target: Target, format: Format) -> Result<Source, FetchError> {
    match target {
        Target::Builtin(name) => Ok(Source::BuiltIn(name)),
        Target::Data { bytes } => {
            let digest = Digest::of(&bytes);
            Ok(Source::Bytes(Raw { file: None, bytes, digest, stamp: None, format }))
        }
        Target::File(path) => match stamp::read(&path) {
            Ok(stamp::ReadFile { bytes, digest, stamp }) => {
                Ok(Source::Bytes(Raw { file: Some(path), bytes, digest, stamp, format }))
            }
            Err(error) => Err(FetchError::Read { path, error }),
        },
    }
}

/// The path of a `file:` URL.
pub(crate) fn path_of(url: &str) -> Option<PathBuf> {
    parbake_loader::file_url_to_path(&url::Url::parse(url).ok()?).ok()
}

/// The text of a file exactly as it was compiled, if the file still is what it was.
pub(crate) fn reread(path: &Path, digest: &Digest) -> Option<String> {
    let read = stamp::read(path).ok()?;
    (read.digest == *digest).then(|| parbake_loader::decode(read.bytes))
}
