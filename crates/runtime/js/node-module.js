// node:module
// https://nodejs.org/api/module.html

const { Module } = require("cjs-module");
const { createRequire } = require("cjs-require");
const { lazy } = require("lazy");
const { plain } = require("errors");

const COMPILE_CACHE_STATUS = { __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 };

/** Properties of the class that a program may read but does not list. */
function hidden(name, value) {
  Object.defineProperty(Module, name, { __proto__: null, value, writable: true, configurable: true });
}

const WRAPPER = ["(function (exports, require, module, __filename, __dirname) { ", "\n});"];
hidden("wrapper", WRAPPER);
hidden("wrap", function wrap(script) {
  return WRAPPER[0] + script + WRAPPER[1];
});

Module.createRequire = createRequire;
Module.isBuiltin = function isBuiltin(name) {
  return typeof name === "string" && natives.isBuiltin(name);
};
lazy(Module, "builtinModules", () => Object.freeze(natives.builtinNames()));
Module.constants = Object.freeze({ __proto__: null, compileCacheStatus: Object.freeze(COMPILE_CACHE_STATUS) });
Module.runMain = function runMain(main = require("process").process.argv[1]) {
  Module._load(main, null, true);
};
Module._preloadModules = function (requests) {
  require("cjs-main").preload(requests);
};
// Everything compiled is kept, and was from the start: there is nothing to switch on.
Module.enableCompileCache = function enableCompileCache(_directory) {
  return { status: COMPILE_CACHE_STATUS.ALREADY_ENABLED };
};
Module.flushCompileCache = function flushCompileCache() {};
Module.getCompileCacheDir = function getCompileCacheDir() {
  return undefined;
};
Module.findPackageJSON = function findPackageJSON(specifier, base) {
  return require("package-json").findPackageJSON(specifier, base);
};
// Built-in modules are seen by `import` as they were when they were first imported.
Module.syncBuiltinESMExports = function syncBuiltinESMExports() {};
Module.registerHooks = function registerHooks(hooks) {
  return require("cjs-hooks").registerHooks(hooks);
};
Module.register = function register(_specifier) {
  throw missing("module.register(): hooks on a thread of their own; module.registerHooks() is there");
};
Module.stripTypeScriptTypes = function stripTypeScriptTypes(_code) {
  throw missing("module.stripTypeScriptTypes()");
};
lazy(Module, "SourceMap", () => require("source-map").SourceMap);
Module.findSourceMap = function findSourceMap(_path) {
  return undefined;
};
Module.getSourceMapsSupport = function getSourceMapsSupport() {
  return { __proto__: null, enabled: false, nodeModules: false, generatedCode: false };
};
Module.setSourceMapsSupport = function setSourceMapsSupport(_enabled) {};

function missing(what) {
  return plain(Error, "ERR_METHOD_NOT_IMPLEMENTED", `${what} is not there in this version`);
}

exports.default = Module;
for (const name of Object.keys(Module)) {
  Object.defineProperty(exports, name, { __proto__: null, enumerable: true, get: () => Module[name] });
}
