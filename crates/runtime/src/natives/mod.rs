//! The functions that the built-in JavaScript calls: `natives.*` (js/NATIVES.md lists them).

mod async_context;
mod buffer_search;
mod buffer_text;
mod cache;
mod clock;
pub(crate) mod common_js;
mod crypto;
mod environment;
mod errno;
mod error_numbers;
mod fs;
mod histogram;
pub(crate) mod hooks;
mod identity;
mod inspect;
mod os;
mod output;
mod places;
mod program;
mod signal_sources;
mod signals;
pub(crate) mod stack;
mod system;
pub(crate) mod terminal;
mod text;
mod usage;
mod web_url;

use std::ffi::CStr;

use parbake_engine::{Arguments, Local, Native, Scope, Thrown};

pub(crate) use histogram::Histograms;

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
    terminal::FUNCTIONS,
    text::FUNCTIONS,
    web_url::FUNCTIONS,
];

/// Subjects that few programs touch: an object each, made when it is asked for.
const LAZY: &[(&str, Subject)] = &[
    ("buffer", buffer),
    ("fs", fs::object),
    ("hooks", hooks),
    ("os", os),
    ("performance", performance),
    ("process", process),
];

type Subject = for<'s> fn(&mut Scope<'s>) -> Result<Local<'s>, Thrown>;

/// The `natives` object.
pub(crate) fn object<'s>(scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
    let natives = functions(scope, SUBJECTS)?;
    let nothing = scope.undefined();
    let subject = scope.native(c"subject", subject, 1, nothing)?;
    scope.define(natives, c"subject", subject, true)?;
    Ok(natives)
}

fn functions<'s>(scope: &mut Scope<'s>, subjects: &[Functions]) -> Result<Local<'s>, Thrown> {
    let object = scope.object()?;
    let nothing = scope.undefined();
    for &(name, native, length) in subjects.iter().copied().flatten() {
        let function = scope.native(name, native, length, nothing)?;
        scope.define(object, name, function, true)?;
    }
    Ok(object)
}

fn buffer<'s>(scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
    functions(scope, &[buffer_search::FUNCTIONS, buffer_text::FUNCTIONS])
}

fn hooks<'s>(scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
    functions(scope, &[hooks::FUNCTIONS])
}

fn os<'s>(scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
    functions(scope, &[os::FUNCTIONS])
}

fn performance<'s>(scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
    functions(scope, &[histogram::FUNCTIONS])
}

fn process<'s>(scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
    functions(scope, &[identity::FUNCTIONS, signal_sources::FUNCTIONS, usage::FUNCTIONS])
}

/// `subject(name)`: the natives of a subject, in a new object.
fn subject<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    match LAZY.iter().find(|(known, _)| *known == name) {
        Some((_, object)) => object(scope),
        None => Err(scope.throw_type_error(&format!("there are no natives for {name}"))),
    }
}
