// What console.log prints for plain values and plain text.
console.log();
console.log("");
console.log("text");
console.log("several", "words", "of text");
console.log("two\nlines");
console.log("100%", "sure");
console.log("%");
console.log("%s");
console.log("%%");
console.log("tab\tand quote's \"marks\" \\ stay");
console.log("lone \ud800 surrogate");
console.log("émoji 😀 日本語");
const values = [undefined, null, true, false, 0, -0, 1.5, 1e21, 1e-7, NaN, -Infinity, 12n, Symbol("s"), Symbol()];
for (const value of values) {
  console.log(value);
  console.log("value:", value);
  console.log(value, "first");
}
console.log(1, "two", null, undefined, true, -0, 5n, Symbol.iterator, ["x"]);
console.log("%s first", "then", { a: 1 }, ["b"], "c");
console.log({ a: 1 }, "%s", "not filled in");
console.log(["it's"], 'a "quoted" word');
console.info("info %d", 42);
console.debug("debug %j", { a: [1] });
console.dirxml({ a: { b: { c: { d: 1 } } } }, "more");
const { log } = console;
log("needs no receiver");
[1, 2].forEach(console.log);
