// util.styleText. https://nodejs.org/api/util.html#utilstyletextformat-text-options

const errors = require("errors");
const { validateBoolean, validateObject, validateOneOf, validateString } = require("validators");

const ESCAPE = "\u001b[";
const DEFAULT_COLOR = `${ESCAPE}39m`;
const HEX_COLOR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;
/** What ends both bold and dim text: it stays, or the other would go on. */
const INTENSITY_END = 22;

const isFunction = (value) => typeof value === "function";

function isStream(value) {
  if (value === null || typeof value !== "object") return false;
  if (value._readableState || value._writableState) return true;
  if (isFunction(value.on) && (isFunction(value.write) || isFunction(value.pipe))) return true;
  return isFunction(value.getWriter) || isFunction(value.getReader);
}

function hasColors(stream) {
  if (natives.envGet("FORCE_COLOR") !== undefined) {
    return require("color-depth").colorDepth(require("process-env").env) > 2;
  }
  if (!stream?.isTTY) return false;
  return !isFunction(stream.getColorDepth) || stream.getColorDepth() > 2;
}

function hexStyle(format) {
  if (!HEX_COLOR.test(format)) {
    throw errors.ERR_INVALID_ARG_VALUE("format", format, "must be a valid hex color (#RGB or #RRGGBB)");
  }
  const digits = format.length === 4 ? Array.from(format.slice(1), (digit) => digit + digit) : format.match(/\w\w/g);
  const [red, green, blue] = digits.map((pair) => Number.parseInt(pair, 16));
  return { open: `${ESCAPE}38;2;${red};${green};${blue}m`, close: DEFAULT_COLOR, keepsClose: false };
}

function styleOf(format) {
  if (typeof format === "string" && format.startsWith("#")) return hexStyle(format);
  const { colors } = require("inspect").inspect;
  const codes = colors[format];
  if (!codes) validateOneOf(format, "format", Object.getOwnPropertyNames(colors));
  const [open, close] = codes;
  return { open: `${ESCAPE}${open}m`, close: `${ESCAPE}${close}m`, keepsClose: close === INTENSITY_END };
}

/** Where the text ends the style itself, it begins again, unless that is its end. */
function reopened(text, { open, close, keepsClose }) {
  const again = keepsClose ? close + open : open;
  return text.replaceAll(close, (found, at) => (at + found.length === text.length ? found : again));
}

exports.styleText = (format, text, options = undefined) => {
  const validateStream = options?.validateStream ?? true;
  validateString(text, "text");
  if (options !== undefined) validateObject(options, "options");
  validateBoolean(validateStream, "options.validateStream");
  let plain = false;
  if (validateStream) {
    const stream = options?.stream ?? require("process").process.stdout;
    if (!isStream(stream)) {
      throw errors.ERR_INVALID_ARG_TYPE("stream", ["ReadableStream", "WritableStream", "Stream"], stream);
    }
    plain = !hasColors(stream);
  }
  const styles = [format].flat().filter((one) => one !== "none").map(styleOf);
  if (plain) return text;
  const open = styles.map((style) => style.open).join("");
  const close = styles.map((style) => style.close).reverse().join("");
  return open + styles.reduce(reopened, text) + close;
};
