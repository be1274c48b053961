// Dates, regular expressions and objects made from primitive values.
const tagged = (value) => Object.defineProperty(value, Symbol.toStringTag, { value: "Tag" });
const values = [
  new Date(0), new Date(NaN), new Date(8.64e15), new Date(-1), Object.assign(new Date(0), { a: 1 }),
  tagged(new Date(0)),
  Object.assign(new Date(NaN), { a: 1 }), new (class Day extends Date {})(0), Object.setPrototypeOf(new Date(0), null),
  { a: { b: { c: new Date(0), d: Object.assign(new Date(0), { e: 1 }) } } }, [new Date(0)], Date.prototype,
  /a/, /a\/b[/]\n/gimsuy, /[[a]--b]/v, new RegExp(""), new RegExp("\n"), Object.assign(/a/, { a: 1 }), tagged(/a/g),
  new (class Pattern extends RegExp {})("a"), Object.setPrototypeOf(/a/, null), Object.setPrototypeOf(/a/, {}),
  { a: { b: { c: /a/, d: Object.assign(/a/, { e: 1 }) } } }, RegExp.prototype, /(?<y>\d)-(x)?/.exec("1-"),
  "aXbX".match(/X/g),
  new Number(3), new Number(-0), new String("abc"), new String(""), new String("it's"), new Boolean(false), Object(1n),
  Object(Symbol("s")), Object.assign(new Number(1), { a: 1 }), Object.assign(new String("abc"), { a: 1, "1a": 2 }),
  new (class Count extends Number {})(1), new (class Text extends String {})("a"), tagged(new Number(1)),
  Object.setPrototypeOf(new Number(3), null), [new String("a"), new Boolean(true)],
  { a: { b: { c: Object("x"), d: Object(1) } } },
  { a: { b: { c: Object.assign(Object(1), { d: 1 }) } } }, new String("long ".repeat(30)), new String("line\nbreak"),
  Number.prototype, String.prototype, Boolean.prototype, Symbol.prototype, BigInt.prototype,
  Symbol("a"), Symbol("it's"), Symbol.for("registered"), Symbol(), Symbol.asyncIterator, [Symbol("line\nbreak")],
];
for (const value of values) console.log(value);
