// Arrays: holes, further properties, limits.
const sparse = new Array(300);
sparse[150] = 1;
const partly = new Array(300).fill(1, 0, 50);
partly[150] = 2;
const values = [
  [],
  [1],
  [1, 2, 3],
  ["a", "b"],
  [undefined, null, , NaN],
  [[]],
  [[1, [2, [3, [4]]]]],
  [{}, { a: 1 }, [], () => {}],
  [,],
  [, ,],
  [1, , 2, , , 3],
  [, , 1],
  new Array(3),
  new Array(4294967295),
  sparse,
  partly,
  Object.assign([1, 2], { a: 1, "-1": 2, "1.5": 3, 4294967295: 4, "01": 5 }),
  Object.assign(new Array(5), { x: 1 }),
  Object.assign([1, , 3], { [Symbol("q")]: 1 }),
  Object.assign([], { only: "property" }),
  Object.assign([1], { nested: { a: { b: {} } } }),
  Array.from({ length: 100 }, (_, i) => i),
  Array.from({ length: 101 }, (_, i) => i),
  Array.from({ length: 102 }, (_, i) => `${i}`),
  new Array(200).fill("abc"),
  [, ...new Array(120).fill(1)],
  [...new Array(99).fill(1), , ,],
  [...new Array(100).fill(1), , ,],
  [[1, 2, 3, 4, 5, 6, 7], ["a", "b", "c", "d", "e", "f", "g"]],
  [new Array(7), new Array(2).fill(0)],
  ["x".repeat(40), "y".repeat(40)],
  ["x".repeat(20), "y".repeat(20), "z".repeat(20)],
  [{ a: 1, b: 2 }, { a: 3, b: 4 }, { a: 5, b: 6 }, { a: 7, b: 8 }, { a: 9, b: 10 }, { a: 11, b: 12 }, { a: 13, b: 14 }],
  Object.setPrototypeOf([1, 2], null),
  new (class List extends Array {})(1, 2, 3),
  new (class List extends Array {})(3),
  new (class extends Array {})(),
  Object.defineProperty([1], Symbol.toStringTag, { value: "Tag" }),
  (function () {
    return arguments;
  })(1, { a: 2 }, "three"),
  (function () {
    return arguments;
  })(),
  Array.prototype,
];
for (const value of values) console.log(value);
for (const maxArrayLength of [0, 1, 2, 3, -1, null, Infinity, "2"]) console.dir([1, 2, 3], { maxArrayLength });
console.dir(partly, { maxArrayLength: 60 });
console.dir(sparse, { maxArrayLength: 1 });
console.dir([[1, 2], [3, 4]], { maxArrayLength: 1 });
