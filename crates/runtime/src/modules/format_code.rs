//! Formats as the program's record numbers them.

use parbake_loader::Format;

const MODULE: u8 = 1;
const COMMON_JS: u8 = 2;
const JSON: u8 = 3;
const TEXT: u8 = 4;
const WASM: u8 = 5;
const DETECT: u8 = 6;
const BUILT_IN: u8 = 8;

pub(crate) fn from_format(format: Format) -> u8 {
    match format {
        Format::Module => MODULE,
        Format::CommonJs => COMMON_JS,
        Format::Json => JSON,
        Format::Text => TEXT,
        Format::Wasm => WASM,
        Format::Detect | Format::Unknown => DETECT,
        Format::Builtin => BUILT_IN,
    }
}

/// An unknown number, of a record that another version wrote, has the file looked at anew.
pub(crate) fn to_format(code: u8) -> Format {
    match code {
        MODULE => Format::Module,
        COMMON_JS => Format::CommonJs,
        JSON => Format::Json,
        TEXT => Format::Text,
        WASM => Format::Wasm,
        BUILT_IN => Format::Builtin,
        _ => Format::Detect,
    }
}
