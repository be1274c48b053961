// The program, where it is CommonJS, and what is required before any program.

/** Runs the program. */
exports.run = function run(filename) {
  const { Module } = require("cjs-module");
  Module._load(filename, null, true);
};

/**
 * Runs the program where it has hooks already. It may be an ES module: then it is left alone, and its path given, which is to
 * be imported.
 */
exports.runHooked = function runHooked(filename) {
  const state = require("cjs-state");
  const { Module } = require("cjs-module");
  state.mayImportMain = true;
  try {
    Module._load(filename, null, true);
  } finally {
    state.mayImportMain = false;
  }
  const { mainToImport } = state;
  if (mainToImport !== undefined) {
    delete Module._cache[mainToImport];
    state.setMain(undefined);
  }
  return mainToImport;
};

/** Requires each of `requests` as a file in the working directory would. */
exports.preload = function preload(requests) {
  const { Module } = require("cjs-module");
  const directory = require("process").process.cwd();
  const parent = new Module("internal/preload", null);
  parent.filename = `${directory}/internal-preload`;
  parent.path = directory;
  parent.paths = Module._nodeModulePaths(directory);
  const state = require("cjs-state");
  state.isPreloading = true;
  try {
    for (const request of requests) parent.require(request);
  } finally {
    state.isPreloading = false;
  }
};
