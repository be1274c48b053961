// `path.win32`: paths with drives, UNC shares and devices, and "\" or "/" between their segments.

const { checkBasename, extension, format, normalizeSegments, withoutSuffix } = require("path-shared");
const { cwd } = require("cwd");
const { validateString } = require("validators");

const SEPARATORS = /[\\/]/;
const UNC = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/;
const RESERVED = new Set([
  "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2",
  "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "COM\xb9", "COM\xb2", "COM\xb3", "LPT\xb9", "LPT\xb2",
  "LPT\xb3",
]);

const isSeparator = (character) => character === "/" || character === "\\";
const isDrive = (path) => /^[A-Za-z]:/.test(path);
const normalizeString = (path, above) => normalizeSegments(path, above, SEPARATORS, "\\");

/** True where a device's name stands before the colon ("CON:"), or, as in Node, before any one last character. */
function isReserved(path) {
  return RESERVED.has(path.slice(0, path.indexOf(":")).toUpperCase());
}

/**
 * The parts of a path's root: `device` ("C:", "\\server\share", "\\." or ""), whether the path is `absolute`, and the
 * root's `length` in `path`.
 */
function rootOf(path) {
  if (isSeparator(path[0])) {
    const unc = UNC.exec(path);
    if (unc === null) return { device: "", absolute: true, length: 1 };
    const [whole, server, share] = unc;
    if (server === "." || server === "?") return { device: `\\\\${server}`, absolute: true, length: 4, special: true };
    return { device: `\\\\${server}\\${share}`, absolute: true, length: whole.length, unc: true };
  }
  if (!isDrive(path)) return { device: "", absolute: false, length: 0 };
  const absolute = isSeparator(path[2]);
  return { device: path.slice(0, 2), absolute, length: absolute ? 3 : 2 };
}

/** The current directory, of a drive if given: Windows keeps one for each. */
function currentDirectory(device) {
  if (device === "") return cwd();
  const path = natives.envGet(`=${device}`) || cwd();
  const other = path.slice(0, 2).toLowerCase() !== device.toLowerCase();
  return path === undefined || (other && path[2] === "\\") ? `${device}\\` : path;
}

/** A path that begins with a device's name and a colon, made one of the current directory. */
function reserved(path) {
  const length = path.indexOf(":") + 1;
  const tail = normalizeString(path.slice(length), true) || ".";
  return `.\\${path.slice(0, length)}${tail}${tail !== "." && isSeparator(path.at(-1)) ? "\\" : ""}`;
}

