// node:querystring, https://nodejs.org/api/querystring.html

const errors = require("errors");

const DEFAULT_MAX_KEYS = 1000;

/** What a program may replace: `escape` and `unescape` are looked up here on each call. */
const querystring = {
  unescapeBuffer,
  unescape: qsUnescape,
  escape: qsEscape,
  stringify,
  encode: stringify,
  parse,
  decode: parse,
};

const SPACE = 32;
const PLUS = 43;
const PERCENT = 37;

function hexPair(text, at) {
  const pair = text.slice(at, at + 2);
  return /^[0-9a-f]{2}$/i.test(pair) ? Number.parseInt(pair, 16) : undefined;
}

/** The bytes of a percent-encoded text; what is no valid escape stays as it is. */
function unescapeBuffer(s, decodeSpaces) {
  const bytes = new Uint8Array(s.length);
  let length = 0;
  for (let i = 0; i < s.length; i++) {
    let byte = s.charCodeAt(i);
    if (byte === PERCENT) {
      const value = hexPair(s, i + 1);
      if (value !== undefined) {
        byte = value;
        i += 2;
      }
    } else if (byte === PLUS && decodeSpaces) byte = SPACE;
    bytes[length++] = byte;
  }
  return require("as-buffer").asBuffer(bytes.subarray(0, length));
}

function qsUnescape(s, decodeSpaces) {
  try {
    return decodeURIComponent(s);
  } catch {
    return natives.textDecode("utf-8", querystring.unescapeBuffer(s, decodeSpaces), false, true);
  }
}

function qsEscape(str) {
  const text = typeof str === "object" ? String(str) : `${str}`;
  try {
    return encodeURIComponent(text);
  } catch {
    throw errors.plain(URIError, "ERR_INVALID_URI", "URI malformed");
  }
}

function primitiveText(value) {
  switch (typeof value) {
    case "string": return value;
    case "number": return Number.isFinite(value) ? `${value}` : "";
    case "bigint":
    case "boolean": return `${value}`;
    default: return "";
  }
}

function stringify(obj, sep, eq, options) {
  if (obj === null || typeof obj !== "object") return "";
  const encode = typeof options?.encodeURIComponent === "function" ? options.encodeURIComponent : querystring.escape;
  const encoded = (value) => {
    const text = primitiveText(value);
    return text === "" ? "" : encode(text);
  };
  const pairs = [];
  for (const key of Object.keys(obj)) {
    const start = encode(key) + (eq || "=");
    for (const value of Array.isArray(obj[key]) ? obj[key] : [obj[key]]) pairs.push(start + encoded(value));
  }
  return pairs.join(sep || "&");
}

/** The decoder for `parse`: a custom one sees everything, and what it cannot take is decoded byte by byte. */
function decoderOf(options) {
  const custom = typeof options?.decodeURIComponent === "function" ? options.decodeURIComponent : undefined;
  const decode = custom ?? querystring.unescape;
  const replaced = decode !== qsUnescape;
  return (text) => {
    if (!replaced && !/[%+]/.test(text)) return text;
    const spaced = text.replaceAll("+", replaced ? "%20" : " ");
    try {
      return decode(spaced);
    } catch {
      return querystring.unescape(spaced, true);
    }
  };
}

function parse(qs, sep, eq, options) {
  const result = { __proto__: null };
  if (typeof qs !== "string" || qs.length === 0) return result;
  const equals = eq ? `${eq}` : "=";
  const maxKeys = typeof options?.maxKeys === "number" ? options.maxKeys : DEFAULT_MAX_KEYS;
  const parts = qs.split(sep ? `${sep}` : "&");
  if (maxKeys > 0 && parts.length > maxKeys) parts.length = maxKeys;
  const decode = decoderOf(options);
  for (const part of parts) {
    if (part === "") continue;
    const at = part.indexOf(equals);
    const key = decode(at < 0 ? part : part.slice(0, at));
    const value = at < 0 ? "" : decode(part.slice(at + equals.length));
    if (!(key in result)) result[key] = value;
    else if (Array.isArray(result[key])) result[key].push(value);
    else result[key] = [result[key], value];
  }
  return result;
}

exports.default = querystring;
Object.assign(exports, querystring);
