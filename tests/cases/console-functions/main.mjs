// Functions and classes.
const named = (name, value) => Object.defineProperty(value, "name", { value: name, configurable: true });
const tagged = (value) => Object.defineProperty(value, Symbol.toStringTag, { value: "Tag", configurable: true });
const mixin = (Base) => class extends Base {};
class Base {}
class MyFunction extends Function {}
const values = [
  () => {}, function () {}, function f() {}, async () => {}, async function g() {}, function* h() {},
  async function* i() {},
  class {}, class A {}, class B extends Base {}, class extends Base {}, class C extends null {},
  class D extends Array {},
  class E extends mixin(Base) {}, mixin(Base),
  class /* comment ( */ F {}, class G { method() {} static field = 1; #p = 2; },
  class { static { this.late = 1; } }, class { static name = "own name"; }, class { static name() {} },
  (() => {}).bind(), function bound() {}.bind(), Map, Math.max, Symbol, Proxy, Function.prototype,
  Object.prototype.toString,
  new Function("a", "b", "return a"), new MyFunction("return 1"),
  named(5, function () {}), named("", function x() {}), named(Symbol("q"), () => {}), named(undefined, () => {}),
  named("", class X {}), named("new\nline", () => {}),
  tagged(() => {}), tagged(async () => {}), tagged(class H {}),
  Object.setPrototypeOf(() => {}, null), Object.setPrototypeOf(function* () {}, null),
  Object.setPrototypeOf(class I {}, null),
  Object.freeze(function frozen() {}), Object.freeze(class Frozen {}),
  Object.assign(function withProperties() {}, { a: 1, b: { c: {} } }), Object.assign(() => {}, { [Symbol("s")]: 1 }),
  Object.assign(class J {}, { a: 1 }),
  [() => {}, class K {}],
  { f() {}, *g() {}, async h() {}, "quoted name"() {}, [Symbol("sym")]() {}, [Symbol.iterator]() {} },
  { a: { b: { c() {}, d: Object.assign(() => {}, { e: 1 }), f: class L {}, g: class M { static x = 1; } } } },
  Object.getOwnPropertyDescriptor({ get x() { return 1; } }, "x").get,
  (() => { function inner() {} return inner; })(),
];
for (const value of values) console.log(value);
