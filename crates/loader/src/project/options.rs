//! From the values in the files to settings.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use parbake_transform::{Jsx, Settings};
use serde_json::Value;

use super::config::{Config, Files, Raw};
use crate::package::resolve_path;

/// What a chain of files says, the last one to speak of a thing being heard.
#[derive(Debug, Default)]
pub(super) struct Merged {
    jsx: Option<String>,
    jsx_factory: Option<String>,
    jsx_fragment_factory: Option<String>,
    jsx_import_source: Option<String>,
    experimental_decorators: Option<bool>,
    emit_decorator_metadata: Option<bool>,
    strict: Option<bool>,
    strict_null_checks: Option<bool>,
    use_define_for_class_fields: Option<bool>,
    verbatim_module_syntax: Option<bool>,
    preserve_value_imports: Option<bool>,
    target: Option<String>,
    module: Option<String>,
    module_resolution: Option<String>,
    base_url: Option<PathBuf>,
    paths: Option<Vec<(String, Vec<PathBuf>)>>,
    files: Files,
}

impl Merged {
    /// Takes over what a file says itself. `project` is the directory of the file that is being read for, which
    /// `${configDir}` means.
    pub(super) fn add(&mut self, raw: &Raw, project: &Path) {
        let directory = raw.directory();
        let place = |text: &str| resolve_path(directory, &with_config_dir(text, project));
        if let Some(options) = raw.value.get("compilerOptions") {
            self.add_options(options);
            if let Some(base) = options.get("baseUrl").and_then(Value::as_str) {
                self.base_url = Some(place(base));
            }
            if let Some(Value::Object(paths)) = options.get("paths") {
                let base = self.base_url.clone().unwrap_or_else(|| directory.to_owned());
                let targets = |value: &Value| {
                    texts(value).map(|text| resolve_path(&base, &with_config_dir(text, project))).collect()
                };
                self.paths = Some(paths.iter().map(|(pattern, value)| (pattern.clone(), targets(value))).collect());
            }
        }
        let patterns = |key: &str| {
            raw.value
                .get(key)
                .map(|value| texts(value).map(|text| place(text).to_string_lossy().into_owned()).collect())
        };
        if let Some(files) = raw.value.get("files") {
            self.files.files = Some(texts(files).map(place).collect());
        }
        if let Some(include) = patterns("include") {
            self.files.include = Some(include);
        }
        if let Some(exclude) = patterns("exclude") {
            self.files.exclude = exclude;
        }
    }

    fn add_options(&mut self, options: &Value) {
        let text = |slot: &mut Option<String>, key: &str| {
            if let Some(value) = options.get(key).and_then(Value::as_str) {
                *slot = Some(value.to_owned());
            }
        };
        let word = |slot: &mut Option<String>, key: &str| {
            if let Some(value) = options.get(key).and_then(Value::as_str) {
                *slot = Some(value.to_ascii_lowercase());
            }
        };
        let flag = |slot: &mut Option<bool>, key: &str| {
            if let Some(value) = options.get(key).and_then(Value::as_bool) {
                *slot = Some(value);
            }
        };
        word(&mut self.jsx, "jsx");
        text(&mut self.jsx_factory, "jsxFactory");
        text(&mut self.jsx_fragment_factory, "jsxFragmentFactory");
        text(&mut self.jsx_import_source, "jsxImportSource");
        flag(&mut self.experimental_decorators, "experimentalDecorators");
        flag(&mut self.emit_decorator_metadata, "emitDecoratorMetadata");
        flag(&mut self.strict, "strict");
        flag(&mut self.strict_null_checks, "strictNullChecks");
        flag(&mut self.use_define_for_class_fields, "useDefineForClassFields");
        flag(&mut self.verbatim_module_syntax, "verbatimModuleSyntax");
        flag(&mut self.preserve_value_imports, "preserveValueImports");
        word(&mut self.target, "target");
        word(&mut self.module, "module");
        word(&mut self.module_resolution, "moduleResolution");
    }

    pub(super) fn finish(self, raw: &Raw) -> Config {
        let is_lenient = self.is_lenient();
        let settings = self.settings();
        let directory = raw.directory();
        let reference = |value: &Value| Some(resolve_path(directory, value.get("path")?.as_str()?));
        let references = match raw.value.get("references") {
            Some(Value::Array(references)) => references.iter().filter_map(reference).collect(),
            _ => Vec::new(),
        };
        Config {
            path: raw.path.clone(),
            settings: Arc::new(settings),
            base_url: self.base_url,
            paths: self.paths.unwrap_or_default(),
            is_lenient,
            files: self.files,
            references,
        }
    }

    fn settings(&self) -> Settings {
        let jsx = match self.jsx.as_deref() {
            Some("react") => Jsx::Classic,
            Some("react-jsxdev") => Jsx::AutomaticDevelopment,
            // Where JSX is to be kept for another tool, that tool is us.
            _ => Jsx::Automatic,
        };
        // What JSX of another kind would use is as good as absent.
        let classic = |text: &Option<String>| text.clone().filter(|_| jsx == Jsx::Classic);
        let legacy_decorators = self.experimental_decorators.unwrap_or(false);
        let decorator_metadata = legacy_decorators && self.emit_decorator_metadata.unwrap_or(false);
        Settings {
            jsx,
            jsx_factory: classic(&self.jsx_factory),
            jsx_fragment_factory: classic(&self.jsx_fragment_factory),
            jsx_import_source: self.jsx_import_source.clone().filter(|_| jsx != Jsx::Classic),
            legacy_decorators,
            decorator_metadata,
            strict_null_checks: !decorator_metadata || self.strict_null_checks.or(self.strict).unwrap_or(false),
            define_class_fields: self.use_define_for_class_fields.unwrap_or_else(|| self.target_has_fields()),
            verbatim_module_syntax: self.verbatim_module_syntax.or(self.preserve_value_imports).unwrap_or(false),
        }
    }

    /// Fields are part of the target since ES2022. A project that names no target means what runs it.
    fn target_has_fields(&self) -> bool {
        let Some(target) = &self.target else { return true };
        match target.strip_prefix("es").map(str::parse::<u32>) {
            Some(Ok(year)) => year >= 2022,
            // `esnext`
            _ => true,
        }
    }

    /// Whether TypeScript looks for files as bundlers do, rather than as Node does.
    fn is_lenient(&self) -> bool {
        let is_node = |name: &String| name.starts_with("node") && !matches!(name.as_str(), "node" | "node10");
        match (&self.module_resolution, &self.module) {
            (Some(resolution), _) => !is_node(resolution),
            (None, Some(module)) => !is_node(module),
            (None, None) => true,
        }
    }
}

fn with_config_dir(text: &str, project: &Path) -> String {
    text.replace("${configDir}", &project.to_string_lossy())
}

/// The strings of a list.
fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}
