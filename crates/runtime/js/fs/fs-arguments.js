// What the functions of node:fs take: paths, flags, modes, times, options.

const errors = require("errors");
const { isEncoding } = require("buffer-encodings");
const { validateFunction, validateInteger } = require("validators");

/** The natives of files: made once, for all files that use them. */
exports.natives = natives.subject("fs");

// -- paths ----------------------------------------------------------------------------------------------------------------

function isUrl(value) {
  return Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);
}

function checkNul(path, name) {
  const bad = typeof path === "string" ? path.includes("\0") : path.includes(0);
  if (!bad) return;
  const reason = "must be a string, Uint8Array, or URL without null bytes";
  throw errors.ERR_INVALID_ARG_VALUE(name, path, reason);
}

function isBytes(value) {
  return ArrayBuffer.isView(value) && natives.classOf(value) === "Uint8Array";
}

/** A string or a Uint8Array, from what a program may give for a path. */
exports.toPath = function toPath(value, name = "path") {
  if (typeof value !== "string") {
    if (isUrl(value)) value = require("node-url").fileURLToPath(value);
    else if (!isBytes(value)) throw errors.ERR_INVALID_ARG_TYPE(name, ["string", "Buffer", "URL"], value);
  }
  checkNul(value, name);
  return value;
};

/** A path in an error message. */
exports.shown = (path) => (typeof path === "string" ? path : decode(path));

function decode(bytes) {
  return require("buffer-encodings").natives.bytesToText(bytes, 0, 0, bytes.length);
}

// -- numbers --------------------------------------------------------------------------------------------------------------

exports.toFd = function toFd(fd, name = "fd") {
  if (typeof fd !== "number") throw errors.ERR_INVALID_ARG_TYPE(name, "number", fd);
  validateInteger(fd, name, 0, 2147483647);
  return fd;
};

/** A file mode: a number, or its octal digits. */
exports.toMode = function toMode(value, name, fallback) {
  if (value === undefined || value === null) value = fallback ?? value;
  if (typeof value === "string") {
    if (!/^[0-7]+$/.test(value)) {
      throw errors.ERR_INVALID_ARG_VALUE(name, value, "must be a 32-bit unsigned integer or an octal string");
    }
    value = parseInt(value, 8);
  }
  validateInteger(value, name, 0, 2 ** 32 - 1);
  return value;
};

const { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_SYNC, O_TRUNC, O_WRONLY } = require("fs-constants");

const FLAGS = {
  __proto__: null,
  r: O_RDONLY,
  rs: O_RDONLY | O_SYNC,
  "r+": O_RDWR,
  "rs+": O_RDWR | O_SYNC,
  w: O_TRUNC | O_CREAT | O_WRONLY,
  wx: O_TRUNC | O_CREAT | O_WRONLY | O_EXCL,
  "w+": O_TRUNC | O_CREAT | O_RDWR,
  "wx+": O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
  a: O_APPEND | O_CREAT | O_WRONLY,
  ax: O_APPEND | O_CREAT | O_WRONLY | O_EXCL,
  as: O_APPEND | O_CREAT | O_WRONLY | O_SYNC,
  "a+": O_APPEND | O_CREAT | O_RDWR,
  "ax+": O_APPEND | O_CREAT | O_RDWR | O_EXCL,
  "as+": O_APPEND | O_CREAT | O_RDWR | O_SYNC,
};
for (const [name, other] of [["rs", "sr"], ["rs+", "sr+"], ["wx", "xw"], ["wx+", "xw+"], ["ax", "xa"], ["ax+", "xa+"],
  ["as", "sa"], ["as+", "sa+"]]) FLAGS[other] = FLAGS[name];

/** Flags of open(2), from a number or a text such as "r+". */
exports.toFlags = function toFlags(flags, name = "flags") {
  if (typeof flags === "number") {
    validateInteger(flags, name, -2147483648, 2147483647);
    return flags;
  }
  if (flags === undefined || flags === null) return O_RDONLY;
  const number = FLAGS[flags];
  if (number === undefined) throw errors.ERR_INVALID_ARG_VALUE("flags", flags);
  return number;
};

/** Seconds since the epoch, from a number, a text that reads as one, or a Date. */
exports.toSeconds = function toSeconds(time, name = "time") {
  if (typeof time === "string" && +time == time) return +time;
  if (Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
  if (natives.classOf(time) === "Date") return Date.prototype.getTime.call(time) / 1000;
  throw errors.ERR_INVALID_ARG_TYPE(name, ["Date", "Time in seconds"], time);
};

/** The mode of access and copyFile. */
function toSmallMode(mode, fallback) {
  if (mode === undefined || mode === null) return fallback;
  if (!Number.isInteger(mode)) {
    throw errors.plain(TypeError, "ERR_INVALID_ARG_TYPE", "mode must be int32 or null/undefined");
  }
  if (mode < 0 || mode > 7) throw errors.plain(RangeError, "ERR_OUT_OF_RANGE", "mode is out of range: >= 0 && <= 7");
  return mode;
}

exports.toSmallMode = toSmallMode;

// -- options --------------------------------------------------------------------------------------------------------------

/** The options, `{ encoding }` for a text; what is not given is as in `defaults`. */
exports.toOptions = function toOptions(options, defaults = {}) {
  if (options === null || options === undefined || typeof options === "function") return defaults;
  if (typeof options === "string") options = { ...defaults, encoding: options };
  else if (typeof options !== "object") throw errors.ERR_INVALID_ARG_TYPE("options", ["string", "Object"], options);
  const { encoding, signal } = options;
  if (encoding && encoding !== "buffer" && !isEncoding(encoding)) {
    throw errors.ERR_INVALID_ARG_VALUE("encoding", encoding, "is invalid encoding");
  }
  if (signal !== undefined) require("validators").validateAbortSignal(signal, "options.signal");
  return options;
};

/** The function that answers are given to: the last argument that is one. */
exports.toCallback = function toCallback(callback) {
  validateFunction(callback, "cb");
  return callback;
};

// -- contents and names -----------------------------------------------------------------------------------------------------

const VIEWS = ["Buffer", "TypedArray", "DataView"];

exports.requireView = function requireView(value, name = "buffer") {
  if (!ArrayBuffer.isView(value)) throw errors.ERR_INVALID_ARG_TYPE(name, VIEWS, value);
};

/** What is to be written: a string in UTF-8 or a view, for the natives. */
exports.toContent = function toContent(data, encoding, name = "data") {
  if (ArrayBuffer.isView(data)) return data;
  if (typeof data !== "string") throw errors.ERR_INVALID_ARG_TYPE(name, ["string", ...VIEWS], data);
  const { UTF8, idOf, natives: conversions } = require("buffer-encodings");
  const id = encoding ? idOf(encoding) ?? UTF8 : UTF8;
  return id === UTF8 ? data : conversions.textToBytes(data, id);
};

/** Bytes as a buffer, or as text in an encoding. */
exports.present = function present(bytes, encoding) {
  if (!encoding || encoding === "buffer") return require("buffer").adopt(bytes);
  const { idOf, natives: conversions } = require("buffer-encodings");
  return conversions.bytesToText(bytes, idOf(encoding), 0, bytes.length);
};

/** Whether names are wanted as bytes: whatever is not UTF-8 text is made of them. */
exports.wantsBytes = (encoding) => Boolean(encoding) && encoding !== "utf8" && encoding !== "utf-8";

/** A name that a native gave, as it was wanted. */
exports.presentName = (name, encoding) => (typeof name === "string" ? name : exports.present(name, encoding));
