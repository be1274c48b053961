// Printing of primitive values: strings and their quoting, numbers, and the rest.

/** Strings of up to this many UTF-16 units are never broken over several lines. */
const MIN_LINE_WIDTH = 16;

const SINGLE_QUOTE = 39;
const BACKSLASH = 92;
const SHORT_ESCAPES = { 8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", [SINGLE_QUOTE]: "\\'", [BACKSLASH]: "\\\\" };

const NEEDS_ESCAPE = /[\x00-\x1f'\\\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ESCAPABLE = new RegExp(NEEDS_ESCAPE.source, "g");
const NEEDS_ESCAPE_UNQUOTED = new RegExp(NEEDS_ESCAPE.source.replace("'", ""));
const ESCAPABLE_UNQUOTED = new RegExp(NEEDS_ESCAPE_UNQUOTED.source, "g");

function escapeUnit(unit) {
  const code = unit.charCodeAt(0);
  const short = SHORT_ESCAPES[code];
  if (short !== undefined) return short;
  const hex = code.toString(16);
  return code > 0xff ? `\\u${hex}` : `\\x${hex.toUpperCase().padStart(2, "0")}`;
}

/**
 * `text` as a string literal. Single quotes, unless the text has some and another quote saves the escaping: double quotes
 * first, then a template literal.
 */
function quote(text) {
  let mark = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) mark = '"';
    else if (!text.includes("`") && !text.includes("${")) mark = "`";
  }
  if (mark === "'") {
    return NEEDS_ESCAPE.test(text) ? `'${text.replace(ESCAPABLE, escapeUnit)}'` : `'${text}'`;
  }
  return mark + (NEEDS_ESCAPE_UNQUOTED.test(text) ? text.replace(ESCAPABLE_UNQUOTED, escapeUnit) : text) + mark;
}

/** `text` with what a string literal would escape escaped, but without quotes around it. */
function escape(text) {
  return NEEDS_ESCAPE.test(text) ? text.replace(ESCAPABLE, escapeUnit) : text;
}

/** Underscores between groups of three digits, counted from the end. */
function separateInteger(digits) {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, "_");
}

/** Underscores between groups of three digits, counted from the decimal point. */
function separateFraction(digits) {
  return digits.replace(/(\d{3})(?=\d)/g, "$1_");
}

function numberText(value, numericSeparator) {
  if (value === 0 && 1 / value < 0) return "-0";
  const text = `${value}`;
  if (!numericSeparator) return text;
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) return text; // NaN, Infinity, or written with an exponent
  const [, sign, integer, fraction] = parts;
  const whole = sign + separateInteger(integer);
  return fraction === undefined ? whole : `${whole}.${separateFraction(fraction)}`;
}

function formatNumber(stylize, value, numericSeparator) {
  return stylize(numberText(value, numericSeparator), "number");
}

function formatBigInt(stylize, value, numericSeparator) {
  const text = `${value}`;
  return stylize(`${numericSeparator ? separateInteger(text) : text}n`, "bigint");
}

function formatString(ctx, stylize, value) {
  let trailer = "";
  if (value.length > ctx.maxStringLength) {
    const left = value.length - ctx.maxStringLength;
    value = value.slice(0, ctx.maxStringLength);
    trailer = `... ${left} more character${left > 1 ? "s" : ""}`;
  }
  const room = ctx.breakLength - ctx.indentation - 4;
  if (ctx.compact !== true && value.length > MIN_LINE_WIDTH && value.length > room) {
    const lines = value.split(/(?<=\n)/);
    for (let i = 0; i < lines.length; i++) lines[i] = stylize(quote(lines[i]), "string");
    return lines.join(` +\n${" ".repeat(ctx.indentation + 2)}`) + trailer;
  }
  return stylize(quote(value), "string") + trailer;
}

/** Prints a value that is neither an object nor a function nor null. */
function formatPrimitive(ctx, value, stylize = ctx.stylize) {
  switch (typeof value) {
    case "string":
      return formatString(ctx, stylize, value);
    case "number":
      return formatNumber(stylize, value, ctx.numericSeparator);
    case "bigint":
      return formatBigInt(stylize, value, ctx.numericSeparator);
    case "boolean":
      return stylize(`${value}`, "boolean");
    case "undefined":
      return stylize("undefined", "undefined");
    default:
      return stylize(Symbol.prototype.toString.call(value), "symbol");
  }
}

exports.escape = escape;
exports.quote = quote;
exports.formatNumber = formatNumber;
exports.formatBigInt = formatBigInt;
exports.formatPrimitive = formatPrimitive;
