// Promises and proxies.
const rejected = Promise.reject(new Map([[1, 2]]));
rejected.catch(() => {});
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
const traps = new Proxy({}, { get() { throw new Error("trapped"); }, ownKeys() { throw new Error("trapped"); } });
class Foo {
  x = 1;
}
const promises = [
  Promise.resolve(1), Promise.resolve(), Promise.resolve({ a: { b: { c: {} } } }), Promise.resolve("it's"),
  new Promise(() => {}),
  rejected, Promise.resolve(Promise.resolve(1)), Object.assign(Promise.resolve(1), { extra: 1 }),
  [Promise.resolve([1])],
  new (class Task extends Promise {})(() => {}), Object.setPrototypeOf(Promise.resolve(1), null),
  { a: { b: { c: Promise.resolve(1) } } },
  Promise.resolve("x".repeat(100)), Promise.resolve({ a: "x".repeat(50), b: "y".repeat(50) }), Promise.prototype,
];
const proxies = [
  new Proxy({ a: 1 }, {}), new Proxy([1, 2], {}), new Proxy(() => {}, {}), new Proxy(class A {}, {}),
  new Proxy(new Foo(), {}),
  new Proxy(new Proxy({}, {}), {}), new Proxy(new Map([[1, 2]]), {}), new Proxy(new Date(0), {}),
  { a: new Proxy({ b: { c: { d: 1 } } }, {}) },
  { a: { b: { c: new Proxy({}, {}), d: new Proxy({ e: 1 }, {}) } } }, revoked, { revoked }, traps,
  new Proxy({ a: "x".repeat(40), b: "y".repeat(40), c: { d: "z".repeat(80) } }, {}), [new Proxy([], {})],
  new Proxy({ [Symbol.for("nodejs.util.inspect.custom")]: () => "custom" }, {}),
];
for (const value of promises) console.log(value);
for (const value of proxies) {
  console.log(value);
  console.dir(value, { showProxy: true });
}
console.dir(new Proxy({ a: { b: { c: {} } } }, { get: () => 1 }), { showProxy: true, depth: 0 });
console.dir({ a: { b: { c: new Proxy({}, {}) } } }, { showProxy: true });
console.dir(new Proxy({ a: 1 }, {}), { colors: true });
const self = {};
self.proxy = new Proxy(self, {});
console.log(self);
console.log(self.proxy);
console.log("%s %j", new Proxy([1], {}), new Proxy({ a: 1 }, {}));
