// A built-in module as ES modules see it: `default` is what `require` gives, and each property that the file exports
// has a name of its own.

const { exportsOf } = require("builtin-modules");
const { hasOwn } = Object;

/** Modules that were imported: what `require` gives for each, and the names that it has for ES modules. */
const imported = new Map();

/** @returns names and values of the module's exports; no names where there is no such module. */
exports.of = function of(name) {
  const found = exportsOf(name);
  if (found === undefined) return {};
  const keys = Object.keys(found).filter((key) => key !== "default");
  const values = [found.default ?? found, ...keys.map((key) => found[key])];
  imported.set(name, { required: values[0], keys });
  return { names: ["default", ...keys], values };
};

/** Gives what was imported by name the values that the modules' properties have now (`module.syncBuiltinESMExports`). */
exports.sync = function sync() {
  for (const [name, { required, keys }] of imported) {
    const values = keys.map((key) => (hasOwn(required, key) ? required[key] : undefined));
    natives.fillBuiltin(name, [required, ...values]);
  }
};
