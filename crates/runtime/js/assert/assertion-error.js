// assert.AssertionError. https://nodejs.org/api/assert.html#class-assertassertionerror

const errors = require("errors");
const { validateObject } = require("validators");

const CUSTOM = Symbol.for("nodejs.util.inspect.custom");
/** What a message says of a value is cut there; twice as far where it is the only one. */
const MOST_TEXT = 512;
const MOST_LINES = 50;
const LINES_KEPT = 46;
const SHOWN_LINES = 10;
const SHOWN_TEXT = 512;

const UNEQUAL = {
  __proto__: null,
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
};
const NOT_SAME = 'Expected "actual" not to be reference-equal to "expected":';

const cut = (text, most = MOST_TEXT) => (text.length > most ? `${text.slice(0, most - 3)}...` : text);
const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";

function unequalText(actual, operator) {
  const { print } = require("assertion-diff");
  const sentence = operator === "notStrictEqual" && isObject(actual) ? NOT_SAME : UNEQUAL[operator];
  const lines = print(actual).split("\n");
  if (lines.length > MOST_LINES) lines.splice(LINES_KEPT, Infinity, "...");
  if (lines.length > 1) return `${sentence}\n\n${lines.join("\n")}\n`;
  return `${sentence}${lines[0].length > 5 ? "\n\n" : " "}${lines[0]}`;
}

/** What the loose deep operators say, which show both values instead of a difference. */
function looseText(left, right, operator) {
  const not = operator === "notDeepEqual" ? "not " : "";
  if (not !== "" && left === right) return cut(`${UNEQUAL.notDeepEqual}\n\n${left}`, 2 * MOST_TEXT);
  const sentence = `Expected values ${not}to be loosely deep-equal:`;
  return `${sentence}\n\n${cut(left)}\n\nshould ${not}loosely deep-equal\n\n${cut(right)}`;
}

/** The message for values that nobody has words for. */
function generated({ actual, expected, operator }) {
  const { difference, hasDifference, print } = require("assertion-diff");
  if (hasDifference(operator)) return difference(actual, expected, operator);
  if (operator === "notDeepStrictEqual" || operator === "notStrictEqual") return unequalText(actual, operator);
  const [left, right] = [print(actual), print(expected)];
  if (operator === "deepEqual" || operator === "notDeepEqual") return looseText(left, right, operator);
  return `${cut(left)} ${operator} ${cut(right)}`;
}

class AssertionError extends Error {
  constructor(options) {
    validateObject(options, "options");
    const { message, operator, stackStartFn, actual, expected, details, diff = "simple" } = options;
    const withDifference = () => require("assertion-diff").difference(actual, expected, operator, String(message));
    if (message == null) super(generated(options));
    else if (require("assertion-diff").hasDifference(operator)) super(withDifference());
    else super(String(message));
    this.generatedMessage = message == null;
    Object.defineProperty(this, "name", {
      __proto__: null, value: "AssertionError", enumerable: false, writable: true, configurable: true,
    });
    this.code = "ERR_ASSERTION";
    if (details) {
      details.forEach((detail, index) => {
        this[`message ${index}`] = detail.message;
        this[`actual ${index}`] = detail.actual;
        this[`expected ${index}`] = detail.expected;
        this[`operator ${index}`] = detail.operator;
        this[`stack trace ${index}`] = detail.stack;
      });
    } else {
      this.actual = actual;
      this.expected = expected;
      this.operator = operator;
    }
    errors.setStack(this, `AssertionError [ERR_ASSERTION]: ${this.message}`, stackStartFn || AssertionError);
    this.diff = diff;
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  /** Printed with its values in short: the message shows them already. */
  [CUSTOM](depth, context) {
    const { actual, expected } = this;
    if (typeof actual === "string") this.actual = shortened(actual);
    if (typeof expected === "string") this.expected = shortened(expected);
    const text = require("inspect").inspect(this, { ...context, customInspect: false, depth: 0 });
    this.actual = actual;
    this.expected = expected;
    return text;
  }
}
Object.defineProperty(AssertionError.prototype[CUSTOM], "name", {
  __proto__: null, value: "[nodejs.util.inspect.custom]", configurable: true,
});

function shortened(text) {
  const lines = text.split("\n");
  let kept = text;
  if (lines.length > SHOWN_LINES) kept = `${lines.slice(0, SHOWN_LINES).join("\n")}\n...`;
  return kept.length > SHOWN_TEXT ? `${kept.slice(0, SHOWN_TEXT)}...` : kept;
}

exports.AssertionError = AssertionError;
