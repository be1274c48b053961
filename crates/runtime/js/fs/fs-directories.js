// Listing directories, and removing them with what is in them.

const { presentName, shown, toOptions, toPath, wantsBytes } = require("fs-arguments");
const { UV_DIRENT_DIR, UV_DIRENT_LINK } = require("fs-constants");
const requests = require("fs-requests");
const { validateBoolean, validateInteger, validateObject } = require("validators");

function dirents({ names, types }, path, encoding) {
  const { Dirent } = require("fs-dirent");
  return names.map((name, i) => new Dirent(presentName(name, encoding), types[i], path));
}

/** The names in a directory, or Dirents. */
exports.readdir = function readdir(path, options) {
  const { encoding, withFileTypes, recursive } = toOptions(options);
  const where = toPath(path);
  if (recursive !== undefined && recursive !== null) validateBoolean(recursive, "options.recursive");
  if (recursive) return readdirBelow(where, encoding, withFileTypes);
  const request = requests.list(where, wantsBytes(encoding));
  request.map = withFileTypes
    ? (listing) => dirents(listing, path instanceof Object && typeof where === "string" ? where : path, encoding)
    : ({ names }) => (wantsBytes(encoding) ? names.map((name) => presentName(name, encoding)) : names);
  return request;
};

/** Directory by directory: first what is in one, then what is below it. */
function* readdirBelow(root, encoding, withFileTypes) {
  const { join } = require("path-posix").posix;
  const { Dirent } = require("fs-dirent");
  const base = shown(root);
  const result = [];
  const waiting = [""];
  for (const below of waiting) {
    const { names, types } = yield requests.list(below === "" ? root : join(base, below));
    for (let i = 0; i < names.length; i++) {
      const path = join(below, names[i]);
      const isLink = types[i] === UV_DIRENT_LINK && !withFileTypes;
      if (types[i] === UV_DIRENT_DIR || (isLink && (yield* leadsToDirectory(join(base, path))))) waiting.push(path);
      result.push(withFileTypes ? new Dirent(names[i], types[i], join(base, below)) : path);
    }
  }
  if (!wantsBytes(encoding) || withFileTypes) return result;
  const { Buffer } = require("buffer");
  return result.map((path) => presentName(Buffer.from(path), encoding));
}

function* leadsToDirectory(path) {
  try {
    return (yield requests.stat(path)).isDirectory();
  } catch {
    return false;
  }
}

// -- removing ---------------------------------------------------------------------------------------------------------------

function removeOptions(options) {
  if (options === undefined) options = {};
  validateObject(options, "options");
  const { force = false, recursive = false, retryDelay = 100, maxRetries = 0 } = options;
  validateBoolean(force, "options.force");
  validateBoolean(recursive, "options.recursive");
  validateInteger(retryDelay, "options.retryDelay", 0, 2147483647);
  validateInteger(maxRetries, "options.maxRetries", 0, 2 ** 32 - 1);
  return { force, recursive, retryDelay, maxRetries };
}

const AGAIN = ["EBUSY", "EMFILE", "ENFILE", "ENOTEMPTY", "EPERM"];

/** @param sleep `(milliseconds) => ` what is to be yielded to wait. */
exports.rm = function rm(path, options, sleep) {
  const settings = removeOptions(options);
  return remove(toPath(path), settings, sleep);
};

function* remove(path, { force, recursive, retryDelay, maxRetries }, sleep) {
  try {
    const stats = yield requests.lstat(path);
    if (stats.isDirectory() && !recursive) {
      const info = { code: "EISDIR", message: "is a directory", path: shown(path), syscall: "rm", errno: 21 };
      throw require("system-error").nodeSystemError("ERR_FS_EISDIR", "Path is a directory", info);
    }
  } catch (error) {
    if (force && error.code === "ENOENT") return;
    throw error;
  }
  for (let attempt = 1; ; attempt++) {
    try {
      yield requests.removeTree(path);
      return;
    } catch (error) {
      if (error.code === "ENOENT") return;
      if (attempt > maxRetries || !AGAIN.includes(error.code)) throw error;
      yield* sleep(attempt * retryDelay);
    }
  }
}

/** Waiting in place. */
exports.sleepHere = function* sleepHere(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/** Waiting while others go on. */
exports.sleepElsewhere = function* sleepElsewhere(milliseconds) {
  yield new Promise((resolve) => require("timers").setTimeout(resolve, milliseconds));
};
