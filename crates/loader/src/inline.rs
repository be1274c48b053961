//! `data:` URLs: modules that are their own specifier.

use data_url::DataUrl;
use parbake_bmes::ModuleType;
use url::Url;

use crate::error::Fault;
use crate::format::check_attributes;
use crate::resolved::{Format, Resolved, Target};

/// The module that a `data:` URL holds.
pub(crate) fn resolve(url: &Url, module_type: ModuleType) -> Result<Resolved, Fault> {
    let bytes = bytes(url).ok_or(Fault::InvalidUrl)?;
    let format = match module_type {
        ModuleType::Text => Format::Text,
        ModuleType::JavaScript | ModuleType::Json | ModuleType::Require => format(media_type(url))?,
    };
    let url = String::from(url.as_str());
    match check_attributes(format, module_type) {
        Ok(()) => {
            Ok(Resolved { url, target: Target::Data { bytes }, format, consulted: [].into(), missing: [].into() })
        }
        Err(fault) => Err(Fault::Attributes { url, fault }),
    }
}

/// The decoded body of a `data:` URL; `None` where it cannot be decoded.
#[must_use]
pub fn bytes(url: &Url) -> Option<Vec<u8>> {
    let (bytes, _fragment) = DataUrl::process(url.as_str()).ok()?.decode_to_vec().ok()?;
    Some(bytes)
}

/// The media type without its parameters.
fn media_type(url: &Url) -> &str {
    let head = url.path().split(',').next().unwrap_or_default();
    head.split(';').next().unwrap_or_default()
}

fn format(media_type: &str) -> Result<Format, Fault> {
    match media_type.trim() {
        kind if kind.eq_ignore_ascii_case("text/javascript") => Ok(Format::Module),
        kind if kind.eq_ignore_ascii_case("application/javascript") => Ok(Format::Module),
        kind if kind.eq_ignore_ascii_case("text/plain") => Ok(Format::Text),
        "application/json" => Ok(Format::Json),
        "application/wasm" => Ok(Format::Wasm),
        other => Err(Fault::UnknownMediaType { media_type: other.to_owned() }),
    }
}
