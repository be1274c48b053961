//! The functions that the built-in JavaScript calls: `natives.*` (js/NATIVES.md lists them).

mod async_context;
mod cache;
mod clock;
pub(crate) mod common_js;
mod crypto;
mod environment;
mod errno;
mod inspect;
mod output;
mod places;
mod program;
mod signals;
pub(crate) mod stack;
mod system;
mod text;
mod web_url;

use std::ffi::CStr;

use parbake_engine::{Local, Native, Scope, Thrown};

/// Name, function and `length` of each native of one subject.
pub(crate) type Functions = &'static [(&'static CStr, Native, u32)];

/// Every subject, one file each.
const SUBJECTS: &[Functions] = &[
    async_context::FUNCTIONS,
    cache::FUNCTIONS,
    clock::FUNCTIONS,
    common_js::FUNCTIONS,
    crypto::FUNCTIONS,
    environment::FUNCTIONS,
    errno::FUNCTIONS,
    inspect::FUNCTIONS,
    output::FUNCTIONS,
    places::FUNCTIONS,
    program::FUNCTIONS,
    stack::FUNCTIONS,
    system::FUNCTIONS,
    text::FUNCTIONS,
    web_url::FUNCTIONS,
];

/// The `natives` object.
pub(crate) fn object<'s>(scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
    let natives = scope.object()?;
    let nothing = scope.undefined();
    for &(name, native, length) in SUBJECTS.iter().copied().flatten() {
        let function = scope.native(name, native, length, nothing)?;
        scope.define(natives, name, function, true)?;
    }
    Ok(natives)
}
