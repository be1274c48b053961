// fs.glob: the files below a directory whose paths match patterns. https://nodejs.org/api/fs.html#fsglobpattern-options-callback
//
// A pattern is a list of segments: texts, regular expressions, and "**" for any number of directories. The tree is walked
// along them, so that no directory is listed which no pattern leads into.

const errors = require("errors");
const { UV_DIRENT_DIR, UV_DIRENT_LINK } = require("fs-constants");
const requests = require("fs-requests");
const { isAbsolute, join, normalize, resolve } = require("path-posix").posix;

const ANY = Symbol("**");
const MAGIC = /[*?[\]{}!@+()]/;

// -- patterns -----------------------------------------------------------------------------------------------------------

/** The places of the commas of a brace group, and of its end; undefined where it is none. */
function braceParts(pattern, start) {
  const places = [];
  let depth = 0;
  for (let i = start; i < pattern.length; i++) {
    if (pattern[i] === "\\") i++;
    else if (pattern[i] === "{") depth++;
    else if (pattern[i] === "," && depth === 1) places.push(i);
    else if (pattern[i] === "}" && --depth === 0) return [...places, i];
  }
  return undefined;
}

/** "{1..3}" as "1", "2", "3". */
function range(text) {
  const match = /^(-?\d+)\.\.(-?\d+)$/.exec(text);
  if (match === null) return undefined;
  const [from, to] = [+match[1], +match[2]];
  const step = from <= to ? 1 : -1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => String(from + i * step));
}

/** The patterns that braces stand for. */
function expand(pattern) {
  for (let start = pattern.indexOf("{"); start >= 0; start = pattern.indexOf("{", start + 1)) {
    const places = braceParts(pattern, start);
    if (places === undefined) continue;
    const end = places.at(-1);
    const edges = [start, ...places];
    const parts = edges.slice(1).map((place, i) => pattern.slice(edges[i] + 1, place));
    const choices = parts.length > 1 ? parts : range(parts[0]);
    if (choices === undefined) continue;
    const [head, tail] = [pattern.slice(0, start), pattern.slice(end + 1)];
    return choices.flatMap((choice) => expand(head + choice + tail));
  }
  return [pattern];
}

const closings = { "?": ")?", "*": ")*", "+": ")+", "@": ")" };

