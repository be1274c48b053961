//! `import()` and `import.meta` in text.

use parbake_loader::{DynamicImport, ModuleType, Scan, scan};

fn import(specifier: &str, module_type: ModuleType) -> DynamicImport {
    DynamicImport { specifier: specifier.to_owned(), module_type }
}

#[test]
fn expressions_are_found_where_they_are_code() {
    let js = |specifier| import(specifier, ModuleType::JavaScript);
    let json = |specifier| import(specifier, ModuleType::Json);
    let text = |specifier| import(specifier, ModuleType::Text);
    // (text, import.meta, import(), literal imports)
    let table: Vec<(&str, bool, bool, Vec<DynamicImport>)> = vec![
        ("", false, false, vec![]),
        ("import 'a'; export {}", false, false, vec![]),
        ("imports(1); reimport.meta", false, false, vec![]),
        ("import.meta.url", true, false, vec![]),
        ("import /* c */ . meta", true, false, vec![]),
        ("import('a')", false, true, vec![js("a")]),
        ("import (\"a\\u0062\")", false, true, vec![js("ab")]),
        ("import/**/(`a`)", false, true, vec![js("a")]),
        ("import\u{a0}('a')", false, true, vec![js("a")]),
        ("import(('a'))", false, true, vec![js("a")]),
        ("import(`a${b}`)", false, true, vec![]),
        ("import('a' + b)", false, true, vec![]),
        ("import(a)", false, true, vec![]),
        ("import('b'); import('a'); import('b')", false, true, vec![js("b"), js("a")]),
        ("import(import.meta.x); f(() => import('a'))", true, true, vec![js("a")]),
        ("import('a', { with: { type: 'json' } })", false, true, vec![json("a")]),
        ("import('a', { 'with': { 'type': `text` } })", false, true, vec![text("a")]),
        ("import('a'); import('a', { with: { type: 'json' } })", false, true, vec![js("a"), json("a")]),
        ("import('a', {})", false, true, vec![]),
        ("import('a', options)", false, true, vec![]),
        ("import('a', { with: { type } })", false, true, vec![]),
        ("import('a', { with: { type: 'css' } })", false, true, vec![]),
        ("import('a', { with: { ['type']: 'json' } })", false, true, vec![]),
        ("import('\\ud800')", false, true, vec![]),
        ("import.source('a')", false, true, vec![]),
        ("// import('a') import.meta", false, false, vec![]),
        ("'import(a)'; /import.meta/; `import('a')`", false, false, vec![]),
        ("`${import('a')}`", false, true, vec![js("a")]),
        ("x.import('a'); ({ import() {} })", false, false, vec![]),
        ("await import('a')\nimport b from 'b'", false, true, vec![js("a")]),
        // Where text does not parse, the words have to do.
        ("import('a'); (", false, true, vec![]),
        ("import.meta (", true, true, vec![]),
    ];
    for (text, uses_import_meta, uses_dynamic_import, dynamic_imports) in table {
        assert_eq!(scan(text), Scan { uses_import_meta, uses_dynamic_import, dynamic_imports }, "{text:?}");
    }
}
