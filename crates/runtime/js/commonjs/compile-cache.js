// The compile cache of node:module (https://nodejs.org/api/module.html#module-compile-cache). There is nothing to switch on:
// the answers tell how the cache stands.

const { plain } = require("errors");

const status = Object.freeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 });

exports.constants = Object.freeze({ __proto__: null, compileCacheStatus: status });

/** The directory that is asked for is not used: the cache has its own. */
exports.enableCompileCache = function enableCompileCache(options) {
  const directory = typeof options === "object" && options !== null ? options.directory : options;
  if (directory !== undefined && typeof directory !== "string") {
    throw plain(TypeError, "ERR_INVALID_ARG_TYPE", "cacheDir should be a string");
  }
  const fault = natives.cacheFault();
  if (fault === undefined) return { status: status.ALREADY_ENABLED, directory: natives.cacheDirectory() };
  const [reason, message] = fault;
  return { status: reason === "disabled" ? status.DISABLED : status.FAILED, message };
};

exports.getCompileCacheDir = function getCompileCacheDir() {
  return natives.cacheDirectory();
};

exports.flushCompileCache = function flushCompileCache() {
  natives.cacheFlush();
};
