// The modules that a program can import as `node:NAME`. Each is the file node-NAME.js, with a slash as a dash.

const NAMES = new Set([
  "assert", "assert/strict", "async_hooks", "buffer", "console", "constants", "crypto", "diagnostics_channel", "events",
  "fs", "fs/promises", "module", "os", "path", "path/posix", "path/win32", "perf_hooks", "process", "punycode",
  "querystring", "stream", "stream/consumers", "stream/promises", "string_decoder", "sys", "timers", "timers/promises",
  "tty", "url", "util", "util/types",
]);

exports.names = NAMES;

/** The one that is no module of Node's. */
const OWN = "parbake:cache";

/** What the file of a built-in module exports, or undefined where there is none of that name. */
exports.exportsOf = function exportsOf(name) {
  if (name === OWN) return require("parbake-cache");
  if (NAMES.has(name)) return require(`node-${name.replace("/", "-")}`);
  const unimplemented = require("unimplemented");
  return unimplemented.has(name) ? unimplemented.load(name) : undefined;
};

/** What `require("node:NAME")` gives: the file's `default` where it has one, as `node:events` has. */
exports.load = function load(name) {
  const found = exports.exportsOf(name);
  return found?.default ?? found;
};
