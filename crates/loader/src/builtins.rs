//! The names of Node's built-in modules.

/// Names that mean the built-in module with and without `node:`, sorted (Node 26, `module.builtinModules`).
const WITH_AND_WITHOUT_SCHEME: &[&str] = &[
    "_http_agent",
    "_http_client",
    "_http_common",
    "_http_incoming",
    "_http_outgoing",
    "_http_server",
    "_tls_common",
    "_tls_wrap",
    "assert",
    "assert/strict",
    "async_hooks",
    "buffer",
    "child_process",
    "cluster",
    "console",
    "constants",
    "crypto",
    "dgram",
    "diagnostics_channel",
    "dns",
    "dns/promises",
    "domain",
    "events",
    "fs",
    "fs/promises",
    "http",
    "http2",
    "https",
    "inspector",
    "inspector/promises",
    "module",
    "net",
    "os",
    "path",
    "path/posix",
    "path/win32",
    "perf_hooks",
    "process",
    "punycode",
    "querystring",
    "readline",
    "readline/promises",
    "repl",
    "stream",
    "stream/consumers",
    "stream/promises",
    "stream/web",
    "string_decoder",
    "sys",
    "timers",
    "timers/promises",
    "tls",
    "trace_events",
    "tty",
    "url",
    "util",
    "util/types",
    "v8",
    "vm",
    "wasi",
    "worker_threads",
    "zlib",
];

/// Names that mean the built-in module only with `node:`; without, they are packages. Sorted.
const WITH_SCHEME_ONLY: &[&str] = &["ffi", "sea", "sqlite", "test", "test/reporters"];

/// The one built-in module that is no module of Node's: what a program can know of the cache it is run from.
pub const CACHE_MODULE: &str = "parbake:cache";

/// Whether `specifier` (with or without `node:`) means a built-in module, as Node's `module.isBuiltin`.
#[must_use]
pub fn is_builtin(specifier: &str) -> bool {
    match specifier.strip_prefix("node:") {
        Some(name) => is_known(name),
        None => needs_no_scheme(specifier),
    }
}

/// The names of all built-in modules as Node's `module.builtinModules` gives them: those that need `node:` have it.
pub fn builtin_names() -> impl Iterator<Item = String> {
    let plain = WITH_AND_WITHOUT_SCHEME.iter().map(|name| (*name).to_owned());
    plain.chain(WITH_SCHEME_ONLY.iter().map(|name| format!("node:{name}")))
}

/// Whether a bare `name` means a built-in module before it means a package.
pub(crate) fn needs_no_scheme(name: &str) -> bool {
    WITH_AND_WITHOUT_SCHEME.binary_search(&name).is_ok()
}

/// Whether `node:` and `name` mean a built-in module.
pub(crate) fn is_known(name: &str) -> bool {
    needs_no_scheme(name) || WITH_SCHEME_ONLY.binary_search(&name).is_ok()
}
