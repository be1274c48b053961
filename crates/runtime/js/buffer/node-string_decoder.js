// node:string_decoder: bytes to text where characters may be cut in two between chunks.
// https://nodejs.org/api/string_decoder.html

const errors = require("errors");

const NAMES = {
  __proto__: null,
  utf8: "utf8", "utf-8": "utf8",
  ucs2: "utf16le", "ucs-2": "utf16le", utf16le: "utf16le", "utf-16le": "utf16le",
  latin1: "latin1", binary: "latin1",
  ascii: "ascii", base64: "base64", base64url: "base64url", hex: "hex",
};
/** The bytes of a decoder that wait for more; private, like all of its state. */
const states = new WeakMap();
const EMPTY = new Uint8Array(0);
const MOST_PENDING = 4;

/** Bytes of the UTF-8 character that begins with `lead`; 1 for what cannot begin a longer one. */
function utf8Length(lead) {
  if (lead >= 0xf0 && lead < 0xf8) return 4;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xc2 && lead < 0xe0 ? 2 : 1;
}

const isContinuation = (byte) => (byte & 0xc0) === 0x80;
const isHighSurrogate = (bytes, at) => at >= 0 && (bytes[at + 1] & 0xfc) === 0xd8;

/** For each encoding: bytes at the end that wait for more, as `{ held, total }`, and the text of whole characters. */
const CODECS = {
  __proto__: null,
  utf8: {
    tail(bytes) {
      for (let held = 1; held <= Math.min(3, bytes.length); held++) {
        const byte = bytes[bytes.length - held];
        if (isContinuation(byte)) continue;
        const total = utf8Length(byte);
        return total > held ? { held, total } : undefined;
      }
      return undefined;
    },
    text: (bytes) => natives.textDecode("utf-8", bytes, false, true),
  },
  utf16le: {
    tail(bytes) {
      if (bytes.length % 2 === 1) return { held: 1, total: 2 };
      return isHighSurrogate(bytes, bytes.length - 2) ? { held: 2, total: 4 } : undefined;
    },
    text(bytes) {
      let text = "";
      for (let i = 0; i + 1 < bytes.length; i += 2) text += String.fromCharCode(bytes[i] | (bytes[i + 1] << 8));
      return text;
    },
  },
  base64: { tail: threes, text: (bytes) => bytes.toBase64() },
  base64url: { tail: threes, text: (bytes) => bytes.toBase64({ alphabet: "base64url", omitPadding: true }) },
  latin1: { tail: nothing, text: (bytes) => singleBytes(bytes, 0xff) },
  ascii: { tail: nothing, text: (bytes) => singleBytes(bytes, 0x7f) },
  hex: { tail: nothing, text: (bytes) => bytes.toHex() },
};

function nothing() {
  return undefined;
}

function threes(bytes) {
  const held = bytes.length % 3;
  return held === 0 ? undefined : { held, total: 3 };
}

function singleBytes(bytes, mask) {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] & mask);
  return text;
}

function concat(first, second) {
  if (first.length === 0) return second;
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

function StringDecoder(encoding) {
  const name = encoding == null || encoding === "" ? "utf8" : NAMES[`${encoding}`.toLowerCase()];
  if (name === undefined) {
    const shown = typeof encoding === "object" ? require("inspect").inspect(encoding) : String(encoding);
    throw errors.plain(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${shown}`);
  }
  this.encoding = name;
  states.set(this, { codec: CODECS[name], pending: EMPTY, total: 0 });
}

function stateOf(decoder) {
  const state = states.get(decoder);
  if (state === undefined) throw errors.ERR_INVALID_THIS("StringDecoder");
  return state;
}

StringDecoder.prototype.write = function write(buf) {
  if (typeof buf === "string") return buf;
  if (!ArrayBuffer.isView(buf)) throw errors.ERR_INVALID_ARG_TYPE("buf", ["Buffer", "TypedArray", "DataView"], buf);
  const state = stateOf(this);
  const chunk = new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength);
  const bytes = concat(state.pending, chunk);
  const { held, total } = state.codec.tail(bytes) ?? { held: 0, total: state.total };
  // `total` is that of the last character cut in two, for as long as nothing else begins.
  state.total = held > 0 ? total : 0;
  state.pending = bytes.slice(bytes.length - held);
  return state.codec.text(bytes.subarray(0, bytes.length - held));
};

StringDecoder.prototype.end = function end(buf) {
  const text = buf === undefined ? "" : this.write(buf);
  const state = stateOf(this);
  const { pending } = state;
  state.pending = EMPTY;
  state.total = 0;
  return pending.length === 0 ? text : text + state.codec.text(pending);
};

StringDecoder.prototype.text = function text(buf, offset) {
  const state = stateOf(this);
  state.pending = EMPTY;
  state.total = 0;
  return this.write(buf.slice(offset));
};

/** The bytes that wait, the number of those that are missing, and the sum of both. */
const PENDING = {
  lastChar(state) {
    const bytes = new Uint8Array(MOST_PENDING);
    bytes.set(state.pending);
    return require("as-buffer").asBuffer(bytes);
  },
  lastNeed: (state) => (state.pending.length === 0 ? 0 : state.total - state.pending.length),
  lastTotal: (state) => state.total,
};
for (const name of Object.keys(PENDING)) {
  Object.defineProperty(StringDecoder.prototype, name, {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get() {
      return PENDING[name](stateOf(this));
    },
  });
}

exports.StringDecoder = StringDecoder;
