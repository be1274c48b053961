//! `shim/abi.h`, line by line.

use std::ffi::{c_char, c_void};
use std::marker::{PhantomData, PhantomPinned};

/// Types of the other side: never built, moved or looked into here.
macro_rules! opaque {
    ($($name:ident)*) => {$(
        #[repr(C)]
        pub struct $name {
            data: [u8; 0],
            marker: PhantomData<(*mut u8, PhantomPinned)>,
        }
    )*};
}

opaque! { Context Frontend Stencil }

pub type Slot = u32;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Bytes {
    pub data: *const u8,
    pub length: usize,
}

impl Bytes {
    pub fn new(bytes: &[u8]) -> Self {
        Self { data: bytes.as_ptr(), length: bytes.len() }
    }

    /// The bytes, or `None` where the other side said "absent".
    ///
    /// # Safety
    /// `self` must come from the shim, within the call that passed it.
    pub unsafe fn get<'a>(self) -> Option<&'a [u8]> {
        if self.data.is_null() {
            return None;
        }
        // SAFETY: the shim passes pointer and length of a live buffer (abi.h, `Bytes`).
        Some(unsafe { std::slice::from_raw_parts(self.data, self.length) })
    }
}

pub type ByteSink = extern "C" fn(out: *mut c_void, data: *const u8, length: usize);

/// Appends what the shim hands over to a `Vec<u8>`.
pub extern "C" fn append_to_vec(out: *mut c_void, data: *const u8, length: usize) {
    if length == 0 {
        return;
    }
    // SAFETY: every caller in this crate passes `&mut Vec<u8>` as `out`, and the shim passes a live buffer.
    unsafe { (*out.cast::<Vec<u8>>()).extend_from_slice(std::slice::from_raw_parts(data, length)) };
}

#[repr(C)]
pub struct HostCalls {
    pub native: extern "C" fn(*mut c_void, u32, Slot, Slot, u32, Slot, *mut Slot) -> bool,
    pub global: extern "C" fn(*mut c_void, u32, *mut Slot) -> bool,
    pub dynamic_import: extern "C" fn(*mut c_void, i64, Slot, Slot, Bytes, u32, u32),
    pub import_meta: extern "C" fn(*mut c_void, i64, Slot) -> bool,
    pub rejection: extern "C" fn(*mut c_void, Slot, bool),
    pub job_failed: extern "C" fn(*mut c_void, Slot),
    pub source: extern "C" fn(*mut c_void, *const c_char, *mut Bytes) -> bool,
}

#[repr(C)]
pub struct LazyGlobal {
    pub name: *const c_char,
    pub enumerable: bool,
}

#[repr(C)]
pub struct ContextOptions {
    pub host: *mut c_void,
    pub calls: *const HostCalls,
    pub self_hosted: Bytes,
    pub globals: *const LazyGlobal,
    pub globals_length: usize,
    pub stack_bytes: usize,
}

#[repr(C)]
pub struct CompileOptions {
    pub goal: u32,
    pub lazy_source: bool,
    pub discard_source: bool,
}

#[repr(C)]
pub struct CompileError {
    pub out: *mut c_void,
    pub message: ByteSink,
    pub line: u32,
    pub column: u32,
    pub kind: u32,
    pub end: usize,
}

#[repr(C)]
pub struct MetadataVisitor {
    pub out: *mut c_void,
    pub attribute: extern "C" fn(*mut c_void, Bytes, Bytes),
    pub request: extern "C" fn(*mut c_void, Bytes, u32, u32, u32),
    pub import: extern "C" fn(*mut c_void, u32, Bytes, Bytes, u32, u32),
    pub local_export: extern "C" fn(*mut c_void, Bytes, Bytes),
    pub indirect_export: extern "C" fn(*mut c_void, Bytes, u32, Bytes),
    pub star_export: extern "C" fn(*mut c_void, u32),
    pub flags: extern "C" fn(*mut c_void, bool),
}

#[repr(C)]
pub struct BytesView {
    pub data: *mut u8,
    pub length: usize,
    pub shared: bool,
    pub immutable: bool,
}

#[repr(C)]
pub struct TextView {
    pub latin1: *const u8,
    pub utf16: *const u16,
    pub length: usize,
}

