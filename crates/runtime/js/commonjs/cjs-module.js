// CommonJS modules: the class Module, its cache, and how a module comes to be loaded.
// https://nodejs.org/api/modules.html

const { create } = Object;
const { apply } = Reflect;
/** Indirect: as a script. */
const evaluate = eval;
const { codes, missingBuiltin } = require("cjs-errors");
const { directoryOf } = require("cjs-paths");
const state = require("cjs-state");
const { validateString } = require("validators");

/** Which module was the first to load this one. */
const parents = new WeakMap();

/** Files found before, by the directory that asked and what it asked for. */
const found = new Map();

function Module(id = "", parent) {
  this.id = id;
  this.path = directoryOf(id);
  this.exports = {};
  parents.set(this, parent);
  addChild(parent, this);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}

function addChild(parent, child) {
  const children = parent?.children;
  if (Array.isArray(children) && !children.includes(child)) children.push(child);
}

Module._cache = create(null);
Module._pathCache = create(null);
Module.globalPaths = natives.modulePaths();
Module.Module = Module;

Object.defineProperties(Module.prototype, {
  // An accessor, so that modules are shown as plain objects.
  constructor: { __proto__: null, configurable: false, get: () => Module },
  parent: {
    __proto__: null,
    configurable: false,
    get() {
      return parents.get(this);
    },
    set(parent) {
      parents.set(this, parent);
    },
  },
  isPreloading: { __proto__: null, configurable: false, get: () => state.isPreloading },
});

Module.prototype.require = function (id) {
  validateString(id, "id");
  if (id === "") throw codes.ERR_INVALID_ARG_VALUE("id", id, "must be a non-empty string");
  return Module._load(id, this, false);
};

/** Runs the file: the module is complete when this returns. */
Module.prototype.load = function (filename) {
  this.filename = filename;
  this.paths = Module._nodeModulePaths(directoryOf(filename));
  Module._extensions[registeredExtension(filename)](this, filename);
  this.loaded = true;
};

/** Runs `content` as the module. */
Module.prototype._compile = function (content, filename, _format) {
  if (natives.isEvaluated("source-maps")) require("source-maps").forget(filename);
  const wrapper =
    state.wrap === undefined ? natives.compileCommonJs(String(content), filename) : evaluate(state.wrap(content));
  return run(this, wrapper, filename);
};

const compileText = Module.prototype._compile;

/** Calls the function around a module's text. */
function run(module, wrapper, filename) {
  const require_ = require("cjs-require").makeRequire(module);
  const { exports } = module;
  return apply(wrapper, exports, [exports, require_, module, filename, directoryOf(filename)]);
}

/** The longest extension of the file that a loader is registered for; `.js` where none is. */
function registeredExtension(filename) {
  const name = filename.slice(filename.lastIndexOf("/") + 1);
  for (let at = name.indexOf(".", 1); at >= 0; at = name.indexOf(".", at + 1)) {
    const extension = name.slice(at);
    if (Module._extensions[extension]) return extension;
  }
  return ".js";
}

/** What `request` exports to the module `parent`. */
Module._load = function (request, parent, isMain) {
  const key = parent ? `${parent.path}\0${request}` : undefined;
  const known = key === undefined ? undefined : found.get(key);
  if (known !== undefined && Module._cache[known] !== undefined) return reuse(Module._cache[known], parent);
  if (request.startsWith("node:") && state.hooks === undefined) return loadBuiltin(request);
  const filename = Module._resolveFilename(request, parent, isMain);
  const cached = Module._cache[filename];
  if (cached !== undefined) return reuse(cached, parent);
  if (natives.isBuiltin(filename) && (state.hooks === undefined || state.hooks.passBuiltin(filename))) {
    return loadBuiltin(filename);
  }
  if (key !== undefined) found.set(key, filename);
  return loadFile(filename, parent, isMain);
};

/** A module that is there, complete or not. */
function reuse(module, parent) {
  addChild(parent, module);
  return module.exports;
}

function loadFile(filename, parent, isMain, load = (module) => module.load(filename)) {
  const module = new Module(filename, parent);
  if (isMain) {
    state.setMain(module);
    module.id = ".";
  }
  Module._cache[filename] = module;
  let complete = false;
  try {
    load(module);
    complete = true;
  } finally {
    if (!complete) forget(module, filename, parent);
  }
  return module.exports;
}

/** What failed may be tried again. */
function forget(module, filename, parent) {
  delete Module._cache[filename];
  const children = parent?.children;
  if (Array.isArray(children) && children.includes(module)) children.splice(children.indexOf(module), 1);
}

/** Runs what `import` has loaded through the program's hooks: the function around it is `wrapper`. */
function runImported(filename, wrapper, isMain) {
  return loadFile(filename, undefined, isMain, (module) => {
    module.filename = filename;
    module.paths = Module._nodeModulePaths(module.path);
    run(module, wrapper, filename);
    module.loaded = true;
  });
}

/** The exports of a built-in, by a name that `isBuiltin` knows. */
function loadBuiltin(id) {
  if (!natives.isBuiltin(id)) throw missingBuiltin(id);
  const exports = require("builtin-modules").load(id.startsWith("node:") ? id.slice(5) : id);
  if (exports === undefined) throw missingBuiltin(id);
  return exports;
}

exports.Module = Module;
exports.run = run;
exports.runImported = runImported;
exports.loadBuiltin = loadBuiltin;
/** What a module that was required exports, in an array; `undefined` where it was not. */
exports.requiredJson = (filename) => (Module._cache[filename]?.loaded ? [Module._cache[filename].exports] : undefined);
exports.parentOf = (module) => parents.get(module);
/** Whether nobody has put himself between a file's text and its compilation. */
exports.compilesItself = (module) => module._compile === compileText && state.wrap === undefined;

Object.assign(Module, require("cjs-resolve").statics);
Module._extensions = require("cjs-extensions").extensions;
