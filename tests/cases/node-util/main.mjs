import util, { callbackify, deprecate, format, inherits, inspect, isDeepStrictEqual, promisify, stripVTControlCharacters, types } from "node:util";
import * as typesModule from "node:util/types";

console.log(types.isDate === typesModule.isDate, util.inspect === inspect, inspect([1, { a: 1 }]), format("%s %d %j", "a", 5, { b: 1 }));
const read = promisify((value, callback) => setImmediate(callback, value < 0 ? new Error("negative") : null, value * 2));
console.log(await read(4), await read(-1).catch((error) => error.message), promisify(read) !== read, read[promisify.custom] === read);
const custom = () => {};
custom[promisify.custom] = async () => "custom";
console.log(await promisify(custom)(), promisify(custom) === custom[promisify.custom], promisify.custom);
const called = callbackify(async (value) => {
  if (value === undefined) throw undefined;
  return value;
});
await new Promise((resolve) => called(5, (error, value) => resolve(console.log(error, value))));
await new Promise((resolve) => called(undefined, (error) => resolve(console.log(error.code, error.message))));

function Base() {}
Base.prototype.hello = () => "hello";
function Derived() {}
inherits(Derived, Base);
console.log(new Derived().hello(), Derived.super_ === Base, new Derived() instanceof Base);

process.on("warning", ({ name, code, message }) => console.log(name, code, message));
const old = deprecate((x) => x + 1, "old() is old", "DEP_OLD");
console.log(old(1), old(2), old.name);
await null;

const PAIRS = [
  [1, 1], [1, "1"], [NaN, NaN], [0, -0], [{ a: 1 }, { a: 1 }], [{ a: 1, b: 2 }, { b: 2, a: 1 }], [{ a: 1 }, { a: 1, b: undefined }], [[1, 2], [1, 2]], [[1, , 3], [1, undefined, 3]],
  [new Date(5), new Date(5)], [new Date(5), new Date(6)], [/a/g, /a/g], [/a/g, /a/i], [new Map([[{ a: 1 }, 2]]), new Map([[{ a: 1 }, 2]])], [new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1])],
  [new Set([1]), new Set(["1"])], [Object(1), Object(1)], [Object(1), 1], [new Uint8Array([1]), new Uint8Array([1])], [new Uint8Array([1]), new Int8Array([1])], [new Error("a"), new Error("a")],
  [new Error("a"), new TypeError("a")], [Object.create(null), {}], [[], {}], [new Float32Array([NaN, 0]), new Float32Array([NaN, -0])], [new ArrayBuffer(2), new ArrayBuffer(2)],
  [{ [Symbol.iterator]: 1 }, { [Symbol.iterator]: 1 }], [null, undefined], [() => {}, () => {}], [new WeakMap(), new WeakMap()], [10n, 10n], [Object(Symbol.iterator), Object(Symbol.iterator)],
];
console.log(PAIRS.map(([a, b]) => (isDeepStrictEqual(a, b) ? 1 : 0)).join(""));
const [left, right] = [{}, {}];
left.self = left;
right.self = right;
console.log(isDeepStrictEqual(left, right), isDeepStrictEqual([left], [{ self: {} }]));

const VALUES = {
  date: new Date(), regexp: /x/, map: new Map(), set: new Set(), weakMap: new WeakMap(), weakSet: new WeakSet(), promise: Promise.resolve(), error: new RangeError(), buffer: new ArrayBuffer(1),
  shared: new SharedArrayBuffer(1), view: new DataView(new ArrayBuffer(1)), uint8: new Uint8Array(), float64: new Float64Array(), big: new BigInt64Array(), number: Object(1), string: Object("s"),
  boolean: Object(true), bigint: Object(1n), symbol: Object(Symbol()), mapIterator: new Map().keys(), setIterator: new Set().values(), generator: (function* () {})(), proxy: new Proxy({}, {}),
  async: async () => {}, generatorFunction: function* () {}, asyncGenerator: async function* () {}, args: (function () { return arguments; })(), module: typesModule, plain: {}, fake: { [Symbol.toStringTag]: "Map" }, null: null, primitive: 5,
};
for (const [name, value] of Object.entries(VALUES)) {
  const kinds = Object.keys(types).filter((kind) => !/External|KeyObject|CryptoKey/.test(kind) && types[kind](value));
  console.log(name, kinds.sort().join());
}
console.log(stripVTControlCharacters("\u001b[31mred\u001b[39m \u001b]8;;http://x\u0007link\u001b]8;;\u0007"), util.toUSVString("a\ud800"), util.styleText("red", "x", { validateStream: false }) === "\u001b[31mx\u001b[39m");
for (const wrong of [() => promisify(5), () => callbackify(5), () => inherits(5), () => inherits(Base, null), () => stripVTControlCharacters(5)]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
