// assert.throws, rejects, doesNotThrow and doesNotReject.

const errors = require("errors");
const { validateFunction } = require("validators");
const { AssertionError } = require("assertion-error");

const { classOf } = natives;
const NOTHING = Symbol("nothing was thrown");

const isError = (value) => value instanceof Error || classOf(value) === "Error";

/** What is compared of an error, so that a difference shows these properties only. */
class Comparison {
  constructor(object, keys, actual) {
    for (const key of keys) {
      if (!(key in object)) continue;
      const text = typeof actual?.[key] === "string" ? actual[key] : undefined;
      const matches = text !== undefined && isRegExp(object[key]) && object[key].test(text);
      this[key] = matches ? actual[key] : object[key];
    }
  }
}

const isRegExp = (value) => classOf(value) === "RegExp";

/** What one assertion about an exception was told, and how it fails. */
class Check {
  /** @param assertion its function, whose name is the operator and whose frame is the last to be hidden. */
  constructor(assertion, expected, message) {
    this.assertion = assertion;
    this.expected = expected;
    this.message = message;
  }

  /** An AssertionError for the caller's message, or for ours. */
  failure(actual, message, generated = false) {
    const { assertion, expected } = this;
    const error = new AssertionError({ actual, expected, message, operator: assertion.name, stackStartFn: assertion });
    error.generatedMessage = generated;
    return error;
  }

  /** Fails unless the error is as expected. */
  check(actual) {
    const { expected, message } = this;
    if (typeof expected !== "function") {
      if (isRegExp(expected)) this.checkText(actual);
      else this.checkProperties(actual);
      return;
    }
    if (expected.prototype !== undefined && actual instanceof expected) return;
    const isClass = expected === Error || Object.prototype.isPrototypeOf.call(Error, expected);
    if (isClass) throw this.failure(actual, message ?? wrongClass(expected, actual), message === undefined);
    const result = Reflect.apply(expected, {}, [actual]);
    if (result !== true) {
      throw this.failure(actual, message ?? wrongResult(expected, actual, result), message === undefined);
    }
  }

  checkText(actual) {
    const text = String(actual);
    if (this.expected.test(text)) return;
    const { inspect } = require("inspect");
    const sentence = `The input did not match the regular expression ${inspect(this.expected)}.`;
    const ours = `${sentence} Input:\n\n${inspect(text)}\n`;
    throw this.failure(actual, this.message ?? ours, this.message === undefined);
  }

  checkProperties(actual) {
    const { expected, message } = this;
    if (typeof actual !== "object" || actual === null) throw this.propertyFailure(actual, actual, expected);
    const keys = Object.keys(expected);
    if (isError(expected)) keys.push("name", "message");
    else if (keys.length === 0) throw errors.ERR_INVALID_ARG_VALUE("error", expected, "may not be an empty object");
    const { isDeepStrictEqual } = require("deep-equal");
    for (const key of keys) {
      const pattern = isRegExp(expected[key]) && typeof actual[key] === "string";
      if (pattern && expected[key].test(actual[key])) continue;
      if (key in actual && isDeepStrictEqual(actual[key], expected[key])) continue;
      if (message !== undefined) throw this.failure(actual, message);
      throw this.propertyFailure(actual, new Comparison(actual, keys), new Comparison(expected, keys, actual));
    }
  }

  propertyFailure(actual, left, right) {
    if (this.message !== undefined) return this.failure(actual, this.message);
    const shown = new AssertionError({ actual: left, expected: right, operator: "deepStrictEqual" });
    return this.failure(actual, shown.message, true);
  }
}

function wrongClass(expected, actual) {
  const { inspect } = require("inspect");
  const received = isError(actual) ? actual.name : inspect(actual, { depth: -1 });
  const text = isError(actual) ? `\n\nError message:\n\n${actual.message}` : "";
  return `The error is expected to be an instance of "${expected.name}". Received "${received}"${text}`;
}

