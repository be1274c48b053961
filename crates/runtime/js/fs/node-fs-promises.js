// node:fs/promises. https://nodejs.org/api/fs.html#promises-api

const { promise } = require("fs-perform");

const requests = () => require("fs-requests");
const files = () => require("fs-whole-promises");
const directories = () => require("fs-directories");

/** An async function of a given name and length: what the check of its arguments throws becomes a rejection. */
function define(name, length, make) {
  const body = { async [name](...args) { return promise(make(...args)); } }[name];
  Object.defineProperty(body, "length", { __proto__: null, value: length, configurable: true });
  exports[name] = body;
}

for (const [name, length] of [
  ["access", 1], ["copyFile", 3], ["rename", 2], ["rmdir", 2], ["mkdir", 2], ["readlink", 2], ["symlink", 3],
  ["lstat", 1], ["stat", 1], ["statfs", 1], ["link", 2], ["unlink", 1], ["chmod", 2], ["lchown", 3], ["chown", 3],
  ["utimes", 3], ["lutimes", 3], ["realpath", 2], ["mkdtemp", 2],
]) define(name, length, (...args) => requests()[name](...args));

define("cp", 3, (src, dest, options) => require("fs-cp").cp(src, dest, options));
define("open", 3, (path, flags, mode) => {
  const request = requests().open(path, flags, mode);
  request.map = require("file-handle").of;
  return request;
});
define("opendir", 3, (path, options) => require("fs-dir").opendir(path, options));
define("truncate", 1, (path, len) => {
  require("fs-files").checkTruncate(path, len);
  return require("fs-files").truncate(path, len);
});
define("rm", 2, (path, options) => directories().rm(path, options, directories().sleepElsewhere));
define("readdir", 2, (path, options) => directories().readdir(path, options));
define("lchmod", 2, () => {
  throw require("errors").plain(Error, "ERR_METHOD_NOT_IMPLEMENTED", "The lchmod() method is not implemented");
});
define("writeFile", 3, (path, data, options) => files().writeFile(path, data, options));
define("appendFile", 3, (path, data, options) => files().appendFile(path, data, options));
define("readFile", 2, (path, options) => files().readFile(path, options));

exports.mkdtempDisposable = async function mkdtempDisposable(prefix, options) {
  const path = await exports.mkdtemp(prefix, options);
  const full = require("path-posix").posix.resolve(path);
  const remove = async () => exports.rm(full, { recursive: true, force: true });
  return { path, remove, [Symbol.asyncDispose]: remove };
};

exports.glob = async function* glob(pattern, options) {
  yield* await promise(require("fs-glob").globAll(pattern, options));
};

exports.watch = function _watch(filename) {
  const message = `The fs.promises.watch method is not implemented (${filename})`;
  throw require("errors").plain(Error, "ERR_METHOD_NOT_IMPLEMENTED", message);
};

exports.constants = require("fs-constants").object;
