//! Which files are a project's own: `files`, `include` and `exclude` (TypeScript documentation, "TSConfig reference").

use std::path::Path;

use super::config::Config;

impl Config {
    /// Whether the file at `path` is one of the project's.
    pub(crate) fn has(&self, path: &Path) -> bool {
        if self.files.files.as_ref().is_some_and(|files| files.iter().any(|file| file == path)) {
            return true;
        }
        let Some(path) = path.to_str() else { return false };
        let included = match (&self.files.include, &self.files.files) {
            (Some(include), _) => include.iter().any(|pattern| matches(pattern, path)),
            (None, Some(_)) => false,
            (None, None) => {
                let directory = self.path.parent().and_then(Path::to_str).unwrap_or("/");
                path.strip_prefix(directory).is_some_and(|rest| rest.starts_with('/'))
            }
        };
        included && !self.files.exclude.iter().any(|pattern| matches(pattern, path))
    }
}

/// Whether a path is what a pattern means: `*` and `?` stand for characters of one name, `**` for any directories, and a
/// pattern whose last name has neither a mark nor an extension for everything in that directory.
fn matches(pattern: &str, path: &str) -> bool {
    let last = pattern.rsplit('/').next().unwrap_or(pattern);
    let is_directory = !last.contains(['*', '?', '.']);
    let mut names: Vec<&str> = pattern.split('/').collect();
    if is_directory {
        names.push("**");
    }
    if names.last() == Some(&"**") {
        names.push("*");
    }
    let path: Vec<&str> = path.split('/').collect();
    names_match(&names, &path)
}

fn names_match(patterns: &[&str], names: &[&str]) -> bool {
    match (patterns, names) {
        ([], []) => true,
        (["**", rest @ ..], _) => {
            names_match(rest, names) || names.split_first().is_some_and(|(_, after)| names_match(patterns, after))
        }
        ([pattern, patterns @ ..], [name, names @ ..]) => {
            name_matches(pattern.as_bytes(), name.as_bytes()) && names_match(patterns, names)
        }
        _ => false,
    }
}

fn name_matches(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern, name) {
        ([], []) => true,
        ([b'*', rest @ ..], _) => {
            name_matches(rest, name) || name.split_first().is_some_and(|(_, after)| name_matches(pattern, after))
        }
        ([b'?', patterns @ ..], [_, names @ ..]) => name_matches(patterns, names),
        ([a, patterns @ ..], [b, names @ ..]) => a == b && name_matches(patterns, names),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_mean_files() {
        let cases = [
            ("/p/src", "/p/src/a.ts", true),
            ("/p/src", "/p/src/b/a.ts", true),
            ("/p/src", "/p/other/a.ts", false),
            ("/p/src/*", "/p/src/a.ts", true),
            ("/p/src/*", "/p/src/b/a.ts", false),
            ("/p/src/**/*", "/p/src/a.ts", true),
            ("/p/src/**/*", "/p/src/b/c/a.ts", true),
            ("/p/**/*.spec.ts", "/p/src/a.spec.ts", true),
            ("/p/**/*.spec.ts", "/p/src/a.ts", false),
            ("/p/a?.ts", "/p/ab.ts", true),
            ("/p/a?.ts", "/p/a.ts", false),
            ("/p/a.ts", "/p/a.ts", true),
            ("/p/**", "/p/b/a.ts", true),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
