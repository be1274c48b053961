// Node's names for ways to write text as bytes, and the natives that do it.
// https://nodejs.org/api/buffer.html#buffers-and-character-encodings

const { plain } = require("errors");

// The numbers are those of the natives.
const UTF8 = 0;
const UTF16LE = 1;
const LATIN1 = 2;
const ASCII = 3;
const BASE64 = 4;
const BASE64URL = 5;
const HEX = 6;

/** The natives of buffers: made once, for all files that use them. */
exports.natives = natives.subject("buffer");

const IDS = new Map([
  ["utf8", UTF8], ["utf-8", UTF8],
  ["ucs2", UTF16LE], ["ucs-2", UTF16LE], ["utf16le", UTF16LE], ["utf-16le", UTF16LE],
  ["latin1", LATIN1], ["binary", LATIN1],
  ["ascii", ASCII], ["base64", BASE64], ["base64url", BASE64URL], ["hex", HEX],
]);

/** The number of an encoding, or undefined. */
function idOf(encoding) {
  if (encoding === "utf8" || encoding === undefined) return UTF8;
  return IDS.get(encoding) ?? IDS.get(`${encoding}`.toLowerCase());
}

/** The number of an encoding; throws ERR_UNKNOWN_ENCODING. */
function requireId(encoding) {
  const id = idOf(encoding);
  if (id === undefined) throw plain(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`);
  return id;
}

exports.isEncoding = function isEncoding(encoding) {
  return typeof encoding === "string" && encoding.length !== 0 && idOf(encoding) !== undefined;
};

/** How many bytes `text` has at most; exact but for base64 and hex. */
exports.byteLength = function byteLength(text, id) {
  if (id === LATIN1 || id === ASCII) return text.length;
  if (id === UTF16LE) return text.length * 2;
  if (id === HEX) return text.length >>> 1;
  return exports.natives.textLength(text, id);
};

Object.assign(exports, { UTF8, UTF16LE, LATIN1, ASCII, BASE64, BASE64URL, HEX, idOf, requireId });
