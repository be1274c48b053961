//! Specifiers: what kind one is, and the plain relative ones, which most imports are.

use url::Url;

use crate::file_url::is_plain;

/// Whether a specifier is a path: absolute, or relative to the module that has it.
pub(crate) fn is_path(specifier: &str) -> bool {
    specifier.starts_with('/') || matches!(specifier.split('/').next(), Some("." | ".."))
}

/// The directory part of a `file:` URL without query and fragment, with the slash at its end: what relative specifiers
/// and packages are looked up from.
pub(crate) fn directory_part(referrer: &str) -> &str {
    let end = referrer.find(['?', '#']).unwrap_or(referrer.len());
    let path = &referrer[..end];
    &path[..path.rfind('/').map_or(0, |slash| slash + 1)]
}

/// The path that a relative `specifier` means, where no rule of URLs has a say: every byte of it is the same in a URL
/// and in a path. `directory` is a [`directory_part`].
pub(crate) fn join_plain(directory: &str, specifier: &str) -> Option<String> {
    let directory = directory.strip_prefix("file://")?;
    let plain = |text: &str| text.bytes().all(is_plain);
    if !specifier.starts_with('.')
        || !is_path(specifier)
        || !directory.starts_with('/')
        || !plain(specifier)
        || !plain(directory)
    {
        return None;
    }
    let mut path = String::with_capacity(directory.len() + specifier.len());
    path.push_str(directory);
    let mut segments = specifier.split('/').peekable();
    while let Some(segment) = segments.next() {
        match (segment, segments.peek()) {
            // What ends in a slash or dots is a directory, which is for the slow way to say.
            ("" | "." | "..", None) | ("", _) => return None,
            (".", _) => {}
            ("..", _) => {
                path.pop();
                path.truncate(path.rfind('/')? + 1);
            }
            (name, Some(_)) => {
                path.push_str(name);
                path.push('/');
            }
            (name, None) => path.push_str(name),
        }
    }
    Some(path)
}

/// The module that asks, as messages name it: the path where there is one.
pub(crate) fn referrer_name(referrer: &str) -> String {
    let path = Url::parse(referrer).ok().and_then(|url| crate::file_url::to_path(&url).ok());
    path.map_or_else(|| referrer.to_owned(), |path| path.display().to_string())
}
