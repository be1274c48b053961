//! Paths and numbers as operations take them.

use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

use parbake_engine::{Local, Scope, Thrown, ValueKind};
use rustix::fs::Mode;

use super::Given;
use super::answer::{NameAs, Width};

impl<'s> Given<'_, 's> {
    /// A path: text, or the bytes of a view.
    pub(super) fn path(&self, scope: &mut Scope<'s>, index: u32) -> Result<PathBuf, Thrown> {
        path_of(scope, self.get(index))
    }

    pub(super) fn number(&self, scope: &mut Scope<'s>, index: u32) -> Result<f64, Thrown> {
        scope.to_number(self.get(index))
    }

    pub(super) fn integer(&self, scope: &mut Scope<'s>, index: u32) -> Result<i32, Thrown> {
        // ECMA-262 7.1.6, ToInt32, of numbers that JavaScript has checked.
        self.number(scope, index).map(|number| number as i64 as i32)
    }

    pub(super) fn mode(&self, scope: &mut Scope<'s>, index: u32) -> Result<Mode, Thrown> {
        Ok(Mode::from_raw_mode(self.number(scope, index)? as u32 & 0o7777))
    }

    pub(super) fn flag(&self, scope: &mut Scope<'s>, index: u32) -> bool {
        scope.to_boolean(self.get(index))
    }

    /// True asks for all bits.
    pub(super) fn width(&self, scope: &mut Scope<'s>, index: u32) -> Width {
        if self.flag(scope, index) { Width::Whole } else { Width::Double }
    }

    /// True asks for bytes.
    pub(super) fn name_as(&self, scope: &mut Scope<'s>, index: u32) -> NameAs {
        if self.flag(scope, index) { NameAs::Bytes } else { NameAs::Text }
    }

    /// The UTF-8 of a string, or the bytes of a view.
    pub(super) fn content(&self, scope: &mut Scope<'s>, index: u32) -> Result<Vec<u8>, Thrown> {
        content_of(scope, self.get(index))
    }
}

pub(super) fn path_of(scope: &mut Scope<'_>, value: Local<'_>) -> Result<PathBuf, Thrown> {
    Ok(PathBuf::from(std::ffi::OsString::from_vec(content_of(scope, value)?)))
}

fn content_of(scope: &mut Scope<'_>, value: Local<'_>) -> Result<Vec<u8>, Thrown> {
    if scope.kind(value) == ValueKind::String {
        return scope.to_string(value).map(String::into_bytes);
    }
    Ok(scope.to_bytes(value).unwrap_or_default())
}
