use std::ffi::{CStr, c_void};
use std::fmt;
use std::marker::PhantomData;
use std::ptr::NonNull;
use std::rc::Rc;

use parbake_bmes::{Entry, EntryKey, Metadata};

use crate::common_js::{stray_brace, wrap_common_js};
use crate::crash::handling;
use crate::metadata::read_metadata;
use crate::{Engine, build_id, ffi};

/// What a text is compiled as: ECMA-262's two goal symbols, and what Node adds to them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    Module,
    Script,
    /// Neither: the text is the body of a function with the parameters that a CommonJS module has.
    CommonJs,
}

/// Everything that decides how a text becomes bytecode, besides the text and the engine build.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CompileOptions {
    pub goal: Goal,
    /// Leave the text out of the bytecode; every function is compiled now, and [`Host::source`](crate::Host::source)
    /// gives the text back if the program asks for it. Otherwise the text goes inside and functions are compiled when
    /// first called.
    pub lazy_source: bool,
    /// The text is never needed again: `Function.prototype.toString` answers as for native code.
    pub discard_source: bool,
}

/// Why a text could not be compiled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompileError {
    pub kind: CompileErrorKind,
    pub message: String,
    /// 1-based; 0 where the engine gives no position.
    pub line: u32,
    /// 1-based, in UTF-16 code units.
    pub column: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompileErrorKind {
    Syntax,
    TooMuchRecursion,
    OutOfMemory,
    TooLarge,
}

/// Compiled code before it belongs to a realm (js/experimental/JSStencil.h). Immutable, shared between threads.
pub struct Stencil {
    pub(crate) raw: NonNull<ffi::Stencil>,
    /// The entry it was decoded from.
    pub(crate) entry: Option<EntryKey>,
}

// SAFETY: a stencil's reference count is atomic, and nothing changes it after `Frontend::name`, which takes `&mut`.
unsafe impl Send for Stencil {}
// SAFETY: as above.
unsafe impl Sync for Stencil {}

impl fmt::Debug for Stencil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stencil").finish_non_exhaustive()
    }
}

impl Clone for Stencil {
    fn clone(&self) -> Self {
        // SAFETY: `raw` is a live stencil, of which this holds a reference.
        unsafe { ffi::stencil_retain(self.raw.as_ptr()) };
        Self { raw: self.raw, entry: self.entry }
    }
}

impl Drop for Stencil {
    fn drop(&mut self) {
        // SAFETY: gives back the reference this holds.
        unsafe { ffi::stencil_release(self.raw.as_ptr()) };
    }
}

impl Stencil {
    fn of_entry(mut self, key: EntryKey) -> Self {
        self.entry = Some(key);
        self
    }

    /// What the parser recorded of a module; `None` for a script.
    ///
    /// Dynamic imports and `import.meta` are not among the engine's records and stay unset.
    pub fn metadata(&self) -> Option<Metadata> {
        // SAFETY: `raw` is a live stencil; the visitor is used within the call.
        read_metadata(|visitor| unsafe { ffi::stencil_metadata(self.raw.as_ptr(), visitor) })
    }
}

/// A parser, encoder and decoder for the thread that made it. Needs no [`Context`](crate::Context).
///
/// ```
/// use parbake_bmes::{EntryKey, EntryParts, Kind, TagKey, generate, validate};
/// use parbake_engine::{CompileOptions, Engine, Frontend, Goal, build_id};
///
/// let mut frontend = Frontend::new(&Engine::start(), 1 << 20);
/// let options = CompileOptions { goal: Goal::Module, lazy_source: false, discard_source: false };
/// let stencil = frontend.compile("export const answer = 42;", &options).expect("a module without mistakes");
/// let metadata = stencil.metadata().expect("a module has some");
/// assert_eq!(metadata.local_exports[0].export_name, "answer");
///
/// let (tag, bytecode) = (TagKey::new([3; 32]), frontend.encode(&stencil));
/// let parts = EntryParts::new(Kind::Module, build_id(), EntryKey([2; 32]));
/// let parts = EntryParts { metadata: Some(&metadata), bytecode: bytecode.as_deref(), ..parts };
/// // Bytecode is used in place, for as long as the process lives.
/// let bytes = generate(&parts, &tag).expect("metadata that fits").leak();
/// let entry = validate(bytes, &tag).expect("it was just made");
/// assert!(frontend.decode(&entry).is_some());
/// # Engine::exit(0);
/// ```
pub struct Frontend {
    raw: NonNull<ffi::Frontend>,
    /// The engine's stack check binds it to one thread (js/experimental/CompileScript.h).
    thread: PhantomData<Rc<()>>,
}

impl Frontend {
    /// `stack_bytes` is how much native stack a deeply nested text may use.
    pub fn new(_engine: &Engine, stack_bytes: usize) -> Self {
        // SAFETY: the engine is initialised, as `_engine` proves.
        let raw = unsafe { ffi::frontend_new(stack_bytes) };
        Self { raw: NonNull::new(raw).expect("memory for a parser"), thread: PhantomData }
    }

