// Arrays of more than six entries are printed in columns, like a square.
const shapes = {
  digits: (i) => i % 10,
  numbers: (i) => i * 37,
  negative: (i) => (i % 2 ? -i : i * 1000),
  fractions: (i) => i / 8,
  bigints: (i) => BigInt(i) ** 3n,
  letters: (i) => String.fromCharCode(97 + (i % 26)),
  words: (i) => "word".repeat(1 + (i % 4)),
  long: (i) => "z".repeat(20 + (i % 3)),
  mixed: (i) => [i, `${i}`, null, undefined, true, 1n][i % 6],
  uneven: (i) => "u".repeat(i % 7 === 6 ? 40 : 2),
  wide: (i) => "日本語".slice(0, 1 + (i % 3)),
  combining: (i) => "e\u0301".repeat(1 + (i % 3)),
  emoji: (i) => "😀".repeat(1 + (i % 2)),
  pairs: (i) => [i, i],
  objects: (i) => ({ i }),
  escaped: (i) => "\n\t'\\".slice(0, 1 + (i % 4)),
};
for (const [name, make] of Object.entries(shapes)) {
  for (const length of [6, 7, 10, 17, 40, 101]) {
    console.log(name, length);
    console.log(Array.from({ length }, (_, i) => make(i)));
  }
}
const numbers = Array.from({ length: 40 }, (_, i) => i ** 2);
for (const breakLength of [10, 20, 40, 60, 120, Infinity]) console.dir(numbers, { breakLength });
for (const compact of [0, 1, 2, 3, 4, 5, 10, true, false]) console.dir(numbers, { compact });
console.log({ a: { b: { numbers } } });
console.log([numbers, numbers.map(String)]);
console.log(new Set(numbers), new Map([[numbers, numbers]]));
console.log(new Uint8Array(numbers), new Float64Array(numbers.map(Math.sqrt)));
console.log(Object.assign(numbers.slice(0, 10), { and: "a property" }));
