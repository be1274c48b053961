// Node's names for ways to write text as bytes: utf8, utf16le, latin1, ascii, base64, base64url, hex.

const { plain } = require("errors");

const ALIASES = { "utf-8": "utf8", "ucs2": "utf16le", "ucs-2": "utf16le", "utf-16le": "utf16le", "binary": "latin1" };

function utf16(text) {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i] = unit & 0xff;
    bytes[2 * i + 1] = unit >> 8;
  }
  return bytes;
}

function latin1(text) {
  return Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** Either alphabet; what is no base64 is skipped, and an incomplete last group gives what it holds. */
function base64(text) {
  const clean = text.replace(/=.*$/s, "").replaceAll("-", "+").replaceAll("_", "/").replace(/[^A-Za-z0-9+/]/g, "");
  const whole = clean.length % 4 === 1 ? clean.slice(0, -1) : clean;
  return Uint8Array.fromBase64(whole);
}

/** As many whole bytes as there are hex digits before the first that is none. */
function hex(text) {
  const digits = /^(?:[0-9a-fA-F]{2})*/.exec(text)[0];
  return Uint8Array.fromHex(digits);
}

const utf8 = (text) => natives.utf8Encode(text);

const ENCODERS = { utf8, utf16le: utf16, latin1, ascii: latin1, base64, base64url: base64, hex };

/** The bytes of `text`; throws ERR_UNKNOWN_ENCODING. */
exports.encodeText = function encodeText(text, encoding) {
  const name = String(encoding).toLowerCase();
  const encoder = ENCODERS[ALIASES[name] ?? name];
  if (encoder === undefined) throw plain(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`);
  return encoder(text);
};
