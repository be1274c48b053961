//! The transforms' options, by the project's settings.

use std::borrow::Cow;

use oxc_transformer::{
    CompilerAssumptions, DecoratorOptions, EnvOptions, HelperLoaderMode, HelperLoaderOptions, JsxOptions, JsxRuntime,
    Module, TransformOptions, TypeScriptOptions,
};

use crate::{Jsx, Settings, Source};

pub(super) fn of(source: &Source<'_>, settings: &Settings) -> TransformOptions {
    let Settings {
        jsx: _,
        jsx_factory: _,
        jsx_fragment_factory: _,
        jsx_import_source: _,
        legacy_decorators,
        decorator_metadata,
        strict_null_checks,
        define_class_fields,
        verbatim_module_syntax: _,
    } = settings;
    let module = if source.is_module { Module::Esm } else { Module::CommonJS };
    TransformOptions {
        assumptions: CompilerAssumptions { set_public_class_fields: !define_class_fields, ..Default::default() },
        typescript: typescript(settings),
        decorator: DecoratorOptions {
            legacy: *legacy_decorators,
            emit_decorator_metadata: *decorator_metadata,
            strict_null_checks: *strict_null_checks,
        },
        jsx: jsx(settings),
        env: EnvOptions { module, ..EnvOptions::default() },
        helper_loader: HelperLoaderOptions { mode: HelperLoaderMode::External, ..Default::default() },
        ..TransformOptions::default()
    }
}

fn typescript(settings: &Settings) -> TypeScriptOptions {
    let defaults = TypeScriptOptions::default();
    let name = |given: &Option<String>, default| given.clone().map_or(default, Cow::Owned);
    TypeScriptOptions {
        jsx_pragma: name(&settings.jsx_factory, defaults.jsx_pragma),
        jsx_pragma_frag: name(&settings.jsx_fragment_factory, defaults.jsx_pragma_frag),
        only_remove_type_imports: settings.verbatim_module_syntax,
        // A field that is assigned needs a value.
        remove_class_fields_without_initializer: !settings.define_class_fields,
        ..TypeScriptOptions::default()
    }
}

fn jsx(settings: &Settings) -> JsxOptions {
    let is_classic = settings.jsx == Jsx::Classic;
    let mut options = JsxOptions {
        // `displayName` is for a library that takes it; TypeScript adds none.
        display_name_plugin: false,
        runtime: if is_classic { JsxRuntime::Classic } else { JsxRuntime::Automatic },
        development: settings.jsx == Jsx::AutomaticDevelopment,
        throw_if_namespace: false,
        ..JsxOptions::enable()
    };
    if is_classic {
        options.pragma.clone_from(&settings.jsx_factory);
        options.pragma_frag.clone_from(&settings.jsx_fragment_factory);
    } else {
        options.import_source.clone_from(&settings.jsx_import_source);
    }
    options.conform();
    options
}
