// The modules that a program can import as `node:NAME`. Each is the file node-NAME.js, with a slash as a dash.

const NAMES = new Set([
  "console", "crypto", "events", "path", "path/posix", "path/win32", "perf_hooks", "process", "timers",
  "timers/promises", "url", "util", "util/types",
]);

exports.names = NAMES;

/** The exports of a built-in module, or undefined where there is none of that name. */
exports.load = (name) => (NAMES.has(name) ? require(`node-${name.replace("/", "-")}`) : undefined);
