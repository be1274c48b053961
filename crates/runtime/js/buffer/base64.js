// atob and btoa, https://infra.spec.whatwg.org/#forgiving-base64, over the engine's own base64 conversions.

const { fromBase64 } = Uint8Array;
const { toBase64 } = Uint8Array.prototype;
const { fromCharCode } = String;

function invalidCharacter(message) {
  const { DOMException } = require("dom-exception");
  return new DOMException(message, "InvalidCharacterError");
}

function missing(name) {
  return require("errors").ERR_MISSING_ARGS(name);
}

/** Base64 of a string whose characters are all below U+0100. */
exports.btoa = function btoa(input) {
  if (arguments.length === 0) throw missing("input");
  const text = `${input}`;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 255) throw invalidCharacter("Invalid character");
    bytes[i] = unit;
  }
  return toBase64.call(bytes);
};

/** The bytes of a base64 text, one character each. White space is skipped and padding optional. */
exports.atob = function atob(input) {
  if (arguments.length === 0) throw missing("input");
  const text = `${input}`.replace(/[\t\n\f\r ]+/g, "");
  const body = text.length % 4 === 0 ? text.replace(/={1,2}$/, "") : text;
  if (/[^A-Za-z0-9+/]/.test(body)) throw invalidCharacter("Invalid character");
  if (body.length % 4 === 1) throw invalidCharacter("The string to be decoded is not correctly encoded.");
  const bytes = fromBase64(body, { __proto__: null, lastChunkHandling: "loose" });
  let result = "";
  for (let i = 0; i < bytes.length; i += 8192) result += fromCharCode(...bytes.subarray(i, i + 8192));
  return result;
};