    /// Compiles `text`. The stencil has no file name until [`Frontend::name`] gives it one.
    pub fn compile(&mut self, text: &str, options: &CompileOptions) -> Result<Stencil, CompileError> {
        let CompileOptions { goal, lazy_source, discard_source } = *options;
        let raw_options = ffi::CompileOptions { goal: goal as u32, lazy_source, discard_source };
        let mut message = Vec::new();
        let mut error = ffi::CompileError {
            out: (&raw mut message).cast(),
            message: ffi::append_to_vec,
            line: 0,
            column: 0,
            kind: 0,
            end: 0,
        };
        let wrapped = (goal == Goal::CommonJs).then(|| wrap_common_js(text));
        let text = wrapped.as_deref().unwrap_or(text);
        let bytes = ffi::Bytes::new(text.as_bytes());
        // SAFETY: all pointers live through the call; the engine copies the text where it keeps it.
        let raw = unsafe { ffi::frontend_compile(self.raw.as_ptr(), bytes, &raw_options, &mut error) };
        let stencil = NonNull::new(raw).map(|raw| Stencil { raw, entry: None });
        stencil.ok_or_else(|| CompileError::new(&error, &message, text))
    }

    /// Decodes the bytecode of an authenticated entry. It is used in place for the life of the process.
    ///
    /// `None` where there is no bytecode, or it is of another build, or the engine refuses it. The engine does not protect
    /// itself against forged bytes; that is why it takes an [`Entry`], which only validation with the key can make.
    pub fn decode(&mut self, entry: &Entry<'static>) -> Option<Stencil> {
        if entry.build_id() != build_id() {
            return None;
        }
        let key = entry.key();
        let stencil = handling(Some(key), || self.decode_embedded(entry.bytecode()?))?;
        Some(stencil.of_entry(key))
    }

    /// As [`Frontend::decode`], for code that is part of the executable.
    pub fn decode_embedded(&mut self, code: &'static [u8]) -> Option<Stencil> {
        if !code.as_ptr().cast::<u32>().is_aligned() {
            return None;
        }
        // SAFETY: `code` is immutable for the life of the process, as borrowed and pinned bytecode must be
        // (js/CompileOptions.h, `usePinnedBytecode`), and 4-aligned.
        let raw = unsafe { ffi::frontend_decode(self.raw.as_ptr(), ffi::Bytes::new(code), true) };
        NonNull::new(raw).map(|raw| Stencil { raw, entry: None })
    }

    /// The stencil as bytes; `None` for what cannot be encoded (asm.js).
    pub fn encode(&mut self, stencil: &Stencil) -> Option<Vec<u8>> {
        let mut code: Vec<u8> = Vec::new();
        let out: *mut c_void = (&raw mut code).cast();
        // SAFETY: frontend and stencil are live; `out` is the Vec that `append_to_vec` expects.
        let encoded = unsafe { ffi::frontend_encode(self.raw.as_ptr(), stencil.raw.as_ptr(), out, ffi::append_to_vec) };
        encoded.then_some(code)
    }

    /// The stencil as bytes, with the functions that were collected while it ran ([`Scope::common_js`](crate::Scope)) and
    /// without its name, which it has again afterwards. Only on the thread on which it runs: the name is missing meanwhile.
    pub fn encode_what_ran(&mut self, stencil: &mut Stencil, name: &CStr) -> Option<Vec<u8>> {
        self.name(stencil, c"");
        let code = self.encode(stencil);
        self.name(stencil, name);
        code
    }

    /// Gives the stencil the name that stacks and errors show: the module's URL. Once, and before it is instantiated;
    /// false if it has one already.
    pub fn name(&mut self, stencil: &mut Stencil, name: &CStr) -> bool {
        // SAFETY: frontend and stencil are live; the engine copies the name. `&mut` keeps other threads' readers of this
        // handle out; clones are made only after naming.
        unsafe { ffi::frontend_name(self.raw.as_ptr(), stencil.raw.as_ptr(), name.as_ptr()) }
    }
}

impl Drop for Frontend {
    fn drop(&mut self) {
        // SAFETY: made by `frontend_new`, freed once.
        unsafe { ffi::frontend_free(self.raw.as_ptr()) };
    }
}

/// The kind of `ffi::CompileError` for a function that ends before its text does.
const ENDS_EARLY: u32 = 4;

impl CompileError {
    fn new(raw: &ffi::CompileError, message: &[u8], text: &str) -> Self {
        if raw.kind == ENDS_EARLY {
            return stray_brace(text, raw.end);
        }
        let (kind, fallback) = match raw.kind {
            1 => (CompileErrorKind::TooMuchRecursion, "too much recursion"),
            2 => (CompileErrorKind::OutOfMemory, "out of memory"),
            3 => (CompileErrorKind::TooLarge, "source text too large"),
            _ => (CompileErrorKind::Syntax, "syntax error"),
        };
        let message = String::from_utf8_lossy(message);
        let message = if message.is_empty() { fallback.to_owned() } else { message.into_owned() };
        Self { kind, message, line: raw.line, column: raw.column }
    }
}
