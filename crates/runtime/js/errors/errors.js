// Errors with Node's codes, for argument checks and for what the built-in modules report.
// https://nodejs.org/api/errors.html#nodejs-error-codes lists the codes; each function here returns a new error.

const { captureStackTrace } = Error;
const { defineProperty } = Object;

const PRIMITIVES = new Set([
  "string", "function", "number", "object", "Function", "Object", "boolean", "bigint", "symbol",
]);
const CLASS_NAME = /^[A-Z][a-zA-Z0-9]*$/;

/** The lines of the current stack, each beginning with a newline, from the caller of `hide` on. */
function frames(hide) {
  const holder = {};
  captureStackTrace(holder, hide);
  const text = holder.stack;
  const start = typeof text === "string" ? text.indexOf("    at ") : -1;
  return start < 0 ? "" : "\n" + text.slice(start).trimEnd();
}

/** Gives `error` a stack that begins with `header` and continues with the caller of `hide`. */
function setStack(error, header, hide) {
  const value = header + frames(hide);
  defineProperty(error, "stack", { __proto__: null, value, writable: true, enumerable: false, configurable: true });
  return error;
}

/** A new `Base` error that carries `code`, as Node's own errors do. */
function coded(Base, code, message, hide, properties) {
  const error = new Base(message);
  error.code = code;
  if (properties !== undefined) Object.assign(error, properties);
  return setStack(error, `${error.name} [${code}]: ${message}`, hide ?? coded);
}

function joinWith(conjunction, words) {
  if (words.length < 3) return words.join(` ${conjunction} `);
  return `${words.slice(0, -1).join(", ")}, ${conjunction} ${words.at(-1)}`;
}

/** `{ types, instances, others }`: the expected kinds, by the way Node words each. */
function sortExpected(expected) {
  const types = [];
  const instances = [];
  const others = [];
  for (const kind of expected) {
    if (PRIMITIVES.has(kind)) types.push(kind.toLowerCase());
    else if (CLASS_NAME.test(kind)) instances.push(kind);
    else others.push(kind);
  }
  if (instances.length > 0 && types.includes("object")) {
    types.splice(types.indexOf("object"), 1);
    instances.push("Object");
  }
  return { types, instances, others };
}

/** "of type string or an instance of URL", for a list of type and class names. */
function describeExpected(expected) {
  const { types, instances, others } = sortExpected(Array.isArray(expected) ? expected : [expected]);
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? "one of type" : "of type"} ${joinWith("or", types)}`);
  if (instances.length > 0) parts.push(`an instance of ${joinWith("or", instances)}`);
  if (others.length > 1) parts.push(`one of ${joinWith("or", others)}`);
  if (others.length === 1) parts.push(others[0].toLowerCase() === others[0] ? others[0] : `an ${others[0]}`);
  return parts.join(" or ");
}

/** What was received instead, as Node words it: " Received type number (5)". */
function describeReceived(value) {
  const { inspect } = require("inspect");
  if (value == null) return ` Received ${value}`;
  if (typeof value === "function") return ` Received function ${value.name}`;
  if (typeof value === "object") {
    const name = value.constructor?.name;
    return name ? ` Received an instance of ${name}` : ` Received ${inspect(value, { depth: -1 })}`;
  }
  let text = inspect(value, { colors: false });
  if (text.length > 28) text = `${text.slice(0, 25)}...`;
  return ` Received type ${typeof value} (${text})`;
}

function subjectOf(name) {
  if (name.endsWith(" argument")) return `The ${name}`;
  return `The "${name}" ${name.includes(".") ? "property" : "argument"}`;
}

function ERR_INVALID_ARG_TYPE(name, expected, actual) {
  const message = `${subjectOf(name)} must be ${describeExpected(expected)}.${describeReceived(actual)}`;
  return coded(TypeError, "ERR_INVALID_ARG_TYPE", message, ERR_INVALID_ARG_TYPE);
}

function ERR_INVALID_ARG_VALUE(name, value, reason = "is invalid", Base = TypeError) {
  let text = require("inspect").inspect(value);
  if (text.length > 128) text = `${text.slice(0, 128)}...`;
  const kind = name.includes(".") ? "property" : "argument";
  const message = `The ${kind} '${name}' ${reason}. Received ${text}`;
  return coded(Base, "ERR_INVALID_ARG_VALUE", message, ERR_INVALID_ARG_VALUE);
}

/** 1_234_567 from 1234567, or from the digits of a bigint. */
function withUnderscores(digits) {
  const sign = digits.startsWith("-") ? "-" : "";
  return sign + digits.slice(sign.length).replace(/\B(?=(\d{3})+$)/g, "_");
}

function ERR_OUT_OF_RANGE(name, range, actual) {
  let received;
  if (Number.isInteger(actual) && Math.abs(actual) > 2 ** 32) received = withUnderscores(String(actual));
  else if (typeof actual === "bigint") received = `${withUnderscores(String(actual))}n`;
  else received = require("inspect").inspect(actual);
  const message = `The value of "${name}" is out of range. It must be ${range}. Received ${received}`;
  return coded(RangeError, "ERR_OUT_OF_RANGE", message, ERR_OUT_OF_RANGE);
}

function ERR_MISSING_ARGS(...names) {
  const quoted = names.map((name) => (Array.isArray(name) ? name.map((one) => `"${one}"`).join(" or ") : `"${name}"`));
  const message = `The ${joinWith("and", quoted)} argument${names.length > 1 ? "s" : ""} must be specified`;
  return coded(TypeError, "ERR_MISSING_ARGS", message, ERR_MISSING_ARGS);
}

function ERR_INVALID_THIS(type) {
  return coded(TypeError, "ERR_INVALID_THIS", `Value of "this" must be of type ${type}`, ERR_INVALID_THIS);
}

/** An error made by `new Base(message)` with a code and further own properties. */
function plain(Base, code, message, properties) {
  return coded(Base, code, message, plain, properties);
}

/** Like `plain`, where Node's own error shows its code as a property only and not in its stack. */
function bare(Base, code, message) {
  const error = new Base(message);
  error.code = code;
  return setStack(error, `${error.name}: ${message}`, bare);
}

exports.frames = frames;
exports.setStack = setStack;
exports.describeReceived = describeReceived;
exports.plain = plain;
exports.bare = bare;
exports.ERR_INVALID_ARG_TYPE = ERR_INVALID_ARG_TYPE;
exports.ERR_INVALID_ARG_VALUE = ERR_INVALID_ARG_VALUE;
exports.ERR_OUT_OF_RANGE = ERR_OUT_OF_RANGE;
exports.ERR_MISSING_ARGS = ERR_MISSING_ARGS;
exports.ERR_INVALID_THIS = ERR_INVALID_THIS;
