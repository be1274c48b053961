// node:fs: every operation at once (`...Sync`) and with a callback. https://nodejs.org/api/fs.html

const { toCallback, toPath } = require("fs-arguments");
const constants = require("fs-constants");
const { callback: later, sync } = require("fs-perform");
const requests = require("fs-requests");

const files = () => require("fs-files");
const directories = () => require("fs-directories");
const io = () => require("fs-io");

/** The callback among a call's arguments: the last function, or what stands in its place. */
function takeCallback(args, arity) {
  const index = args.findLastIndex((one) => typeof one === "function");
  if (index < 0) return toCallback(args[arity - 1]);
  const [callback] = args.splice(index);
  return callback;
}

/** A function of a given `name` and `length`. */
function named(name, length, body) {
  Object.defineProperties(body, {
    name: { __proto__: null, value: name, configurable: true },
    length: { __proto__: null, value: length, configurable: true },
  });
  return body;
}

/**
 * Defines `name` and `nameSync`.
 * @param arity the number of arguments of the form with a callback.
 * @param lengths what the two functions have for a length.
 */
function define(name, arity, lengths, make) {
  exports[name] = named(name, lengths[0], (...args) => {
    const callback = takeCallback(args, arity);
    later(make(...args), callback);
  });
  const body = (...args) => sync(make(...args), body);
  exports[`${name}Sync`] = named(`${name}Sync`, lengths[1], body);
}

for (const [name, arity, ...lengths] of [
  ["access", 3, 3, 2], ["chown", 4, 4, 3], ["chmod", 3, 3, 2], ["copyFile", 4, 4, 3], ["fchown", 4, 4, 3],
  ["fchmod", 3, 3, 2], ["fdatasync", 2, 2, 1], ["fsync", 2, 2, 1], ["ftruncate", 3, 1, 1], ["futimes", 4, 4, 3],
  ["lchown", 4, 4, 3], ["link", 3, 3, 2], ["lstat", 3, 1, 1], ["lutimes", 4, 4, 3], ["mkdir", 3, 3, 2],
  ["mkdtemp", 3, 3, 2], ["open", 4, 4, 3], ["readlink", 3, 3, 2], ["rename", 3, 3, 2], ["rmdir", 3, 3, 2],
  ["fstat", 3, 1, 1], ["stat", 3, 1, 1], ["statfs", 3, 1, 1], ["symlink", 4, 4, 3], ["unlink", 2, 2, 1],
  ["utimes", 4, 4, 3],
]) define(name, arity, lengths, requests[name]);

for (const [name, arity] of [["appendFile", 4], ["readFile", 3], ["writeFile", 4]]) {
  define(name, arity, [arity, arity - 1], (...args) => files()[name](...args));
  const plain = exports[name];
  exports[name] = named(name, arity, (...args) => {
    const options = args[arity - 2];
    // Without a callback, the options are looked at in its place.
    if (args.length === arity - 1) toCallback(options);
    if (!options?.signal) return plain(...args);
    // What a signal can end is done as a promise would do it.
    const callback = takeCallback(args, arity);
    return later(require("fs-whole-promises")[name](...args), callback);
  });
}
define("readdir", 3, [3, 2], (...args) => directories().readdir(...args));
define("opendir", 3, [3, 2], (...args) => require("fs-dir").opendir(...args));
exports.cp = named("cp", 4, (...args) => {
  const callback = takeCallback(args, 4);
  // Here, unlike elsewhere, the callback is told that there is no result.
  later(require("fs-cp").cp(...args.slice(0, 3)), (error) => (error ? callback(error) : callback(null, undefined)));
});
exports.cpSync = named("cpSync", 3, (src, dest, options) => sync(require("fs-cp").cp(src, dest, options, true)));
define("truncate", 3, [3, 2], (path, len) => {
  files().checkTruncate(path, len);
  return files().truncate(path, len);
});

// -- those with ways of their own -------------------------------------------------------------------------------------------

const NO_ENTRY = ["ENOENT", "ENOTDIR"];

/** `stat` where nothing being there may be no error. */
function statting(name) {
  const body = (path, options = { bigint: false, throwIfNoEntry: true }) => {
    if (options?.throwIfNoEntry !== false) return sync(requests[name](path, options), body);
    try {
      return sync(requests[name](path, options));
    } catch (error) {
      if (NO_ENTRY.includes(error.code)) return undefined;
      throw error;
    }
  };
  return named(`${name}Sync`, 1, body);
}

exports.statSync = statting("stat");
exports.lstatSync = statting("lstat");

exports.close = function close(fd, ...rest) {
  const [callback] = rest;
  const request = requests.close(fd);
  later(request, callback === undefined ? (error) => { if (error) throw error; } : toCallback(callback));
};

exports.closeSync = function closeSync(fd) {
  sync(requests.close(fd), exports.closeSync);
};

exports.existsSync = function existsSync(path) {
  try {
    path = toPath(path);
  } catch (error) {
    if (error.code === "ERR_INVALID_ARG_TYPE") warnOfExists();
    return false;
  }
  return require("fs-arguments").natives.exists(path);
};

