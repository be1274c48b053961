// node:buffer

const { lazy } = require("lazy");
const { Buffer, isUint8Array } = require("buffer");
const { natives: conversions } = require("buffer-encodings");
const text = require("buffer-text");

// SpiderMonkey's limit (js/public/String.h, JS::MaxStringLength).
const MAX_STRING_LENGTH = 2 ** 30 - 2;

exports.Buffer = Buffer;

/** The bytes of `source`, text in one encoding, in another. What the other cannot say is "?". */
exports.transcode = function transcode(source, fromEncoding, toEncoding) {
  if (!isUint8Array(source)) {
    throw require("errors").ERR_INVALID_ARG_TYPE("source", ["Buffer", "Uint8Array"], source);
  }
  return require("buffer-transcode").transcode(source, fromEncoding, toEncoding);
};

function bytesOf(input) {
  if (ArrayBuffer.isView(input)) return input;
  const kind = natives.classOf(input);
  if (kind !== "ArrayBuffer" && kind !== "SharedArrayBuffer") {
    throw require("errors").ERR_INVALID_ARG_TYPE("input", ["ArrayBuffer", "Buffer", "TypedArray"], input);
  }
  if (input.detached) {
    const message = "Cannot validate on a detached buffer";
    throw require("errors").plain(Error, "ERR_INVALID_STATE", `Invalid state: ${message}`);
  }
  return input;
}

exports.isUtf8 = function isUtf8(input) {
  return conversions.isUtf8(bytesOf(input));
};

exports.isAscii = function isAscii(input) {
  return conversions.isAscii(bytesOf(input));
};

exports.kMaxLength = Number.MAX_SAFE_INTEGER;
exports.kStringMaxLength = MAX_STRING_LENGTH;
lazy(exports, "btoa", () => require("base64").btoa);
lazy(exports, "atob", () => require("base64").atob);

const constants = Object.defineProperties({}, {
  MAX_LENGTH: { __proto__: null, value: exports.kMaxLength, enumerable: true },
  MAX_STRING_LENGTH: { __proto__: null, value: MAX_STRING_LENGTH, enumerable: true },
});

Object.defineProperty(exports, "constants", { __proto__: null, value: constants, enumerable: true });

Object.defineProperty(exports, "INSPECT_MAX_BYTES", {
  __proto__: null,
  enumerable: true,
  configurable: true,
  get: () => text.inspectMaxBytes,
  set(value) {
    require("validators").validateNumber(value, "INSPECT_MAX_BYTES", 0);
    text.inspectMaxBytes = value;
  },
});

lazy(exports, "Blob", () => require("blob").Blob);
lazy(exports, "File", () => require("file").File);

/** The Blob behind a `blob:` URL, or undefined. */
exports.resolveObjectURL = function resolveObjectURL(url) {
  return require("blob").resolve(`${url}`);
};
