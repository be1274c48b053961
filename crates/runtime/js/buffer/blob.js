// Blob, https://w3c.github.io/FileAPI/#blob-section. Its bytes never change, so that slices share them.

const errors = require("errors");
const { inspectAs, custom, webIdl } = require("inspect-class");

const { isView } = ArrayBuffer;

function isAnyArrayBuffer(value) {
  const kind = natives.classOf(value);
  return kind === "ArrayBuffer" || kind === "SharedArrayBuffer";
}

/** The dictionary argument of the constructors. */
exports.checkOptions = function checkOptions(options) {
  if (options === null || typeof options === "object" || typeof options === "function") return;
  const received = errors.describeReceived(options);
  throw errors.plain(TypeError, "ERR_INVALID_ARG_TYPE", `The "options" argument must be a dictionary.${received}`);
};

/** The type as it is kept: lower case, and empty if it has anything but printable ASCII. */
function typeOf(type) {
  const text = `${type}`;
  return /[^\u0020-\u007e]/.test(text) ? "" : text.toLowerCase();
}

function bytesOf(part, endings) {
  if (isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  if (isAnyArrayBuffer(part)) return new Uint8Array(part);
  if (hidden.isBlob(part)) return hidden.bytesOf(part);
  const text = `${part}`;
  return natives.utf8Encode(endings === "native" ? text.replace(/\r\n|\r/g, "\n") : text);
}

function join(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.byteLength;
  }
  return bytes;
}

/** A position between 0 and `size`; negative ones count from the end. */
function edge(value, size) {
  const number = Math.trunc(value) || 0;
  return number < 0 ? Math.max(size + number, 0) : Math.min(number, size);
}

// What only this file and file.js may do with a blob's inside; the class fills it in.
const hidden = { isBlob: undefined, bytesOf: undefined, of: undefined };

class Blob {
  #bytes;
  #type;

  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources !== "object" || typeof sources[Symbol.iterator] !== "function") {
      throw errors.plain(TypeError, "ERR_INVALID_ARG_TYPE", "Value cannot be converted to sequence.");
    }
    exports.checkOptions(options);
    const { endings = "transparent", type = "" } = options ?? {};
    if (endings !== "transparent" && endings !== "native") {
      throw errors.ERR_INVALID_ARG_VALUE("options.endings", endings);
    }
    this.#bytes = join(Array.from(sources, (part) => bytesOf(part, endings)));
    this.#type = typeOf(type);
  }

  static {
    hidden.isBlob = (value) => typeof value === "object" && value !== null && #bytes in value;
    hidden.bytesOf = (blob) => {
      if (!hidden.isBlob(blob)) throw errors.ERR_INVALID_THIS("Blob");
      return blob.#bytes;
    };
    hidden.typeOf = (blob) => blob.#type;
    hidden.of = (bytes, type) => {
      const blob = new Blob([], { type });
      blob.#bytes = bytes;
      return blob;
    };
  }

  get type() {
    hidden.bytesOf(this);
    return hidden.typeOf(this);
  }

  get size() {
    return hidden.bytesOf(this).length;
  }

  slice(start = 0, end = this.size, contentType = "") {
    const bytes = hidden.bytesOf(this);
    const from = edge(start, bytes.length);
    return hidden.of(bytes.subarray(from, Math.max(edge(end, bytes.length), from)), contentType);
  }

  async arrayBuffer() {
    return hidden.bytesOf(this).slice().buffer;
  }

  async text() {
    return natives.textDecode("utf-8", hidden.bytesOf(this), false, false);
  }

  async bytes() {
    return hidden.bytesOf(this).slice();
  }

  stream() {
    hidden.bytesOf(this);
    const message = "Blob.prototype.stream needs web streams, which this version does not have";
    throw errors.plain(Error, "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", message);
  }

  [custom](depth, options) {
    const { size, type } = this;
    return inspectAs("Blob", { size, type }, depth, options, "[Blob]");
  }
}

webIdl(Blob.prototype, "Blob", ["type", "size", "slice", "arrayBuffer", "text", "bytes", "stream"]);

// -- blob: URLs -----------------------------------------------------------------------------------------------------------

const urls = new Map();

/** A URL that stands for the blob until it is revoked. */
exports.createObjectURL = function createObjectURL(blob) {
  if (!hidden.isBlob(blob)) throw errors.ERR_INVALID_ARG_TYPE("obj", "Blob", blob);
  const url = `blob:nodedata:${require("crypto").randomUUID()}`;
  urls.set(url, blob);
  return url;
};

exports.revokeObjectURL = function revokeObjectURL(url) {
  urls.delete(`${url}`);
};

exports.resolve = (url) => {
  const blob = urls.get(url);
  return blob && hidden.of(hidden.bytesOf(blob), blob.type);
};

require("platform-objects").cloners.push({
  matches: hidden.isBlob,
  clone: (blob) => hidden.of(hidden.bytesOf(blob), blob.type),
});

/** A blob of a file's content, for fs.openAsBlob. */
exports.blobOf = hidden.of;
exports.Blob = Blob;
