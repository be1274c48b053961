//! Making and reading values.

use std::borrow::Cow;
use std::ffi::{CStr, CString, c_void};

use crate::{Local, PromiseState, Scope, Thrown, ffi};

/// What a value is (ECMA-262 6.1), functions told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueKind {
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Symbol,
    BigInt,
    Object,
    Function,
}

/// The native error constructors the host throws with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    Error,
    TypeError,
    RangeError,
    SyntaxError,
    InternalError,
}

/// Making.
impl<'s> Scope<'s> {
    pub fn undefined(&mut self) -> Local<'s> {
        Local::at(0)
    }

    pub fn null(&mut self) -> Local<'s> {
        // SAFETY: live context, its thread.
        Local::at(unsafe { ffi::value_null(self.raw) })
    }

    pub fn boolean(&mut self, value: bool) -> Local<'s> {
        // SAFETY: live context, its thread.
        Local::at(unsafe { ffi::value_boolean(self.raw, value) })
    }

    pub fn number(&mut self, value: f64) -> Local<'s> {
        // SAFETY: live context, its thread.
        Local::at(unsafe { ffi::value_number(self.raw, value) })
    }

    pub fn global(&mut self) -> Local<'s> {
        // SAFETY: live context, its thread.
        Local::at(unsafe { ffi::value_global(self.raw) })
    }

    pub fn string(&mut self, text: &str) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread; the engine copies the text.
        self.made(|raw, slot| unsafe { ffi::value_string(raw, ffi::Bytes::new(text.as_bytes()), slot) })
    }

    /// A string, or `undefined` where there is none.
    pub fn string_or_undefined(&mut self, text: Option<&str>) -> Result<Local<'s>, Thrown> {
        match text {
            Some(text) => self.string(text),
            None => Ok(self.undefined()),
        }
    }

    pub fn bigint(&mut self, value: u64) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread.
        self.made(|raw, slot| unsafe { ffi::value_bigint(raw, value, slot) })
    }

    pub fn object(&mut self) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread.
        self.made(|raw, slot| unsafe { ffi::value_object(raw, slot) })
    }

    pub fn array(&mut self, items: &[Local<'_>]) -> Result<Local<'s>, Thrown> {
        let slots: Vec<ffi::Slot> = items.iter().map(|item| item.slot).collect();
        // SAFETY: live context, its thread; the slots live through the call.
        self.made(|raw, slot| unsafe { ffi::value_array(raw, slots.as_ptr(), slots.len(), slot) })
    }

    pub fn strings<S: AsRef<str>>(&mut self, items: impl IntoIterator<Item = S>) -> Result<Local<'s>, Thrown> {
        let mut locals = Vec::new();
        for item in items {
            locals.push(self.string(item.as_ref())?);
        }
        self.array(&locals)
    }

    /// `JSON.parse(text)`, whatever the program has done to `JSON`.
    pub fn json(&mut self, text: &str) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread; the engine copies what it keeps.
        self.made(|raw, slot| unsafe { ffi::value_json(raw, ffi::Bytes::new(text.as_bytes()), slot) })
    }

    /// A new error object, not thrown. Its stack is where the program is now.
    pub fn error(&mut self, kind: ErrorKind, message: &str) -> Result<Local<'s>, Thrown> {
        self.error_at(kind, message, "", 0, 0)
    }

    /// A new error object that names a place in a text: `line` and `column` are 1-based, 0 where unknown.
    pub fn error_at(
        &mut self,
        kind: ErrorKind,
        message: &str,
        file: &str,
        line: u32,
        column: u32,
    ) -> Result<Local<'s>, Thrown> {
        let file = CString::new(file).unwrap_or_default();
        let message = ffi::Bytes::new(message.as_bytes());
        self.made(|raw, slot| {
            // SAFETY: live context, its thread; the engine copies the texts.
            unsafe { ffi::value_error(raw, kind as u32, message, file.as_ptr(), line, column, slot) }
        })
    }

    pub fn throw_error(&mut self, kind: ErrorKind, message: &str) -> Thrown {
        match self.error(kind, message) {
            Ok(error) => self.throw(error),
            Err(thrown) => thrown,
        }
    }

    pub fn throw_type_error(&mut self, message: &str) -> Thrown {
        self.throw_error(ErrorKind::TypeError, message)
    }
}

