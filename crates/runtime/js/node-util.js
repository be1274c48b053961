// node:util

const errors = require("errors");
const { lazy } = require("lazy");
const { validateFunction, validateObject, validateString } = require("validators");

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
exports.deprecate = function deprecate(fn, message, code = undefined) {
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
  return deprecated;
};

/** Prints to standard error if NODE_DEBUG names `section`; `*` in it stands for anything. */
exports.debuglog = function debuglog(section) {
  const name = section.toUpperCase();
  let enabled;
  const isEnabled = () => {
    if (enabled === undefined) {
      const patterns = (natives.envGet("NODE_DEBUG") ?? "").toUpperCase().split(",").filter(Boolean);
      const matches = (pattern) => new RegExp(`^${RegExp.escape(pattern).replaceAll("\\*", ".*")}$`).test(name);
      enabled = patterns.some(matches);
    }
    return enabled;
  };
  const log = (...args) => {
    if (!isEnabled()) return;
    const { process } = require("process");
    process.stderr.write(`${name} ${process.pid}: ${require("format").format(...args)}\n`);
  };
  return Object.defineProperty(log, "enabled", { __proto__: null, get: isEnabled, configurable: true });
};
exports.debug = exports.debuglog;

const ESCAPES = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])|\x9b[0-9;?]*[ -/]*[@-~]/g;

/** `text` without terminal escape sequences. */
exports.stripVTControlCharacters = function stripVTControlCharacters(text) {
  validateString(text, "str");
  return text.replace(ESCAPES, "");
};

exports.toUSVString = (text) => `${text}`.toWellFormed();
exports.isArray = Array.isArray;

/** `text` between the escape sequences of one or more of inspect's colors. */
exports.styleText = function styleText(format, text, options = {}) {
  validateString(text, "text");
  validateObject(options, "options");
  const { validateStream = true, stream = require("process").process.stdout } = options;
  const { inspect } = require("inspect");
  const styles = [format].flat();
  for (const style of styles) {
    if (style !== "none" && inspect.colors[style] === undefined) {
      const reason = `must be one of: ${Object.keys(inspect.colors).map((name) => `'${name}'`).join(", ")}`;
      throw errors.ERR_INVALID_ARG_VALUE("format", style, reason);
    }
  }
  if (validateStream && !(stream?.isTTY && stream.hasColors?.())) return text;
  return styles.reduceRight((inner, style) => {
    if (style === "none") return inner;
    const [open, close] = inspect.colors[style];
    const reopened = inner.replaceAll(`\x1b[${close}m`, `\x1b[${close}m\x1b[${open}m`);
    return `\x1b[${open}m${reopened}\x1b[${close}m`;
  }, text);
};

/** A promise fulfilled when `signal` aborts. */
exports.aborted = function aborted(signal, resource) {
  if (signal === undefined) return Promise.reject(errors.ERR_INVALID_ARG_TYPE("signal", "AbortSignal", signal));
  try {
    validateObject(resource, "resource");
  } catch (error) {
    return Promise.reject(error);
  }
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
};

lazy(exports, "inspect", () => require("inspect").inspect);
lazy(exports, "format", () => require("format").format);
lazy(exports, "formatWithOptions", () => require("format").formatWithOptions);
lazy(exports, "isDeepStrictEqual", () => require("deep-equal").isDeepStrictEqual);
lazy(exports, "types", () => require("node-util-types"));
lazy(exports, "TextEncoder", () => require("encoding").TextEncoder);
lazy(exports, "TextDecoder", () => require("encoding").TextDecoder);
