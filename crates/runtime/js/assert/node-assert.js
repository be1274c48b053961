// node:assert, https://nodejs.org/api/assert.html

const { AssertionError } = require("assertion-error");
const errors = require("errors");
const { named } = require("lazy");
const { validateObject, validateOneOf } = require("validators");

const isRegExp = (value) => natives.classOf(value) === "RegExp";

/** The caller's own words: a format and its values, a function that makes them, or an error to throw instead. */
function messageOf([message, ...values], actual, expected) {
  if (message instanceof Error) throw message;
  if (typeof message === "function") return message(actual, expected);
  if (message === undefined) return undefined;
  if (typeof message !== "string") throw errors.ERR_INVALID_ARG_TYPE("message", ["string", "function"], message);
  return values.length === 0 ? message : require("format").format(message, ...values);
}

function raise(assertion, operator, actual, expected, given, settings) {
  const message = messageOf(given, actual, expected);
  throw new AssertionError({ actual, expected, message, operator, stackStartFn: assertion, diff: settings?.diff });
}

function checkOk(assertion, args) {
  if (args.length > 0 && args[0]) return;
  const [actual, message, ...values] = args;
  const given = message == null ? undefined : messageOf([message, ...values], actual, true);
  const error = new AssertionError({
    actual, expected: true, message: given ?? okText(assertion, args), operator: "==", stackStartFn: assertion,
  });
  error.generatedMessage = given === undefined;
  throw error;
}

function okText(assertion, args) {
  if (args.length === 0) return "No value argument passed to `assert.ok()`";
  const text = require("assert-source").callText(assertion);
  if (text === undefined) return `${require("inspect").inspect(args[0])} == true`;
  return `The expression evaluated to a falsy value:\n\n  ${text}\n`;
}

function loosely(a, b) {
  return a == b || (Number.isNaN(a) && Number.isNaN(b));
}

const deep = () => require("deep-equal");

/** What each comparison of two values asks, by its name, and the operator that its errors name. */
const COMPARISONS = {
  equal: { operator: "==", holds: loosely },
  notEqual: { operator: "!=", holds: (a, b) => !loosely(a, b) },
  strictEqual: { holds: Object.is },
  notStrictEqual: { holds: (a, b) => !Object.is(a, b) },
  deepEqual: { holds: (a, b) => deep().isDeepEqual(a, b) },
  notDeepEqual: { holds: (a, b) => !deep().isDeepEqual(a, b) },
  deepStrictEqual: { holds: (a, b, { skipPrototype }) => deep().isDeepStrictEqual(a, b, skipPrototype) },
  notDeepStrictEqual: { holds: (a, b, { skipPrototype }) => !deep().isDeepStrictEqual(a, b, skipPrototype) },
  partialDeepStrictEqual: { holds: (a, b) => deep().isPartiallyEqual(a, b) },
};
const STRICT_TWINS = {
  equal: "strictEqual",
  deepEqual: "deepStrictEqual",
  notEqual: "notStrictEqual",
  notDeepEqual: "notDeepStrictEqual",
};
const DEFAULTS = { diff: "simple", skipPrototype: false };
/** The settings of each object made by `new Assert(options)`. */
const settingsOf = new WeakMap();

function comparison(name) {
  const { operator = name, holds } = COMPARISONS[name];
  function compare(...args) {
    if (args.length < 2) throw errors.ERR_MISSING_ARGS("actual", "expected");
    const [actual, expected, ...message] = args;
    const settings = settingsOf.get(this) ?? DEFAULTS;
    if (!holds(actual, expected, settings)) raise(compare, operator, actual, expected, message, settings);
  }
  return named(compare, name, 2);
}

