// Whether two values are the same in depth: util.isDeepStrictEqual and the deep assertions.
// https://nodejs.org/api/assert.html#comparison-details_1

const { classOf } = natives;
const { getPrototypeOf, is, keys, prototype } = Object;
const { propertyIsEnumerable } = prototype;

/**
 * How much has to be the same. Strict: types, prototypes, own symbols. Loose: values as with `==`. Partial: of objects,
 * lists and collections only what the expected one has.
 */
const STRICT = { strict: true, partial: false, prototypes: true };
const SHAPES = { strict: true, partial: false, prototypes: false };
const LOOSE = { strict: false, partial: false, prototypes: false };
const PARTIAL = { strict: true, partial: true, prototypes: false };

const valueOf = {
  Number: Number.prototype.valueOf,
  String: String.prototype.valueOf,
  Boolean: Boolean.prototype.valueOf,
  BigInt: BigInt.prototype.valueOf,
  Symbol: Symbol.prototype.valueOf,
  Date: Date.prototype.getTime,
};

exports.isDeepStrictEqual = (a, b, skipPrototype) => same(a, b, skipPrototype ? SHAPES : STRICT, []);
exports.isDeepEqual = (a, b) => same(a, b, LOOSE, []);
exports.isPartiallyEqual = (actual, expected) => same(actual, expected, PARTIAL, []);

const isObject = (value) => typeof value === "object" && value !== null;

/** @param open pairs whose comparison is under way: meeting one again means that both go round in the same circle. */
function same(a, b, mode, open) {
  if (a === b) return a !== 0 || !mode.strict || is(a, b);
  if (mode.strict) {
    if (!isObject(a) || !isObject(b)) return is(a, b);
    if (mode.prototypes && getPrototypeOf(a) !== getPrototypeOf(b)) return false;
  } else {
    if (!isObject(a)) return (!isObject(b) && typeof b !== "function" && looselySame(a, b));
    if (!isObject(b)) return false;
  }
  return sameObjects(a, b, mode, open);
}

function looselySame(a, b) {
  return a == b || (Number.isNaN(a) && Number.isNaN(b));
}

function sameObjects(a, b, mode, open) {
  const kind = classOf(a);
  if (kind !== classOf(b)) return false;
  if (open.some(([x, y]) => x === a && y === b)) return true;
  open.push([a, b]);
  const equal = sameOfKind(a, b, kind, mode, open) && sameProperties(a, b, kind, mode, open);
  open.pop();
  return equal;
}

function sameOfKind(a, b, kind, mode, open) {
  if (Object.hasOwn(valueOf, kind)) return is(valueOf[kind].call(a), valueOf[kind].call(b));
  switch (kind) {
    case "Array": return mode.partial ? hasInOrder(a, b, mode, open) : a.length === b.length;
    case "RegExp": return String(a) === String(b) && a.lastIndex === b.lastIndex;
    case "Error": return sameErrors(a, b, mode, open);
    case "Map": return sameMaps(a, b, mode, open);
    case "Set": return sameSets(a, b, mode, open);
    case "ArrayBuffer":
    case "SharedArrayBuffer": return sameBytes(new Uint8Array(a), new Uint8Array(b), mode);
    case "Promise":
    case "WeakMap":
    case "WeakSet": return false;
    default: break;
  }
  if (ArrayBuffer.isView(a)) return sameViews(a, b, kind, mode);
  const { isURL } = require("url");
  return !isURL(a) || (isURL(b) && a.href === b.href);
}

function sameErrors(a, b, mode, open) {
  const has = (error, name) => Object.hasOwn(error, name) || !mode.partial;
  return (
    a.name === b.name &&
    a.message === b.message &&
    (mode.partial || Object.hasOwn(a, "cause") === Object.hasOwn(b, "cause")) &&
    (!has(b, "cause") || same(a.cause, b.cause, mode, open)) &&
    (!has(b, "errors") || same(a.errors, b.errors, mode, open))
  );
}

function sameBytes(a, b, { partial }) {
  return (partial ? a.length >= b.length : a.length === b.length) && b.every((byte, index) => byte === a[index]);
}

function sameViews(a, b, kind, mode) {
  if (kind === "DataView") {
    const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    return sameBytes(bytes(a), bytes(b), mode);
  }
  const equal = mode.strict ? is : (x, y) => x === y || (Number.isNaN(x) && Number.isNaN(y));
  if (mode.partial) return a.length >= b.length && hasInOrder(a, b, mode, []);
  return a.length === b.length && Array.prototype.every.call(a, (item, index) => equal(item, b[index]));
}

/** Whether the items of `b` are among those of `a`, in the same order. */
function hasInOrder(a, b, mode, open) {
  let at = 0;
  for (let i = 0; i < b.length; i++) {
    while (at < a.length && !(Object.hasOwn(a, at) === Object.hasOwn(b, i) && same(a[at], b[i], mode, open))) at++;
    if (at === a.length) return false;
    at++;
  }
  return true;
}

const isIndex = (key) => typeof key === "string" && /^(?:0|[1-9]\d*)$/.test(key);

function ownKeys(value, { strict }) {
  const names = keys(value);
  if (!strict) return names;
  const symbols = Object.getOwnPropertySymbols(value).filter((key) => propertyIsEnumerable.call(value, key));
  return [...names, ...symbols];
}

function sameProperties(a, b, kind, mode, open) {
  let names = ownKeys(b, mode);
  const isList = kind === "Array" || (ArrayBuffer.isView(b) && kind !== "DataView");
  if (isList && (mode.partial || kind !== "Array")) names = names.filter((key) => !isIndex(key));
  if (!mode.partial) {
    let count = ownKeys(a, mode).length;
    if (isList && kind !== "Array") count -= a.length;
    if (names.length !== count) return false;
  }
  return names.every((key) => propertyIsEnumerable.call(a, key) && same(a[key], b[key], mode, open));
}

/** Pairs off what has no exact counterpart: each such item of `rest` must equal another item of `candidates`. */
function pairOff(rest, candidates, equal) {
  return rest.every((item) => {
    const index = candidates.findIndex((candidate) => equal(candidate, item));
    if (index < 0) return false;
    candidates.splice(index, 1);
    return true;
  });
}

const fits = (a, b, { partial }) => (partial ? a.size >= b.size : a.size === b.size);

function sameSets(a, b, mode, open) {
  if (!fits(a, b, mode)) return false;
  const rest = [...b].filter((item) => !a.has(item));
  if (mode.strict && !rest.every(isObject)) return false;
  const candidates = [...a].filter((item) => (isObject(item) || !mode.strict) && !b.has(item));
  return pairOff(rest, candidates, (x, y) => same(x, y, mode, open));
}

function sameMaps(a, b, mode, open) {
  if (!fits(a, b, mode)) return false;
  const rest = [];
  for (const entry of b) {
    const [key, value] = entry;
    if (!a.has(key)) rest.push(entry);
    else if (!same(a.get(key), value, mode, open)) return false;
  }
  if (mode.strict && !rest.every(([key]) => isObject(key))) return false;
  const candidates = [...a].filter(([key]) => (isObject(key) || !mode.strict) && !b.has(key));
  return pairOff(rest, candidates, ([k, v], [key, value]) => same(k, key, mode, open) && same(v, value, mode, open));
}