/** The text of a regular expression for one segment. */
function translate(segment) {
  let text = "";
  const open = []; // the signs of the groups that are open
  for (let i = 0; i < segment.length; i++) {
    const character = segment[i];
    if (segment[i + 1] === "(" && "?*+@!".includes(character)) {
      open.push(character);
      text += character === "!" ? "(?:(?!(?:" : "(?:";
      i++;
    } else if (character === ")" && open.length > 0) {
      const sign = open.pop();
      text += sign === "!" ? `)${open.length === 0 && i === segment.length - 1 ? "$" : ""})[^/]*)` : closings[sign];
    } else if (character === "|" && open.length > 0) {
      text += "|";
    } else if (character === "*") {
      while (segment[i + 1] === "*") i++;
      text += i + 1 === segment.length && text === "" ? "[^/]+" : "[^/]*";
    } else if (character === "?") {
      text += "[^/]";
    } else if (character === "[") {
      const end = segment.indexOf("]", i + 2);
      if (end < 0) {
        text += "\\[";
      } else {
        const set = segment.slice(i + 1, end).replace(/^[!^]/, "^").replace(/\\/g, "\\\\").replace(/\[(?!:)/g, "\\[");
        text += `[${set.replace(/\[:(\w+):\]/g, (_, name) => CLASSES[name] ?? "")}]`;
        i = end;
      }
    } else if (character === "\\" && i + 1 < segment.length) {
      text += RegExp.escape(segment[++i]);
    } else {
      text += RegExp.escape(character);
    }
  }
  return text;
}

const CLASSES = {
  alnum: "\\p{L}\\p{Nd}", alpha: "\\p{L}", digit: "\\p{Nd}", lower: "\\p{Ll}", upper: "\\p{Lu}", space: "\\s",
  punct: "\\p{P}", word: "\\w",
};

function segmentOf(text) {
  if (text === "**") return ANY;
  if (!MAGIC.test(text) && !text.includes("\\")) return text;
  // Names that begin with a dot are found only by patterns that do.
  const hidden = text.startsWith(".") ? "" : "(?!\\.)";
  return new RegExp(`^${hidden}${translate(text)}$`, "u");
}

/** `{ root, segments, directoriesOnly }`. */
function parse(pattern) {
  const plain = normalize(pattern);
  const root = isAbsolute(plain) ? "/" : "";
  const parts = plain.split("/").filter((part) => part !== "" && part !== ".");
  return { root, segments: parts.map(segmentOf), directoriesOnly: plain.endsWith("/") };
}

/** Whether a path matches the segments from `i` on. */
function matches(parts, segments, p = 0, i = 0) {
  for (; i < segments.length; i++, p++) {
    const segment = segments[i];
    if (segment === ANY) {
      for (let next = p; next <= parts.length; next++) if (matches(parts, segments, next, i + 1)) return true;
      return false;
    }
    if (p >= parts.length || !(typeof segment === "string" ? segment === parts[p] : segment.test(parts[p]))) return false;
  }
  return p === parts.length;
}

/** A function of a path that says whether any pattern matches it. */
function matcher(patterns) {
  const all = patterns.flatMap(expand).map(parse);
  return (path) => {
    const parts = path.split("/").filter(Boolean);
    return all.some(({ segments }) => matches(parts, segments));
  };
}

// -- options --------------------------------------------------------------------------------------------------------------

function readOptions(options) {
  const { validateBoolean, validateObject, validateString } = require("validators");
  if (options !== undefined && options !== null) validateObject(options, "options");
  const { cwd = ".", exclude, withFileTypes = false, followSymlinks = false } = options ?? {};
  validateBoolean(withFileTypes, "options.withFileTypes");
  const where = typeof cwd === "object" && cwd !== null ? require("node-url").fileURLToPath(cwd) : cwd;
  validateString(where, "paths[0]");
  let excluded;
  if (Array.isArray(exclude)) excluded = matcher(exclude);
  else if (exclude !== undefined && exclude !== null && typeof exclude !== "function") {
    throw errors.ERR_INVALID_ARG_TYPE("options.exclude", ["function", "string[]"], exclude);
  }
  return { cwd: where, exclude: excluded ?? exclude, byPath: excluded !== undefined, withFileTypes, followSymlinks };
}

// -- the walk -------------------------------------------------------------------------------------------------------------

class Walk {
  constructor(options) {
    this.options = options;
    this.found = new Map(); // path -> Dirent or path
    this.listings = new Map(); // path -> [name, type] of its entries
    this.seen = new Set(); // what was walked already: path and segments
  }

  *run({ root, segments, directoriesOnly }) {
    if (segments.length > 0) yield* this.#step(root, segments, directoriesOnly, true);
  }

  /** @param linkAllowed whether `**` may go through a link here: only where it begins. */
  *#step(path, segments, directoriesOnly, linkAllowed) {
    const [segment, ...rest] = segments;
    const key = `${path}\0${segments.length}\0${segments.map(String).join("/")}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    if (segment === ANY) yield* this.#any(path, segments, rest, directoriesOnly, linkAllowed);
    else if (typeof segment === "string") yield* this.#plain(path, segment, rest, directoriesOnly);
    else yield* this.#magic(path, segment, rest, directoriesOnly);
  }

  /** A segment without magic is looked up rather than listed. */
  *#plain(path, name, rest, directoriesOnly) {
    const next = path === "" || path === "/" ? `${path}${name}` : `${path}/${name}`;
    const type = yield* this.#typeOf(next);
    if (type !== undefined) yield* this.#reach(next, type, rest, directoriesOnly);
  }

  *#magic(path, segment, rest, directoriesOnly) {
    for (const [name, type] of yield* this.#list(path)) {
      if (segment.test(name)) yield* this.#reach(join(path, name), type, rest, directoriesOnly);
    }
  }

  *#any(path, segments, rest, directoriesOnly, linkAllowed) {
    if (rest.length > 0) yield* this.#step(path, rest, directoriesOnly, true);
    else this.#add(path === "" ? "." : path, UV_DIRENT_DIR);
    for (const [name, type] of yield* this.#list(path)) {
      const next = join(path, name);
      if (name.startsWith(".") || this.#isExcluded(next, type)) continue;
      const isLink = type === UV_DIRENT_LINK;
      if (type === UV_DIRENT_DIR || (isLink && linkAllowed && this.options.followSymlinks)) {
        yield* this.#step(next, segments, directoriesOnly, false);
      } else if (rest.length === 0 && !directoriesOnly) {
        this.#add(next, type);
      }
    }
  }

  /** A path that the pattern has led to. */
  *#reach(path, type, rest, directoriesOnly) {
    if (this.#isExcluded(path, type)) return;
    if (rest.length > 0) {
      if (type === UV_DIRENT_DIR || type === UV_DIRENT_LINK) yield* this.#step(path, rest, directoriesOnly, true);
    } else if (!directoriesOnly || type === UV_DIRENT_DIR) {
      this.#add(path, type);
    }
  }

  #full(path) {
    return resolve(this.options.cwd, path);
  }

  #dirent(path, type) {
    const { Dirent } = require("fs-dirent");
    const { basename, dirname } = require("path-posix").posix;
    const full = this.#full(path);
    return new Dirent(basename(full), type, dirname(full));
  }

  #isExcluded(path, type) {
    const { exclude, byPath, withFileTypes } = this.options;
    if (!exclude) return false;
    if (byPath) return exclude(path);
    return exclude(withFileTypes ? this.#dirent(path, type) : path.slice(path.lastIndexOf("/") + 1));
  }

  #add(path, type) {
    if (!this.found.has(path)) this.found.set(path, this.options.withFileTypes ? this.#dirent(path, type) : path);
  }

  *#typeOf(path) {
    try {
      const stats = yield requests.lstat(this.#full(path));
      return stats.isDirectory() ? UV_DIRENT_DIR : stats.isSymbolicLink() ? UV_DIRENT_LINK : 1;
    } catch {
      return undefined;
    }
  }

  /** What cannot be listed has nothing in it. */
  *#list(path) {
    let listing = this.listings.get(path);
    if (listing === undefined) {
      try {
        const { names, types } = yield requests.list(this.#full(path));
        listing = names.map((name, i) => [name, types[i]]);
      } catch {
        listing = [];
      }
      this.listings.set(path, listing);
    }
    return listing;
  }
}

/** All matches, as an array. */
exports.globAll = function globAll(pattern, options) {
  const patterns = Array.isArray(pattern) ? pattern : [pattern];
  const settings = readOptions(options);
  for (const one of patterns) require("validators").validateString(one, "patterns");
  return walkAll(patterns, settings);
};

function* walkAll(patterns, settings) {
  const walk = new Walk(settings);
  for (const pattern of patterns.flatMap(expand)) yield* walk.run(parse(pattern));
  return [...walk.found.values()];
}
