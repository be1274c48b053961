// Colours of every kind of value.
const frames = `
    at foo (file:///elsewhere/a.mjs:1:2)
    at node:fs:3:4
    at async f (/x/node_modules/pkg/i.js:1:2)`;
const error = Object.assign(new Error("x"), { code: 1 });
error.stack = `Error: x${frames}`;
const value = {
  number: 1, bigint: 2n, string: "it's", boolean: true, undefined: undefined, null: null, symbol: Symbol("s"),
  [Symbol("key")]: 1,
  "quoted-key": 1, date: new Date(0), pattern: /a(b)?/g, f() {}, class: class A {}, list: [1, , "x"],
  map: new Map([["k", 1]]),
  set: new Set([1]), promise: Promise.resolve(1), pending: new Promise(() => {}), weak: new WeakMap(), boxed: Object(1),
  text: Object("abc"), bytes: new Uint8Array(2), buffer: new ArrayBuffer(2), view: new DataView(new ArrayBuffer(1)),
  deep: { deeper: { deepest: { x: 1 } } }, get accessor() { return 1; }, set accessor(value) {}, set setter(value) {},
  none: Object.create(null), error, proxy: new Proxy({ a: 1 }, {}), keys: new Map([["k", 1]]).keys(),
  instance: new (class Foo { x = 1; })(),
  withProperties: Object.assign(() => {}, { a: 1 }), lines: "one\ntwo\n".repeat(10),
};
console.dir(value, { colors: true });
for (const [key, part] of Object.entries(value)) console.dir(part, { colors: true });
for (const compact of [true, 1, false]) console.dir(value, { colors: true, compact, depth: 3 });
console.dir(Array.from({ length: 30 }, (_, i) => i), { colors: true });
console.dir(Array.from({ length: 30 }, (_, i) => (i % 3 ? "x" : i)), { colors: true, breakLength: 40 });
console.dir(new Array(200).fill(1), { colors: true, maxArrayLength: 8 });
console.dir("x".repeat(20), { colors: true, maxStringLength: 5 });
console.dir([1], { colors: true, showHidden: true });
console.dir(new Uint8Array(1), { colors: true, showHidden: true });
console.dir({ get a() { return 1; }, get b() { return {}; }, get c() { throw 1; } }, { colors: true, getters: true });
console.dir(Object.defineProperty({}, "hidden", { value: 1 }), { colors: true, showHidden: true });
