// What each kind of object looks like: its base text or braces, its contents, and the keys to list after them.

const { formatNumber } = require("inspect-primitives");
const { fallbackName, prefix } = require("inspect-names");
const { nonIndexKeys } = require("list-keys");
const entries = require("inspect-entries");

const TYPED_ARRAY = /^(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array$/;
const BOXED = /^(?:Number|String|Boolean|BigInt|Symbol)$/;

const getter = (object, key) => Object.getOwnPropertyDescriptor(object, key).get;
const mapSize = getter(Map.prototype, "size");
const setSize = getter(Set.prototype, "size");
const typedArrayLength = getter(Object.getPrototypeOf(Uint8Array.prototype), "length");

/**
 * @typedef {object} Shape
 * @property {string} [text] the whole text; everything else is then absent.
 * @property {string} open the opening brace, with what belongs before it.
 * @property {string} close the closing brace.
 * @property {string} base what stands before the braces.
 * @property {string} [deepText] what to print where the object is too deep; other objects print their name.
 * @property {(string|symbol)[]} keys own properties to list after the contents.
 * @property {(level: number) => string[]} contents makes the parts before the properties.
 * @property {boolean} isList whether the parts are those of a list, which may be put into columns.
 */

const nothing = () => [];

function braced(open, close, keys, contents = nothing, isList = false) {
  return { text: undefined, open, close, base: "", keys, contents, isList };
}

function based(base, keys) {
  return { text: undefined, open: "{", close: "}", base, keys, contents: nothing, isList: false };
}

function whole(text) {
  return { text };
}

/** An error's stack, which scripts cannot list until they set it, and in some engines can then. */
function withoutStack(keys) {
  return keys.filter((key) => key !== "stack");
}

/** Adds the symbol keys of `value` to `keys`; the hidden ones only where asked for. */
function withSymbols(keys, value, showHidden) {
  const symbols = Object.getOwnPropertySymbols(value);
  for (let i = 0; i < symbols.length; i++) {
    if (showHidden || Object.prototype.propertyIsEnumerable.call(value, symbols[i])) keys.push(symbols[i]);
  }
  return keys;
}

/** The own keys of a list that are no indices. */
function listKeys(ctx, value) {
  return withSymbols(nonIndexKeys(value, !ctx.showHidden), value, ctx.showHidden);
}

/** The own keys that are listed: the enumerable ones, or all with `showHidden`. */
function ownKeys(ctx, value) {
  let keys;
  if (ctx.showHidden) keys = Object.getOwnPropertyNames(value);
  else {
    try {
      keys = Object.keys(value);
    } catch {
      keys = Object.getOwnPropertyNames(value); // a module namespace with bindings that are not initialized yet
    }
  }
  return withSymbols(keys, value, ctx.showHidden);
}

/** The state of one object while its shape is found. `bare` is false where prototype properties are to be listed. */
class Subject {
  constructor(ctx, value, kind, constructor, tag, bare, inTypedArray) {
    this.ctx = ctx;
    this.value = value;
    this.kind = kind;
    this.constructorName = constructor;
    this.tag = tag;
    this.bare = bare;
    this.inTypedArray = inTypedArray;
  }

  prefix(fallback, size) {
    return prefix(this.constructorName, this.tag, fallback, size);
  }

  /** Whether nothing but the text itself is to be shown. */
  plain(keys) {
    return keys.length === 0 && this.bare;
  }
}

function arrayShape(subject) {
  const { ctx, value } = subject;
  const named = subject.constructorName !== "Array" || subject.tag !== "";
  const head = named ? subject.prefix("Array", `(${value.length})`) : "";
  const keys = listKeys(ctx, value);
  if (value.length === 0 && subject.plain(keys)) return whole(`${head}[]`);
  return braced(`${head}[`, "]", keys, (level) => entries.arrayParts(ctx, value, level), true);
}

function collectionShape(subject) {
  const { ctx, value, kind } = subject;
  const size = (kind === "Map" ? mapSize : setSize).call(value);
  const head = subject.prefix(kind, `(${size})`);
  const keys = ownKeys(ctx, value);
  if (size === 0 && subject.plain(keys)) return whole(`${head}{}`);
  const parts = kind === "Map" ? entries.mapParts : entries.setParts;
  const shownSize = subject.constructorName === null ? size : undefined;
  return braced(`${head}{`, "}", keys, (level) => parts(ctx, value, shownSize ?? value.size, level));
}

function typedArrayShape(subject) {
  const { ctx, value, kind } = subject;
  const length = typedArrayLength.call(value);
  const head = subject.prefix(kind, `(${length})`);
  const keys = listKeys(ctx, value);
  if (length === 0 && keys.length === 0 && !ctx.showHidden) return whole(`${head}[]`);
  return braced(`${head}[`, "]", keys, (level) => {
    const shownLength = subject.constructorName === null ? length : value.length;
    return entries.typedArrayParts(ctx, value, length, shownLength, level);
  }, true);
}

function iteratorShape(subject) {
  const { ctx, value, tag } = subject;
  const collection = subject.kind === "MapIterator" ? "Map" : "Set";
  const own = `${collection} Iterator`;
  const name = entries.yieldsPairs(value) ? `${collection} Entries` : own;
  const extra = tag !== "" && tag !== own ? `[${tag}] ` : "";
  return braced(`${extra}[${name}] {`, "}", ownKeys(ctx, value), (level) => entries.iteratorParts(ctx, value, level));
}

function functionShape(subject) {
  const { ctx, value } = subject;
  const keys = ownKeys(ctx, value);
  if (ctx.showHidden) functionKeysFirst(keys);
  const base = require("inspect-functions").functionBase(ctx, value, subject.constructorName, subject.tag);
  return subject.plain(keys) ? whole(ctx.stylize(base, "special")) : based(base, keys);
}

/** Engines differ in the order of a function's own keys; ECMA-262 (10.2.9, 10.2.10, 10.2.5) has this one. */
function functionKeysFirst(keys) {
  const first = ["length", "name", "prototype"].filter((key) => keys.includes(key));
  const others = keys.filter((key) => !first.includes(key));
  keys.length = 0;
  keys.push(...first, ...others);
}

function plainObjectShape(subject) {
  const { ctx, value, kind, tag } = subject;
  const keys = kind === "Error" && !ctx.showHidden ? withoutStack(ownKeys(ctx, value)) : ownKeys(ctx, value);
  let open = "{";
  if (kind === "Arguments") open = "[Arguments] {";
  else if (tag !== "") open = `${subject.prefix("Object")}{`;
  return subject.plain(keys) ? whole(`${open}}`) : braced(open, "}", keys);
}

function regExpShape(subject) {
  const { ctx, value } = subject;
  const keys = ownKeys(ctx, value);
  const head = subject.prefix("RegExp");
  const text = RegExp.prototype.toString.call(subject.constructorName === null ? new RegExp(value) : value);
  const base = head === "RegExp " ? text : head + text;
  const painted = ctx.stylize(base, "regexp");
  return subject.plain(keys) ? whole(painted) : { ...based(painted, keys), deepText: painted };
}

function dateShape(subject) {
  const { ctx, value } = subject;
  const keys = ownKeys(ctx, value);
  const head = subject.prefix("Date");
  const invalid = Number.isNaN(Date.prototype.getTime.call(value));
  const text = (invalid ? Date.prototype.toString : Date.prototype.toISOString).call(value);
  const base = head === "Date " ? text : head + text;
  return subject.plain(keys) ? whole(ctx.stylize(base, "date")) : based(base, keys);
}

function errorShape(subject) {
  const { ctx, value } = subject;
  const keys = ownKeys(ctx, value);
  const base = require("inspect-errors").errorBase(ctx, value, subject.kind, subject.constructorName, subject.tag, keys);
  if (subject.kind === "Error" && ctx.showHidden) {
    return { ...based(base, keys), contents: (level) => [stackProperty(ctx, value, level)] };
  }
  return subject.plain(keys) ? whole(base) : based(base, keys);
}

/** Programs written for Node expect an own accessor; here the stack is the business of the prototype. */
function stackProperty(ctx, error, level) {
  const accessor = { get: () => error.stack, set() {}, enumerable: false };
  return ctx.printProperty(error, level, "stack", "object", accessor);
}

/** Properties that live on the prototype but say what the object holds: "[byteLength]: 2". */
function innerParts(ctx, object, names, level) {
  const parts = [];
  for (let i = 0; i < names.length; i++) {
    const property = { value: valueOf(object, names[i]) };
    const text = ctx.printProperty(object, level, names[i], "entry", property);
    parts.push(`${ctx.stylize(`[${names[i]}]`, "string")}: ${text}`);
  }
  return parts;
}

/** A view of a detached buffer throws where its length and offset are read. */
function valueOf(object, key) {
  try {
    return object[key];
  } catch {
    return key === "byteLength" ? 0 : undefined;
  }
}

function arrayBufferShape(subject) {
  const { ctx, value } = subject;
  const head = subject.prefix(subject.kind);
  const keys = ownKeys(ctx, value);
  if (subject.inTypedArray && subject.plain(keys)) {
    return whole(`${head}{ [byteLength]: ${formatNumber(ctx.stylize, value.byteLength, false)} }`);
  }
  return braced(`${head}{`, "}", keys, (level) => {
    const parts = subject.inTypedArray ? [] : entries.arrayBufferParts(ctx, value);
    return parts.concat(innerParts(ctx, value, ["byteLength"], level));
  });
}

function dataViewShape(subject) {
  const { ctx, value } = subject;
  return braced(`${subject.prefix("DataView")}{`, "}", ownKeys(ctx, value), (level) =>
    innerParts(ctx, value, ["byteLength", "byteOffset", "buffer"], level),
  );
}

function promiseShape(subject) {
  const { ctx, value } = subject;
  const contents = (level) => entries.promiseParts(ctx, value, level);
  return braced(`${subject.prefix("Promise")}{`, "}", ownKeys(ctx, value), contents);
}

function weakShape(subject) {
  const { ctx, value, kind } = subject;
  const contents = (level) => entries.weakParts(ctx, value, level, kind === "WeakMap");
  return braced(`${subject.prefix(kind)}{`, "}", ownKeys(ctx, value), contents);
}

function moduleShape(subject) {
  const { ctx, value } = subject;
  const keys = ownKeys(ctx, value);
  return braced(`${subject.prefix("Module")}{`, "}", [], (level) => entries.namespaceParts(ctx, value, level, keys));
}

function boxedShape(subject) {
  const { ctx, value, kind } = subject;
  const keys = ownKeys(ctx, value);
  const base = entries.boxedBase(ctx, value, kind, subject.constructorName, subject.tag, keys);
  return subject.plain(keys) ? whole(base) : based(base, keys);
}

function otherShape(subject) {
  const keys = ownKeys(subject.ctx, subject.value);
  const open = `${subject.prefix(fallbackName(subject.value, subject.tag))}{`;
  return subject.plain(keys) ? whole(`${open}}`) : braced(open, "}", keys);
}

const BY_KIND = {
  __proto__: null,
  RegExp: regExpShape,
  Date: dateShape,
  ArrayBuffer: arrayBufferShape,
  SharedArrayBuffer: arrayBufferShape,
  DataView: dataViewShape,
  Promise: promiseShape,
  WeakMap: weakShape,
  WeakSet: weakShape,
  Module: moduleShape,
};

function isError(value, kind) {
  return kind === "Error" || value instanceof Error;
}

/**
 * Finds how to print an object.
 * @param constructor its constructor's name or null. @param tag its shown `Symbol.toStringTag` or "".
 * @param bare whether no properties of its prototype are to be listed.
 * @param inTypedArray whether it is the buffer of a typed array that is being printed.
 * @returns {Shape}
 */
exports.shapeOf = function shapeOf(ctx, value, constructor, tag, bare, inTypedArray) {
  const kind = typeof value === "function" ? "Function" : natives.classOf(value);
  const subject = new Subject(ctx, value, kind, constructor, tag, bare, inTypedArray);
  // Lists and collections show their entries even where the program took away their prototype, but not where it gave
  // them one that cannot be iterated.
  if (constructor === null || value[Symbol.iterator]) {
    if (Array.isArray(value)) return arrayShape(subject);
    if (kind === "Map" || kind === "Set") return collectionShape(subject);
    if (TYPED_ARRAY.test(kind)) return typedArrayShape(subject);
    if (kind === "MapIterator" || kind === "SetIterator") return iteratorShape(subject);
  }
  if (kind === "Function") return functionShape(subject);
  if (constructor === "Object") return plainObjectShape(subject);
  if (isError(value, kind)) return errorShape(subject);
  if (BOXED.test(kind)) return boxedShape(subject);
  return (BY_KIND[kind] ?? otherShape)(subject);
};
