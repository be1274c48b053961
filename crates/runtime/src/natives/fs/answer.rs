//! What operations answer, and how that becomes a value.

use std::os::fd::OwnedFd;

use parbake_engine::{Local, Scope, Thrown};
use rustix::io::Errno;

use super::descriptors;
use crate::natives::buffer_text::utf8_string;
use crate::natives::errno::failure;

/// What an operation gives.
pub(super) enum Answer {
    Nothing,
    Number(f64),
    Flag(bool),
    /// An open file; its number is the answer.
    Opened(OwnedFd),
    Bytes(Vec<u8>),
    /// The bytes of a text, replaced where they are not UTF-8.
    Text(Vec<u8>),
    /// The bytes of a typed array.
    Numbers(Vec<i64>, Width),
    /// A file name: text, or its bytes.
    Name(Vec<u8>, NameAs),
    /// `{ names, types }` of a directory; types are libuv's (uv_dirent_type_t).
    Entries {
        names: Vec<Vec<u8>>,
        types: Vec<u8>,
        name_as: NameAs,
    },
}

/// What numbers are handed over as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// A `Float64Array`, exact to 53 bits.
    Double,
    /// A `BigInt64Array`.
    Whole,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NameAs {
    Text,
    Bytes,
}

/// A failed system call.
pub(super) struct Failure {
    errno: Errno,
    /// Which call of several it was; `None` where the operation is one.
    call: Option<&'static str>,
}

pub(super) type Outcome = Result<Answer, Failure>;

impl From<Errno> for Failure {
    fn from(errno: Errno) -> Self {
        Self { errno, call: None }
    }
}

/// Names the call that fails.
pub(super) trait In<T> {
    fn during(self, call: &'static str) -> Result<T, Failure>;
}

impl<T> In<T> for Result<T, Errno> {
    fn during(self, call: &'static str) -> Result<T, Failure> {
        self.map_err(|errno| Failure { errno, call: Some(call) })
    }
}

/// The answer, or `[errno, code, text, call]`; `call` is there where it is not the one that the operation is named after.
pub(super) fn to_value<'s>(scope: &mut Scope<'s>, outcome: Outcome) -> Result<Local<'s>, Thrown> {
    match outcome {
        Ok(answer) => answer.into_value(scope),
        Err(failure) => failure.into_value(scope),
    }
}

/// `[failure or undefined, answer]`.
pub(super) fn to_arguments<'s>(scope: &mut Scope<'s>, outcome: Outcome) -> Result<Vec<Local<'s>>, Thrown> {
    Ok(match outcome {
        Ok(answer) => vec![scope.undefined(), answer.into_value(scope)?],
        Err(failure) => vec![failure.into_value(scope)?],
    })
}

impl Failure {
    fn into_value<'s>(self, scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
        let array = failure(scope, self.errno)?;
        if let Some(call) = self.call {
            let call = scope.string(call)?;
            scope.define(array, c"3", call, true)?;
        }
        Ok(array)
    }
}

impl Answer {
    fn into_value<'s>(self, scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
        match self {
            Self::Nothing => Ok(scope.undefined()),
            Self::Number(number) => Ok(scope.number(number)),
            Self::Flag(flag) => Ok(scope.boolean(flag)),
            Self::Opened(file) => {
                let number = descriptors::keep(file);
                Ok(scope.number(number.into()))
            }
            Self::Bytes(bytes) => scope.bytes(&bytes),
            Self::Text(bytes) => utf8_string(scope, &bytes),
            Self::Numbers(numbers, width) => scope.bytes(&number_bytes(numbers, width)),
            Self::Name(name, name_as) => name_value(scope, &name, name_as),
            Self::Entries { names, types, name_as } => entries_value(scope, &names, &types, name_as),
        }
    }
}

fn number_bytes(numbers: Vec<i64>, width: Width) -> Vec<u8> {
    let bytes = |number: i64| match width {
        Width::Double => (number as f64).to_ne_bytes(),
        Width::Whole => number.to_ne_bytes(),
    };
    numbers.into_iter().flat_map(bytes).collect()
}

fn name_value<'s>(scope: &mut Scope<'s>, name: &[u8], name_as: NameAs) -> Result<Local<'s>, Thrown> {
    match name_as {
        NameAs::Text => utf8_string(scope, name),
        NameAs::Bytes => scope.bytes(name),
    }
}

fn entries_value<'s>(
    scope: &mut Scope<'s>,
    names: &[Vec<u8>],
    types: &[u8],
    name_as: NameAs,
) -> Result<Local<'s>, Thrown> {
    let object = scope.object()?;
    let mut locals = Vec::with_capacity(names.len());
    for name in names {
        locals.push(name_value(scope, name, name_as)?);
    }
    let names = scope.array(&locals)?;
    scope.define(object, c"names", names, true)?;
    let types: Vec<Local<'s>> = types.iter().map(|&kind| scope.number(kind.into())).collect();
    let types = scope.array(&types)?;
    scope.define(object, c"types", types, true)?;
    Ok(object)
}
