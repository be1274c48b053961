//! `data:` URLs.

use parbake_loader::{Format, ModuleType, Resolver, ResolverOptions, Target};

fn resolver() -> Resolver {
    Resolver::new(ResolverOptions::default())
}

#[test]
fn modules_can_be_their_own_specifier() {
    // (URL, type, URL as it is kept, body, format)
    let (js, json, text) = (ModuleType::JavaScript, ModuleType::Json, ModuleType::Text);
    let table: &[(&str, ModuleType, &str, &[u8], Format)] = &[
        ("data:text/javascript,export%20{}", js, "data:text/javascript,export%20{}", b"export {}", Format::Module),
        ("data:text/javascript;base64,MQ==", js, "data:text/javascript;base64,MQ==", b"1", Format::Module),
        ("data:text/javascript;charset=utf-8,1", js, "data:text/javascript;charset=utf-8,1", b"1", Format::Module),
        ("data:application/javascript,1", js, "data:application/javascript,1", b"1", Format::Module),
        ("DATA:Text/JavaScript,1", js, "data:Text/JavaScript,1", b"1", Format::Module),
        ("data:text/javascript,1?a#b", js, "data:text/javascript,1?a#b", b"1?a", Format::Module),
        ("data:text/javascript,%ff,", js, "data:text/javascript,%ff,", b"\xff,", Format::Module),
        ("data:application/json,{}", json, "data:application/json,{}", b"{}", Format::Json),
        ("data:application/wasm,x", js, "data:application/wasm,x", b"x", Format::Wasm),
        ("data:text/css,x", text, "data:text/css,x", b"x", Format::Text),
        ("data:,x", text, "data:,x", b"x", Format::Text),
    ];
    for &(specifier, module_type, url, body, format) in table {
        let resolved = resolver().resolve(specifier, "file:///main.mjs", module_type).expect(specifier);
        assert_eq!((resolved.url.as_str(), resolved.format), (url, format));
        assert_eq!(resolved.target, Target::Data { bytes: body.to_vec() });
    }
}

#[test]
fn not_everything_is_a_module() {
    // (URL, type, code)
    let table = [
        ("data:text/css,x", ModuleType::JavaScript, "ERR_UNKNOWN_MODULE_FORMAT"),
        ("data:application/ecmascript,1", ModuleType::JavaScript, "ERR_UNKNOWN_MODULE_FORMAT"),
        ("data:,x", ModuleType::JavaScript, "ERR_UNKNOWN_MODULE_FORMAT"),
        ("data:application/json,{}", ModuleType::JavaScript, "ERR_IMPORT_ATTRIBUTE_MISSING"),
        ("data:text/plain,x", ModuleType::JavaScript, "ERR_IMPORT_ATTRIBUTE_MISSING"),
        ("data:text/javascript,1", ModuleType::Json, "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE"),
        ("data:text/javascript", ModuleType::JavaScript, "ERR_INVALID_URL"),
        ("data:text/javascript;base64,***", ModuleType::JavaScript, "ERR_INVALID_URL"),
    ];
    for (specifier, module_type, code) in table {
        let error = resolver().resolve(specifier, "file:///main.mjs", module_type).expect_err(specifier);
        assert_eq!(error.code(), code, "{specifier}");
    }
}

#[test]
fn they_import_by_whole_urls_and_built_in_names_alone() {
    // (specifier, URL or code)
    let table = [
        ("fs", "node:fs"),
        ("node:fs", "node:fs"),
        ("data:text/javascript,2", "data:text/javascript,2"),
        ("./a.js", "ERR_UNSUPPORTED_RESOLVE_REQUEST"),
        ("/a.js", "ERR_UNSUPPORTED_RESOLVE_REQUEST"),
        ("pkg", "ERR_UNSUPPORTED_RESOLVE_REQUEST"),
        ("#a", "ERR_UNSUPPORTED_RESOLVE_REQUEST"),
        ("", "ERR_UNSUPPORTED_RESOLVE_REQUEST"),
    ];
    for (specifier, answer) in table {
        let outcome = resolver().resolve(specifier, "data:text/javascript,1/2/", ModuleType::JavaScript);
        let found = outcome.map_or_else(|error| error.code().to_owned(), |resolved| resolved.url);
        assert_eq!(found, answer, "{specifier:?}");
    }
}
