// node:module
// https://nodejs.org/api/module.html

const { Module } = require("cjs-module");
const { createRequire } = require("cjs-require");
const { lazy } = require("lazy");
const { plain } = require("errors");
const state = require("cjs-state");

/** Properties of the class that a program may read and replace, but does not list. */
function hidden(name, get, set) {
  Object.defineProperty(Module, name, { __proto__: null, get, set, configurable: false });
}

let wrapper = ["(function (exports, require, module, __filename, __dirname) { ", "\n});"];
const wrap = (script) => wrapper[0] + script + wrapper[1];
hidden(
  "wrapper",
  () => wrapper,
  (value) => {
    wrapper = value;
    state.wrap ??= wrap;
  },
);
hidden(
  "wrap",
  () => state.wrap ?? wrap,
  (value) => {
    state.wrap = value;
  },
);

Module.createRequire = createRequire;
Module.isBuiltin = function isBuiltin(name) {
  return typeof name === "string" && natives.isBuiltin(name);
};
lazy(Module, "builtinModules", () => Object.freeze(natives.builtinNames()));
Module.runMain = function executeUserEntryPoint(main = require("process").process.argv[1]) {
  Module._load(main, null, true);
};
Module._preloadModules = function (requests) {
  require("cjs-main").preload(requests);
};
// https://nodejs.org/api/module.html#module-compile-cache
Object.assign(Module, require("compile-cache"));
Module.findPackageJSON = function findPackageJSON(specifier, base = undefined) {
  return require("package-json").findPackageJSON(specifier, base);
};
Module.syncBuiltinESMExports = function syncBuiltinESMExports() {
  require("module-exports").sync();
};
Module.registerHooks = function registerHooks(hooks) {
  return require("hooks").registerHooks(hooks);
};
Module.register = function register(_specifier) {
  throw missing("module.register(): hooks on a thread of their own; module.registerHooks() is there");
};
Module.stripTypeScriptTypes = function stripTypeScriptTypes(code, options = undefined) {
  return require("strip-types").stripTypeScriptTypes(code, options);
};
lazy(Module, "SourceMap", () => require("source-map").SourceMap);
Module.findSourceMap = function findSourceMap(path) {
  return require("source-maps").findSourceMap(path);
};
Module.getSourceMapsSupport = function getSourceMapsSupport() {
  return require("source-maps").getSourceMapsSupport();
};
Module.setSourceMapsSupport = function setSourceMapsSupport(enabled, options = {}) {
  require("source-maps").setSourceMapsSupport(enabled, options);
};

function missing(what) {
  return plain(Error, "ERR_METHOD_NOT_IMPLEMENTED", `${what} is not there in this version`);
}

exports.default = Module;
for (const name of Object.keys(Module)) {
  Object.defineProperty(exports, name, { __proto__: null, enumerable: true, get: () => Module[name] });
}
