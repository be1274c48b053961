// How built-in classes print themselves: their name, then a few of their properties.

/** "Name { fields }" for util.inspect's custom hook, or the name alone (`short`) where printing is too deep already. */
exports.inspectAs = function inspectAs(name, fields, depth, options, short = name) {
  if (depth < 0) return short;
  const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
  return `${name} ${require("inspect").inspect(fields, inner)}`;
};

exports.custom = Symbol.for("nodejs.util.inspect.custom");

/** Makes the named members of `prototype` enumerable, as WebIDL wants them, and gives it a string tag. */
exports.webIdl = function webIdl(prototype, tag, names) {
  for (const name of names) Object.defineProperty(prototype, name, { __proto__: null, enumerable: true });
  Object.defineProperty(prototype, Symbol.toStringTag, { __proto__: null, value: tag, configurable: true });
};
