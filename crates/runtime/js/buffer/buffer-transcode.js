// buffer.transcode, between the encodings that stand for text.

const { ASCII, LATIN1, UTF16LE, UTF8, idOf, natives: conversions } = require("buffer-encodings");
const { adopt } = require("buffer");

const SUPPORTED = [UTF8, UTF16LE, LATIN1, ASCII];

/** libicu's name and number of a failure. */
function failed(name, errno) {
  const error = new Error(`Unable to transcode Buffer [${name}]`);
  error.code = name;
  error.errno = errno;
  return error;
}

function decode(source, id) {
  const text = conversions.bytesToText(source, id === ASCII ? LATIN1 : id, 0, source.length);
  return id === ASCII ? text.replace(/[^\x00-\x7f]/g, "\ufffd") : text;
}

exports.transcode = function transcode(source, fromEncoding, toEncoding) {
  const from = idOf(fromEncoding);
  const to = idOf(toEncoding);
  if (!SUPPORTED.includes(from) || !SUPPORTED.includes(to)) throw failed("U_ILLEGAL_ARGUMENT_ERROR", 1);
  if (from === UTF8 && to === UTF16LE && !conversions.isUtf8(source)) throw failed("U_INVALID_CHAR_FOUND", 10);
  let text = decode(source, from);
  if (to === LATIN1) text = text.replace(/[^\x00-\xff]/gu, "?");
  else if (to === ASCII) text = text.replace(/[^\x00-\x7f]/gu, "?");
  return adopt(conversions.textToBytes(text, to));
};