/// Reading.
impl<'s> Scope<'s> {
    pub fn kind(&self, value: Local<'_>) -> ValueKind {
        // SAFETY: live context, its thread.
        match unsafe { ffi::value_type(self.raw, value.slot) } {
            0 => ValueKind::Undefined,
            1 => ValueKind::Null,
            2 => ValueKind::Boolean,
            3 => ValueKind::Number,
            4 => ValueKind::String,
            5 => ValueKind::Symbol,
            6 => ValueKind::BigInt,
            7 => ValueKind::Object,
            _ => ValueKind::Function,
        }
    }

    pub fn is_nullish(&self, value: Local<'_>) -> bool {
        matches!(self.kind(value), ValueKind::Undefined | ValueKind::Null)
    }

    /// ECMA-262 7.1.2, ToBoolean.
    pub fn to_boolean(&self, value: Local<'_>) -> bool {
        // SAFETY: live context, its thread.
        unsafe { ffi::value_to_boolean(self.raw, value.slot) }
    }

    /// ECMA-262 7.1.4, ToNumber; may run the program's code.
    pub fn to_number(&mut self, value: Local<'_>) -> Result<f64, Thrown> {
        let mut number = 0.0;
        // SAFETY: live context, its thread.
        let ok = unsafe { ffi::value_to_number(self.raw, value.slot, &mut number) };
        self.done(ok).map(|()| number)
    }

    /// ECMA-262 7.1.17, ToString; may run the program's code. Lone surrogates become U+FFFD.
    pub fn to_string(&mut self, value: Local<'_>) -> Result<String, Thrown> {
        let mut bytes: Vec<u8> = Vec::new();
        let out: *mut c_void = (&raw mut bytes).cast();
        // SAFETY: live context, its thread; `out` is the Vec that `append_to_vec` expects.
        let ok = unsafe { ffi::value_to_utf8(self.raw, value.slot, out, ffi::append_to_vec) };
        self.done(ok)?;
        Ok(match String::from_utf8_lossy(&bytes) {
            Cow::Borrowed(_) => String::from_utf8(bytes).unwrap_or_default(),
            Cow::Owned(mended) => mended,
        })
    }

    /// The same; `None` of `undefined` and `null`.
    pub fn to_optional_string(&mut self, value: Local<'_>) -> Result<Option<String>, Thrown> {
        if self.is_nullish(value) { Ok(None) } else { self.to_string(value).map(Some) }
    }

    /// Whether the value is an error object of any realm, whatever its prototype is now.
    pub fn is_error(&self, value: Local<'_>) -> bool {
        // SAFETY: live context, its thread.
        unsafe { ffi::value_is_error(self.raw, value.slot) }
    }

    /// ECMA-262 7.2.10, SameValue.
    pub fn same_value(&self, a: Local<'_>, b: Local<'_>) -> bool {
        // SAFETY: live context, its thread.
        unsafe { ffi::value_same(self.raw, a.slot, b.slot) }
    }
}

/// Objects and arrays.
impl<'s> Scope<'s> {
    /// `object[name]`; `undefined` for what is not an object.
    pub fn get(&mut self, object: Local<'_>, name: &CStr) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread; a terminated name.
        self.made(|raw, slot| unsafe { ffi::object_get(raw, object.slot, name.as_ptr(), slot) })
    }

    /// `object[name] = value`.
    pub fn set(&mut self, object: Local<'_>, name: &CStr, value: Local<'_>) -> Result<(), Thrown> {
        // SAFETY: live context, its thread; a terminated name.
        let ok = unsafe { ffi::object_set(self.raw, object.slot, name.as_ptr(), value.slot) };
        self.done(ok)
    }

    /// Defines a writable, configurable data property.
    pub fn define(&mut self, object: Local<'_>, name: &CStr, value: Local<'_>, enumerable: bool) -> Result<(), Thrown> {
        // SAFETY: live context, its thread; a terminated name.
        let ok = unsafe { ffi::object_define(self.raw, object.slot, name.as_ptr(), value.slot, enumerable) };
        self.done(ok)
    }

    /// Defines a configurable property that is read and written by calling functions, and not enumerable.
    pub fn define_accessor(
        &mut self,
        object: Local<'_>,
        name: &CStr,
        getter: Local<'_>,
        setter: Local<'_>,
    ) -> Result<(), Thrown> {
        // SAFETY: live context, its thread; a terminated name.
        let ok = unsafe { ffi::object_define_accessor(self.raw, object.slot, name.as_ptr(), getter.slot, setter.slot) };
        self.done(ok)
    }

