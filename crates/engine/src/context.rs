use std::cell::{OnceCell, RefCell};
use std::ffi::{CStr, c_char, c_void};
use std::marker::PhantomData;
use std::rc::Rc;
use std::time::Duration;

use parbake_bmes::{ModuleType, Phase};

use crate::host::ImportTicket;
use crate::{Arguments, DynamicImport, Engine, Host, Local, ModuleId, Native, Scope, Thrown, ffi};

/// A global that is defined when a program first names it.
#[derive(Clone, Copy)]
pub struct LazyGlobal {
    pub name: &'static CStr,
    pub enumerable: bool,
}

pub struct ContextOptions {
    /// Encoded self-hosted code of this very build ([`Engine::encode_self_hosted`]), 8-aligned; empty: it is parsed.
    pub self_hosted: &'static [u8],
    pub globals: &'static [LazyGlobal],
    /// Native stack that scripts may use, in bytes. The thread must have more than that.
    pub stack_bytes: usize,
}

/// One engine instance with one realm, on the thread that made it. It lives until the process ends.
pub struct Context {
    raw: *mut ffi::Context,
    thread: PhantomData<Rc<()>>,
}

/// What the callbacks find behind their `host` pointer. Immortal, like the context.
pub(crate) struct HostData {
    pub(crate) context: *mut ffi::Context,
    host: OnceCell<Rc<dyn Host>>,
    pub(crate) natives: RefCell<Vec<Native>>,
    /// Keeps the text given to the engine alive until it has copied it.
    source: RefCell<String>,
}

impl Context {
    /// # Panics
    /// If there is no memory for a context.
    pub fn new(_engine: Engine, options: &ContextOptions) -> Self {
        let data: &'static mut HostData = Box::leak(Box::new(HostData {
            context: std::ptr::null_mut(),
            host: OnceCell::new(),
            natives: RefCell::new(Vec::new()),
            source: RefCell::new(String::new()),
        }));
        let globals: Vec<ffi::LazyGlobal> = options
            .globals
            .iter()
            .map(|global| ffi::LazyGlobal { name: global.name.as_ptr(), enumerable: global.enumerable })
            .collect();
        let globals = globals.leak();
        let raw_options = ffi::ContextOptions {
            host: (&raw mut *data).cast(),
            calls: &CALLS,
            self_hosted: ffi::Bytes::new(options.self_hosted),
            globals: globals.as_ptr(),
            globals_length: globals.len(),
            stack_bytes: options.stack_bytes,
        };
        // SAFETY: the engine is initialised, as `_engine` proves; everything the options point to is immortal.
        let raw = unsafe { ffi::context_new(&raw_options) };
        assert!(!raw.is_null(), "no memory for a JavaScript context");
        data.context = raw;
        HOST_DATA.set(data);
        Self { raw, thread: PhantomData }
    }

    /// Gives the context its embedder, once and before any code runs: making a context takes a while, in which others can
    /// prepare what the embedder needs.
    ///
    /// # Panics
    /// If it has one.
    pub fn attach(&mut self, host: Rc<dyn Host>) {
        assert!(host_data().host.set(host).is_ok(), "a context has one embedder");
    }

    pub(crate) fn raw(&self) -> *mut ffi::Context {
        self.raw
    }

    /// Runs `body` with access to values; those it makes die with it.
    pub fn enter<R>(&mut self, body: impl for<'s> FnOnce(&mut Scope<'s>) -> R) -> R {
        Scope::run(self.raw, body)
    }

    /// Runs promise jobs until there are none (ECMA-262 9.5).
    pub fn run_jobs(&mut self) {
        // SAFETY: as above.
        unsafe { ffi::jobs_run(self.raw) };
    }

    /// Runs what background work has finished; whether there was any.
    pub fn run_finished_tasks(&mut self) -> bool {
        // SAFETY: as above.
        unsafe { ffi::tasks_run_finished(self.raw) }
    }

    /// Pieces of background work (WebAssembly compilation, `Atomics.waitAsync`) whose end a program may wait for.
    pub fn outstanding_tasks(&self) -> usize {
        // SAFETY: as above.
        unsafe { ffi::tasks_outstanding(self.raw) as usize }
    }

    /// Sleeps until background work has finished, a [`Waker`](crate::Waker) is used, or `timeout` is over (`None`: a day).
    pub fn wait_for_tasks(&mut self, timeout: Option<Duration>) {
        let microseconds = timeout.map_or(-1, |timeout| i64::try_from(timeout.as_micros()).unwrap_or(-1));
        // SAFETY: as above.
        unsafe { ffi::tasks_wait(self.raw, microseconds) };
    }
}

thread_local! {
    /// The host data of this thread's context, for [`Scope::host`].
    static HOST_DATA: std::cell::Cell<*const HostData> = const { std::cell::Cell::new(std::ptr::null()) };
}

impl HostData {
    pub(crate) fn host(&self) -> &Rc<dyn Host> {
        self.host.get().expect("no code runs before the context is attached")
    }
}

