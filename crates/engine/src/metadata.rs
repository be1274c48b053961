//! The engine's module records as [`Metadata`].

use std::ffi::c_void;

use parbake_bmes::{ImportEntry, ImportName, IndirectExport, LocalExport, Metadata, Phase, Request};

use crate::ffi::{Bytes, MetadataVisitor};

#[derive(Default)]
struct Reader {
    metadata: Metadata,
    attributes: Vec<(String, String)>,
}

/// Runs a visit of the shim over an empty [`Metadata`]; `None` where there is nothing to visit.
pub(crate) fn read_metadata(visit: impl FnOnce(*const MetadataVisitor) -> bool) -> Option<Metadata> {
    let mut reader = Reader::default();
    let visitor = MetadataVisitor {
        out: (&raw mut reader).cast(),
        attribute,
        request,
        import,
        local_export,
        indirect_export,
        star_export,
        flags,
    };
    if !visit(&visitor) {
        return None;
    }
    // The engine keeps import entries by local name; metadata lists them as the source does.
    reader.metadata.imports.sort_by_key(|import| (import.line, import.column));
    Some(reader.metadata)
}

/// # Safety
/// `out` is the [`Reader`] of the running `read_metadata`.
unsafe fn reader<'a>(out: *mut c_void) -> &'a mut Reader {
    // SAFETY: see above; the shim passes `out` through untouched and calls back from one thread, one call at a time.
    unsafe { &mut *out.cast::<Reader>() }
}

fn text(bytes: Bytes) -> Option<String> {
    // SAFETY: called only on what the shim passed to the running callback.
    unsafe { bytes.get() }.map(|bytes| String::from_utf8_lossy(bytes).into_owned())
}

fn import_name(bytes: Bytes) -> ImportName {
    text(bytes).map_or(ImportName::Namespace, ImportName::Name)
}

extern "C" fn attribute(out: *mut c_void, key: Bytes, value: Bytes) {
    // SAFETY: `out` is ours.
    let reader = unsafe { reader(out) };
    reader.attributes.push((text(key).unwrap_or_default(), text(value).unwrap_or_default()));
}

extern "C" fn request(out: *mut c_void, specifier: Bytes, phase: u32, line: u32, column: u32) {
    // SAFETY: `out` is ours.
    let reader = unsafe { reader(out) };
    reader.metadata.requests.push(Request {
        specifier: text(specifier).unwrap_or_default(),
        attributes: std::mem::take(&mut reader.attributes),
        phase: if phase == 0 { Phase::Source } else { Phase::Evaluation },
        line,
        column,
    });
}

extern "C" fn import(out: *mut c_void, request: u32, name: Bytes, local_name: Bytes, line: u32, column: u32) {
    // SAFETY: `out` is ours.
    let reader = unsafe { reader(out) };
    let local_name = text(local_name).unwrap_or_default();
    reader.metadata.imports.push(ImportEntry { request, import_name: import_name(name), local_name, line, column });
}

extern "C" fn local_export(out: *mut c_void, export_name: Bytes, local_name: Bytes) {
    // SAFETY: `out` is ours.
    let reader = unsafe { reader(out) };
    let local_name = text(local_name).unwrap_or_default();
    reader.metadata.local_exports.push(LocalExport {
        export_name: text(export_name).unwrap_or_default(),
        // The engine's name for the binding of an anonymous default export; the reserved word can be no other binding's.
        local_name: if local_name == "default" { "*default*".to_owned() } else { local_name },
    });
}

extern "C" fn indirect_export(out: *mut c_void, export_name: Bytes, request: u32, name: Bytes) {
    // SAFETY: `out` is ours.
    let reader = unsafe { reader(out) };
    reader.metadata.indirect_exports.push(IndirectExport {
        export_name: text(export_name).unwrap_or_default(),
        request,
        import_name: import_name(name),
    });
}

extern "C" fn star_export(out: *mut c_void, request: u32) {
    // SAFETY: `out` is ours.
    unsafe { reader(out) }.metadata.star_exports.push(request);
}

extern "C" fn flags(out: *mut c_void, has_top_level_await: bool) {
    // SAFETY: `out` is ours.
    unsafe { reader(out) }.metadata.has_top_level_await = has_top_level_await;
}