    /// Gives `object` another prototype.
    pub fn set_prototype(&mut self, object: Local<'_>, prototype: Local<'_>) -> Result<(), Thrown> {
        // SAFETY: live context, its thread.
        let ok = unsafe { ffi::object_set_prototype(self.raw, object.slot, prototype.slot) };
        self.done(ok)
    }

    /// `None` for what is not an array.
    pub fn array_length(&mut self, array: Local<'_>) -> Option<u32> {
        let mut length = 0;
        // SAFETY: live context, its thread.
        unsafe { ffi::array_length(self.raw, array.slot, &mut length) }.then_some(length)
    }

    pub fn array_get(&mut self, array: Local<'_>, index: u32) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread.
        self.made(|raw, slot| unsafe { ffi::array_get(raw, array.slot, index, slot) })
    }
}

/// Looking inside, as `util.inspect` must.
impl<'s> Scope<'s> {
    /// Name of the class an object really has, whatever it pretends; `None` for primitives.
    pub fn class_name(&self, value: Local<'_>) -> Option<&'static str> {
        // SAFETY: live context, its thread.
        let name = unsafe { ffi::inspect_class(self.raw, value.slot) };
        if name.is_null() {
            return None;
        }
        // SAFETY: class names are static strings of the engine (js/Class.h).
        unsafe { CStr::from_ptr(name) }.to_str().ok()
    }

    /// The innermost frames of an error's stack, or of the running code's where `error` is no object: an array with
    /// function name (or null), source, 1-based line and column of each in turn. `start_after`: a function whose frame and
    /// those it called are left out.
    pub fn stack_frames(&mut self, error: Local<'_>, start_after: Local<'_>, limit: u32) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread.
        self.made(|raw, slot| unsafe { ffi::stack_frames(raw, error.slot, start_after.slot, limit, slot) })
    }

    /// State of a promise and its result (`undefined` while pending); `None` for what is not a promise.
    pub fn promise(&mut self, value: Local<'_>) -> Option<(PromiseState, Local<'s>)> {
        let (mut state, mut result) = (0, 0);
        // SAFETY: live context, its thread.
        let is_promise = unsafe { ffi::inspect_promise(self.raw, value.slot, &mut state, &mut result) };
        is_promise.then(|| (PromiseState::from_raw(state), Local::at(result)))
    }

    /// Takes the promise's rejection, now or later, for handled: somebody looks at its state.
    pub fn mark_handled(&mut self, promise: Local<'_>) {
        // SAFETY: live context, its thread.
        unsafe { ffi::promise_mark_handled(self.raw, promise.slot) };
    }

    /// Target and handler of a `Proxy`, `null` both once it is revoked; `None` for anything else.
    pub fn proxy(&mut self, value: Local<'_>) -> Option<(Local<'s>, Local<'s>)> {
        let (mut target, mut handler) = (0, 0);
        // SAFETY: live context, its thread.
        let is_proxy = unsafe { ffi::inspect_proxy(self.raw, value.slot, &mut target, &mut handler) };
        is_proxy.then(|| (Local::at(target), Local::at(handler)))
    }

    /// What a Map or Set iterator walks over (`undefined` once it has ended), whether it gives keys (0), values (1) or
    /// entries (2), and how many live entries it has passed; `None` for anything else.
    pub fn table_iterator(&mut self, value: Local<'_>) -> Option<(Local<'s>, u32, u32)> {
        let (mut target, mut kind, mut passed) = (0, 0, 0);
        // SAFETY: live context, its thread.
        let found = unsafe { ffi::inspect_iterator(self.raw, value.slot, &mut target, &mut kind, &mut passed) };
        found.then(|| (Local::at(target), kind, passed))
    }

    /// An array of the keys that a WeakMap or WeakSet holds now; `None` for anything else.
    pub fn weak_keys(&mut self, value: Local<'_>) -> Option<Local<'s>> {
        let mut keys = 0;
        // SAFETY: live context, its thread.
        unsafe { ffi::inspect_weak_keys(self.raw, value.slot, &mut keys) }.then(|| Local::at(keys))
    }

    /// `structuredClone(value, { transfer })`; `transfer` is an array or `undefined`.
    pub fn structured_clone(&mut self, value: Local<'_>, transfer: Local<'_>) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread.
        self.made(|raw, slot| unsafe { ffi::structured_clone(raw, value.slot, transfer.slot, slot) })
    }
}
