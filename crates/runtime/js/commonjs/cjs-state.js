// What the parts of the CommonJS loader have in common.

/** The module that the program began with, if that is CommonJS: `require.main` and `process.mainModule`. */
exports.main = undefined;

let whoAsked;

/** Calls back with that module: now if it is known, else once it is. */
exports.whenMain = function whenMain(callback) {
  if (exports.main !== undefined) callback(exports.main);
  else whoAsked = callback;
};

exports.setMain = function setMain(module) {
  exports.main = module;
  whoAsked?.(module);
};

/** The program is being required, and may turn out to be an ES module: then this is its path. */
exports.mayImportMain = false;
exports.mainToImport = undefined;

/** Modules are being required before the program. */
exports.isPreloading = false;

/** What `module.registerHooks` was given, once it was. */
exports.hooks = undefined;

/** What a program has put in the place of `Module.wrap`. */
exports.wrap = undefined;
