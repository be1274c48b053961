// What the parts of the CommonJS loader have in common.

/** The module that the program began with, if that is CommonJS: `require.main` and `process.mainModule`. */

exports.main = undefined;

/** Modules are being required before the program. */
exports.isPreloading = false;

/** What `module.registerHooks` was given, once it was. */
exports.hooks = undefined;

/** What a program has put in the place of `Module.wrap`. */
exports.wrap = undefined;
