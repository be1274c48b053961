// `path.posix`: paths with "/" between their segments.

const { checkBasename, extension, format, normalizeSegments, withoutSuffix } = require("path-shared");
const { cwd } = require("cwd");
const { validateString } = require("validators");

const normalizeString = (path, above) => normalizeSegments(path, above, "/", "/");

const posix = {
  resolve(...paths) {
    let resolved = "";
    for (let i = paths.length - 1; i >= -1 && resolved[0] !== "/"; i--) {
      const path = i >= 0 ? paths[i] : cwd();
      validateString(path, `paths[${i}]`);
      if (path.length > 0) resolved = `${path}/${resolved}`;
    }
    const absolute = resolved[0] === "/";
    const normal = normalizeString(resolved, !absolute);
    return absolute ? `/${normal}` : normal || ".";
  },

  normalize(path) {
    validateString(path, "path");
    if (path === "") return ".";
    const absolute = path[0] === "/";
    let normal = normalizeString(path, !absolute);
    if (normal === "" && absolute) return "/";
    if (normal === "") normal = ".";
    if (path.endsWith("/")) normal += "/";
    return absolute ? `/${normal}` : normal;
  },

  isAbsolute(path) {
    validateString(path, "path");
    return path[0] === "/";
  },

  join(...paths) {
    for (const path of paths) validateString(path, "path");
    const joined = paths.filter((path) => path !== "").join("/");
    return joined === "" ? "." : posix.normalize(joined);
  },

  relative(from, to) {
    validateString(from, "from");
    validateString(to, "to");
    if (from === to) return "";
    const start = segmentsOf(posix.resolve(from));
    const end = segmentsOf(posix.resolve(to));
    let shared = 0;
    while (shared < start.length && start[shared] === end[shared]) shared++;
    return [...start.slice(shared).fill(".."), ...end.slice(shared)].join("/");
  },

  toNamespacedPath(path) {
    return path;
  },

  dirname(path) {
    validateString(path, "path");
    if (path === "") return ".";
    const end = path.slice(0, lastCharacter(path) + 1).lastIndexOf("/");
    if (end < 1) return path[0] === "/" ? "/" : ".";
    return end === 1 && path[0] === "/" ? "//" : path.slice(0, end);
  },

  basename(path, suffix) {
    checkBasename(path, suffix);
    if (suffix === path) return "";
    const base = baseOf(path);
    const start = base === "" ? 0 : lastCharacter(path) + 1 - base.length;
    return withoutSuffix(path, start, base, suffix);
  },

  extname(path) {
    validateString(path, "path");
    return extension(baseOf(path));
  },

  format: { format: (parts) => format("/", parts) }.format,

  parse(path) {
    validateString(path, "path");
    const root = path[0] === "/" ? "/" : "";
    const base = baseOf(path);
    const start = lastCharacter(path) + 1 - base.length;
    // Node takes the second dot of "/.." for an extension.
    const ext = base === ".." && start === 1 && root === "/" ? "." : extension(base);
    const dir = base !== "" && start > 1 ? path.slice(0, start - 1) : root;
    return { root, dir, base, ext, name: base.slice(0, base.length - ext.length) };
  },

  matchesGlob(path, pattern) {
    validateString(path, "path");
    validateString(pattern, "pattern");
    return require("path-glob").matches(path, pattern, false);
  },

  sep: "/",
  delimiter: ":",
  win32: null,
  posix: null,
};

/** Index of the last character that is no slash; -1 where there is none. */
function lastCharacter(path) {
  let index = path.length - 1;
  while (index >= 0 && path[index] === "/") index--;
  return index;
}

/** The last segment, trailing slashes aside. */
function baseOf(path) {
  const end = lastCharacter(path) + 1;
  return path.slice(path.slice(0, end).lastIndexOf("/") + 1, end);
}

const segmentsOf = (path) => path.split("/").filter((segment) => segment !== "");

posix.posix = posix;
posix._makeLong = posix.toNamespacedPath;

exports.posix = posix;