function matching(name, wanted, sentence) {
  function check(string, regexp, message) {
    if (!isRegExp(regexp)) throw errors.ERR_INVALID_ARG_TYPE("regexp", "RegExp", regexp);
    const isText = typeof string === "string";
    if (isText && (regexp.exec(string) !== null) === wanted) return;
    if (message instanceof Error) throw message;
    const { inspect } = require("inspect");
    const ours = isText
      ? `${sentence} ${inspect(regexp)}. Input:\n\n${inspect(string)}\n`
      : `The "string" argument must be of type string.${errors.describeReceived(string)}`;
    fail(check, string, regexp, message, ours, name);
  }
  return named(check, name, 2);
}

function fail(assertion, actual, expected, message, ours, operator) {
  const error = new AssertionError({
    actual, expected, message: message || ours, operator, stackStartFn: assertion,
  });
  error.generatedMessage = !message;
  throw error;
}

function ifError(value) {
  if (value === null || value === undefined) return;
  const hasText = typeof value === "object" && typeof value.message === "string";
  let text = hasText ? value.message : require("inspect").inspect(value);
  if (text === "" && hasText && value.constructor) text = value.constructor.name;
  const message = `ifError got unwanted exception: ${text}`;
  const error = new AssertionError({
    actual: value, expected: null, operator: "ifError", message, stackStartFn: ifError,
  });
  error.generatedMessage = false;
  if (typeof value.stack === "string" && value.stack !== "") continueStack(error, value.stack);
  throw error;
}

/** After the frames that only the new error has, those of the one that it tells of. */
function continueStack(error, stack) {
  const start = stack.indexOf("\n    at");
  if (start < 0) return;
  const original = stack.slice(start + 1).split("\n");
  const own = error.stack.split("\n").filter((line) => !original.includes(line));
  error.stack = [...own, ...original].join("\n");
}

const assertions = {
  fail(...args) {
    const [message] = args;
    if (message instanceof Error) throw message;
      const error = new AssertionError({
      message: args.length === 0 || message === undefined ? "Failed" : message,
      operator: "fail",
      stackStartFn: assertions.fail,
    });
    error.generatedMessage = args.length === 0 || message == null;
    throw error;
  },
  ok: named(function ok(...args) {
    checkOk(ok, args);
  }, "ok", 0),
  ifError,
  match: matching("match", true, "The input did not match the regular expression"),
  doesNotMatch: matching("doesNotMatch", false, "The input was expected to not match the regular expression"),
};
named(assertions.fail, "fail", 1);
for (const name of Object.keys(COMPARISONS)) assertions[name] = comparison(name);
for (const name of ["throws", "rejects", "doesNotThrow", "doesNotReject"]) {
  assertions[name] = require("assert-throws")[name];
}

/** Assertions with settings of their own. */
function Assert(options) {
  if (new.target === undefined) {
    const message = "Class constructor Assert cannot be invoked without `new`";
    throw errors.plain(TypeError, "ERR_CONSTRUCT_CALL_REQUIRED", message);
  }
  const settings = { ...DEFAULTS, strict: true, ...options };
  if (options !== undefined) validateObject(options, "options");
  if (settings.diff !== undefined) validateOneOf(settings.diff, "options.diff", ["simple", "full"]);
  settingsOf.set(this, settings);
  this.AssertionError = AssertionError;
  if (!settings.strict) return;
  for (const [name, twin] of Object.entries(STRICT_TWINS)) this[name] = this[twin];
}
Object.assign(Assert.prototype, assertions);

const assert = named(function assert(...args) {
  checkOk(assert, args);
}, "assert", 0);
const strict = named(function strict(...args) {
  checkOk(strict, args);
}, "strict", 0);

for (const target of [assert, strict]) {
  Object.assign(target, assertions);
  target.AssertionError = AssertionError;
  target.Assert = Assert;
  target.strict = strict;
}
for (const [name, twin] of Object.entries(STRICT_TWINS)) strict[name] = assertions[twin];

exports.default = assert;
exports.strict = strict;
exports.Assert = Assert;
exports.AssertionError = AssertionError;
Object.assign(exports, assertions);
