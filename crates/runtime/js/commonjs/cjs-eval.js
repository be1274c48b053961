// Programs that are scripts of the global scope: `--eval`, `--print`, standard input.
// https://nodejs.org/api/cli.html#-e---eval-script

const { defineProperty, hasOwn } = Object;

/** Gives the script called `name` what a CommonJS module in the working directory has, as global variables. */
exports.prepare = function prepare(name) {
  const { Module } = require("cjs-module");
  const cwd = natives.cwd();
  const directory = typeof cwd === "string" ? cwd : "/";
  const module = new Module(name);
  module.filename = directory === "/" ? `/${name}` : `${directory}/${name}`;
  module.paths = Module._nodeModulePaths(directory);
  globalThis.__filename = name;
  globalThis.module = module;
  globalThis.exports = module.exports;
  globalThis.__dirname = ".";
  globalThis.require = require("cjs-require").makeRequire(module);
};

/** Makes every built-in module a global variable, for programs from the command line. */
exports.nameLibraries = function nameLibraries() {
  natives.builtinNames().filter(isShort).forEach(nameLibrary);
};

/** `node:test` and what has a slash or is meant for Node itself are only to be had by their names. */
function isShort(name) {
  return /^[a-z][^/:]*$/.test(name) && (name === "crypto" || !hasOwn(globalThis, name));
}

/** A module is loaded when the variable is first looked at. */
function nameLibrary(name) {
  const become = (value) => {
    delete globalThis[name];
    globalThis[name] = value;
  };
  defineProperty(globalThis, name, {
    __proto__: null,
    get: () => require("cjs-module").loadBuiltin(name),
    set: become,
    enumerable: false,
    configurable: true,
  });
}

/** Shows what the script came to, once nothing is left to do: a promise may be settled by then. Listeners are told later. */
exports.print = function print(value) {
  require("process").process.prependListener("exit", () => require("console").console.log(value));
};
