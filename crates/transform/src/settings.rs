//! What a project says about how its files are to be read.

/// The settings of a `tsconfig.json` that change what a file does when it runs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Settings {
    /// How JSX becomes calls.
    pub jsx: Jsx,
    /// What an element becomes a call of in [`Jsx::Classic`]; `None` for `React.createElement`.
    pub jsx_factory: Option<String>,
    /// What a fragment is in [`Jsx::Classic`]; `None` for `React.Fragment`.
    pub jsx_fragment_factory: Option<String>,
    /// The package whose `/jsx-runtime` has the functions of [`Jsx::Automatic`]; `None` for `react`.
    pub jsx_import_source: Option<String>,
    /// Decorators are TypeScript's own of before the standard (`experimentalDecorators`).
    pub legacy_decorators: bool,
    /// Decorated members carry the types they were declared with (`emitDecoratorMetadata`).
    pub decorator_metadata: bool,
    /// `null` and `undefined` are types of their own, which that metadata shows (`strictNullChecks`, `strict`).
    pub strict_null_checks: bool,
    /// Fields are defined, as ECMA-262 has it, rather than assigned (`useDefineForClassFields`).
    pub define_class_fields: bool,
    /// Imports and exports without `type` stay, used or not (`verbatimModuleSyntax`).
    pub verbatim_module_syntax: bool,
}

/// How JSX becomes calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Jsx {
    /// Calls of functions that are imported for the purpose.
    Automatic,
    /// The same, with what helps in development.
    AutomaticDevelopment,
    /// Calls of a function that the file itself imports.
    Classic,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            jsx: Jsx::Automatic,
            jsx_factory: None,
            jsx_fragment_factory: None,
            jsx_import_source: None,
            legacy_decorators: false,
            decorator_metadata: false,
            strict_null_checks: true,
            define_class_fields: true,
            verbatim_module_syntax: false,
        }
    }
}

impl Settings {
    /// The settings as bytes, for a cache key: equal if and only if the settings are equal. JSX in development writes the
    /// file's path into the text, so that the path is part of them.
    #[must_use]
    pub fn to_bytes(&self, path: &str) -> Vec<u8> {
        // Taken apart field by field: a setting cannot be left out by accident.
        let Self {
            jsx,
            jsx_factory,
            jsx_fragment_factory,
            jsx_import_source,
            legacy_decorators,
            decorator_metadata,
            strict_null_checks,
            define_class_fields,
            verbatim_module_syntax,
        } = self;
        let flags =
            [legacy_decorators, decorator_metadata, strict_null_checks, define_class_fields, verbatim_module_syntax];
        let mut bytes = vec![match jsx {
            Jsx::Automatic => 0,
            Jsx::AutomaticDevelopment => 1,
            Jsx::Classic => 2,
        }];
        bytes.extend(flags.into_iter().map(|&flag| u8::from(flag)));
        let path = (*jsx == Jsx::AutomaticDevelopment).then(|| path.to_owned());
        for text in [jsx_factory, jsx_fragment_factory, jsx_import_source, &path] {
            bytes.push(u8::from(text.is_some()));
            let text = text.as_deref().unwrap_or_default();
            bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_setting_counts() {
        let base = Settings::default();
        let some = |text: &str| Some(text.to_owned());
        let variants = [
            base.clone(),
            Settings { jsx: Jsx::AutomaticDevelopment, ..base.clone() },
            Settings { jsx: Jsx::Classic, ..base.clone() },
            Settings { jsx_factory: some("h"), ..base.clone() },
            Settings { jsx_fragment_factory: some("h"), ..base.clone() },
            Settings { jsx_import_source: some("h"), ..base.clone() },
            Settings { legacy_decorators: true, ..base.clone() },
            Settings { decorator_metadata: true, ..base.clone() },
            Settings { strict_null_checks: false, ..base.clone() },
            Settings { define_class_fields: false, ..base.clone() },
            Settings { verbatim_module_syntax: true, ..base.clone() },
        ];
        let bytes: HashSet<_> = variants.iter().map(|settings| settings.to_bytes("/a.tsx")).collect();
        assert_eq!(bytes.len(), variants.len());
        assert_eq!(base.to_bytes("/a.tsx"), base.to_bytes("/b.tsx"));
        let development = &variants[1];
        assert_ne!(development.to_bytes("/a.tsx"), development.to_bytes("/b.tsx"));
    }
}
