// The global `crypto`: getRandomValues and randomUUID, https://w3c.github.io/webcrypto/#Crypto-interface.

const errors = require("errors");
const { webIdl } = require("inspect-class");

const creating = Symbol("creating");
const INTEGERS = new Set([
  "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
  "BigInt64Array", "BigUint64Array",
]);
const QUOTA = 65536;

function refuse(message, name) {
  const { DOMException } = require("dom-exception");
  throw new DOMException(message, name);
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A version 4 UUID, RFC 9562. */
function randomUUID() {
  const bytes = new Uint8Array(16);
  natives.fillRandom(bytes);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = Array.from(bytes, (byte) => hex[byte]).join("");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

class Crypto {
  #brand = true;

  constructor(key = undefined) {
    if (key !== creating) throw errors.plain(TypeError, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");
  }

  getRandomValues(array) {
    if (!(#brand in Object(this))) throw errors.ERR_INVALID_THIS("Crypto");
    if (arguments.length === 0) {
      const message = "Failed to execute 'getRandomValues' on 'Crypto': 1 argument required, but only 0 present.";
      throw errors.plain(TypeError, "ERR_MISSING_ARGS", message);
    }
    if (!INTEGERS.has(natives.classOf(array))) {
      refuse("The data argument must be an integer-type TypedArray", "TypeMismatchError");
    }
    if (array.byteLength > QUOTA) refuse("The requested length exceeds 65,536 bytes", "QuotaExceededError");
    natives.fillRandom(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return array;
  }

  randomUUID(options = undefined) {
    if (!(#brand in Object(this))) throw errors.ERR_INVALID_THIS("Crypto");
    require("validators").validateOptions(options, "options");
    return randomUUID();
  }
}

webIdl(Crypto.prototype, "Crypto", ["getRandomValues", "randomUUID"]);

exports.Crypto = Crypto;
exports.crypto = new Crypto(creating);
exports.randomUUID = randomUUID;
