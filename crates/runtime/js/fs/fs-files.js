// Reading and writing files whole.

const { present, toContent, toFlags, toMode, toOptions, toPath } = require("fs-arguments");
const { isFd, readBytes, readText, writeAll } = require("fs-requests");
const { O_RDONLY } = require("fs-constants");

const UTF8 = ["utf8", "utf-8"];

/** The file's content: a buffer, or text if `options` has an encoding. */
exports.readFile = function readFile(path, options) {
  const { encoding, flag } = toOptions(options);
  const file = isFd(path) ? path : toPath(path);
  const flags = flag === undefined ? O_RDONLY : toFlags(flag);
  if (UTF8.includes(encoding) && !isFd(file)) return readText(file, flags);
  const request = readBytes(file, flags);
  request.map = (bytes) => present(bytes, encoding);
  return request;
};

const WRITE = { encoding: "utf8", mode: 0o666, flag: "w" };
const APPEND = { encoding: "utf8", mode: 0o666, flag: "a" };

function* writeThenFlush(path, content, flags, mode) {
  const requests = require("fs-requests");
  const fd = yield requests.open(path, flags, mode);
  try {
    yield writeAll(fd, content);
    yield requests.fsync(fd);
  } finally {
    yield requests.close(fd);
  }
}

function write(path, data, options, defaults) {
  const { encoding, mode, flag, flush } = { ...defaults, ...toOptions(options, defaults) };
  if (flush !== undefined && flush !== null) require("validators").validateBoolean(flush, "options.flush");
  const content = toContent(data, encoding);
  const file = isFd(path) ? path : toPath(path);
  const flags = toFlags(flag ?? defaults.flag);
  const bits = toMode(mode, "mode", 0o666);
  if (flush && !isFd(file)) return writeThenFlush(file, content, flags, bits);
  return writeAll(file, content, flags, bits);
}

exports.writeFile = (path, data, options) => write(path, data, options, WRITE);
exports.appendFile = (path, data, options) => write(path, data, options, APPEND);

/** Cuts a file to a length, or fills it up with zeros. */
exports.truncate = function* truncate(path, len = 0) {
  const requests = require("fs-requests");
  const fd = yield requests.open(path, "r+");
  try {
    yield requests.ftruncate(fd, len);
  } finally {
    yield requests.close(fd);
  }
};

/** Checks what `truncate` would only find out when it runs. */
exports.checkTruncate = function checkTruncate(path, len = 0) {
  toPath(path);
  require("validators").validateInteger(len, "len");
};

/** A blob of the file as it is now. */
exports.openAsBlob = function* openAsBlob(path, options = {}) {
  require("validators").validateObject(options, "options");
  const { type = "" } = options;
  require("validators").validateString(type, "options.type");
  const bytes = yield readBytes(toPath(path), O_RDONLY);
  return require("blob").blobOf(bytes, type);
};
