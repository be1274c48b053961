//! Globals of the runtime's own: defined when a program first names them, so that it pays for what it touches.

use std::ffi::CStr;

use parbake_engine::{LazyGlobal, Local, Scope, Thrown};

use crate::Runtime;

/// A global and the built-in that exports it.
struct Global {
    name: &'static CStr,
    built_in: &'static str,
    enumerable: bool,
}

/// As in Node: functions are enumerable, classes and `console` are not.
const fn function(name: &'static CStr, built_in: &'static str) -> Global {
    Global { name, built_in, enumerable: true }
}

const fn class(name: &'static CStr, built_in: &'static str) -> Global {
    Global { name, built_in, enumerable: false }
}

const GLOBALS: [Global; 36] = [
    class(c"AbortController", "abort"),
    class(c"AbortSignal", "abort"),
    class(c"Blob", "blob"),
    class(c"Buffer", "buffer"),
    class(c"console", "console"),
    class(c"Crypto", "crypto"),
    function(c"crypto", "crypto"),
    class(c"CustomEvent", "event"),
    class(c"DOMException", "dom-exception"),
    class(c"Event", "event"),
    class(c"EventTarget", "events-target"),
    class(c"File", "file"),
    class(c"Performance", "performance"),
    function(c"performance", "performance"),
    class(c"PerformanceEntry", "performance"),
    class(c"PerformanceMark", "performance"),
    class(c"PerformanceMeasure", "performance"),
    class(c"PerformanceObserver", "performance-observer"),
    class(c"PerformanceObserverEntryList", "performance-observer"),
    class(c"PerformanceResourceTiming", "performance-resource"),
    class(c"process", "process"),
    class(c"TextDecoder", "encoding"),
    class(c"TextEncoder", "encoding"),
    class(c"URL", "url"),
    class(c"URLSearchParams", "url-search-params"),
    function(c"atob", "base64"),
    function(c"btoa", "base64"),
    function(c"clearImmediate", "timers"),
    function(c"clearInterval", "timers"),
    function(c"clearTimeout", "timers"),
    function(c"queueMicrotask", "tasks"),
    function(c"setImmediate", "timers"),
    function(c"setInterval", "timers"),
    function(c"setTimeout", "timers"),
    function(c"structuredClone", "structured-clone"),
    // Not exported by a built-in: the global object itself, under Node's name for it.
    function(c"global", ""),
];

/// The same, as the engine takes them.
pub(crate) static LAZY: &[LazyGlobal] = &{
    let mut lazy = [LazyGlobal { name: c"", enumerable: false }; GLOBALS.len()];
    let mut i = 0;
    while i < GLOBALS.len() {
        lazy[i] = LazyGlobal { name: GLOBALS[i].name, enumerable: GLOBALS[i].enumerable };
        i += 1;
    }
    lazy
};

pub(crate) fn define<'s>(runtime: &Runtime, scope: &mut Scope<'s>, index: usize) -> Result<Local<'s>, Thrown> {
    let Global { name, built_in, .. } = &GLOBALS[index];
    if built_in.is_empty() {
        return Ok(scope.global());
    }
    let exports = runtime.require(scope, built_in)?;
    scope.get(exports, name)
}
