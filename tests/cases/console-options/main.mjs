// Layout and limits: compact, breakLength, sorted, depth, unknown and odd options.
const value = {
  name: "layout", list: [1, 2, [3, { four: 4 }]],
  map: new Map([[{ key: 1 }, { value: { deep: 1 } }], ["second", [1, 2]]]),
  set: new Set(["b", "a", { c: 1 }]), nested: { one: { two: { three: 3 } }, f() {} }, text: "a longer text ".repeat(8),
  date: new Date(0), pattern: /x/, nothing: null, numbers: Array.from({ length: 30 }, (_, i) => i),
  bytes: new Uint8Array(10),
  empty: {}, none: [], lines: "one\ntwo\n".repeat(10), class: class A extends Map {}, [Symbol("symbol")]: { a: 1 },
  promise: Promise.resolve({}),
};
for (const compact of [true, false, 0, 1, 3, 5]) {
  for (const breakLength of [40, 80, Infinity]) {
    console.log(`compact ${compact}, breakLength ${breakLength}`);
    console.dir(value, { compact, breakLength });
  }
}
for (const depth of [-1, 0, 1, 2, 3, null, Infinity, undefined]) console.dir(value, { depth });
console.dir(value, { sorted: true });
console.dir({ b: 1, a: 2, c: { z: 1, y: 2 } }, { sorted: (a, b) => (a < b ? 1 : -1) });
console.dir(Object.assign([3, 1, 2], { b: 1, a: 2 }), { sorted: true });
console.dir(value, { maxArrayLength: 2, maxStringLength: 10, depth: 4 });
console.dir(value, { unknown: true, another: 1 });
console.dir(value, {});
console.dir(value, null);
console.dir(value, undefined);
console.dir({ a: { b: 1 } }, { compact: undefined });
console.dir({ a: { b: 1 } }, { breakLength: undefined });
const keys = { ["k".repeat(80)]: "v".repeat(80), short: { ["k".repeat(40)]: { a: 1, b: "v".repeat(80) } } };
for (const compact of [true, false, 1, 3]) console.dir(keys, { compact });
