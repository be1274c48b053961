// structuredClone, https://html.spec.whatwg.org/#safe-passing-of-structured-data. Plain data is copied here; memory
// that is shared rather than copied (SharedArrayBuffer, WebAssembly.Module) is left to the engine.

const { bare, ERR_MISSING_ARGS } = require("errors");
const { cloners, uncloneable } = require("platform-objects");
const { nameOf } = require("value-names");

const { classOf } = natives;
const { hasOwn, keys, getOwnPropertyDescriptor, defineProperty } = Object;

const ERRORS = { __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const VIEWS = new Set([
  "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
  "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "DataView",
]);

function refuse(message) {
  const { DOMException } = require("dom-exception");
  throw new DOMException(message, "DataCloneError");
}

/** Namespace objects are plain objects, whatever the engine calls their classes. */
const PLAIN = new Set(["Object", "Math", "JSON", "Reflect", "Atomics", "Intl", "WebAssembly", "Temporal"]);

const refuseValue = (value) => refuse(`${nameOf(value)} could not be cloned.`);

/** Copies one graph; `seen` keeps identity within it. */
class Copier {
  #seen = new Map();

  copy(value) {
    if (typeof value === "symbol" || typeof value === "function") refuseValue(value);
    if (typeof value !== "object" || value === null) return value;
    const known = this.#seen.get(value);
    return known ?? this.#object(value);
  }

  #remember(value, result) {
    this.#seen.set(value, result);
    return result;
  }

  #object(value) {
    if (uncloneable.some((matches) => matches(value))) refuse("Cannot clone object of unsupported type.");
    for (const { matches, clone } of cloners) {
      if (matches(value)) return this.#remember(value, clone(value, (one) => this.copy(one)));
    }
    const kind = value === globalThis ? "global" : classOf(value);
    if (PLAIN.has(kind)) return this.#properties(value, this.#remember(value, {}));
    if (VIEWS.has(kind)) return this.#view(value, kind);
    switch (kind) {
      case "Array": return this.#properties(value, this.#remember(value, new Array(value.length)));
      case "Map": return this.#map(value);
      case "Set": return this.#set(value);
      case "Date": return this.#remember(value, new Date(Date.prototype.getTime.call(value)));
      case "RegExp": return this.#remember(value, new RegExp(value.source, value.flags));
      case "Boolean": return this.#remember(value, Object(Boolean.prototype.valueOf.call(value)));
      case "Number": return this.#remember(value, Object(Number.prototype.valueOf.call(value)));
      case "String": return this.#remember(value, Object(String.prototype.valueOf.call(value)));
      case "BigInt": return this.#remember(value, Object(BigInt.prototype.valueOf.call(value)));
      case "Error": return this.#error(value);
      case "ArrayBuffer": return this.#buffer(value);
      case "SharedArrayBuffer":
      case "WebAssembly.Module": return this.#remember(value, natives.structuredClone(value));
      default: return refuseValue(value);
    }
  }

  #properties(value, result) {
    for (const key of keys(value)) if (hasOwn(value, key)) define(result, key, this.copy(value[key]));
    return result;
  }

  #map(value) {
    const result = this.#remember(value, new Map());
    for (const [key, item] of [...Map.prototype.entries.call(value)]) result.set(this.copy(key), this.copy(item));
    return result;
  }

  #set(value) {
    const result = this.#remember(value, new Set());
    for (const item of [...Set.prototype.values.call(value)]) result.add(this.copy(item));
    return result;
  }

  #buffer(value) {
    if (value.detached) refuse("An ArrayBuffer is detached and could not be cloned.");
    if (!value.resizable) return this.#remember(value, value.slice(0));
    const result = new ArrayBuffer(value.byteLength, { maxByteLength: value.maxByteLength });
    new Uint8Array(result).set(new Uint8Array(value));
    return this.#remember(value, result);
  }

  #view(value, kind) {
    const buffer = this.copy(value.buffer);
    const tracksLength = value.buffer.resizable && tracksBuffer(value, kind);
    const length = tracksLength ? undefined : kind === "DataView" ? value.byteLength : value.length;
    return this.#remember(value, new globalThis[kind](buffer, value.byteOffset, length));
  }

  #error(value) {
    const Base = ERRORS[`${value.name}`] ?? Error;
    const message = getOwnPropertyDescriptor(value, "message")?.value;
    const error = this.#remember(value, message === undefined ? new Base() : new Base(`${message}`));
    hide(error, "stack", `${value.stack}`);
    if (hasOwn(value, "cause")) hide(error, "cause", this.copy(value.cause));
    return error;
  }
}

/** True for a view without a length of its own, which follows its resizable buffer. */
function tracksBuffer(view, kind) {
  const size = kind === "DataView" ? 1 : view.BYTES_PER_ELEMENT;
  const rest = view.buffer.byteLength - view.byteOffset;
  return Math.floor(rest / size) * size === view.byteLength;
}

function define(object, key, value) {
  defineProperty(object, key, { __proto__: null, value, enumerable: true, writable: true, configurable: true });
}

function hide(object, key, value) {
  defineProperty(object, key, { __proto__: null, value, writable: true, configurable: true });
}

function transferList(options) {
  const what = "Failed to execute 'structuredClone': ";
  const invalid = (text) => bare(TypeError, "ERR_INVALID_ARG_TYPE", what + text);
  if (options === undefined || options === null) return [];
  if (typeof options !== "object" && typeof options !== "function") {
    throw invalid("Options cannot be converted to a dictionary");
  }
  const { transfer } = options;
  if (transfer === undefined) return [];
  if (transfer === null || typeof transfer !== "object" || typeof transfer[Symbol.iterator] !== "function") {
    throw invalid("transfer in Options cannot be converted to sequence.");
  }
  const list = [...transfer];
  list.forEach((item, index) => {
    if (typeof item !== "object" || item === null) throw invalid(`transfer in Options[${index}] is not an object.`);
  });
  return list;
}

/** Refuses what cannot be transferred, before anything is. */
function checkTransfer(list) {
  const seen = new Set();
  for (const buffer of list) {
    if (classOf(buffer) !== "ArrayBuffer") refuse("Found invalid value in transferList");
    if (seen.has(buffer)) refuse("Transfer list contains duplicate ArrayBuffer");
    if (buffer.detached) refuse("An ArrayBuffer is detached and could not be cloned.");
    seen.add(buffer);
  }
}

exports.structuredClone = function structuredClone(value, options = undefined) {
  if (arguments.length === 0) throw ERR_MISSING_ARGS("The value argument must be specified");
  const list = transferList(options);
  checkTransfer(list);
  const result = new Copier().copy(value);
  // Nothing is detached before all of the value has been copied: a refused value leaves the buffers alone, and views on
  // them can still be measured.
  for (const buffer of list) buffer.transfer(0);
  return result;
};
