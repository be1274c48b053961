// Hashes, and message authentication by them (RFC 2104).

const errors = require("errors");
const { asBuffer } = require("as-buffer");
const { validateObject, validateString } = require("validators");

/** Each hash and the length in bytes of the blocks it works on. */
const BLOCKS = { __proto__: null, md5: 64, sha1: 64, sha224: 64, sha256: 64, sha384: 128, sha512: 128 };

/** The name a hash goes by natively: "SHA-256" and "RSA-SHA256" are "sha256". */
function hashName(algorithm) {
  const name = algorithm.toLowerCase().replace(/^rsa-/, "").replace(/^sha-/, "sha");
  return name in BLOCKS ? name : undefined;
}

/** Bytes as text in `encoding`, or as a Buffer where that is none. */
function output(bytes, encoding) {
  switch (encoding === undefined ? "buffer" : String(encoding).toLowerCase()) {
    case "hex": return bytes.toHex();
    case "base64": return bytes.toBase64();
    case "base64url": return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
    case "latin1":
    case "binary": return String.fromCharCode(...bytes);
  }
  const buffer = asBuffer(bytes);
  return buffer.constructor.isEncoding?.(encoding) ? buffer.toString(encoding) : buffer;
}

/** A copy of the bytes of `data`, a text or a view. */
function bytesOf(data, encoding) {
  if (typeof data === "string") return require("text-encodings").encodeText(data, encoding);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  throw errors.ERR_INVALID_ARG_TYPE("data", ["string", "Buffer", "TypedArray", "DataView"], data);
}

const finalized = () => errors.plain(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");

class Hash {
  #name;
  #chunks;
  #done = false;

  constructor(algorithm, chunks = []) {
    this.#name = algorithm;
    this.#chunks = chunks;
  }

  update(data, encoding = "utf8") {
    if (this.#done) throw finalized();
    this.#chunks.push(bytesOf(data, encoding));
    return this;
  }

  digest(encoding = undefined) {
    if (this.#done) throw finalized();
    this.#done = true;
    return output(natives.hash(this.#name, this.#chunks), encoding);
  }

  copy() {
    if (this.#done) throw finalized();
    return new Hash(this.#name, this.#chunks.slice());
  }
}

class Hmac {
  #name;
  #chunks;
  #outer;

  constructor(name, key) {
    const block = new Uint8Array(BLOCKS[name]);
    block.set(key.length > block.length ? natives.hash(name, [key]) : key);
    this.#name = name;
    this.#chunks = [block.map((byte) => byte ^ 0x36)];
    this.#outer = block.map((byte) => byte ^ 0x5c);
  }

  update(data, encoding = "utf8") {
    if (this.#chunks === undefined) throw finalized();
    this.#chunks.push(bytesOf(data, encoding));
    return this;
  }

  /** Nothing when asked again. */
  digest(encoding = undefined) {
    if (this.#chunks === undefined) return output(new Uint8Array(0), encoding);
    const inner = natives.hash(this.#name, this.#chunks);
    this.#chunks = undefined;
    return output(natives.hash(this.#name, [this.#outer, inner]), encoding);
  }
}

const KEYS = ["string", "ArrayBuffer", "Buffer", "TypedArray", "DataView", "KeyObject", "CryptoKey"];

function keyBytes(key, encoding) {
  const isBuffer = ["ArrayBuffer", "SharedArrayBuffer"].includes(natives.classOf(key));
  if (isBuffer) return new Uint8Array(key).slice();
  if (typeof key !== "string" && !ArrayBuffer.isView(key)) throw errors.ERR_INVALID_ARG_TYPE("key", KEYS, key);
  return bytesOf(key, encoding);
}

exports.createHash = function createHash(algorithm, options = undefined) {
  validateString(algorithm, "algorithm");
  if (options !== undefined) validateObject(options, "options");
  const name = hashName(algorithm);
  if (name === undefined) throw errors.plain(Error, "ERR_OSSL_EVP_UNSUPPORTED", "Digest method not supported");
  return new Hash(name);
};

exports.createHmac = function createHmac(algorithm, key, options = undefined) {
  validateString(algorithm, "hmac");
  const bytes = keyBytes(key, options?.encoding ?? "utf8");
  const name = hashName(algorithm);
  if (name === undefined) throw errors.plain(TypeError, "ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${algorithm}`);
  return new Hmac(name, bytes);
};

/** `hash(algorithm, data)` in one go; hex unless another encoding is named. */
exports.hash = function hash(algorithm, data, encoding = "hex") {
  return exports.createHash(algorithm).update(data).digest(encoding);
};

exports.getHashes = function getHashes() {
  return Object.keys(BLOCKS);
};

exports.Hash = Hash;
exports.Hmac = Hmac;
