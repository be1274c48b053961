// node:crypto: random values; hashes are in hashes.js, and the rest is not there yet.

const errors = require("errors");
const webcrypto = require("crypto");
const { asBuffer } = require("as-buffer");
const { Hash, Hmac, createHash, createHmac, getHashes, hash } = require("hashes");
const { missing } = require("unimplemented");
const { validateFunction, validateInteger, validateOptions } = require("validators");

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
  const bytes = asBuffer(exports.randomFillSync(new Uint8Array(size)));
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

Object.assign(exports, { Hash, Hmac, createHash, createHmac, getHashes, hash });
exports.webcrypto = webcrypto.crypto;
exports.getRandomValues = function getRandomValues(array) {
  return webcrypto.crypto.getRandomValues(array);
};

/** What the keys, ciphers and signatures of later will be called. */
const NOT_YET =
  "Certificate Cipheriv Decipheriv DiffieHellman DiffieHellmanGroup ECDH KeyObject Sign Verify X509Certificate argon2" +
  " argon2Sync checkPrime checkPrimeSync createCipheriv createDecipheriv createDiffieHellman createDiffieHellmanGroup" +
  " createECDH createMac createPrivateKey createPublicKey createSecretKey createSign createVerify decapsulate" +
  " diffieHellman encapsulate generateKey generateKeyPair generateKeyPairSync generateKeySync generatePrime" +
  " generatePrimeSync getCipherInfo getCiphers getCurves getDiffieHellman getMacs hkdf hkdfSync parsePKCS12 pbkdf2" +
  " pbkdf2Sync privateDecrypt privateEncrypt publicDecrypt publicEncrypt randomUUIDv7 scrypt scryptSync secureHeapUsed" +
  " setEngine setFips sign verify";

for (const name of NOT_YET.split(" ")) exports[name] = missing("crypto", name);
exports.getFips = () => 0;
