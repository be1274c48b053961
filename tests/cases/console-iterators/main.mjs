// Iterators and generators. Looking at an iterator does not advance it.
const map = new Map([["a", 1], ["b", { c: 2 }]]);
const set = new Set([1, "two"]);
const values = [
  map.entries(), map.keys(), map.values(), map[Symbol.iterator](), set.values(), set.keys(), set.entries(),
  new Map().entries(), new Set().values(), Object.assign(map.keys(), { extra: 1 }), { a: { b: { c: map.keys() } } },
  [].values(), "a"[Symbol.iterator](), "a".matchAll(/a/g), Iterator.from([1]).map((x) => x),
  (function* () {})(), (function* named() { yield 1; })(), (async function* () {})(),
  { a: { b: { c: (function* () {})() } } }, Iterator.prototype,
];
for (const value of values) console.log(value);
const iterator = map.entries();
iterator.next();
console.log(iterator, [...iterator], iterator);
const many = new Set(Array.from({ length: 200 }, (_, i) => i));
console.log(many.values());
console.dir(map.entries(), { maxArrayLength: 1 });
console.dir(map.keys(), { maxArrayLength: 0 });
