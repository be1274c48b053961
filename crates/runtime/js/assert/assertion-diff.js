// What an assertion that compares two values says of them: both printed, and where they part.

const { inspect } = require("inspect");
const { ADDED, BOTH, diff } = require("myers");

/** Values of one line are put side by side up to this many characters in all. */
const SHORT = 12;
/** Up to this many, a mark under them shows where they part, unless that is at once. */
const MARKED = 80;
const FIRST_MARKED = 3;
/** Lines in a row that are the same are shown up to this many. */
const SAME_SHOWN = 5;
const MOST_LINES = 50;

const HEAD = "+ actual - expected";
const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";

/** A value, a property a line, so that lines can be compared. */
exports.print = function print(value) {
  return inspect(withoutFrames(value), {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    showProxy: false,
    breakLength: Infinity,
    sorted: true,
    getters: true,
  });
};

/** An error is compared by what it says, not by where it was made. */
function withoutFrames(value) {
  if (natives.classOf(value) !== "Error") return value;
  const copy = new Error(value.message);
  Object.setPrototypeOf(copy, Object.getPrototypeOf(value));
  for (const key of Reflect.ownKeys(value)) {
    if (key !== "stack") Object.defineProperty(copy, key, Object.getOwnPropertyDescriptor(value, key));
  }
  const header = value.message ? `${value.name}: ${value.message}` : `${value.name}`;
  Object.defineProperty(copy, "stack", { __proto__: null, value: header, writable: true, configurable: true });
  return copy;
}

/** What the operators say that show a difference. */
const SENTENCES = {
  __proto__: null,
  deepStrictEqual: "Expected values to be strictly deep-equal:",
  partialDeepStrictEqual: "Expected values to be partially and strictly deep-equal:",
  strictEqual: "Expected values to be strictly equal:",
};
const SAME_OBJECT = 'Expected "actual" to be reference-equal to "expected":';

exports.hasDifference = (operator) => operator in SENTENCES;

/** @param message the caller's own words, instead of ours. */
exports.difference = function difference(actual, expected, operator, message) {
  const [left, right] = [exports.print(actual), exports.print(expected)];
  if (message === undefined && left === right) return sameStructure(left);
  const isSame = operator === "strictEqual" && isObject(actual) && isObject(expected);
  const sentence = message ?? (isSame ? SAME_OBJECT : SENTENCES[operator]);
  if (isSimple(actual, expected, left, right)) return sentence + simple(actual, expected, left, right);
  const same = isObject(actual) ? sameButComma : undefined;
  const { text, skipped } = grouped(diff(left.split("\n"), right.split("\n"), same, longer));
  const head = skipped ? `${HEAD}\n... Skipped lines` : HEAD;
  return `${sentence}\n${head}\n\n${text}\n`;
};

function sameStructure(text) {
  const lines = text.split("\n");
  const long = lines.length > MOST_LINES;
  const shown = long ? `${lines.slice(0, MOST_LINES).join("\n")}\n...}` : text;
  const skipped = long ? "... Skipped lines\n" : "";
  return `Values have same structure but are not reference-equal:\n\n${skipped}${shown}\n`;
}

function isSimple(actual, expected, left, right) {
  if (left.includes("\n") || right.includes("\n")) return false;
  return !(isBraced(actual) && isBraced(expected));
}

/** An object that is printed with its properties: one that is not a function. */
const isBraced = (value) => typeof value === "object" && value !== null;

function simple(actual, expected, left, right) {
  const quotes = (value) => (typeof value === "string" ? 2 : 0);
  const length = left.length + right.length - quotes(actual) - quotes(expected);
  if (length <= SHORT && (actual !== 0 || expected !== 0)) return `\n\n${left} !== ${right}\n`;
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const mark = length < MARKED && at >= FIRST_MARKED ? `\n${" ".repeat(at + 2)}^` : "";
  return `\n${HEAD}\n\n+ ${left}\n- ${right}${mark}\n`;
}

/** The last entry of an object has no comma; that is no difference. */
function sameButComma(a, b) {
  return a === b || `${a},` === b || a === `${b},`;
}

const longer = (a, b) => (a.length < b.length ? b : a);

const SIGNS = { [BOTH]: " ", [ADDED]: "+" };

/** The lines with their signs; of many in a row that are the same, only the first and the last before a difference. */
function grouped(steps) {
  const lines = [];
  let skipped = false;
  for (let i = 0; i < steps.length; ) {
    if (steps[i][0] !== BOTH) {
      lines.push(`${SIGNS[steps[i][0]] ?? "-"} ${steps[i][1]}`);
      i++;
      continue;
    }
    let end = i;
    while (end < steps.length && steps[end][0] === BOTH) end++;
    const run = steps.slice(i, end).map(([, line]) => `  ${line}`);
    lines.push(...run.slice(0, SAME_SHOWN));
    const hidden = run.slice(SAME_SHOWN);
    if (end < steps.length && hidden.length > 2) {
      lines.push("...", hidden.at(-1));
      skipped = true;
    } else if (end < steps.length) lines.push(...hidden);
    i = end;
  }
  return { text: lines.join("\n").trimEnd(), skipped };
}
