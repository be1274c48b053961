// What the POSIX and the Windows flavour of `node:path` have in common. Paths are plain strings; nothing is looked up.

const { validateObject, validateString } = require("validators");

/**
 * Resolves "." and ".." among `path`'s segments, which are what `separators` (a regular expression) leaves between.
 * @param above whether ".." may stay at the front: not where the path is absolute.
 */
exports.normalizeSegments = function normalizeSegments(path, above, separators, separator) {
  const kept = [];
  for (const segment of path.split(separators)) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (above) kept.push("..");
  }
  return kept.join(separator);
};

/** From the last dot of a file's name on; a dot at the front begins no extension. */
exports.extension = function extension(base) {
  const dot = base.lastIndexOf(".");
  return dot <= 0 || base === ".." ? "" : base.slice(dot);
};

/**
 * The name that `path.basename` gives: `base`, which begins at `start` of `path`, without `suffix` unless that is all
 * of it. Where `base` is itself the end of a longer suffix, trailing separators stay: Node's answer.
 */
exports.withoutSuffix = function withoutSuffix(path, start, base, suffix) {
  if (suffix === undefined || suffix === "" || suffix.length > path.length || suffix === base) return base;
  if (suffix.endsWith(base)) return path.slice(start);
  return base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
};

/** `path.format` for the given separator. */
exports.format = function format(separator, parts) {
  validateObject(parts, "pathObject");
  const { root, ext, name } = parts;
  const dir = parts.dir || root;
  const dotted = ext ? `${ext[0] === "." ? "" : "."}${ext}` : "";
  const base = parts.base || `${name || ""}${dotted}`;
  if (!dir) return base;
  return dir === root ? `${dir}${base}` : `${dir}${separator}${base}`;
};

/** Makes `path` and, if given, `suffix` certain to be strings. */
exports.checkBasename = function checkBasename(path, suffix) {
  if (suffix !== undefined) validateString(suffix, "suffix");
  validateString(path, "path");
};
