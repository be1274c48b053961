// What `import` asks the program's hooks.

const { codes } = require("cjs-errors");
const hooks = require("hooks");

const loader = natives.subject("hooks");
const CONDITIONS = ["node", "import", "module-sync", "node-addons"];

/** Formats that a module can be of. */
const FORMATS = new Set([
  "module", "commonjs", "json", "text", "builtin", "module-typescript", "commonjs-typescript",
]);

/** What Rust calls the format of a file that only its text can place; hooks see `null`. */
const UNDECIDED = "detect";

/** Modules that `require` has shown to the hooks already: what they made of them, or that they left them alone. */
const adopted = new Map();

exports.adopt = function adopt(url, changed) {
  adopted.set(url, changed);
};

const attributesOf = (type) => (type === undefined ? {} : { type });

function contextOf(parentURL, type) {
  return { parentURL, importAttributes: attributesOf(type), conditions: [...CONDITIONS] };
}

function resolveAsIs(specifier, { parentURL }) {
  const [url, format] = loader.hookedResolve(`${specifier}`, parentURL);
  return { __proto__: null, url, format: publicFormat(specifier, format), importAttributes: undefined };
}

/** URL and expected format of what a request means, and the type it is imported as. */
exports.resolve = function resolve(specifier, parentURL, type) {
  const { url, format, importAttributes } = hooks.resolve(specifier, contextOf(parentURL, type), resolveAsIs);
  return [new URL(url).href, format === null ? UNDECIDED : format, importAttributes === undefined ? type : importAttributes.type];
};

/** A URL says what it is where it is loaded; a file that only its text can place is of no format yet. */
function publicFormat(specifier, format) {
  if (format === UNDECIDED) return null;
  return /^(?:node|data):/.test(specifier) ? undefined : format;
}

/** `import.meta.resolve(specifier)`: a URL need not lead to anything. */
exports.resolveMeta = function resolveMeta(specifier, parentURL) {
  try {
    return hooks.resolve(specifier, contextOf(parentURL), resolveAsIs).url;
  } catch (error) {
    if (error?.code !== "ERR_MODULE_NOT_FOUND" && error?.code !== "ERR_UNSUPPORTED_DIR_IMPORT") throw error;
    return loader.resolveUrl(specifier, parentURL);
  }
};

/** Format and text of the module at a URL; nothing where the hooks do not look at it. */
exports.load = function load(url, format, type) {
  if (!hooks.watchesLoads()) return [];
  if (adopted.has(url)) {
    const changed = adopted.get(url);
    adopted.delete(url);
    return changed === undefined ? [] : [changed.format, changed.source];
  }
  const context = { format: format === UNDECIDED ? null : format, importAttributes: attributesOf(type), conditions: [...CONDITIONS] };
  const answer = hooks.load(url, context, (url, context) => readAsIs(url, context, type));
  if (!FORMATS.has(answer.format)) {
    throw codes.plain(RangeError, "ERR_UNKNOWN_MODULE_FORMAT", `Unknown module format: ${answer.format} for URL ${url}`);
  }
  if (answer.source === null && answer.format === "commonjs") return [];
  return [answer.format, hooks.textOf(answer.source)];
};

function readAsIs(url, { format, importAttributes }, type) {
  const [found, bytes] = loader.hookedRead(url, format ?? undefined, importAttributes?.type ?? type);
  const source = bytes === undefined ? null : require("buffer").Buffer.from(bytes.buffer);
  return { __proto__: null, format: found, responseURL: url, source };
}