const win32 = {
  resolve(...paths) {
    let device = "";
    let tail = "";
    let absolute = false;
    for (let i = paths.length - 1; i >= -1 && !(absolute && device !== ""); i--) {
      const path = i >= 0 ? paths[i] : currentDirectory(device);
      if (i >= 0) validateString(path, `paths[${i}]`);
      if (path === "") continue;
      const root = rootOf(path);
      if (root.device !== "" && device !== "" && root.device.toLowerCase() !== device.toLowerCase()) continue;
      if (device === "") device = root.device;
      if (absolute) continue;
      tail = `${path.slice(root.length)}\\${tail}`;
      absolute = root.absolute;
    }
    tail = normalizeString(tail, !absolute);
    return absolute ? `${device}\\${tail}` : `${device}${tail}` || ".";
  },

  normalize(path) {
    validateString(path, "path");
    if (path === "") return ".";
    if (path.length === 1) return path === "/" ? "\\" : path;
    if (path.includes(":") && isReserved(path)) return reserved(path);
    const { device, absolute, length, unc } = rootOf(path);
    if (unc && length === path.length) return `${device}\\`;
    let tail = normalizeString(path.slice(length), !absolute);
    if (tail === "" && !absolute) tail = ".";
    if (tail !== "" && isSeparator(path.at(-1))) tail += "\\";
    if (!absolute && device === "" && path.includes(":")) {
      // Segments may have gone from the front, so that what is left reads as a drive or a device.
      if (isDrive(tail)) return `.\\${tail}`;
      for (let colon = path.indexOf(":"); colon >= 0; colon = path.indexOf(":", colon + 1)) {
        if (colon === path.length - 1 || isSeparator(path[colon + 1])) return `.\\${tail}`;
      }
    }
    if (isReserved(path)) return `.\\${device}${tail}`;
    return absolute ? `${device}\\${tail}` : `${device}${tail}`;
  },

  isAbsolute(path) {
    validateString(path, "path");
    return isSeparator(path[0]) || (isDrive(path) && isSeparator(path[2]));
  },

  join(...paths) {
    for (const path of paths) validateString(path, "path");
    const given = paths.filter((path) => path !== "");
    if (given.length === 0) return ".";
    let joined = given.join("\\");
    // Two separators at the front are a share only if the first argument says so itself.
    const isShare = /^[\\/]{2}[^\\/]/.test(given[0]) || (/^[\\/]{2}$/.test(given[0]) && !isSeparator(joined[3]));
    if (!isShare) joined = joined.replace(/^[\\/]{2,}/, "\\");
    // Nothing may make a device of what was not: such paths are left as they are.
    if (joined.split("\\").some((part) => part.includes(":") && isReserved(part))) return joined.replaceAll("/", "\\");
    return win32.normalize(joined);
  },

  relative(from, to) {
    validateString(from, "from");
    validateString(to, "to");
    if (from === to) return "";
    const start = win32.resolve(from);
    const end = win32.resolve(to);
    if (start.toLowerCase() === end.toLowerCase()) return "";
    const [fromSegments, toSegments] = [segmentsOf(start), segmentsOf(end)];
    let shared = 0;
    while (shared < fromSegments.length && sameSegment(fromSegments[shared], toSegments[shared])) shared++;
    if (shared === 0 && fromSegments.length > 0 && toSegments.length > 0) return end;
    return [...fromSegments.slice(shared).fill(".."), ...toSegments.slice(shared)].join("\\");
  },

  toNamespacedPath(path) {
    if (typeof path !== "string" || path.length === 0) return path;
    const resolved = win32.resolve(path);
    if (resolved.length <= 2) return path;
    if (/^\\\\[^?.]/.test(resolved)) return `\\\\?\\UNC\\${resolved.slice(2)}`;
    return /^[A-Za-z]:\\/.test(resolved) ? `\\\\?\\${resolved}` : resolved;
  },

  dirname(path) {
    validateString(path, "path");
    if (path === "") return ".";
    if (path.length === 1) return isSeparator(path) ? path : ".";
    const length = dirRoot(path);
    if (length === -1) return path;
    const end = lastSeparator(path, length);
    if (end === -1) return length === 0 ? "." : path.slice(0, length);
    return path.slice(0, end);
  },

  basename(path, suffix) {
    checkBasename(path, suffix);
    if (suffix === path) return "";
    const root = isDrive(path) ? 2 : 0;
    return withoutSuffix(path, baseStart(path, root), baseOf(path, root), suffix);
  },

  extname(path) {
    validateString(path, "path");
    return extension(baseOf(path, isDrive(path) ? 2 : 0));
  },

  format: { format: (parts) => format("\\", parts) }.format,

  parse(path) {
    validateString(path, "path");
    if (path === "") return { root: "", dir: "", base: "", ext: "", name: "" };
    if (path.length === 1 && isSeparator(path)) return { root: path, dir: path, base: "", ext: "", name: "" };
    const { root, whole } = parseRoot(path);
    if (whole) return { root: path, dir: path, base: "", ext: "", name: "" };
    const base = baseOf(path, root.length);
    const ext = extension(base);
    const start = baseStart(path, root.length);
    const dir = base !== "" && start > root.length ? path.slice(0, start - 1) : root;
    return { root, dir, base, ext, name: base.slice(0, base.length - ext.length) };
  },

  matchesGlob(path, pattern) {
    validateString(path, "path");
    validateString(pattern, "pattern");
    return require("path-glob").matches(path, pattern, true);
  },

  sep: "\\",
  delimiter: ";",
  win32: null,
  posix: null,
};

function sameSegment(a, b) {
  return b !== undefined && a.toLowerCase() === b.toLowerCase();
}

const segmentsOf = (path) => path.split("\\").filter((segment) => segment !== "");

/** Index after the last character of `path` that is no separator, not before `from`. */
function trimmedEnd(path, from) {
  let end = path.length;
  while (end > from && isSeparator(path[end - 1])) end--;
  return end;
}

function baseStart(path, from) {
  let start = trimmedEnd(path, from);
  while (start > from && !isSeparator(path[start - 1])) start--;
  return start;
}

function baseOf(path, from) {
  return path.slice(baseStart(path, from), trimmedEnd(path, from));
}

/** How much of `path` dirname leaves alone; -1 where it is a share and nothing else. */
function dirRoot(path) {
  if (isSeparator(path[0])) {
    const unc = UNC.exec(path);
    if (unc === null) return 1;
    if (unc[0].length === path.length) return -1;
    return unc[0].length + 1;
  }
  if (!isDrive(path)) return 0;
  return isSeparator(path[2]) ? 3 : 2;
}

/** Index of the separator before the last segment that follows the root, or -1. */
function lastSeparator(path, from) {
  const start = baseStart(path, from);
  return start > from ? start - 1 : -1;
}

/** The root as `parse` reports it, and whether it is the whole path. */
function parseRoot(path) {
  const length = dirRoot(path);
  if (length === -1) return { root: path, whole: true };
  const root = path.slice(0, length);
  return { root, whole: isDrive(path) && path.length <= length };
}

win32.win32 = win32;
win32._makeLong = win32.toNamespacedPath;

exports.win32 = win32;
