// util.format: text with placeholders, filled in from the further arguments. Those that are left over follow it.
// https://nodejs.org/api/util.html#utilformatformat-args

const PERCENT = 37;

/** Loaded on the first value that needs it: plain text does not. */
function inspect(value, options) {
  return require("inspect").inspect(value, options);
}

function numberText(value, options) {
  if (options?.numericSeparator) return inspect(value, { numericSeparator: true });
  if (typeof value === "bigint") return `${value}n`;
  return Object.is(value, -0) ? "-0" : `${value}`;
}

/** A value as the numeric placeholders print it, converted by `convert`. */
function convertedText(value, convert, options) {
  return typeof value === "symbol" ? "NaN" : numberText(convert(value), options);
}

/** Whether the method `key` of `value` is one of the program's, not of a class of the language. */
function isCustomMethod(value, key) {
  if (typeof value[key] !== "function") return false;
  let holder = value;
  while (!Object.hasOwn(holder, key)) holder = Object.getPrototypeOf(holder);
  if (holder === value) return true;
  const constructor = Object.getOwnPropertyDescriptor(holder, "constructor")?.value;
  return typeof constructor !== "function" || !require("inspect-builtins").isBuiltIn(constructor.name);
}

/** Whether the program says how the object is converted to a string. If not, inspecting it tells more. */
function hasCustomToString(value) {
  for (let proxy = natives.proxyDetails(value); proxy !== undefined; proxy = natives.proxyDetails(value)) {
    [value] = proxy;
    if (value === null) return false;
  }
  return isCustomMethod(value, Symbol.toPrimitive) || isCustomMethod(value, "toString");
}

function stringText(value, options) {
  if (typeof value === "number" || typeof value === "bigint") return numberText(value, options);
  if (typeof value !== "object" || value === null || hasCustomToString(value)) return String(value);
  return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
}

function firstLine(text) {
  return `${text}`.split("\n", 1)[0];
}

/** What the engine says of an object that contains itself. */
function circularMessage() {
  const circle = {};
  circle.self = circle;
  try {
    return JSON.stringify(circle);
  } catch (error) {
    return firstLine(error.message);
  }
}

/** JSON; an object that contains itself is "[Circular]". */
function jsonText(value) {
  try {
    return `${JSON.stringify(value)}`;
  } catch (error) {
    if (error?.name === "TypeError" && firstLine(error.message) === circularMessage()) return "[Circular]";
    throw error;
  }
}

/** What the placeholder `%` + `letter` prints for `value`; undefined for a letter that is none. */
function placeholder(letter, value, options) {
  switch (letter) {
    case "s":
      return stringText(value, options);
    case "d":
      return typeof value === "bigint" ? numberText(value, options) : convertedText(value, Number, options);
    case "i":
      return typeof value === "bigint" ? numberText(value, options) : convertedText(value, Number.parseInt, options);
    case "f":
      return convertedText(value, Number.parseFloat, options);
    case "j":
      return jsonText(value);
    case "O":
      return inspect(value, options);
    case "o":
      return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case "c":
      return "";
    default:
      return undefined;
  }
}

/** The text of the format string, and the index of the first argument it left over. */
function fill(args, options) {
  const pattern = args[0];
  let next = 1;
  let done = 0;
  let text = "";
  for (let i = pattern.indexOf("%"); i !== -1 && i < pattern.length - 1; i = pattern.indexOf("%", i + 2)) {
    let part;
    if (pattern.charCodeAt(i + 1) === PERCENT) part = "%";
    else if (next < args.length) {
      part = placeholder(pattern[i + 1], args[next], options);
      if (part === undefined) continue;
      next++;
    } else continue;
    text += pattern.slice(done, i) + part;
    done = i + 2;
  }
  return { text: text + pattern.slice(done), next };
}

/** Formats `args`; `options` are those of `inspect`. */
function formatAll(args, options) {
  let text = "";
  let next = 0;
  if (typeof args[0] === "string") {
    if (args.length === 1) return args[0];
    ({ text, next } = fill(args, options));
  }
  for (let i = next; i < args.length; i++) {
    if (i > 0) text += " ";
    text += typeof args[i] === "string" ? args[i] : inspect(args[i], options);
  }
  return text;
}

exports.format = function format(...args) {
  return formatAll(args, undefined);
};

exports.formatWithOptions = function formatWithOptions(inspectOptions, ...args) {
  require("validators").validateObject(inspectOptions, "inspectOptions");
  return formatAll(args, inspectOptions);
};

exports.formatAll = formatAll;
