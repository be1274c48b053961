// Buffer: a Uint8Array that knows text encodings. https://nodejs.org/api/buffer.html
//
// Making buffers is here; what they can do is in buffer-text, buffer-search, buffer-copy, buffer-integers and buffer-floats.

const { UTF8, byteLength: textLength, isEncoding, idOf, requireId } = require("buffer-encodings");

const { isView } = ArrayBuffer;
const TypedArray = Object.getPrototypeOf(Uint8Array);
const tagOf = Object.getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get;
const lengthOf = Object.getOwnPropertyDescriptor(TypedArray.prototype, "length").get;
const { set, subarray } = TypedArray.prototype;
const { min, trunc } = Math;
const { bytesCompare, textToBytes, textWrite } = require("buffer-encodings").natives;

const MAX_LENGTH = Number.MAX_SAFE_INTEGER;

class FastBuffer extends Uint8Array {
  // With a constructor that is written out, the engine does not go through an iterator of the arguments.
  constructor(source, byteOffset, length) {
    super(source, byteOffset, length);
  }
}

exports.isUint8Array = (value) => tagOf.call(value) === "Uint8Array";
const { isUint8Array } = exports;

function isAnyArrayBuffer(value) {
  const kind = natives.classOf(value);
  return kind === "ArrayBuffer" || kind === "SharedArrayBuffer";
}

// -- the pool: small buffers that need not be zeroed share an ArrayBuffer ---------------------------------------------------

let pool;
let poolEnd = 0;
let poolUsed = 0;

function renewPool() {
  poolEnd = Buffer.poolSize;
  pool = new FastBuffer(poolEnd);
  poolUsed = 0;
}

/** Buffers in the pool begin at multiples of eight, so that other typed arrays can be laid over them. */
function usePool(bytes) {
  poolUsed = (poolUsed + bytes + 7) & ~7;
}

/** A buffer of `size` bytes with any content. */
function allocate(size) {
  if (size <= 0) return new FastBuffer();
  if (size >= Buffer.poolSize >>> 1) return new FastBuffer(size);
  if (pool === undefined || size > poolEnd - poolUsed) renewPool();
  const buffer = new FastBuffer(pool.buffer, poolUsed, size);
  usePool(size);
  return buffer;
}

// -- Buffer.from --------------------------------------------------------------------------------------------------------

/** A Uint8Array that a native made, as a buffer. */
exports.adopt = function adopt(bytes) {
  return Object.setPrototypeOf(bytes, FastBuffer.prototype);
};

function fromText(text, encoding) {
  const id = typeof encoding === "string" && encoding.length > 0 ? requireId(encoding) : UTF8;
  if (text.length === 0) return new FastBuffer();
  // No encoding has more than three bytes for a UTF-16 unit; what does not surely fit is measured.
  const most = text.length * 3;
  const length = most < Buffer.poolSize >>> 1 ? most : textLength(text, id);
  if (length >= Buffer.poolSize >>> 1) return exports.adopt(textToBytes(text, id));
  if (pool === undefined || length > poolEnd - poolUsed) renewPool();
  const written = textWrite(pool, text, id, poolUsed, length);
  const buffer = new FastBuffer(pool.buffer, poolUsed, written);
  usePool(written);
  return buffer;
}

function fromArrayLike(source) {
  const { length } = source;
  if (!(length > 0)) return new FastBuffer();
  if (length >= Buffer.poolSize >>> 1) return new FastBuffer(source);
  const buffer = allocate(trunc(length));
  set.call(buffer, source);
  return buffer;
}

