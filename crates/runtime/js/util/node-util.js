// node:util

const errors = require("errors");
const { lazy, lazyFunction, named } = require("lazy");
const { validateFunction, validateObject, validateOneOf, validateString } = require("validators");

const customPromisify = Symbol.for("nodejs.util.promisify.custom");

/** A version of a function with a Node-style callback that returns a promise instead. */
exports.promisify = function promisify(original) {
  validateFunction(original, "original");
  const custom = original[customPromisify];
  if (custom !== undefined) {
    validateFunction(custom, "util.promisify.custom");
    return Object.defineProperty(custom, customPromisify, { __proto__: null, value: custom, configurable: true });
  }
  function promisified(...args) {
    return new Promise((resolve, reject) => {
      const callback = (error, value) => (error ? reject(error) : resolve(value));
      Reflect.apply(original, this, [...args, callback]);
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
  Object.defineProperty(promisified, customPromisify, { __proto__: null, value: promisified, configurable: true });
  return Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(original));
};
exports.promisify.custom = customPromisify;

/** The error that a callback gets for a promise rejected with nothing. */
function rejectedWithNothing(reason) {
  const error = errors.plain(Error, "ERR_FALSY_VALUE_REJECTION", "Promise was rejected with falsy value");
  error.reason = reason;
  return error;
}

/** A version of a function that returns a promise which calls back instead. */
exports.callbackify = function callbackify(original) {
  validateFunction(original, "original");
  function callbackified(...args) {
    const callback = args.pop();
    validateFunction(callback, "last argument");
    const { nextTick } = require("tasks");
    Reflect.apply(original, this, args).then(
      (value) => nextTick(() => Reflect.apply(callback, this, [null, value])),
      (reason) => nextTick(() => Reflect.apply(callback, this, [reason || rejectedWithNothing(reason)])),
    );
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length.value === "number") descriptors.length.value++;
  if (typeof descriptors.name.value === "string") descriptors.name.value += "Callbackified";
  return Object.defineProperties(callbackified, descriptors);
};

exports.inherits = function inherits(constructor, superConstructor) {
  if (constructor == null) throw errors.ERR_INVALID_ARG_TYPE("ctor", "Function", constructor);
  if (superConstructor == null) throw errors.ERR_INVALID_ARG_TYPE("superCtor", "Function", superConstructor);
  if (superConstructor.prototype === undefined) {
    throw errors.ERR_INVALID_ARG_TYPE("superCtor.prototype", "Object", superConstructor.prototype);
  }
  Object.defineProperty(constructor, "super_", {
    __proto__: null, value: superConstructor, writable: true, configurable: true,
  });
  Object.setPrototypeOf(constructor.prototype, superConstructor.prototype);
};

const deprecationCodes = new Set();

/** `fn`, with a DeprecationWarning on its first call. */
exports.deprecate = function deprecate(fn, message, code) {
  validateFunction(fn, "fn");
  if (code !== undefined) validateString(code, "code");
  const { process } = require("process");
  let warned = false;
  function deprecated(...args) {
    if (!warned && process.noDeprecation !== true) {
      warned = true;
      if (code === undefined || !deprecationCodes.has(code)) {
        if (code !== undefined) deprecationCodes.add(code);
        process.emitWarning(message, "DeprecationWarning", code, deprecated);
      }
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  }
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return named(deprecated, "deprecated", fn.length);
};

/** Prints to standard error if NODE_DEBUG names `section`; `*` in it stands for anything. */
exports.debuglog = function debuglog(section, onFirst) {
  const name = `${section}`.toUpperCase();
  let enabled;
  const isEnabled = () => {
    if (enabled === undefined) {
      const patterns = (natives.envGet("NODE_DEBUG") ?? "").toUpperCase().split(",").filter(Boolean);
      const matches = (pattern) => new RegExp(`^${RegExp.escape(pattern).replaceAll("\\*", ".*")}$`).test(name);
      enabled = patterns.some(matches);
    }
    return enabled;
  };
  const log = function logger(...args) {
    if (!isEnabled()) return;
    const { process } = require("process");
    process.stderr.write(`${name} ${process.pid}: ${require("format").format(...args)}\n`);
  };
  return Object.defineProperty(log, "enabled", {
    __proto__: null, get: isEnabled, enumerable: true, configurable: true,
  });
};
exports.debug = exports.debuglog;

/** Control sequences, commands with a text, single escapes and the one-byte form of the first. */
const ESCAPES =
  /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]+[0-~]|[@-Z\\^_])|\x9b[0-9;?]*[ -/]*[@-~]/g;

/** `text` without terminal escape sequences. */
exports.stripVTControlCharacters = function stripVTControlCharacters(text) {
  validateString(text, "str");
  return text.replace(ESCAPES, "");
};

exports.toUSVString = named((text) => `${text}`.toWellFormed(), "toUSVString", 1);
exports.isArray = exports.deprecate(
  (value) => Array.isArray(value),
  "The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.",
  "DEP0044",
);
exports._extend = exports.deprecate(
  (target, source) => {
    if (source === null || typeof source !== "object") return target;
    for (const key of Object.keys(source)) target[key] = source[key];
    return target;
  },
  "The `util._extend` API is deprecated. Please use Object.assign() instead.",
  "DEP0060",
);

/** 128 and the number of the signal: what a shell reports for a process that it ended. */
exports.convertProcessSignalToExitCode = function convertProcessSignalToExitCode(signalCode) {
  validateOneOf(signalCode, "signalCode", natives.signalNames());
  return 128 + natives.signalNumber(signalCode);
};

/** Keeps a rejection from being reported as unhandled. */
exports.markPromiseAsHandled = function markPromiseAsHandled(promise) {
  if (natives.classOf(promise) !== "Promise") throw errors.ERR_INVALID_ARG_TYPE("promise", "Promise", promise);
  Promise.prototype.then.call(promise, undefined, () => {});
};

const isSignal = (value) => typeof value === "object" && value !== null && require("abort").isSignal(value);

/** A promise fulfilled with the event when `signal` aborts. */
async function aborted(signal, resource) {
  if (!isSignal(signal)) throw errors.bare(TypeError, "ERR_INVALID_ARG_TYPE", "signal is not of type AbortSignal.");
  validateObject(resource, "resource", { allowsFunctions: true });
  if (signal.aborted) return undefined;
  return new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

// Controllers and signals cannot be sent anywhere yet; apart from that there is nothing special about these.
function transferableAbortController() {
  return new (require("abort").AbortController)();
}

function transferableAbortSignal(signal) {
  if (!isSignal(signal)) throw errors.ERR_INVALID_ARG_TYPE("signal", "AbortSignal", signal);
  return signal;
}

for (const callee of [aborted, transferableAbortController, transferableAbortSignal]) {
  Object.defineProperty(exports, callee.name, {
    __proto__: null, get: () => callee, enumerable: true, configurable: true,
  });
}

lazy(exports, "inspect", () => require("inspect").inspect);
lazy(exports, "types", () => require("node-util-types"));
lazy(exports, "MIMEType", () => require("mime").MIMEType);
lazy(exports, "MIMEParams", () => require("mime").MIMEParams);
for (const [name, length, file] of [
  ["_errnoException", 0, "system-errors"],
  ["_exceptionWithHostPort", 0, "system-errors"],
  ["diff", 2, "util-diff"],
  ["format", 0, "format"],
  ["formatWithOptions", 1, "format"],
  ["getCallSites", 0, "call-sites"],
  ["getSystemErrorMap", 0, "system-errors"],
  ["getSystemErrorMessage", 1, "system-errors"],
  ["getSystemErrorName", 1, "system-errors"],
  ["isDeepStrictEqual", 3, "deep-equal"],
  ["parseArgs", 0, "parse-args"],
  ["parseEnv", 1, "parse-env"],
  ["styleText", 3, "style-text"],
]) {
  lazyFunction(exports, name, length, file);
}
lazy(exports, "TextEncoder", () => require("encoding").TextEncoder);
lazy(exports, "TextDecoder", () => require("encoding").TextDecoder);
