//! Paths as URLs and back, byte for byte as Node's `pathToFileURL` and `fileURLToPath` on POSIX systems.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, percent_encode};
use url::Url;

use crate::error::{Fault, SpecifierFault};

/// Everything of ASCII that a path's URL does not show as it is: what the URL standard encodes in paths, and what Node
/// encodes on top so that no character of a path can be taken for syntax.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'~');

/// The `file:` URL of an absolute path.
#[must_use]
pub fn from_path(path: &Path) -> String {
    let mut url = String::from("file://");
    url.extend(percent_encode(path.as_os_str().as_bytes(), ENCODED));
    url
}

/// The path of a `file:` URL; query and fragment do not count.
///
/// # Errors
/// A host, percent-encoded separators, a NUL byte, or no `file:` URL at all.
pub fn to_path(url: &Url) -> Result<PathBuf, Fault> {
    if url.scheme() != "file" {
        return Err(Fault::UnsupportedScheme { scheme: url.scheme().to_owned() });
    }
    if has_encoded_separator(url.path()) {
        return Err(Fault::InvalidSpecifier(SpecifierFault::EncodedSeparator { path: url.path().to_owned() }));
    }
    if let Some(host) = url.host_str().filter(|host| !host.is_empty()) {
        return Err(Fault::InvalidFileHost { host: host.to_owned() });
    }
    let bytes: Vec<u8> = percent_decode_str(url.path()).collect();
    if bytes.contains(&0) || has_stray_percent(url.path()) {
        return Err(Fault::InvalidFilePath);
    }
    Ok(PathBuf::from(OsString::from_vec(bytes)))
}

/// Whether a byte of a path is the same in its URL, and the same again when that URL is read.
pub(crate) const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b'-'
                | b'.'
                | b'/'
                | b':'
                | b';'
                | b'='
                | b'@'
                | b'_'
        )
}

/// Whether a `%` is not followed by two hexadecimal digits, which `decodeURIComponent` refuses.
fn has_stray_percent(path: &str) -> bool {
    let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_hexdigit());
    path.split('%').skip(1).any(|rest| {
        let mut digits = rest.bytes();
        !is_digit(digits.next()) || !is_digit(digits.next())
    })
}

fn has_encoded_separator(path: &str) -> bool {
    path.as_bytes().windows(3).any(|window| matches!(window, b"%2F" | b"%2f" | b"%5C" | b"%5c"))
}
