// Rarely used functions of process.

const errors = require("errors");

exports.dlopen = function dlopen(...args) {
  if (args.length < 2) throw errors.plain(TypeError, "ERR_MISSING_ARGS", "process.dlopen needs at least 2 arguments");
  const message = `Native addons are not supported: ${args[1]}`;
  throw errors.plain(Error, "ERR_DLOPEN_FAILED", message);
};

/** Sets the variables of a file of NAME=VALUE lines that are not set yet. */
exports.loadEnvFile = function loadEnvFile(path = ".env") {
  const { toPath } = require("fs-arguments");
  const text = require("node-fs").readFileSync(toPath(path), "utf8");
  for (const [name, value] of Object.entries(require("parse-env").parseEnv(text))) {
    if (natives.envGet(name) === undefined) natives.envSet(name, value);
  }
};

exports.openStdin = function openStdin() {
  const { stdin } = require("process").process;
  stdin.resume();
  return stdin;
};

exports.getActiveResourcesInfo = () => [];
exports._getActiveHandles = () => [];
exports._getActiveRequests = () => [];

exports._kill = function _kill(pid, signal) {
  const failure = natives.kill(pid, signal);
  return failure === undefined ? 0 : failure[0];
};

/** Prints at once, past process.stderr. */
exports._rawDebug = function _rawDebug(...args) {
  natives.write(2, `${require("format").format(...args)}\n`);
};

/** Calls the object's own way of keeping the program alive, or not. */
function call(object, symbol, name) {
  const method = object?.[Symbol.for(symbol)] ?? object?.[name];
  if (typeof method === "function") method.call(object);
}

exports.ref = (object) => call(object, "nodejs.ref", "ref");
exports.unref = (object) => call(object, "nodejs.unref", "unref");

exports.setSourceMapsEnabled = function setSourceMapsEnabled(enabled) {
  require("source-maps").setSourceMapsEnabled(enabled);
};
