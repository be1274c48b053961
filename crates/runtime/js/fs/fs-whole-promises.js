// Reading and writing files whole, as promises: with signals, open files, and data that comes bit by bit.

const { present, toContent, toFlags, toMode, toOptions, toPath } = require("fs-arguments");
const { promise } = require("fs-perform");
const requests = require("fs-requests");

const handles = () => require("file-handle");

/** Node's error of an operation that a signal ended. */
function aborted(signal) {
  return require("events-helpers").abortError(signal);
}

function checkSignal(signal) {
  if (signal?.aborted) throw aborted(signal);
}

/** The file's number, if it is an open one. */
const numberOf = (file) => (handles().isHandle(file) ? handles().fdOf(file) : undefined);

exports.readFile = async function readFile(file, options) {
  const settings = toOptions(options);
  const { encoding, flag, signal } = settings;
  checkSignal(signal);
  const fd = numberOf(file);
  const path = fd ?? toPath(file);
  const request = requests.readBytes(path, toFlags(flag ?? "r"));
  let bytes;
  try {
    bytes = await promise(request);
  } catch (error) {
    throw withPath(error, fd === undefined ? request.path : undefined);
  }
  checkSignal(signal);
  return present(bytes, encoding);
};

/** Here, unlike elsewhere, a failed read says which file it was. */
function withPath(error, path) {
  if (error.syscall !== "read" || path === undefined) return error;
  error.message += ` '${path}'`;
  error.path = path;
  return error;
}

const isIterable = (data) =>
  data !== null && typeof data === "object" && !ArrayBuffer.isView(data) &&
  (typeof data[Symbol.asyncIterator] === "function" || typeof data[Symbol.iterator] === "function");

async function writePieces(fd, data, encoding, signal) {
  const { Buffer } = require("buffer");
  for await (const piece of data) {
    checkSignal(signal);
    await promise(requests.writeAll(fd, ArrayBuffer.isView(piece) ? piece : Buffer.from(piece, encoding)));
  }
}

async function write(file, data, options, flag) {
  const settings = { encoding: "utf8", mode: 0o666, flag, ...toOptions(options, {}) };
  const { encoding, signal, flush = false } = settings;
  require("validators").validateBoolean(flush ?? false, "options.flush");
  checkSignal(signal);
  const number = numberOf(file);
  const pieces = isIterable(data);
  const content = pieces ? undefined : toContent(data, encoding);
  if (number === undefined && !pieces && !flush) {
    const path = toPath(file);
    await promise(requests.writeAll(path, content, toFlags(settings.flag), toMode(settings.mode, "mode", 0o666)));
    return;
  }
  const fd = number ?? (await promise(requests.open(file, settings.flag, settings.mode)));
  try {
    if (pieces) await writePieces(fd, data, encoding, signal);
    else await promise(requests.writeAll(fd, content));
    if (flush) await promise(requests.fsync(fd));
  } finally {
    if (number === undefined) await promise(requests.close(fd));
  }
}

exports.writeFile = (file, data, options) => write(file, data, options, "w");
exports.appendFile = (file, data, options) => write(file, data, options, "a");
