// showHidden: properties that are not enumerable, and those of the program's own prototypes.
class Base {
  x = 1;
  get accessor() { return 5; }
  method() {}
  static s = 1;
}
Object.defineProperty(Base.prototype, "data", { value: 7, enumerable: true });
class Derived extends Base {
  y = 2;
  get other() { return 1; }
}
const hidden = Object.defineProperties({ shown: 1 }, {
  hidden: { value: { a: 1 } }, "hid-den": { value: 2 }, [Symbol("s")]: { value: 3 }, __proto__x: { value: 4 },
});
const values = [
  hidden, [1, 2], [], Object.assign([1], { a: 1 }), new Base(), new Derived(), [new Base()], Object.create(new Base()),
  Object.create({ a: 1, b: 2 }), function f(a, b) {}, () => {}, class A { static x = 1; }, new Map([[1, { a: [1] }]]),
  new Set([[1]]),
  new Date(0), /a/g, new Number(3), new String("ab"), Promise.resolve([1]),
  new (class extends Map { get foo() { return 1; } })(),
  new (class extends Array { get foo() { return 1; } })(), Symbol("s"), "text", null, { a: { b: { c: [1] } } },
  Object.defineProperty({}, "__proto__", { value: 1 }), new ArrayBuffer(2), new Uint8Array(1),
];
for (const value of values) console.dir(value, { showHidden: true });
console.dir(new Derived(), { showHidden: true, colors: true });
console.dir(hidden, { showHidden: true, depth: 0 });
console.dir({ hidden }, { showHidden: true, depth: 0 });
console.dir(hidden, { showHidden: false });
