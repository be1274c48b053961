// util.isDeepStrictEqual: same types, prototypes and contents, by
// https://nodejs.org/api/assert.html#comparison-details_1.

const { classOf } = natives;
const { getPrototypeOf, is, keys, prototype } = Object;
const { propertyIsEnumerable } = prototype;

const valueOf = {
  Number: Number.prototype.valueOf,
  String: String.prototype.valueOf,
  Boolean: Boolean.prototype.valueOf,
  BigInt: BigInt.prototype.valueOf,
  Symbol: Symbol.prototype.valueOf,
  Date: Date.prototype.getTime,
};

exports.isDeepStrictEqual = (a, b) => same(a, b, []);

/** @param open pairs whose comparison is under way: meeting one again means that both go round in the same circle. */
function same(a, b, open) {
  if (a === b) return a !== 0 || is(a, b);
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return is(a, b);
  if (getPrototypeOf(a) !== getPrototypeOf(b)) return false;
  const kind = classOf(a);
  if (kind !== classOf(b)) return false;
  if (open.some(([x, y]) => x === a && y === b)) return true;
  open.push([a, b]);
  const equal = sameOfKind(a, b, kind, open) && sameProperties(a, b, kind, open);
  open.pop();
  return equal;
}

function sameOfKind(a, b, kind, open) {
  if (Object.hasOwn(valueOf, kind)) return is(valueOf[kind].call(a), valueOf[kind].call(b));
  switch (kind) {
    case "Array": return a.length === b.length;
    case "RegExp": return String(a) === String(b) && a.lastIndex === b.lastIndex;
    case "Error": return sameErrors(a, b, open);
    case "Map": return sameMaps(a, b, open);
    case "Set": return sameSets(a, b, open);
    case "ArrayBuffer":
    case "SharedArrayBuffer": return sameBytes(new Uint8Array(a), new Uint8Array(b));
    case "Promise":
    case "WeakMap":
    case "WeakSet": return false;
    default: return !ArrayBuffer.isView(a) || sameViews(a, b, kind);
  }
}

function sameErrors(a, b, open) {
  return (
    a.name === b.name &&
    a.message === b.message &&
    Object.hasOwn(a, "cause") === Object.hasOwn(b, "cause") &&
    same(a.cause, b.cause, open) &&
    same(a.errors, b.errors, open)
  );
}

function sameBytes(a, b) {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function sameViews(a, b, kind) {
  if (kind === "DataView") {
    const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    return sameBytes(bytes(a), bytes(b));
  }
  return a.length === b.length && Array.prototype.every.call(a, (item, index) => is(item, b[index]));
}

function ownKeys(value) {
  const symbols = Object.getOwnPropertySymbols(value).filter((key) => propertyIsEnumerable.call(value, key));
  return [...keys(value), ...symbols];
}

function sameProperties(a, b, kind, open) {
  if (ArrayBuffer.isView(a) && kind !== "DataView") return true;
  const names = ownKeys(a);
  if (names.length !== ownKeys(b).length) return false;
  return names.every((key) => propertyIsEnumerable.call(b, key) && same(a[key], b[key], open));
}

/** Pairs off what has no exact counterpart: each such item of `rest` must equal another item of `candidates`. */
function pairOff(rest, candidates, equal) {
  return rest.every((item) => {
    const index = candidates.findIndex((candidate) => equal(item, candidate));
    if (index < 0) return false;
    candidates.splice(index, 1);
    return true;
  });
}

const isObject = (value) => typeof value === "object" && value !== null;

function sameSets(a, b, open) {
  if (a.size !== b.size) return false;
  const rest = [...a].filter((item) => !b.has(item));
  if (!rest.every(isObject)) return false;
  return pairOff(rest, [...b].filter((item) => isObject(item) && !a.has(item)), (x, y) => same(x, y, open));
}

function sameMaps(a, b, open) {
  if (a.size !== b.size) return false;
  const rest = [];
  for (const entry of a) {
    const [key, value] = entry;
    if (!b.has(key)) rest.push(entry);
    else if (!same(value, b.get(key), open)) return false;
  }
  if (!rest.every(([key]) => isObject(key))) return false;
  const candidates = [...b].filter(([key]) => isObject(key) && !a.has(key));
  return pairOff(rest, candidates, ([k, v], [key, value]) => same(k, key, open) && same(v, value, open));
}
