// What `import` sees of a CommonJS module.

const { plain } = require("errors");

const { hasOwn } = Object;

/** Runs the module at a path, unless it has run, and gives the values of its exports in the order of `names`. */
exports.evaluate = function evaluate(filename, names) {
  const { Module } = require("cjs-module");
  const cached = Module._cache[filename];
  if (cached !== undefined && !cached.loaded) throw inCycle(filename);
  const exported = cached !== undefined ? cached.exports : Module._load(filename, undefined, false);
  return names.map((name) => valueOf(exported, name));
};

/** The module is running, and has required whoever imports it now. */
function inCycle(filename) {
  const message = `Cannot import the CommonJS module ${filename}, which is being loaded and required what imports it`;
  return plain(Error, "ERR_REQUIRE_CYCLE_MODULE", message);
}

function valueOf(exported, name) {
  if (name === "default" || name === "module.exports") return exported;
  if (exported === null || exported === undefined || !hasOwn(exported, name)) return undefined;
  try {
    return exported[name];
  } catch {
    return undefined;
  }
}
