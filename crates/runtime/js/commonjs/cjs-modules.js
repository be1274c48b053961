// `require` of ES modules.
// https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require

const { hasOwn } = Object;
const state = require("cjs-state");

/** What `require` gives for the ES module at a path. */
exports.exportsOf = function exportsOf(filename) {
  if (state.mayImportMain && state.main?.filename === filename) {
    state.mainToImport = filename;
    return {};
  }
  const namespace = natives.requireModule(filename);
  // The module says itself what CommonJS is to see of it.
  if (hasOwn(namespace, "module.exports")) return namespace["module.exports"];
  if (!hasOwn(namespace, "default") || hasOwn(namespace, "__esModule")) return namespace;
  return natives.moduleWithFlag(filename);
};
