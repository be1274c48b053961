// Buffers as text and text into buffers.

const { ASCII, BASE64, BASE64URL, HEX, LATIN1, UTF16LE, UTF8, requireId } = require("buffer-encodings");
const { Buffer } = require("buffer");
const { custom } = require("inspect-class");

const { trunc } = Math;
const { bytesToText, textWrite } = require("buffer-encodings").natives;
const { prototype } = Buffer;

/** The position that a value stands for, between 0 and `length`. */
function position(value, length) {
  const number = trunc(value) || 0;
  if (number <= 0) return 0;
  return number < length ? number : length;
}

prototype.toString = function toString(encoding, start, end) {
  const { length } = this;
  if (arguments.length === 0) return bytesToText(this, UTF8, 0, length);
  const from = start === undefined ? 0 : position(start, length);
  const to = end === undefined ? length : position(end, length);
  if (to <= from) return "";
  return bytesToText(this, encoding === undefined ? UTF8 : requireId(encoding), from, to);
};
prototype.toLocaleString = prototype.toString;

function requireText(value) {
  if (typeof value !== "string") {
    throw require("errors").plain(TypeError, "ERR_INVALID_ARG_TYPE", "argument must be a string");
  }
}

prototype.write = function write(string, offset, length, encoding) {
  if (typeof offset === "string" && length === undefined) [offset, encoding] = [undefined, offset];
  else if (typeof length === "string") [length, encoding] = [undefined, length];
  const room = this.length;
  const start = offset ?? 0;
  if (offset !== undefined) require("validators").validateInteger(offset, "offset", 0, room);
  if (length !== undefined) require("validators").validateInteger(length, "length", 0, room);
  const id = encoding ? requireId(encoding) : UTF8;
  requireText(string);
  return textWrite(this, string, id, start, length === undefined ? room - start : length);
};

function slicer(name, id) {
  prototype[name] = {
    [name](start, end) {
      const from = start === undefined ? 0 : trunc(start) || 0;
      const to = end === undefined ? this.length : trunc(end) || 0;
      if (from < 0 || to < 0 || (to > this.length && from < to && from < this.length)) throw indexOutOfRange();
      return from >= to || from >= this.length ? "" : bytesToText(this, id, from, to);
    },
  }[name];
}

function indexOutOfRange() {
  return require("errors").plain(RangeError, "ERR_OUT_OF_RANGE", "Index out of range");
}

function writer(name, id) {
  prototype[name] = {
    [name](string, offset, length) {
      requireText(string);
      offset ??= 0;
      const room = this.length - offset;
      if (offset < 0 || room < 0) throw outOfBounds("offset");
      if (length !== undefined && (length < 0 || length > room)) throw outOfBounds("length");
      return textWrite(this, string, id, offset, length ?? room);
    },
  }[name];
}

function outOfBounds(name) {
  const message = `"${name}" is outside of buffer bounds`;
  return require("errors").plain(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", message);
}

for (const [name, id] of [
  ["ascii", ASCII], ["base64", BASE64], ["base64url", BASE64URL], ["latin1", LATIN1], ["hex", HEX], ["ucs2", UTF16LE],
  ["utf8", UTF8],
]) {
  slicer(`${name}Slice`, id);
  writer(`${name}Write`, id);
}

prototype.toJSON = function toJSON() {
  return { type: "Buffer", data: Array.from(this) };
};

/** How many bytes util.inspect shows; buffer.INSPECT_MAX_BYTES sets it. */
exports.inspectMaxBytes = 50;

prototype[custom] = function inspect(_depth, options) {
  const shown = Math.min(exports.inspectMaxBytes, this.length);
  const hidden = this.length - shown;
  let text = bytesToText(this, HEX, 0, shown).replace(/(.{2})(?=.)/g, "$1 ");
  if (hidden > 0) text += ` ... ${hidden} more byte${hidden > 1 ? "s" : ""}`;
  const extras = {};
  let any = false;
  for (const key of Object.keys(this).slice(this.length)) {
    extras[key] = this[key];
    any = true;
  }
  if (any) {
    const inner = { ...options, breakLength: Infinity, compact: true };
    text += `${text === "" ? "" : ", "}${require("inspect").inspect(extras, inner).slice(2, -2)}`;
  }
  const name = this.constructor?.name || "Buffer";
  return `<${name} ${text}>`;
};
prototype.inspect = prototype[custom];
