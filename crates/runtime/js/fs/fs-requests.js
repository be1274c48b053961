// The operations of node:fs that are one call of the system: each checks what the program gave and makes a request.

const {
  presentName, requireView, shown, toContent, toFd, toFlags, toMode, toOptions, toPath, toSeconds, toSmallMode, wantsBytes,
} = require("fs-arguments");
const { request } = require("fs-perform");
const { validateInteger } = require("validators");

const ALL = 0o777;

/** A request about one path. */
function about(op, path, more = [], syscall = op, map = undefined) {
  return request(op, [path, ...more], syscall, shown(path), undefined, map);
}

/** A request about two. */
function between(op, from, to, more = [], map = undefined) {
  return request(op, [from, to, ...more], op === "copyFile" ? "copyfile" : op, shown(from), shown(to), map);
}

/** A request about an open file. */
function on(op, fd, more = [], syscall = op, map = undefined) {
  return request(op, [toFd(fd), ...more], syscall, undefined, undefined, map);
}

// -- what is known of a file ------------------------------------------------------------------------------------------------

function statting(op) {
  return (path, options) => {
    const bigint = Boolean(options?.bigint);
    const { statsOf } = require("fs-stats");
    return about(op, toPath(path), [bigint], op, (bytes) => statsOf(bytes, bigint));
  };
}

exports.stat = statting("stat");
exports.lstat = statting("lstat");

exports.fstat = function fstat(fd, options) {
  const bigint = Boolean(options?.bigint);
  return on("fstat", fd, [bigint], "fstat", (bytes) => require("fs-stats").statsOf(bytes, bigint));
};

exports.statfs = function statfs(path, options) {
  const bigint = Boolean(options?.bigint);
  return about("statfs", toPath(path), [bigint], "statfs", (bytes) => require("fs-stats").statFsOf(bytes, bigint));
};

exports.access = function access(path, mode) {
  return about("access", toPath(path), [toSmallMode(mode, 0)]);
};

exports.chmod = function chmod(path, mode) {
  return about("chmod", toPath(path), [toMode(mode, "mode")]);
};

function owner(id, name) {
  validateInteger(id, name, -1, 2 ** 32 - 1);
  return id;
}

exports.chown = function chown(path, uid, gid) {
  return about("chown", toPath(path), [owner(uid, "uid"), owner(gid, "gid")]);
};

exports.lchown = function lchown(path, uid, gid) {
  return about("lchown", toPath(path), [owner(uid, "uid"), owner(gid, "gid")]);
};

exports.utimes = function utimes(path, atime, mtime) {
  return about("utimes", toPath(path), [toSeconds(atime), toSeconds(mtime)], "utime");
};

exports.lutimes = function lutimes(path, atime, mtime) {
  return about("lutimes", toPath(path), [toSeconds(atime), toSeconds(mtime)], "lutime");
};

// -- open files -------------------------------------------------------------------------------------------------------------

exports.open = function open(path, flags, mode) {
  return about("open", toPath(path), [toFlags(flags), toMode(mode, "mode", 0o666)]);
};

exports.close = function close(fd) {
  return on("close", fd);
};

exports.fsync = (fd) => on("fsync", fd);
exports.fdatasync = (fd) => on("fdatasync", fd);

exports.ftruncate = function ftruncate(fd, len = 0) {
  validateInteger(len, "len");
  return on("ftruncate", fd, [Math.max(0, len)]);
};

exports.fchmod = (fd, mode) => on("fchmod", fd, [toMode(mode, "mode")]);

exports.fchown = function fchown(fd, uid, gid) {
  return on("fchown", fd, [owner(uid, "uid"), owner(gid, "gid")]);
};

exports.futimes = function futimes(fd, atime, mtime) {
  return on("futimes", fd, [toSeconds(atime, "atime"), toSeconds(mtime, "mtime")], "futime");
};

/** Up to `length` bytes; the result is a Uint8Array. */
exports.read = (fd, length, position) => on("read", fd, [length, position]);

/** The result is how many bytes were written. */
exports.write = function write(fd, content, position) {
  return on("write", fd, [content, position]);
};

// -- names ------------------------------------------------------------------------------------------------------------------

exports.rename = function rename(oldPath, newPath) {
  return between("rename", toPath(oldPath, "oldPath"), toPath(newPath, "newPath"));
};

exports.link = function link(existingPath, newPath) {
  return between("link", toPath(existingPath, "existingPath"), toPath(newPath, "newPath"));
};

exports.symlink = function symlink(target, path, type) {
  require("validators").validateOneOf(type, "type", ["dir", "file", "junction", null, undefined]);
  return between("symlink", toPath(target, "target"), toPath(path));
};

function naming(op) {
  return (path, options) => {
    const { encoding } = toOptions(options);
    return about(op, toPath(path), [wantsBytes(encoding)], op, (name) => presentName(name, encoding));
  };
}

exports.readlink = naming("readlink");
exports.realpath = naming("realpath");
exports.unlink = (path) => about("unlink", toPath(path));

exports.copyFile = function copyFile(src, dest, mode) {
  return between("copyFile", toPath(src, "src"), toPath(dest, "dest"), [toSmallMode(mode, 0)]);
};

// -- directories ------------------------------------------------------------------------------------------------------------

exports.mkdir = function mkdir(path, options) {
  const { validateBoolean } = require("validators");
  const given = typeof options === "number" || typeof options === "string" ? { mode: options } : options ?? {};
  const { recursive = false, mode } = given;
  const where = toPath(path);
  validateBoolean(recursive, "options.recursive");
  const bits = toMode(mode, "mode", ALL);
  return about(recursive ? "mkdirAll" : "mkdir", where, [bits], "mkdir");
};

exports.rmdir = function rmdir(path, options) {
  if (options?.recursive !== undefined) {
    const reason = "is no longer supported";
    throw require("errors").ERR_INVALID_ARG_VALUE("options.recursive", options.recursive, reason);
  }
  return about("rmdir", toPath(path));
};

/** A path with a text behind it, bytes staying bytes. */
function suffixed(path, suffix) {
  return typeof path === "string" ? path + suffix : `${shown(path)}${suffix}`;
}

exports.mkdtemp = function mkdtemp(prefix, options) {
  const { encoding } = toOptions(options);
  const path = toPath(prefix, "prefix");
  return request("mkdtemp", [path, wantsBytes(encoding)], "mkdtemp", suffixed(path, "XXXXXX"), undefined,
    (name) => presentName(name, encoding));
};

/** `{ names, types }`, sorted. */
exports.list = function list(path, asBytes = false) {
  return about("readdir", path, [asBytes], "scandir");
};

/** `{ names, types }`, in the order of the file system. */
exports.entries = function entries(path, asBytes = false) {
  return request("opendir", [path, asBytes], "opendir");
};

exports.removeTree = (path) => about("removeTree", path, [], "rm");

// -- whole files ------------------------------------------------------------------------------------------------------------

/** All bytes; those of an open file from where it is. */
exports.readBytes = function readBytes(file, flags) {
  if (isFd(file)) return request("readRest", [toFd(file)], "fstat");
  return about("readFile", file, [flags], "open");
};

/** All of it, as UTF-8. */
exports.readText = (path, flags) => about("readFileText", path, [flags], "open");

const isFd = (value) => typeof value === "number" && Number.isInteger(value) && value >= 0;

exports.isFd = isFd;

exports.writeAll = function writeAll(file, content, flags, mode) {
  if (isFd(file)) return request("writeRest", [file, content], "write");
  return about("writeFile", file, [flags, mode, content], "open");
};

exports.checkView = requireView;
exports.content = toContent;
