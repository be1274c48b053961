// The function `require` of a module.

const { codes } = require("cjs-errors");
const { isRelative } = require("cjs-paths");
const state = require("cjs-state");
const { validateString } = require("validators");

/** Asked for late: that file asks for this one. */
function moduleClass() {
  return require("cjs-module").Module;
}

/** `require` as the module's text sees it. */
exports.makeRequire = function makeRequire(module) {
  const Module = moduleClass();
  function require(path) {
    return module.require(path);
  }
  function resolve(request, options) {
    validateString(request, "request");
    return Module._resolveFilename(request, module, false, options);
  }
  resolve.paths = function paths(request) {
    validateString(request, "request");
    return Module._resolveLookupPaths(request, module);
  };
  require.resolve = resolve;
  require.main = state.main;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
};

/** `module.createRequire(filename)`: a path or a `file:` URL. */
exports.createRequire = function createRequire(filename) {
  const Module = moduleClass();
  const path = pathOf(filename);
  const module = new Module(path);
  module.filename = path.endsWith("/") ? `${path}noop.js` : path;
  module.paths = Module._nodeModulePaths(module.path);
  return exports.makeRequire(module);
};

function pathOf(filename) {
  const isText = typeof filename === "string";
  const isAbsolute = isText && filename.startsWith("/");
  if (isAbsolute) return filename;
  if ((isText && filename.startsWith("file:")) || filename instanceof URL) {
    return require("node-url").fileURLToPath(filename);
  }
  throw codes.ERR_INVALID_ARG_VALUE("filename", filename, "must be a file URL object, file URL string, or absolute path string");
}
