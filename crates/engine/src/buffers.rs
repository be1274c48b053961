//! Bytes of typed arrays and buffers, and the characters of strings, where they lie.

use std::ffi::c_void;
use std::{ptr, slice};

use crate::{Local, Scope, Thrown, ffi};

/// The characters of a string as the engine keeps them.
#[derive(Clone, Copy, Debug)]
pub enum Text<'a> {
    /// One byte for each, all below U+0100.
    Latin1(&'a [u8]),
    /// UTF-16 units; surrogates need not be paired.
    Utf16(&'a [u16]),
}

impl Text<'_> {
    /// How many UTF-16 units the string has.
    pub fn len(&self) -> usize {
        match self {
            Self::Latin1(characters) => characters.len(),
            Self::Utf16(units) => units.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Making.
impl<'s> Scope<'s> {
    /// A new `Uint8Array` with a copy of `bytes`.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread; the engine copies the bytes.
        self.made(|raw, slot| unsafe { ffi::value_bytes(raw, ffi::Bytes::new(bytes), slot) })
    }

    /// A string of the characters U+0000 to U+00FF that the bytes are the codes of.
    pub fn latin1_string(&mut self, characters: &[u8]) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread; the engine copies the characters.
        self.made(|raw, slot| unsafe { ffi::value_latin1(raw, ffi::Bytes::new(characters), slot) })
    }

    /// A string of these UTF-16 units, paired or not.
    pub fn utf16_string(&mut self, units: &[u16]) -> Result<Local<'s>, Thrown> {
        // SAFETY: live context, its thread; the engine copies the units.
        self.made(|raw, slot| unsafe { ffi::value_utf16(raw, units.as_ptr(), units.len(), slot) })
    }
}

/// Reading and writing. "Bytes" are those of a typed array, DataView, ArrayBuffer or SharedArrayBuffer.
impl Scope<'_> {
    /// A copy of the bytes; `None` for anything else.
    pub fn to_bytes(&mut self, value: Local<'_>) -> Option<Vec<u8>> {
        let mut bytes: Vec<u8> = Vec::new();
        let out: *mut c_void = (&raw mut bytes).cast();
        // SAFETY: live context, its thread; `out` is the Vec that `append_to_vec` expects.
        unsafe { ffi::bytes_read(self.raw, value.slot, out, ffi::append_to_vec) }.then_some(bytes)
    }

    /// Length in bytes of what [`Scope::to_bytes`] reads; 0 for a detached buffer.
    pub fn bytes_length(&self, value: Local<'_>) -> Option<usize> {
        self.bytes_view(value).map(|view| view.length)
    }

    /// Writes into the bytes of `value` from `offset`; false where they do not fit or cannot be changed.
    pub fn write_bytes(&mut self, value: Local<'_>, offset: usize, bytes: &[u8]) -> bool {
        // SAFETY: live context, its thread; the shim checks the range.
        unsafe { ffi::bytes_write(self.raw, value.slot, offset, ffi::Bytes::new(bytes)) }
    }

    /// Looks at the bytes without copying them, but for shared memory; `None` for what has none.
    pub fn with_bytes<R>(&mut self, value: Local<'_>, read: impl FnOnce(&[u8]) -> R) -> Option<R> {
        let view = self.bytes_view(value)?;
        if view.shared {
            return self.to_bytes(value).map(|copy| read(&copy));
        }
        // SAFETY: the bytes stay where they are until the context is used again, which `read` cannot do: this scope is
        // borrowed exclusively meanwhile, and a scope is the only way to the context. No other thread sees them.
        Some(read(unsafe { view.slice() }))
    }

    /// The same for two values, which may be the same or overlap.
    pub fn with_two_bytes<R>(
        &mut self,
        first: Local<'_>,
        second: Local<'_>,
        read: impl FnOnce(&[u8], &[u8]) -> R,
    ) -> Option<R> {
        let (a, b) = (self.bytes_view(first)?, self.bytes_view(second)?);
        if a.shared || b.shared {
            let (a, b) = (self.to_bytes(first)?, self.to_bytes(second)?);
            return Some(read(&a, &b));
        }
        // SAFETY: as in `with_bytes`; both are only read.
        Some(unsafe { read(a.slice(), b.slice()) })
    }

    /// Lets `write` change the bytes in place; shared memory is written when it returns. `None` for what has none, or has
    /// bytes that cannot be changed.
    pub fn with_bytes_mut<R>(&mut self, value: Local<'_>, write: impl FnOnce(&mut [u8]) -> R) -> Option<R> {
        let view = self.bytes_view(value)?;
        if view.immutable {
            return None;
        }
        if view.shared {
            let mut copy = self.to_bytes(value)?;
            let result = write(&mut copy);
            self.write_bytes(value, 0, &copy);
            return Some(result);
        }
        if view.data.is_null() {
            return Some(write(&mut []));
        }
        // SAFETY: as in `with_bytes`; there is no other reference to the bytes, since making one takes this scope.
        Some(write(unsafe { slice::from_raw_parts_mut(view.data, view.length) }))
    }

    /// Looks at the characters of a string without copying them; `None` for what is no string.
    pub fn with_text<R>(&mut self, value: Local<'_>, read: impl FnOnce(Text<'_>) -> R) -> Option<R> {
        let mut view = ffi::TextView { latin1: ptr::null(), utf16: ptr::null(), length: 0 };
        // SAFETY: live context, its thread.
        if !unsafe { ffi::text_view(self.raw, value.slot, &mut view) } {
            return None;
        }
        // SAFETY: one of the two points to that many characters (abi.h, `TextView`), which stay where they are until the
        // context is used again: see `with_bytes`.
        let text = unsafe {
            match (view.latin1.is_null(), view.utf16.is_null()) {
                (false, _) => Text::Latin1(slice::from_raw_parts(view.latin1, view.length)),
                (_, false) => Text::Utf16(slice::from_raw_parts(view.utf16, view.length)),
                _ => Text::Latin1(&[]),
            }
        };
        Some(read(text))
    }

    fn bytes_view(&self, value: Local<'_>) -> Option<ffi::BytesView> {
        let mut view = ffi::BytesView { data: ptr::null_mut(), length: 0, shared: false, immutable: false };
        // SAFETY: live context, its thread.
        unsafe { ffi::bytes_view(self.raw, value.slot, &mut view) }.then_some(view)
    }
}

impl ffi::BytesView {
    /// # Safety
    /// The context must not be used while the slice lives, and no other thread may write the bytes.
    unsafe fn slice<'a>(&self) -> &'a [u8] {
        if self.data.is_null() {
            return &[];
        }
        // SAFETY: the shim gives pointer and length of live bytes (abi.h, `BytesView`).
        unsafe { slice::from_raw_parts(self.data, self.length) }
    }
}
