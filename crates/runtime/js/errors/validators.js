// Argument checks that throw Node's errors. Each takes the value and the argument's name.

const errors = require("errors");

exports.validateString = function validateString(value, name) {
  if (typeof value !== "string") throw errors.ERR_INVALID_ARG_TYPE(name, "string", value);
};

exports.validateBoolean = function validateBoolean(value, name) {
  if (typeof value !== "boolean") throw errors.ERR_INVALID_ARG_TYPE(name, "boolean", value);
};

exports.validateFunction = function validateFunction(value, name) {
  if (typeof value !== "function") throw errors.ERR_INVALID_ARG_TYPE(name, "Function", value);
};

/** An object that is neither null, an array nor, unless `allowsFunctions`, a function. */
exports.validateObject = function validateObject(value, name, { allowsFunctions = false } = {}) {
  if (allowsFunctions && typeof value === "function") return;
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw errors.ERR_INVALID_ARG_TYPE(name, "Object", value);
  }
};

/** Like `validateObject`, where Node also lets `undefined` pass. */
exports.validateOptions = function validateOptions(value, name) {
  if (value !== undefined) exports.validateObject(value, name);
};

exports.validateNumber = function validateNumber(value, name, min, max) {
  if (typeof value !== "number") throw errors.ERR_INVALID_ARG_TYPE(name, "number", value);
  const low = min !== undefined && value < min;
  const high = max !== undefined && value > max;
  if (low || high || ((min !== undefined || max !== undefined) && Number.isNaN(value))) {
    const range = [min === undefined ? "" : `>= ${min}`, max === undefined ? "" : `<= ${max}`];
    throw errors.ERR_OUT_OF_RANGE(name, range.filter(Boolean).join(" && "), value);
  }
};

exports.validateInteger = function validateInteger(
  value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER,
) {
  if (typeof value !== "number") throw errors.ERR_INVALID_ARG_TYPE(name, "number", value);
  if (!Number.isInteger(value)) throw errors.ERR_OUT_OF_RANGE(name, "an integer", value);
  if (value < min || value > max) throw errors.ERR_OUT_OF_RANGE(name, `>= ${min} && <= ${max}`, value);
};

exports.validateOneOf = function validateOneOf(value, name, allowed) {
  if (allowed.includes(value)) return;
  const list = allowed.map((one) => (typeof one === "string" ? `'${one}'` : String(one))).join(", ");
  throw errors.ERR_INVALID_ARG_VALUE(name, value, `must be one of: ${list}`);
};

/** `undefined`, or an object that looks like an AbortSignal. */
exports.validateAbortSignal = function validateAbortSignal(signal, name) {
  if (signal !== undefined && (signal === null || typeof signal !== "object" || !("aborted" in signal))) {
    throw errors.ERR_INVALID_ARG_TYPE(name, "AbortSignal", signal);
  }
};
