// node:crypto: random values and hashes.

const errors = require("errors");
const webcrypto = require("crypto");
const { validateFunction, validateInteger, validateObject, validateOptions, validateString } = require("validators");

const BUFFERS = ["ArrayBuffer", "SharedArrayBuffer"];
const isBinary = (value) => ArrayBuffer.isView(value) || BUFFERS.includes(natives.classOf(value));

/** The bytes of a view or buffer, not copied. */
function bytesOf(value) {
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}

/** Random bytes into `size` elements of `buffer` from `offset` on, and the buffer itself. */
exports.randomFillSync = function randomFillSync(buffer, offset = 0, size = undefined) {
  if (!isBinary(buffer)) throw errors.ERR_INVALID_ARG_TYPE("buf", ["ArrayBuffer", "ArrayBufferView"], buffer);
  const width = buffer.BYTES_PER_ELEMENT ?? 1;
  const length = buffer.byteLength / width;
  validateInteger(offset, "offset", 0, length);
  const count = size === undefined ? length - offset : size;
  validateInteger(count, "size", 0, length - offset);
  natives.fillRandom(bytesOf(buffer).subarray(offset * width, (offset + count) * width));
  return buffer;
};

exports.randomFill = function randomFill(buffer, offset, size, callback) {
  if (typeof offset === "function") [offset, size, callback] = [undefined, undefined, offset];
  else if (typeof size === "function") [size, callback] = [undefined, size];
  validateFunction(callback, "callback");
  exports.randomFillSync(buffer, offset, size);
  require("timers").setImmediate(callback, null, buffer);
};

exports.randomBytes = function randomBytes(size, callback = undefined) {
  validateInteger(size, "size", 0, 2 ** 31 - 1);
  if (callback !== undefined) validateFunction(callback, "callback");
  const bytes = exports.randomFillSync(new Uint8Array(size));
  if (callback === undefined) return bytes;
  require("timers").setImmediate(callback, null, bytes);
  return undefined;
};

exports.randomUUID = function randomUUID(options = undefined) {
  validateOptions(options, "options");
  return webcrypto.randomUUID();
};

/** A whole number from `min` up to, but not including, `max`, every one as likely as the other. */
exports.randomInt = function randomInt(min, max = undefined, callback = undefined) {
  if (max === undefined || typeof max === "function") [min, max, callback] = [0, min, max];
  validateInteger(min, "min");
  validateInteger(max, "max");
  const range = max - min;
  if (!(range > 0)) throw errors.ERR_OUT_OF_RANGE("max", `greater than the value of "min" (${min})`, max);
  if (range >= 2 ** 48) throw errors.ERR_OUT_OF_RANGE(min === 0 ? "max" : "max - min", `<= ${2 ** 48 - 1}`, range);
  const limit = 2 ** 48 - (2 ** 48 % range);
  let number;
  do {
    const [a, b, c] = exports.randomFillSync(new Uint16Array(3));
    number = (a * 0x10000 + b) * 0x10000 + c;
  } while (number >= limit);
  const result = min + (number % range);
  if (callback === undefined) return result;
  require("timers").setImmediate(callback, undefined, result);
  return undefined;
};

const HASHES = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];

/** The name a hash goes by natively: "SHA-256" and "RSA-SHA256" are "sha256". */
function hashName(algorithm) {
  const name = algorithm.toLowerCase().replace(/^rsa-/, "").replace(/^sha-/, "sha");
  return HASHES.includes(name) ? name : undefined;
}

/** Bytes as text in `encoding`, or the bytes themselves. */
function output(bytes, encoding) {
  switch (encoding === undefined ? "buffer" : String(encoding).toLowerCase()) {
    case "hex": return bytes.toHex();
    case "base64": return bytes.toBase64();
    case "base64url": return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
    case "latin1":
    case "binary": return String.fromCharCode(...bytes);
    case "buffer": return bytes;
    default: throw errors.plain(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`);
  }
}

class Hash {
  #name;
  #chunks;
  #done = false;

  constructor(algorithm, chunks = []) {
    this.#name = algorithm;
    this.#chunks = chunks;
  }

  update(data, encoding = "utf8") {
    if (this.#done) throw errors.plain(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
    if (typeof data === "string") this.#chunks.push(require("text-encodings").encodeText(data, encoding));
    else if (ArrayBuffer.isView(data)) this.#chunks.push(bytesOf(data).slice());
    else throw errors.ERR_INVALID_ARG_TYPE("data", ["string", "Buffer", "TypedArray", "DataView"], data);
    return this;
  }

  digest(encoding = undefined) {
    if (this.#done) throw errors.plain(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
    this.#done = true;
    return output(natives.hash(this.#name, this.#chunks), encoding);
  }

  copy() {
    if (this.#done) throw errors.plain(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
    return new Hash(this.#name, this.#chunks.slice());
  }
}

exports.createHash = function createHash(algorithm, options = undefined) {
  validateString(algorithm, "algorithm");
  if (options !== undefined) validateObject(options, "options");
  const name = hashName(algorithm);
  if (name === undefined) throw errors.plain(Error, "ERR_OSSL_EVP_UNSUPPORTED", "Digest method not supported");
  return new Hash(name);
};

/** `hash(algorithm, data)` in one go; hex unless another encoding is named. */
exports.hash = function hash(algorithm, data, encoding = "hex") {
  return exports.createHash(algorithm).update(data).digest(encoding);
};

exports.getHashes = function getHashes() {
  return HASHES.slice();
};

/** True if both hold the same bytes; takes as long wherever they first differ. */
exports.timingSafeEqual = function timingSafeEqual(a, b) {
  if (!isBinary(a)) throw errors.ERR_INVALID_ARG_TYPE("buf1", ["ArrayBuffer", "Buffer", "TypedArray", "DataView"], a);
  if (!isBinary(b)) throw errors.ERR_INVALID_ARG_TYPE("buf2", ["ArrayBuffer", "Buffer", "TypedArray", "DataView"], b);
  const [left, right] = [bytesOf(a), bytesOf(b)];
  if (left.length !== right.length) {
    const message = "Input buffers must have the same byte length";
    throw errors.plain(RangeError, "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", message);
  }
  let difference = 0;
  for (let i = 0; i < left.length; i++) difference |= left[i] ^ right[i];
  return difference === 0;
};

exports.Hash = Hash;
exports.webcrypto = webcrypto.crypto;
exports.getRandomValues = function getRandomValues(array) {
  return webcrypto.crypto.getRandomValues(array);
};
