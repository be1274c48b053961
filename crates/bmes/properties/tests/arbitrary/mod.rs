//! Any metadata at all, as long as its indices exist.

use parbake_bmes::{
    CommonJsExports, DynamicImport, ImportEntry, ImportName, IndirectExport, LocalExport, Metadata, ModuleType, Phase,
    Request,
};
use proptest::collection::{SizeRange, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Any metadata that can be written.
pub fn any_metadata() -> impl Strategy<Value = Metadata> {
    vec(any_request(), 0..6).prop_flat_map(with_requests)
}

/// Few different strings, so that they repeat, with the odd ones among them; and any others.
fn any_string() -> impl Strategy<Value = String> {
    let few = select(&["", "a", "default", "\0", "é", "e\u{301}", "🥖", "\u{feff}"][..]);
    prop_oneof![3 => few.prop_map(str::to_owned), 1 => any::<String>()]
}

fn any_request() -> impl Strategy<Value = Request> {
    let attributes = vec((any_string(), any_string()), 0..3);
    (any_string(), attributes, select(Phase::ALL), any::<u32>(), any::<u32>())
        .prop_map(|(specifier, attributes, phase, line, column)| Request { specifier, attributes, phase, line, column })
}

/// What can only be there where there are requests, and what can be there anyway.
fn with_requests(requests: Vec<Request>) -> impl Strategy<Value = Metadata> {
    let number = 0..requests.len().max(1) as u32;
    let most = if requests.is_empty() { 0 } else { 8 };
    let naming = (
        vec(any_import(number.clone()), up_to(most)),
        vec(any_indirect_export(number.clone()), up_to(most)),
        vec(number, up_to(most)),
    );
    let other = (vec(any_local_export(), 0..8), vec(any_dynamic_import(), 0..4), any_commonjs(), any::<[bool; 3]>());
    (naming, other).prop_map(move |((imports, indirect_exports, star_exports), other)| {
        let (local_exports, dynamic_imports, commonjs, flags) = other;
        let [has_top_level_await, uses_import_meta, uses_dynamic_import] = flags;
        Metadata {
            requests: requests.clone(),
            imports,
            local_exports,
            indirect_exports,
            star_exports,
            dynamic_imports,
            has_top_level_await,
            uses_import_meta,
            uses_dynamic_import,
            commonjs,
        }
    })
}

fn up_to(most: usize) -> SizeRange {
    (0..=most).into()
}

fn any_import_name() -> impl Strategy<Value = ImportName> {
    prop_oneof![any_string().prop_map(ImportName::Name), Just(ImportName::Namespace)]
}

fn any_import(request: std::ops::Range<u32>) -> impl Strategy<Value = ImportEntry> {
    (request, any_import_name(), any_string(), any::<u32>(), any::<u32>()).prop_map(
        |(request, import_name, local_name, line, column)| ImportEntry {
            request,
            import_name,
            local_name,
            line,
            column,
        },
    )
}

fn any_indirect_export(request: std::ops::Range<u32>) -> impl Strategy<Value = IndirectExport> {
    (any_string(), request, any_import_name()).prop_map(|(export_name, request, import_name)| IndirectExport {
        export_name,
        request,
        import_name,
    })
}

fn any_local_export() -> impl Strategy<Value = LocalExport> {
    (any_string(), any_string()).prop_map(|(export_name, local_name)| LocalExport { export_name, local_name })
}

fn any_dynamic_import() -> impl Strategy<Value = DynamicImport> {
    (any_string(), select(ModuleType::ALL))
        .prop_map(|(specifier, module_type)| DynamicImport { specifier, module_type })
}

fn any_commonjs() -> impl Strategy<Value = Option<CommonJsExports>> {
    let names = || vec(any_string(), 0..5);
    option::of((names(), names()).prop_map(|(exports, reexports)| CommonJsExports { exports, reexports }))
}