unsafe extern "C" {
    pub fn engine_processors() -> usize;
    pub fn engine_before_start();
    pub fn engine_init(build_id: Bytes, run_helper: extern "C" fn(*mut c_void), helper_threads: usize) -> bool;
    pub fn engine_run_helper_task(task: *mut c_void);
    pub fn context_new(options: *const ContextOptions) -> *mut Context;
    pub fn context_set_stack(cx: *mut Context, stack_bytes: usize);
    pub fn context_collect(cx: *mut Context);
    pub fn context_start_nursery(cx: *mut Context);
    pub fn context_heap_bytes(cx: *mut Context) -> u64;
    pub fn context_set_time_zone(cx: *mut Context, name: *const c_char);
    pub fn engine_encode_self_hosted(out: *mut c_void, sink: ByteSink);

    pub fn frontend_new(stack_bytes: usize) -> *mut Frontend;
    pub fn frontend_free(frontend: *mut Frontend);
    pub fn frontend_compile(
        frontend: *mut Frontend,
        text: Bytes,
        options: *const CompileOptions,
        error: *mut CompileError,
    ) -> *mut Stencil;
    pub fn frontend_decode(frontend: *mut Frontend, code: Bytes, immortal: bool) -> *mut Stencil;
    pub fn frontend_encode(frontend: *mut Frontend, stencil: *mut Stencil, out: *mut c_void, sink: ByteSink) -> bool;
    pub fn frontend_name(frontend: *mut Frontend, stencil: *mut Stencil, filename: *const c_char) -> bool;
    pub fn stencil_metadata(stencil: *mut Stencil, visitor: *const MetadataVisitor) -> bool;
    pub fn stencil_retain(stencil: *mut Stencil);
    pub fn stencil_release(stencil: *mut Stencil);

    pub fn module_instantiate(cx: *mut Context, stencil: *mut Stencil, id: u32, module: *mut Slot) -> bool;
    pub fn module_synthetic(cx: *mut Context, names: Slot, values: Slot, module: *mut Slot) -> bool;
    pub fn module_set_requested(cx: *mut Context, module: Slot, targets: *const Slot, length: usize) -> bool;
    pub fn module_link(cx: *mut Context, module: Slot) -> bool;
    pub fn module_evaluate(cx: *mut Context, module: Slot, promise: *mut Slot) -> bool;
    pub fn module_namespace(cx: *mut Context, module: Slot, ns: *mut Slot) -> bool;
    pub fn module_metadata(cx: *mut Context, module: Slot, visitor: *const MetadataVisitor) -> bool;
    pub fn module_synthetic_fill(cx: *mut Context, module: Slot, values: Slot) -> bool;
    pub fn module_status(cx: *mut Context, module: Slot) -> u32;
    pub fn script_run(cx: *mut Context, stencil: *mut Stencil, result: *mut Slot) -> bool;
    pub fn function_instantiate(
        cx: *mut Context,
        stencil: *mut Stencil,
        id: u32,
        collect: bool,
        function: *mut Slot,
    ) -> bool;
    pub fn dynamic_import_finish(cx: *mut Context, request: Slot, promise: Slot, module: Slot) -> bool;
    pub fn dynamic_import_fail(cx: *mut Context, promise: Slot, error: Slot) -> bool;

    pub fn jobs_run(cx: *mut Context);
    pub fn jobs_enqueue(cx: *mut Context, callable: Slot) -> bool;
    pub fn async_context_get(cx: *mut Context, value: *mut Slot);
    pub fn async_context_set(cx: *mut Context, value: Slot) -> bool;
    pub fn tasks_run_finished(cx: *mut Context) -> bool;
    pub fn tasks_outstanding(cx: *mut Context) -> u32;
    pub fn tasks_wait(cx: *mut Context, timeout_us: i64);
    pub fn tasks_wake(cx: *mut Context);

    pub fn scope_enter(cx: *mut Context) -> u32;
    pub fn scope_leave(cx: *mut Context, mark: u32);
    pub fn persist(cx: *mut Context, value: Slot) -> u32;
    pub fn persist_free(cx: *mut Context, handle: u32);
    pub fn persist_get(cx: *mut Context, handle: u32) -> Slot;

    pub fn value_global(cx: *mut Context) -> Slot;
    pub fn value_boolean(cx: *mut Context, value: bool) -> Slot;
    pub fn value_null(cx: *mut Context) -> Slot;
    pub fn value_number(cx: *mut Context, value: f64) -> Slot;
    pub fn value_string(cx: *mut Context, utf8: Bytes, result: *mut Slot) -> bool;
    pub fn value_bigint(cx: *mut Context, value: u64, result: *mut Slot) -> bool;
    pub fn value_object(cx: *mut Context, result: *mut Slot) -> bool;
    pub fn value_array(cx: *mut Context, items: *const Slot, length: usize, result: *mut Slot) -> bool;
    pub fn value_json(cx: *mut Context, text: Bytes, result: *mut Slot) -> bool;
    pub fn value_native(
        cx: *mut Context,
        name: *const c_char,
        id: u32,
        arity: u32,
        data: Slot,
        result: *mut Slot,
    ) -> bool;
    pub fn value_error(
        cx: *mut Context,
        kind: u32,
        message: Bytes,
        filename: *const c_char,
        line: u32,
        column: u32,
        result: *mut Slot,
    ) -> bool;

    pub fn value_type(cx: *mut Context, value: Slot) -> u32;
    pub fn value_to_boolean(cx: *mut Context, value: Slot) -> bool;
    pub fn value_to_number(cx: *mut Context, value: Slot, result: *mut f64) -> bool;
    pub fn value_to_utf8(cx: *mut Context, value: Slot, out: *mut c_void, sink: ByteSink) -> bool;
    pub fn value_is_error(cx: *mut Context, value: Slot) -> bool;
    pub fn value_same(cx: *mut Context, a: Slot, b: Slot) -> bool;

    pub fn value_bytes(cx: *mut Context, bytes: Bytes, result: *mut Slot) -> bool;
    pub fn value_latin1(cx: *mut Context, characters: Bytes, result: *mut Slot) -> bool;
    pub fn value_utf16(cx: *mut Context, units: *const u16, length: usize, result: *mut Slot) -> bool;
    pub fn bytes_view(cx: *mut Context, value: Slot, view: *mut BytesView) -> bool;
    pub fn bytes_read(cx: *mut Context, value: Slot, out: *mut c_void, sink: ByteSink) -> bool;
    pub fn bytes_write(cx: *mut Context, value: Slot, offset: usize, bytes: Bytes) -> bool;
    pub fn text_view(cx: *mut Context, value: Slot, view: *mut TextView) -> bool;

    pub fn object_get(cx: *mut Context, object: Slot, name: *const c_char, result: *mut Slot) -> bool;
    pub fn object_set(cx: *mut Context, object: Slot, name: *const c_char, value: Slot) -> bool;
    pub fn object_define(cx: *mut Context, object: Slot, name: *const c_char, value: Slot, enumerable: bool) -> bool;
    pub fn object_set_prototype(cx: *mut Context, object: Slot, prototype: Slot) -> bool;
    pub fn array_length(cx: *mut Context, array: Slot, length: *mut u32) -> bool;
    pub fn array_get(cx: *mut Context, array: Slot, index: u32, result: *mut Slot) -> bool;
    pub fn function_call(
        cx: *mut Context,
        function: Slot,
        this_value: Slot,
        args: *const Slot,
        argc: usize,
        result: *mut Slot,
    ) -> bool;

    pub fn object_define_accessor(
        cx: *mut Context,
        object: Slot,
        name: *const c_char,
        getter: Slot,
        setter: Slot,
    ) -> bool;
    pub fn stack_frames(cx: *mut Context, error: Slot, start_after: Slot, limit: u32, result: *mut Slot) -> bool;

    pub fn exception_take(cx: *mut Context, result: *mut Slot) -> bool;
    pub fn exception_set(cx: *mut Context, value: Slot);

    pub fn inspect_class(cx: *mut Context, value: Slot) -> *const c_char;
    pub fn promise_mark_handled(cx: *mut Context, promise: Slot);
    pub fn inspect_promise(cx: *mut Context, value: Slot, state: *mut u32, result: *mut Slot) -> bool;
    pub fn inspect_proxy(cx: *mut Context, value: Slot, target: *mut Slot, handler: *mut Slot) -> bool;
    pub fn inspect_iterator(cx: *mut Context, value: Slot, target: *mut Slot, kind: *mut u32, passed: *mut u32)
    -> bool;
    pub fn inspect_weak_keys(cx: *mut Context, value: Slot, keys: *mut Slot) -> bool;
    pub fn structured_clone(cx: *mut Context, value: Slot, transfer: Slot, result: *mut Slot) -> bool;
}
