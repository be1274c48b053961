//! RxJS's ES build, made loadable.
//!
//! The npm package carries ES modules in `dist/esm`, meant for bundlers: no `"type": "module"`, and relative specifiers
//! without file extensions. Under Node's rules (and ours) nobody can import them; the package serves CommonJS instead. This
//! publishes a copy beside it, as the package `rxjs-esm`, with the extensions written out: 200 small modules of real code.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

const PACKAGE: &str = r#"{
  "name": "rxjs-esm",
  "type": "module",
  "exports": { ".": "./index.js", "./operators": "./operators/index.js", "./testing": "./testing/index.js" }
}
"#;

/// Writes `rxjs-esm` beside `rxjs` in a `node_modules` directory.
pub fn publish_es_build(node_modules: &Path) -> Result<()> {
    let target = node_modules.join("rxjs-esm");
    copy_modules(&node_modules.join("rxjs/dist/esm"), &target)?;
    fs::write(target.join("package.json"), PACKAGE).context("rxjs-esm/package.json")
}

fn copy_modules(source: &Path, target: &Path) -> Result<()> {
    fs::create_dir_all(target)?;
    for entry in fs::read_dir(source).with_context(|| source.display().to_string())? {
        let path = entry?.path();
        let copy = target.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_modules(&path, &copy)?;
        } else if path.extension().is_some_and(|extension| extension == "js") {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let lines: Vec<String> = text.lines().map(|line| with_extension(line, source)).collect();
            fs::write(&copy, lines.join("\n"))?;
        }
    }
    Ok(())
}

/// The line with its `from './x'` (in either quotes) completed to the file it means, seen from `directory`; the helpers of
/// TypeScript come from their ES build.
fn with_extension(line: &str, directory: &Path) -> String {
    let Some((before, clause)) = line.rsplit_once(" from ") else { return line.to_owned() };
    let quoted = clause.trim_end_matches(';');
    let specifier = quoted.trim_matches(['\'', '"']);
    if specifier == "tslib" {
        return format!("{before} from 'tslib/tslib.es6.mjs';");
    }
    if !specifier.starts_with('.') || quoted.len() != specifier.len() + 2 {
        return line.to_owned();
    }
    let is_file = directory.join(format!("{specifier}.js")).is_file();
    let suffix = if is_file { ".js" } else { "/index.js" };
    format!("{before} from '{specifier}{suffix}';")
}
