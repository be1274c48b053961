// Every placeholder with every kind of argument.
class Plain {}
class Named {
  toString() {
    return "named!";
  }
}
class Sub extends Named {}
class Primitive {
  [Symbol.toPrimitive](hint) {
    return `primitive ${hint}`;
  }
}
const noPrototype = Object.assign(Object.create(null), { a: 1 });
const values = [
  "text", "it's", "", "12.5abc", "0x1f", "  42 ", "1e3", "Infinity", 1, -0, 1.5, 1e21, NaN, 1n, -123456789n, true, null,
  undefined, Symbol("s"), {}, { a: 1, b: { c: { d: 1 } } }, [], [1, [2, [3]]], [5], ["7.9"], () => {}, function f() {},
  class K {}, new Plain(), new Named(), new Sub(), new Primitive(), new Date(0), new Date(NaN), /a/g,
  new Map([[1, { a: 1 }]]), new Set([1]), noPrototype, new Proxy({ a: 1 }, {}), new Proxy(new Named(), {}),
  { toString: () => "own" }, { toString: 5 }, { toString: null }, { toJSON: () => "J" }, Object(1), Object("boxed"),
  Object(Symbol("q")), Object(5n), { valueOf: () => 42 }, Promise.resolve(1), { [Symbol.toPrimitive]: 5 },
  { [Symbol.toPrimitive]: () => "x" }, Object.create({ toString: () => "inherited" }), "a\nb",
  { a: { b: { c: { d: { e: { f: 1 } } } } } }, { a: [{ b: { c: {} } }], f() {} },
];
for (const placeholder of ["%s", "%d", "%i", "%f", "%j", "%O", "%c"]) {
  for (const value of values) {
    try {
      console.log(`${placeholder} <${placeholder}>`, value);
    } catch (error) {
      console.log(placeholder, error.name);
    }
  }
}
console.log("%o", { f() {}, a: [1, 2, { b: { c: { d: {} } } }] });
console.log("%o", [1, "two", [3]]);
console.log("%o", "text");
console.log("%o|%o", 5, null);

const circular = { name: "loop" };
circular.self = circular;
console.log("%j", circular);
console.log("%s", circular);
console.log("%j", undefined);
console.log("%j", () => {});
console.log("%j", Symbol("a"));

console.log("%s %s", "one");
console.log("%s%s%s", "a", "b");
console.log("%%s", "a");
console.log("%%%s%%", "a");
console.log("%%%%", "a");
console.log("100%", "a");
console.log("%", "a");
console.log("%s%", "a");
console.log("a%", 1);
console.log("%x %s", "a");
console.log("%-5d|", 3);
console.log("%c styled %c", "color: red", "", "rest");
console.log("%d %d", "1", "2", "3", { four: 4 });
console.log("%s\n%s", 1);
console.log("%s", null, undefined, { a: 1 });
console.log("%i %i %i %i", 1.9, -1.9, "12px", "px");
console.log("%f %f %f", "1.50", "1.5.5", Symbol());
console.log("%d", {}, "%d", []);
