// fs.read, fs.write, fs.readv and fs.writev in all their forms.

const errors = require("errors");
const { natives: files, requireView, toCallback, toContent, toFd } = require("fs-arguments");
const { begin } = require("fs-perform");
const requests = require("fs-requests");
const { systemError } = require("system-error");
const { validateInteger, validateObject } = require("validators");

/** The position of a read or write: -1 is where the file is. */
function toPosition(position, name = "position") {
  if (position === undefined || position === null) return -1;
  if (typeof position === "number") {
    validateInteger(position, name, -1);
    return position;
  }
  if (typeof position !== "bigint") {
    throw errors.ERR_INVALID_ARG_TYPE(name, ["integer", "bigint"], position);
  }
  if (position < -1n || position > 2n ** 63n - 1n) {
    throw errors.ERR_OUT_OF_RANGE(name, `>= -1 && <= ${2n ** 63n - 1n}`, position);
  }
  return Number(position);
}

/** Where writes that are not given a number go. */
const writePosition = (position) => (typeof position === "number" ? position : -1);

function checkRange(offset, length, size) {
  if (length < 0) throw errors.ERR_OUT_OF_RANGE("length", ">= 0", length);
  if (length > size - offset) throw errors.ERR_OUT_OF_RANGE("length", `<= ${size - offset}`, length);
}

/** `{ buffer, offset, length, position }` of a read, from what follows the file: numbers or an object of them. */
function readArguments(buffer, offset, length, position, asObject) {
  if (asObject || (offset !== null && typeof offset === "object")) {
    const options = asObject ? buffer : offset;
    validateObject(options ?? {}, "options");
    if (asObject) ({ buffer = require("buffer").Buffer.alloc(16384) } = options ?? {});
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = options ?? {});
  }
  requireView(buffer);
  if (offset === undefined || offset === null) offset = 0;
  else validateInteger(offset, "offset", 0);
  if (length === undefined || length === null) length = buffer.byteLength - offset;
  length |= 0;
  return { buffer, offset, length, position };
}

function checkRead({ buffer, offset, length, position }) {
  if (length === 0) return undefined;
  if (buffer.byteLength === 0) {
    throw errors.ERR_INVALID_ARG_VALUE("buffer", buffer, "is empty and cannot be written");
  }
  if (offset > buffer.byteLength) throw errors.ERR_OUT_OF_RANGE("offset", `<= ${buffer.byteLength}`, offset);
  checkRange(offset, length, buffer.byteLength);
  return toPosition(position);
}

exports.readSync = function readSync(fd, buffer, offsetOrOptions, length, position) {
  toFd(fd);
  requireView(buffer);
  if (arguments.length <= 3 && offsetOrOptions !== undefined && (typeof offsetOrOptions !== "object")) {
    validateObject(offsetOrOptions, "options");
  }
  const given = readArguments(buffer, offsetOrOptions, length, position, false);
  const at = checkRead(given);
  if (at === undefined) return 0;
  const read = files.readInto(fd, buffer, given.offset, given.length, at);
  if (Array.isArray(read)) throw systemError(read, "read");
  return read;
};

/** Reads elsewhere; `done(error, bytesRead, buffer)`. */
function startRead(fd, given, done) {
  const { buffer, offset, length } = given;
  const at = checkRead(given);
  if (at === undefined) {
    require("tasks").nextTick(done, null, 0, buffer);
    return;
  }
  begin(requests.read(fd, length, at), (error, bytes) => {
    if (error !== null) return done(error, undefined, buffer);
    new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(bytes, offset);
    return done(null, bytes.length, buffer);
  });
}

exports.read = function read(fd, buffer, offset, length, position, callback) {
  toFd(fd);
  const given = [buffer, offset, length, position, callback];
  const count = given.findLastIndex((one) => typeof one === "function");
  callback = toCallback(given[count] ?? callback);
  for (let i = Math.max(count, 0); i < 4; i++) given[i] = undefined;
  const asObject = count <= 1 && !ArrayBuffer.isView(given[0]);
  startRead(fd, readArguments(given[0], given[1], given[2], given[3], asObject), callback);
};

/** As a promise of `{ bytesRead, buffer }`, for FileHandle and promisify. */
exports.readPromise = function readPromise(fd, buffer, offset, length, position) {
  const given = readArguments(buffer, offset, length, position, !ArrayBuffer.isView(buffer));
  return new Promise((resolve, reject) => {
    startRead(fd, given, (error, bytesRead) =>
      error === null ? resolve({ __proto__: null, bytesRead, buffer: given.buffer }) : reject(error));
  });
};

// -- writing ----------------------------------------------------------------------------------------------------------------

/** `{ content, offset, length, position }` of a write: of a view, or of a text with a position and an encoding. */
function writeArguments(buffer, offset, length, position) {
  if (ArrayBuffer.isView(buffer)) {
    if (offset !== null && typeof offset === "object") {
      ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset);
    }
    if (offset === undefined || offset === null || typeof offset === "function") offset = 0;
    else validateInteger(offset, "offset", 0);
    if (typeof length !== "number") length = buffer.byteLength - offset;
    if (offset > buffer.byteLength) throw errors.ERR_OUT_OF_RANGE("offset", `<= ${buffer.byteLength}`, offset);
    checkRange(offset, length, buffer.byteLength);
    return { content: buffer, offset, length, position: writePosition(position) };
  }
  if (typeof buffer !== "string") {
    const expected = ["string", "Buffer", "TypedArray", "DataView"];
    throw errors.ERR_INVALID_ARG_TYPE("buffer", expected, buffer);
  }
  if (typeof length === "string" && !require("buffer-encodings").isEncoding(length)) {
    throw errors.ERR_INVALID_ARG_VALUE("encoding", length, "is invalid encoding");
  }
  return { content: toContent(buffer, length), position: writePosition(offset) };
}

