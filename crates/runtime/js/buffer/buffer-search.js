// Finding bytes in buffers, and filling buffers with them.

const { LATIN1, UTF16LE, UTF8, requireId } = require("buffer-encodings");
const { Buffer, isUint8Array } = require("buffer");

const { prototype } = Buffer;
const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype);
const { copyWithin, fill: fillNumber, indexOf: indexOfNumber, lastIndexOf: lastIndexOfNumber } = TypedArrayPrototype;
const { bytesIndexOf, textToBytes } = require("buffer-encodings").natives;

/**
 * Where a search begins, from an offset that may count from the end. -1: it finds nothing.
 * @param width bytes of what is searched for.
 */
function startOf(offset, length, width, forward) {
  if (offset < 0) {
    if (offset + length >= 0) return offset + length;
    return forward || width === 0 ? 0 : -1;
  }
  if (offset + width <= length) return offset;
  if (width === 0) return length;
  return forward ? -1 : length - 1;
}

/** @param step 2 where only even places count, as in UTF-16. */
function searchBytes(buffer, bytes, offset, forward, step) {
  const { length } = buffer;
  const start = startOf(offset, length, bytes.length, forward);
  if (bytes.length === 0) return start;
  if (length === 0 || start < 0 || bytes.length > length || (forward && start + bytes.length > length)) return -1;
  if (step === 2 && (length < 2 || bytes.length < 2)) return -1;
  return bytesIndexOf(buffer, bytes, step === 2 ? start - (start % 2) : start, forward, step);
}

function searchNumber(buffer, number, offset, forward) {
  const start = startOf(offset, buffer.length, 1, forward);
  if (start < 0 || buffer.length === 0) return -1;
  return (forward ? indexOfNumber : lastIndexOfNumber).call(buffer, number & 255, start);
}

function search(buffer, value, byteOffset, encoding, forward) {
  if (typeof byteOffset === "string") [byteOffset, encoding] = [undefined, byteOffset];
  let offset = Math.trunc(Math.max(-0x80000000, Math.min(+byteOffset, 0x7fffffff)));
  if (Number.isNaN(offset)) offset = forward ? 0 : buffer.length;
  if (typeof value === "number") return searchNumber(buffer, value >>> 0, offset, forward);
  const id = encoding === undefined ? UTF8 : requireId(encoding);
  const step = id === UTF16LE ? 2 : 1;
  if (typeof value === "string") return searchBytes(buffer, textToBytes(value, id), offset, forward, step);
  if (isUint8Array(value)) return searchBytes(buffer, value, offset, forward, step);
  throw require("errors").ERR_INVALID_ARG_TYPE("value", ["number", "string", "Buffer", "Uint8Array"], value);
}

// As in Node, the lengths tell of a direction that is not looked at.
prototype.indexOf = function indexOf(value, byteOffset, encoding, _direction) {
  return search(this, value, byteOffset, encoding, true);
};

prototype.lastIndexOf = function lastIndexOf(value, byteOffset, encoding, _direction) {
  return search(this, value, byteOffset, encoding, false);
};

prototype.includes = function includes(value, byteOffset, encoding, _direction) {
  return search(this, value, byteOffset, encoding, true) !== -1;
};

// -- filling --------------------------------------------------------------------------------------------------------------

/** The bytes to repeat, or a number for a single one. */
function patternOf(value, encoding) {
  if (typeof value === "string") {
    const id = encoding === undefined ? UTF8 : requireId(encoding);
    if (value.length === 0) return 0;
    if (value.length === 1 && (id === UTF8 || id === LATIN1)) {
      const code = value.charCodeAt(0);
      if (code < (id === UTF8 ? 128 : 256)) return code;
    }
    return textToBytes(value, id);
  }
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return typeof value === "boolean" ? +value : value & 255;
}

function fillRange(buffer, value, start, end, encoding) {
  const pattern = patternOf(value, encoding);
  if (typeof pattern === "number") return fillNumber.call(buffer, pattern, start, end);
  if (pattern.length === 0) throw require("errors").ERR_INVALID_ARG_VALUE("value", value);
  const size = end - start;
  buffer.set(pattern.length > size ? pattern.subarray(0, size) : pattern, start);
  // What is there is doubled until the range is full.
  for (let done = pattern.length; done < size; done *= 2) {
    copyWithin.call(buffer, start + done, start, start + Math.min(done, size - done));
  }
  return buffer;
}

function checkEncoding(encoding) {
  if (encoding === undefined) return;
  require("validators").validateString(encoding, "encoding");
  requireId(encoding);
}

/** Buffer.alloc's filling. */
exports.fillAll = function fillAll(buffer, value, encoding) {
  if (typeof value === "string") checkEncoding(encoding);
  return fillRange(buffer, value, 0, buffer.length, encoding);
};

prototype.fill = function fill(value, offset, end, encoding) {
  if (typeof value === "string") {
    if (offset === undefined || typeof offset === "string") {
      [offset, end, encoding] = [undefined, undefined, offset];
    } else if (typeof end === "string") {
      [end, encoding] = [undefined, end];
    }
    checkEncoding(encoding);
  } else {
    encoding = undefined;
  }
  const { validateNumber } = require("validators");
  if (offset === undefined) return fillRange(this, value, 0, this.length, encoding);
  validateNumber(offset, "offset", 0, Number.MAX_SAFE_INTEGER);
  if (end === undefined) end = this.length;
  else validateNumber(end, "end", 0, this.length);
  return offset >= end ? this : fillRange(this, value, Math.trunc(offset), Math.trunc(end), encoding);
};