let warnedOfExists = false;

function warnOfExists() {
  if (warnedOfExists) return;
  warnedOfExists = true;
  const message = "Passing invalid argument types to fs.existsSync is deprecated";
  require("process-warning").emitWarning(message, "DeprecationWarning", "DEP0187");
}

exports.exists = function exists(path, callback) {
  toCallback(callback);
  try {
    later({ ...requests.access(path, 0), op: "exists" }, (_error, found) => callback(found));
  } catch {
    callback(false);
  }
};

exports.rm = function rm(path, options, callback) {
  if (typeof options === "function") [options, callback] = [undefined, options];
  toCallback(callback);
  later(directories().rm(path, options, directories().sleepElsewhere), callback);
};

exports.rmSync = function rmSync(path, options) {
  sync(directories().rm(path, options, directories().sleepHere), rmSync);
};

exports.realpathSync = function realpathSync(path, options) {
  return require("fs-realpath").realpathSync(path, options);
};

exports.realpathSync.native = named("native", 2, (path, options) =>
  sync(requests.realpath(path, options), exports.realpathSync.native));

exports.realpath = function realpath(path, options, callback) {
  if (typeof options === "function") [options, callback] = [undefined, options];
  toCallback(callback);
  later(require("fs-realpath").realpath(path, options), callback);
};

exports.realpath.native = named("native", 3, (path, options, callback) => {
  later(requests.realpath(path, options), toCallback(typeof options === "function" ? options : callback));
});

exports.mkdtempDisposableSync = function mkdtempDisposableSync(prefix, options) {
  const path = sync(requests.mkdtemp(prefix, options));
  const full = require("path-posix").posix.resolve(path);
  const remove = () => exports.rmSync(full, { recursive: true, force: true });
  return { path, remove, [Symbol.dispose]: remove };
};

for (const [name, length] of [
  ["read", 6], ["readSync", 5], ["readv", 4], ["readvSync", 3], ["write", 6], ["writeSync", 5], ["writev", 4],
  ["writevSync", 3],
]) {
  exports[name] = named(name, length, (...args) => io()[name](...args));
}

/** What util.promisify gives for functions that call back with two answers, or with none of an error. */
function promisified(name, body) {
  const custom = Symbol.for("nodejs.util.promisify.custom");
  Object.defineProperty(exports[name], custom, { __proto__: null, value: body, configurable: true });
}

promisified("exists", named("exists", 1, (path) => new Promise((resolve) => exports.exists(path, resolve))));
for (const name of ["read", "write", "readv", "writev"]) {
  promisified(name, async (...args) => ({ ...(await io()[`${name}Promise`](...args)) }));
}

exports.glob = function glob(pattern, options, callback) {
  if (typeof options === "function") [options, callback] = [undefined, options];
  toCallback(callback);
  later(require("fs-glob").globAll(pattern, options), callback);
};

exports.globSync = function globSync(pattern, options) {
  return sync(require("fs-glob").globAll(pattern, options));
};

exports.openAsBlob = named("openAsBlob", 1, (...args) => require("fs-perform").promise(files().openAsBlob(...args)));
exports.openAsBlobSync = named("openAsBlobSync", 1, (...args) => sync(files().openAsBlob(...args)));

exports._toUnixTimestamp = function toUnixTimestamp(time, name = "time") {
  return require("fs-arguments").toSeconds(time, name);
};

// -- classes and constants ----------------------------------------------------------------------------------------------------

const { lazy } = require("lazy");

lazy(exports, "Dirent", () => require("fs-dirent").Dirent);
lazy(exports, "Stats", () => require("fs-stats").Stats);
lazy(exports, "Dir", () => require("fs-dir").Dir);
exports.lchmod = undefined;
exports.lchmodSync = undefined;

Object.defineProperties(exports, {
  constants: { __proto__: null, value: constants.object, enumerable: true },
  promises: { __proto__: null, enumerable: true, configurable: true, get: () => require("node-fs-promises") },
});

// -- what is not there yet: watching and streams ------------------------------------------------------------------------------

for (const [name, as] of [
  ["ReadStream", "ReadStream"], ["WriteStream", "WriteStream"], ["FileReadStream", "ReadStream"],
  ["FileWriteStream", "WriteStream"], ["Utf8Stream", "Utf8Stream"],
]) {
  lazy(exports, name, () => ({ [as]: class {
    constructor() {
      throw require("errors").plain(Error, "ERR_METHOD_NOT_IMPLEMENTED", `The fs.${name} class is not implemented`);
    }
  } })[as]);
}

for (const [name, length] of [
  ["createReadStream", 2], ["createWriteStream", 2], ["unwatchFile", 2], ["watch", 3], ["watchFile", 3],
]) {
  exports[name] = named(name, length, () => {
    throw require("errors").plain(Error, "ERR_METHOD_NOT_IMPLEMENTED", `The fs.${name} method is not implemented`);
  });
}
