// Which source maps are used of those that modules bring, and what they say.
// https://nodejs.org/api/module.html#source-map-support

const { validateBoolean, validateObject } = require("validators");

/** Of a program started with `--enable-source-maps`, everything holds. */
const atFirst = natives.sourceMapsEnabled();
let support = { enabled: atFirst, nodeModules: atFirst, generatedCode: atFirst };

/** Maps that were asked for, by what they were asked by. */
const known = new Map();

exports.getSourceMapsSupport = function getSourceMapsSupport() {
  return Object.freeze({ __proto__: null, ...support });
};

exports.setSourceMapsSupport = function setSourceMapsSupport(enabled, options = {}) {
  validateBoolean(enabled, "enabled");
  validateObject(options, "options");
  const { nodeModules = false, generatedCode = false } = options;
  validateBoolean(nodeModules, "options.nodeModules");
  validateBoolean(generatedCode, "options.generatedCode");
  support = { enabled, nodeModules, generatedCode };
  natives.useSourceMaps(enabled, nodeModules);
};

/** `process.setSourceMapsEnabled` */
exports.setSourceMapsEnabled = function setSourceMapsEnabled(enabled) {
  validateBoolean(enabled, "enabled");
  exports.setSourceMapsSupport(enabled, { nodeModules: enabled, generatedCode: enabled });
};

/** The map of the module at a path or URL. */
exports.findSourceMap = function findSourceMap(path) {
  if (typeof path !== "string") return undefined;
  const name = /^[a-z][a-z0-9+.-]*:/i.test(path) ? path : require("path-posix").posix.resolve(path);
  const url = name.startsWith("/") ? require("node-url").pathToFileURL(name).href : name;
  const before = known.get(url);
  if (before !== undefined) return before;
  const found = natives.sourceMap(url);
  const map = found === undefined ? undefined : read(...found);
  if (map !== undefined) known.set(url, map);
  return map;
};

/** The module at a path is compiled anew. */
exports.forget = (path) => known.delete(require("node-url").pathToFileURL(path).href);

function read(json, base, generated) {
  const { SourceMap } = require("source-map");
  const lineLengths = generated.split(/\n|\u2028|\u2029/).map((line) => line.length);
  try {
    return new SourceMap(withAbsoluteSources(natives.parseJson(json.replace(/^\)\]\}'[^\n]*\n/, "")), base), { lineLengths });
  } catch {
    return undefined;
  }
}

/** The map with its sources as URLs, so that they are to be found without it. */
function withAbsoluteSources(payload, base) {
  const absolute = ({ sources = [], sourceRoot = "", ...rest }) => ({
    ...rest,
    sourceRoot: "",
    sources: sources.map((source) => URL.parse(rootOf(sourceRoot) + source, base)?.href ?? source),
  });
  if (payload.sections === undefined) return { ...payload, ...absolute(payload) };
  return { ...payload, sections: payload.sections.map((section) => ({ ...section, map: absolute(section.map) })) };
}

/** A directory, with or without the slash. */
const rootOf = (root) => (root === "" || root.endsWith("/") ? root : `${root}/`);