function outOfBounds(name) {
  const message = `"${name}" is outside of buffer bounds`;
  return require("errors").plain(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", message);
}

/** A view on the same memory. */
function fromArrayBuffer(memory, byteOffset, length) {
  const start = +byteOffset || 0;
  const room = memory.byteLength - start;
  if (room < 0) throw outOfBounds("offset");
  if (length === undefined) return new FastBuffer(memory, start);
  const wanted = +length > 0 ? +length : 0;
  if (wanted > room) throw outOfBounds("length");
  return new FastBuffer(memory, start, wanted);
}

/** What an object stands for: an array-like, `{ type: "Buffer", data }`, or undefined for none of these. */
function fromObject(object) {
  if (object.length !== undefined || isAnyArrayBuffer(object.buffer)) {
    return typeof object.length === "number" ? fromArrayLike(object) : new FastBuffer();
  }
  return object.type === "Buffer" && Array.isArray(object.data) ? fromArrayLike(object.data) : undefined;
}

function convert(value, encodingOrOffset, length) {
  if (typeof value === "string") return fromText(value, encodingOrOffset);
  if (typeof value === "object" && value !== null) {
    if (isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const inner = value.valueOf && value.valueOf();
    if (inner != null && inner !== value && (typeof inner === "string" || typeof inner === "object")) {
      return convert(inner, encodingOrOffset, length);
    }
    const buffer = fromObject(value);
    if (buffer !== undefined) return buffer;
    if (typeof value[Symbol.toPrimitive] === "function") {
      const primitive = value[Symbol.toPrimitive]("string");
      if (typeof primitive === "string") return fromText(primitive, encodingOrOffset);
    }
  }
  const expected = ["string", "Buffer", "ArrayBuffer", "Array", "Array-like Object"];
  throw require("errors").ERR_INVALID_ARG_TYPE("first argument", expected, value);
}

// -- the class ------------------------------------------------------------------------------------------------------------

let warned = false;

/** Code of packages is spared: it is not the program's to mend. */
function warnOfConstructor() {
  if (warned || /[\\/]node_modules[\\/]/.test(require("errors").frames(Buffer).split("\n", 2)[1] ?? "")) return;
  warned = true;
  const message =
    "Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), " +
    "Buffer.allocUnsafe(), or Buffer.from() methods instead.";
  require("process-warning").emitWarning(message, "DeprecationWarning", "DEP0005", Buffer);
}

function Buffer(arg, encodingOrOffset, length) {
  warnOfConstructor();
  if (typeof arg !== "number") return convert(arg, encodingOrOffset, length);
  if (typeof encodingOrOffset === "string") throw require("errors").ERR_INVALID_ARG_TYPE("string", "string", arg);
  return alloc(arg);
}

Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = FastBuffer.prototype;
Object.defineProperties(Buffer.prototype, {
  constructor: { __proto__: null, value: Buffer, writable: true, configurable: true },
  parent: { __proto__: null, enumerable: true, get() { return this instanceof Buffer ? this.buffer : undefined; } },
  offset: { __proto__: null, enumerable: true, get() { return this instanceof Buffer ? this.byteOffset : undefined; } },
});
Object.defineProperty(Buffer, Symbol.species, {
  __proto__: null, configurable: true, get() { return FastBuffer; },
});

function checkSize(size) {
  if (typeof size !== "number" || !(size >= 0 && size <= MAX_LENGTH)) {
    require("validators").validateNumber(size, "size", 0, MAX_LENGTH);
  }
}

function alloc(size, fill, encoding) {
  checkSize(size);
  if (fill === undefined || fill === 0 || !(size > 0)) return new FastBuffer(size);
  return require("buffer-search").fillAll(new FastBuffer(size), fill, encoding);
}

Buffer.poolSize = 64 * 1024;

Buffer.from = function from(value, encodingOrOffset, length) {
  return convert(value, encodingOrOffset, length);
};

/** A buffer with a copy of the elements of `view` from `offset` on. */
Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  if (tagOf.call(view) === undefined) throw require("errors").ERR_INVALID_ARG_TYPE("view", ["TypedArray"], view);
  const { validateInteger } = require("validators");
  const count = lengthOf.call(view);
  if (count === 0) return allocate(0);
  if (offset !== undefined) validateInteger(offset, "offset", 0);
  if (length !== undefined) validateInteger(length, "length", 0);
  const start = offset ?? 0;
  if (start >= count) return allocate(0);
  const part = subarray.call(view, start, length === undefined ? count : min(start + length, count));
  return fromArrayLike(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
};

Buffer.of = function of(...items) {
  return fromArrayLike(items);
};

Buffer.alloc = alloc;

// As in Node, the length tells of an encoding that is not looked at.
Buffer.allocUnsafe = function allocUnsafe(size, _encoding) {
  checkSize(size);
  return allocate(trunc(size));
};

Buffer.allocUnsafeSlow = function allocUnsafeSlow(size, _encoding) {
  checkSize(size);
  return new FastBuffer(size);
};

Buffer.isBuffer = function isBuffer(value) {
  return value instanceof Buffer;
};

function requireBytes(value, name) {
  if (!isUint8Array(value)) throw require("errors").ERR_INVALID_ARG_TYPE(name, ["Buffer", "Uint8Array"], value);
}

Buffer.compare = function compare(buf1, buf2) {
  requireBytes(buf1, "buf1");
  requireBytes(buf2, "buf2");
  return buf1 === buf2 ? 0 : bytesCompare(buf1, buf2);
};

Buffer.isEncoding = isEncoding;

Buffer.concat = function concat(list, length) {
  if (!Array.isArray(list)) throw require("errors").ERR_INVALID_ARG_TYPE("list", "Array", list);
  if (list.length === 0) return new FastBuffer();
  if (length === undefined) length = list.reduce((sum, one) => sum + (one.length || 0), 0);
  else require("validators").validateInteger(length, "length", 0);
  const result = allocate(length);
  let end = 0;
  for (let i = 0; i < list.length; i++) {
    const part = list[i];
    requireBytes(part, `list[${i}]`);
    const room = length - end;
    set.call(result, part.length > room ? subarray.call(part, 0, room) : part, end);
    end += min(part.length, room);
  }
  return end < length ? result.fill(0, end, length) : result;
};

Buffer.byteLength = function byteLength(string, encoding) {
  if (typeof string === "string") return textLength(string, (encoding && idOf(encoding)) ?? UTF8);
  if (isView(string) || isAnyArrayBuffer(string)) return string.byteLength;
  throw require("errors").ERR_INVALID_ARG_TYPE("string", ["string", "Buffer", "ArrayBuffer"], string);
};

exports.Buffer = Buffer;
exports.FastBuffer = FastBuffer;
exports.allocate = allocate;
exports.requireBytes = requireBytes;

require("buffer-text");
require("buffer-search");
require("buffer-copy");
require("buffer-integers");
require("buffer-floats");
