// Objects: keys, nesting, and when they are broken over several lines.
const long = "x".repeat(30);
const values = [
  {},
  { a: 1 },
  { a: undefined, b: null, c: NaN, d: -0, e: 1n, f: "", g: [], h: {}, i: Symbol("i") },
  { $a: 1, "a-b": 2, 1: 3, "": 4, a1: 5, é: 6, _: 7, "it's": 8, "a\nb": 9, "-1": 10, "1.5": 11, class: 12 },
  { ["__proto__"]: 1, __proto__x: 2 },
  { [Symbol("a")]: 1, [Symbol()]: 2, [Symbol("b c")]: { d: 3 }, [Symbol("new\nline")]: 4, [Symbol.iterator]: 5 },
  { a: { b: {} } },
  { a: { b: { c: {} } } },
  { a: { b: { c: { d: 1 } } } },
  { a: { b: { c: [1] } }, d: { e: { f: new Map([[1, 2]]), g: new (class Foo { x = 1; })() } } },
  { a: { b: { c: [] } }, d: { e: { f: new Map(), g: new (class Foo {})() } } },
  { a: 1, b: { c: 2, d: { e: 3 } }, f: 4 },
  { long1: long, long2: long },
  { long1: long, long2: `${long}x` },
  { a: long, b: long, c: 1 },
  { a: { b: long, c: long } },
  { a: { b: { c: long, d: long } } },
  { a: "x".repeat(100) },
  { nested: { array: [1, 2, 3], map: new Map([["k", { v: 1 }]]), set: new Set(["a"]) }, tail: true },
  { one: { two: { three: { four: 4 } } }, other: "z" },
  { user: { name: "Ada", roles: ["admin", "author"], address: { city: "London", geo: { lat: 51.5, lon: -0.1 } } } },
  [{ id: 1, tags: ["a", "b"] }, { id: 2, tags: [] }, { id: 3, tags: ["c"], extra: { deep: { deeper: {} } } }],
  { method() {}, arrow: () => {}, async later() {}, *many() {}, async *stream() {} },
  { Class: class {}, named: class N {} },
  Object.defineProperty({ visible: 1 }, "hidden", { value: 2 }),
  Object.create({ inherited: 1 }),
  Object.assign(Object.create({ inherited: 1 }), { own: 2 }),
  Object.freeze({ frozen: true }),
];
for (const value of values) console.log(value);
for (let width = 60; width < 80; width++) console.log({ a: "y".repeat(width) });
for (let width = 20; width < 30; width++) console.log({ aa: "y".repeat(width), bb: "z".repeat(width), cc: 1 });
for (let count = 1; count < 30; count += 3) {
  console.log(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i])));
}
console.log("indented:", { a: { b: long, c: long, d: [long, long] } });
const deep = { level: 1 };
let inner = deep;
for (let level = 2; level < 8; level++) inner = inner.next = { level };
console.log(deep);
console.dir(deep, { depth: 0 });
console.dir(deep, { depth: 4 });
console.dir(deep, { depth: Infinity });
console.dir(deep, { depth: null });