function wrongResult(validate, actual, result) {
  const name = validate.name ? `"${validate.name}" ` : "";
  const caught = isError(actual) ? `\n\nCaught error:\n\n${actual}` : "";
  const { inspect } = require("inspect");
  return `The ${name}validation function is expected to return "true". Received ${inspect(result)}${caught}`;
}

function caught(fn) {
  validateFunction(fn, "fn");
  try {
    fn();
  } catch (error) {
    return error;
  }
  return NOTHING;
}

function isPromise(value) {
  if (classOf(value) === "Promise") return true;
  return typeof value === "object" && typeof value?.then === "function" && typeof value?.catch === "function";
}

async function rejection(promiseFn) {
  let promise = promiseFn;
  if (typeof promiseFn === "function") {
    promise = promiseFn();
    if (!isPromise(promise)) throw notAPromise(promise);
  } else if (!isPromise(promiseFn)) throw errors.ERR_INVALID_ARG_TYPE("promiseFn", ["Function", "Promise"], promiseFn);
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return NOTHING;
}

function notAPromise(value) {
  const received = errors.describeReceived(value).replace(" Received ", "");
  const message = `Expected instance of Promise to be returned from the "promiseFn" function but got ${received}.`;
  return errors.plain(TypeError, "ERR_INVALID_RETURN_VALUE", message);
}

const EXPECTED = ["Object", "Error", "Function", "RegExp"];

/** A text in the place of what is expected is the message. */
function argumentsOf(actual, args) {
  const [error, message] = args;
  if (typeof error !== "string") {
    const fits = error == null || typeof error === "object" || typeof error === "function";
    if (!fits) throw errors.ERR_INVALID_ARG_TYPE("error", EXPECTED, error);
    return { error: error ?? undefined, message };
  }
  if (args.length > 1) throw errors.ERR_INVALID_ARG_TYPE("error", EXPECTED, error);
  const given = typeof actual === "object" && actual !== null ? actual.message : actual;
  if (given === error) {
    const what = given === actual ? `error "${actual}"` : `error message "${given}"`;
    const text = `The "error/message" argument is ambiguous. The ${what} is identical to the message.`;
    throw errors.plain(TypeError, "ERR_AMBIGUOUS_ARGUMENT", text);
  }
  return { error: undefined, message: error };
}

function expectFailure(assertion, actual, args) {
  const { error, message } = argumentsOf(actual, args);
  const check = new Check(assertion, error, message);
  if (actual === NOTHING) {
    const name = error?.name ? ` (${error.name})` : "";
    const kind = assertion.name === "rejects" ? "rejection" : "exception";
    throw check.failure(undefined, `Missing expected ${kind}${name}${message ? `: ${message}` : "."}`);
  }
  if (error !== undefined) check.check(actual);
}

function expectNoFailure(assertion, actual, args) {
  if (actual === NOTHING) return;
  const [first, second] = args;
  const [error, message] = typeof first === "string" ? [undefined, first] : [first, second];
  if (error !== undefined && !isUnwanted(actual, error)) throw actual;
  const kind = assertion.name === "doesNotReject" ? "rejection" : "exception";
  const text = `Got unwanted ${kind}${message ? `: ${message}` : "."}\nActual message: "${actual?.message}"`;
  throw new Check(assertion, error, message).failure(actual, text);
}

function isUnwanted(actual, expected) {
  if (isRegExp(expected)) return expected.test(String(actual));
  if (typeof expected !== "function") {
    throw errors.ERR_INVALID_ARG_TYPE("expected", ["Function", "RegExp"], expected);
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

exports.throws = function throws(fn, ...args) {
  expectFailure(throws, caught(fn), args);
};

exports.rejects = async function rejects(promiseFn, ...args) {
  expectFailure(rejects, await rejection(promiseFn), args);
};

exports.doesNotThrow = function doesNotThrow(fn, ...args) {
  expectNoFailure(doesNotThrow, caught(fn), args);
};

exports.doesNotReject = async function doesNotReject(promiseFn, ...args) {
  expectNoFailure(doesNotReject, await rejection(promiseFn), args);
};