/** The part of a view that is to be written. */
function part({ content, offset, length }) {
  if (typeof content === "string") return content;
  return new Uint8Array(content.buffer, content.byteOffset + (offset ?? 0), length ?? content.byteLength);
}

exports.writeSync = function writeSync(fd, buffer, offset, length, position) {
  toFd(fd);
  const given = writeArguments(buffer, offset, length, position);
  const { content } = given;
  const written = typeof content === "string"
    ? files.write(fd, content, given.position)
    : files.writeFrom(fd, content, given.offset ?? 0, given.length ?? content.byteLength, given.position);
  if (Array.isArray(written)) throw systemError(written, "write");
  return written;
};

function startWrite(fd, given, buffer, done) {
  begin(requests.write(fd, part(given), given.position), (error, written) => done(error, written ?? 0, buffer));
}

exports.write = function write(fd, buffer, offset, length, position, callback) {
  toFd(fd);
  const given = [offset, length, position, callback];
  const count = given.findLastIndex((one) => typeof one === "function");
  callback = toCallback(given[count] ?? callback);
  for (let i = Math.max(count, 0); i < 3; i++) given[i] = undefined;
  startWrite(fd, writeArguments(buffer, given[0], given[1], given[2]), buffer, callback);
};

exports.writePromise = function writePromise(fd, buffer, offset, length, position) {
  const given = writeArguments(buffer, offset, length, position);
  return new Promise((resolve, reject) => {
    startWrite(fd, given, buffer, (error, bytesWritten) =>
      error === null ? resolve({ __proto__: null, bytesWritten, buffer }) : reject(error));
  });
};

// -- several buffers at once: one call of the system with all of their bytes ----------------------------------------------------

function checkBuffers(buffers) {
  if (!Array.isArray(buffers) || !buffers.every(ArrayBuffer.isView)) {
    throw errors.ERR_INVALID_ARG_TYPE("buffers", "ArrayBufferView[]", buffers);
  }
}

const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const sizeOf = (buffers) => buffers.reduce((sum, view) => sum + view.byteLength, 0);

/** Spreads bytes over the buffers. */
function scatter(bytes, buffers) {
  let start = 0;
  for (const view of buffers) {
    if (start >= bytes.length) break;
    bytesOf(view).set(bytes.subarray(start, start + view.byteLength));
    start += view.byteLength;
  }
}

function gather(buffers) {
  const bytes = new Uint8Array(sizeOf(buffers));
  let end = 0;
  for (const view of buffers) {
    bytes.set(bytesOf(view), end);
    end += view.byteLength;
  }
  return bytes;
}

/** readv(2) and writev(2) refuse to do nothing. */
function nothing(syscall) {
  return systemError([-22, "EINVAL", "invalid argument"], syscall);
}

exports.readvSync = function readvSync(fd, buffers, position) {
  toFd(fd);
  checkBuffers(buffers);
  if (buffers.length === 0) throw nothing("read");
  const bytes = files.read(fd, sizeOf(buffers), writePosition(position));
  if (Array.isArray(bytes)) throw systemError(bytes, "read");
  scatter(bytes, buffers);
  return bytes.length;
};

function startReadv(fd, buffers, position, done) {
  begin(requests.read(fd, sizeOf(buffers), writePosition(position)), (error, bytes) => {
    if (error !== null) return done(error, 0, buffers);
    scatter(bytes, buffers);
    return done(null, bytes.length, buffers);
  });
}

exports.writevSync = function writevSync(fd, buffers, position) {
  toFd(fd);
  checkBuffers(buffers);
  if (buffers.length === 0) return 0;
  const written = files.write(fd, gather(buffers), writePosition(position));
  if (Array.isArray(written)) throw systemError(written, "write");
  return written;
};

function startWritev(fd, buffers, position, done) {
  if (buffers.length === 0) {
    require("tasks").nextTick(done, null, 0, buffers);
    return;
  }
  begin(requests.write(fd, gather(buffers), writePosition(position)), (error, written) =>
    done(error, written ?? 0, buffers));
}

function withCallback(start) {
  return (fd, buffers, position, callback) => {
    toFd(fd);
    checkBuffers(buffers);
    start(fd, buffers, position, toCallback(typeof position === "function" ? position : callback));
  };
}

exports.readv = withCallback(startReadv);
exports.writev = withCallback(startWritev);

function asPromise(start, name) {
  return (fd, buffers, position) => {
    checkBuffers(buffers);
    return new Promise((resolve, reject) => {
      start(fd, buffers, position, (error, count) =>
        error === null ? resolve({ __proto__: null, [name]: count, buffers }) : reject(error));
    });
  };
}

exports.readvPromise = asPromise(startReadv, "bytesRead");
exports.writevPromise = asPromise(startWritev, "bytesWritten");
