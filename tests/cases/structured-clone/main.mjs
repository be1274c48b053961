import { isDeepStrictEqual } from "node:util";

const VALUES = [
  undefined, null, true, 5, -0, NaN, "text", 10n, Object(true), Object(5), Object("x"), Object(5n), new Date(5), new Date(NaN), /a.b/giu, [1, , 3],
  Object.assign([1], { extra: true }), { a: { b: [1] } }, new Map([[{ k: 1 }, new Set([1, { x: 2 }])]]), new Set(), new Uint8Array([1, 2, 3]),
  new Float64Array([1.5, NaN]), new BigInt64Array([5n]), new DataView(new ArrayBuffer(4), 1, 2), new ArrayBuffer(3), Object.create(null),
  new Error("plain"), new TypeError("typed", { cause: { why: 1 } }), new AggregateError([1], "many"), Object.assign(new RangeError("r"), { extra: 1 }),
];
for (const value of VALUES) {
  const copy = structuredClone(value);
  console.log(value instanceof Error ? `${copy.name}: ${copy.message} ${copy.constructor.name} ${Object.keys(copy)} ${Object.hasOwn(copy, "cause")}` : copy);
  if (typeof value === "object" && value !== null) console.log(copy !== value, Object.prototype.toString.call(copy));
}
class Point {
  #hidden = 1;
  x = 1;
  get y() {
    return 2;
  }
}
console.log(structuredClone(new Point()), structuredClone({ get computed() { return 5; } }), structuredClone({ [Symbol("s")]: 1, n: 1 }));
class MyError extends Error {
  name = "MyError";
}
const custom = structuredClone(new MyError("m"));
console.log(custom.name, custom.constructor.name, custom.message, custom.stack.split("\n")[0]);

const cycle = { list: [] };
cycle.self = cycle;
cycle.list.push(cycle, cycle.list);
const copy = structuredClone(cycle);
console.log(copy.self === copy, copy.list[0] === copy, copy.list[1] === copy.list);
const shared = {};
const both = structuredClone([shared, shared]);
console.log(both[0] === both[1], isDeepStrictEqual(structuredClone(VALUES.slice(0, 20)), VALUES.slice(0, 20)));
const buffer = new ArrayBuffer(8);
const views = structuredClone([new Uint8Array(buffer, 2, 3), new Uint8Array(buffer)]);
console.log(views[0].buffer === views[1].buffer, views[0].byteOffset, views[0].length, views[1].length);
const resizable = structuredClone(new ArrayBuffer(4, { maxByteLength: 8 }));
console.log(resizable.byteLength, resizable.maxByteLength, resizable.resizable);
const sharedMemory = new SharedArrayBuffer(4);
new Uint8Array(structuredClone(sharedMemory))[1] = 7;
console.log([...new Uint8Array(sharedMemory)]);

const moved = new ArrayBuffer(4);
new Uint8Array(moved)[0] = 9;
const received = structuredClone({ moved, view: new Uint8Array(moved, 0, 2) }, { transfer: [moved] });
console.log(moved.byteLength, moved.detached, [...new Uint8Array(received.moved)], received.view.buffer === received.moved, [...received.view]);
const kept = new ArrayBuffer(4);
try {
  structuredClone({ kept, bad: () => {} }, { transfer: [kept] });
} catch (error) {
  console.log(error.name, kept.byteLength);
}
const exception = structuredClone(new DOMException("message", "DataError"));
console.log(exception.name, exception.message, exception instanceof DOMException);

for (const wrong of [
  () => structuredClone(), () => structuredClone(() => {}), () => structuredClone(Symbol("s")), () => structuredClone({ a: [new WeakMap()] }),
  () => structuredClone(Promise.resolve()), () => structuredClone(new WeakRef({})), () => structuredClone(new Proxy({}, {})), () => structuredClone(new URL("http://a")),
  () => structuredClone(function* () {}()), () => structuredClone(new Map().keys()), () => structuredClone(globalThis), () => structuredClone(Object(Symbol("x"))),
  () => structuredClone(1, 5), () => structuredClone(1, { transfer: 5 }), () => structuredClone(1, { transfer: [5] }), () => structuredClone(moved),
  () => structuredClone(1, { transfer: [kept, kept] }), () => structuredClone(class A {}),
  () => structuredClone({ get broken() { throw new RangeError("from a getter"); } }),
]) {
  try {
    console.log(wrong());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