/// The host data of the context of this thread.
pub(crate) fn host_data() -> &'static HostData {
    let data = HOST_DATA.get();
    assert!(!data.is_null(), "values are used on the thread of their context");
    // SAFETY: set once by `Context::new` to leaked memory that is only read from then on.
    unsafe { &*data }
}

/// # Safety
/// `host` is the pointer given in [`ffi::ContextOptions`].
unsafe fn data<'a>(host: *mut c_void) -> &'a HostData {
    // SAFETY: see above; leaked by `Context::new`, shared from then on.
    unsafe { &*host.cast::<HostData>() }
}

static CALLS: ffi::HostCalls = ffi::HostCalls {
    native: call_native,
    global: call_global,
    dynamic_import: call_dynamic_import,
    import_meta: call_import_meta,
    rejection: call_rejection,
    job_failed: call_job_failed,
    source: call_source,
};

/// Stores the answer of a callback that gives a value.
fn give(answer: Result<Local<'_>, Thrown>, result: *mut ffi::Slot) -> bool {
    let Ok(value) = answer else { return false };
    // SAFETY: the shim passes a pointer to a slot of its own, for the time of the call.
    unsafe { *result = value.slot };
    true
}

extern "C" fn call_native(
    host: *mut c_void,
    id: u32,
    this: ffi::Slot,
    first: ffi::Slot,
    length: u32,
    bound: ffi::Slot,
    result: *mut ffi::Slot,
) -> bool {
    // SAFETY: `host` is ours.
    let host = unsafe { data(host) };
    let native = host.natives.borrow()[id as usize];
    let arguments = Arguments { this, first, length, data: bound, scope: PhantomData };
    // The caller's scope ends when the call returns, after it has taken the result out of its slot.
    let mut scope = Scope::borrowed(host.context);
    give(native(&mut scope, &arguments), result)
}

extern "C" fn call_global(host: *mut c_void, index: u32, result: *mut ffi::Slot) -> bool {
    // SAFETY: `host` is ours.
    let host = unsafe { data(host) };
    let mut scope = Scope::borrowed(host.context);
    give(host.host().global(&mut scope, index as usize), result)
}

extern "C" fn call_dynamic_import(
    host: *mut c_void,
    referrer: i64,
    request: ffi::Slot,
    promise: ffi::Slot,
    specifier: ffi::Bytes,
    module_type: u32,
    phase: u32,
) {
    // SAFETY: `host` is ours; the specifier lives through the call.
    let (host, specifier) = unsafe { (data(host), specifier.get().unwrap_or_default()) };
    let mut scope = Scope::borrowed(host.context);
    let ticket =
        ImportTicket { request: scope.persist(Local::at(request)), promise: scope.persist(Local::at(promise)) };
    let import = DynamicImport {
        referrer: ModuleId::from_raw(referrer),
        specifier: String::from_utf8_lossy(specifier).into_owned(),
        module_type: module_type_from_raw(module_type),
        phase: if phase == 0 { Phase::Source } else { Phase::Evaluation },
        ticket,
    };
    host.host().dynamic_import(&mut scope, import);
}

/// js/Modules.h, `JS::ModuleType`; unknown types and those that nobody here can load (css, bytes) are `None`.
fn module_type_from_raw(raw: u32) -> Option<ModuleType> {
    match raw {
        1 => Some(ModuleType::JavaScript),
        2 => Some(ModuleType::Json),
        5 => Some(ModuleType::Text),
        _ => None,
    }
}

extern "C" fn call_import_meta(host: *mut c_void, module: i64, meta: ffi::Slot) -> bool {
    // SAFETY: `host` is ours.
    let host = unsafe { data(host) };
    let mut scope = Scope::borrowed(host.context);
    host.host().import_meta(&mut scope, ModuleId::from_raw(module), Local::at(meta)).is_ok()
}

extern "C" fn call_rejection(host: *mut c_void, promise: ffi::Slot, handled: bool) {
    // SAFETY: `host` is ours.
    let host = unsafe { data(host) };
    let mut scope = Scope::borrowed(host.context);
    host.host().rejection(&mut scope, Local::at(promise), handled);
}

extern "C" fn call_job_failed(host: *mut c_void, error: ffi::Slot) {
    // SAFETY: `host` is ours.
    let host = unsafe { data(host) };
    let mut scope = Scope::borrowed(host.context);
    host.host().job_failed(&mut scope, Local::at(error));
}

extern "C" fn call_source(host: *mut c_void, filename: *const c_char, text: *mut ffi::Bytes) -> bool {
    if filename.is_null() {
        return false;
    }
    // SAFETY: `host` is ours; the engine passes a terminated name.
    let (host, filename) = unsafe { (data(host), CStr::from_ptr(filename)) };
    let Some(source) = host.host().source(&filename.to_string_lossy()) else { return false };
    let mut kept = host.source.borrow_mut();
    *kept = source;
    // SAFETY: `text` is the shim's; what it points to lives until the next call of this function.
    unsafe { *text = ffi::Bytes::new(kept.as_bytes()) };
    true
}
