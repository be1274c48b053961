// What `import` sees of a CommonJS module.

const { plain } = require("errors");

const { hasOwn } = Object;

/**
 * Runs the module at a path, unless it has run, and gives the values of its exports in the order of `names`. A module that
 * came through the program's hooks is what they made of it: `hooked` is the function around that.
 */
exports.evaluate = function evaluate(filename, names, hooked, isMain) {
  const { Module, runImported } = require("cjs-module");
  const cached = Module._cache[filename];
  if (cached !== undefined && !cached.loaded) throw inCycle(filename);
  let exported;
  if (cached !== undefined) exported = cached.exports;
  else if (hooked !== undefined) exported = runImported(filename, hooked, isMain);
  else exported = Module._load(filename, undefined, false);
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
