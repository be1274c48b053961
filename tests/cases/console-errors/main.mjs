// Errors. Their stacks are set to a text that does not depend on where this file lies.
const frames = "\n    at foo (file:///a.mjs:1:2)\n    at node:fs:3:4";
const make = (stack, properties, Class = Error, message = "x", options) => {
  const error = new Class(message, options);
  error.stack = stack;
  return Object.assign(error, properties);
};
class Sub extends Error {}
class SubError extends Error {}
class SubType extends TypeError {}
class SubTypeError extends TypeError {}
class Renamed extends Error {
  get name() {
    return "Getter";
  }
}
class OwnName extends Error {
  constructor(message) {
    super(message);
    this.name = "OwnName";
  }
}
const withPrototype = (error, prototype) => Object.setPrototypeOf(error, prototype);
const define = (key, descriptor) => Object.defineProperty(make(`Error: x${frames}`), key, descriptor);
const values = [
  make(`Error: x${frames}`), make("Error: x"), make("Error: x\ny", {}, Error, "x\ny"),
  make(`Error: x${frames}`, { message: "y" }),
  make(`Error${frames}`, {}, Error, ""), make("Error", {}, Error, ""), make(`Error: x${frames}`, { name: "Foo" }),
  make(`Error: x${frames}`, { name: "FooError", code: "E_X" }), make(`Foo: x${frames}`, { name: "Foo" }),
  make(`Error: x${frames}`, { name: 5 }), make(`Error: x${frames}`, { name: "" }),
  make(`Error: x${frames}`, { name: null }),
  make(`Error: x${frames}`, { message: { a: 1 } }), make(5), make(undefined), make(null), make(""), make("nonsense"),
  make(`nonsense${frames}`, {}, Error, "unrelated"), make("Error: x\nnot a frame\n    at foo (file:///a.mjs:1:2)"),
  make(`TypeError: x${frames}`, {}, TypeError), make(`RangeError: x${frames}`, {}, RangeError),
  make(`Error: x${frames}`, {}, TypeError),
  make(`Error: x${frames}`, {}, Sub), make(`Error: x${frames}`, {}, SubError),
  make(`TypeError: x${frames}`, {}, SubType),
  make(`TypeError: x${frames}`, {}, SubTypeError), make(`Error: x${frames}`, {}, Renamed),
  make(`Getter: x${frames}`, {}, Renamed),
  make(`Error: x${frames}`, {}, OwnName), make(`OwnName: x${frames}`, {}, OwnName), make("OwnName: x", {}, OwnName),
  withPrototype(make(`Error: x${frames}`), null), withPrototype(make(`TypeError: x${frames}`), null),
  withPrototype(make(`Error: x${frames}`), {}), withPrototype(make(`Error: x${frames}`), Array.prototype),
  define(Symbol.toStringTag, { value: "Tag" }), define(Symbol.toStringTag, { value: "Tag", enumerable: true }),
  define("name", { enumerable: true, get: () => "G" }), define("extra", { enumerable: true, get: () => 1 }),
  define("hidden", { value: 1 }), make(`Error: x${frames}`, { a: 1, b: { c: { d: { e: 1 } } } }),
  make("Error: x", { a: 1, b: 2 }),
  { error: make(`Error: x${frames}`) }, { error: make("Error: x") }, [make(`Error: x${frames}`, { k: 1 }), 2],
  { a: { b: { error: make(`Error: x${frames}`), short: make("Error: x"), c: make("Error: x", { d: 1 }) } } },
  new Map([[make("Error: key"), make(`Error: value${frames}`, {}, Error, "value")]]),
  make("Error: multi\nline", {}, Error, "multi\nline"), [make(`Error: multi\nline${frames}`, {}, Error, "multi\nline")],
];
for (const value of values) console.log(value);
console.log("%s", values[0]);
console.log("%s", values[1]);
console.log("failed:", values[1], "again");
for (const compact of [true, false, 1]) console.dir(make(`Error: x${frames}`, { a: 1, b: { c: 1 } }), { compact });
console.dir(make(`Error: x${frames}`, { a: 1 }), { breakLength: Infinity });
console.dir(make(`Error: x${frames}`, { a: 1 }), { colors: true });
const inPackages = "\n    at f (/a/node_modules/pkg/x.js:1:2)\n    at /a/node_modules/@s/p/node_modules/q/y.js:1:2";
console.dir(make(`Error: x${inPackages}`), { colors: true });
for (const value of [values[0], make("Error: x", { a: 1 }, Error, "x", { cause: [1] }), new Sub("no matter")]) {
  value.stack = `Sub: x${frames}`;
  console.dir(value, { showHidden: true });
  console.dir({ a: { value } }, { showHidden: true, getters: true });
}

// Made by the engine: only the first line is the same everywhere.
const firstLine = (value) => console.log(String(value.stack).split("\n")[0], Object.keys(value));
firstLine(new Error("message"));
firstLine(new Sub("message"));
firstLine(new OwnName("message"));
firstLine(new AggregateError([], "message"));
