// node:module
// https://nodejs.org/api/module.html

const { Module } = require("cjs-module");
const { createRequire } = require("cjs-require");
const { lazy } = require("lazy");
const { plain } = require("errors");

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
Module.runMain = function runMain(main = require("process").process.argv[1]) {
  Module._load(main, null, true);
};
Module._preloadModules = function (requests) {
  require("cjs-main").preload(requests);
};
// https://nodejs.org/api/module.html#module-compile-cache
Object.assign(Module, require("compile-cache"));
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
Module.stripTypeScriptTypes = function stripTypeScriptTypes(code, options) {
  return require("strip-types").stripTypeScriptTypes(code, options);
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
