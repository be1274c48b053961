// A built-in module as ES modules see it: `default` is what `require` gives, and each property that the file exports
// has a name of its own.

const { exportsOf } = require("builtin-modules");

/** @returns names and values of the module's exports; no names where there is no such module. */
exports.of = function of(name) {
  const found = exportsOf(name);
  if (found === undefined) return {};
  const keys = Object.keys(found).filter((key) => key !== "default");
  return { names: ["default", ...keys], values: [found.default ?? found, ...keys.map((key) => found[key])] };
};
