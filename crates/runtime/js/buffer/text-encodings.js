// Text as bytes, in Node's encodings.

const { natives: conversions, requireId } = require("buffer-encodings");

/** The bytes of `text`; throws ERR_UNKNOWN_ENCODING. */
exports.encodeText = (text, encoding) => conversions.textToBytes(text, requireId(encoding));
