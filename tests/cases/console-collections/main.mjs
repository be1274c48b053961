// Maps, sets and their weak relatives.
const map = new Map([["a", 1], [{ b: 2 }, [3]], [null, undefined], [NaN, -0]]);
const set = new Set(["a", { b: 2 }, [3], null, undefined]);
const values = [
  new Map(), new Set(), map, set,
  new Map([[new Map([[1, 2]]), new Set([new Set([3])])]]),
  { a: { b: { map, set } } },
  { a: { map, set } },
  [map, set],
  new Map(Array.from({ length: 101 }, (_, i) => [i, `v${i}`])),
  new Set(Array.from({ length: 102 }, (_, i) => i)),
  new Map([["key".repeat(15), "value".repeat(10)]]),
  new Map([["key".repeat(10), { a: "value".repeat(5), b: { c: "value".repeat(5) } }], ["z", 1]]),
  new Set(["item".repeat(10), "item".repeat(11)]),
  Object.assign(new Map([[1, 2]]), { extra: true, [Symbol("s")]: 1 }),
  Object.assign(new Set(), { extra: true }),
  new (class Registry extends Map {})([[1, 2]]),
  new (class Bag extends Set {})([1]),
  new (class extends Map {})(),
  Object.setPrototypeOf(new Map([[1, 2]]), null),
  Object.setPrototypeOf(new Set([1]), null),
  Object.setPrototypeOf(new Map([[1, 2]]), {}),
  Object.defineProperty(new Map(), Symbol.toStringTag, { value: "Tagged" }),
  new WeakMap([[{}, 1]]), new WeakSet([{}]), Object.assign(new WeakSet(), { a: 1 }), new WeakRef({ a: 1 }),
  new FinalizationRegistry(() => {}),
  { a: { b: { c: new WeakMap(), d: new WeakSet() } } },
  Map.prototype, Set.prototype, WeakMap.prototype,
  Object.groupBy([1, 2, 3], (n) => (n % 2 ? "odd" : "even")),
  Map.groupBy([1, 2, 3], (n) => n % 2),
];
for (const value of values) console.log(value);
for (const maxArrayLength of [0, 1, 3, 4, 10]) {
  console.dir(map, { maxArrayLength });
  console.dir(set, { maxArrayLength });
}
console.dir(new WeakMap([[{ a: 1 }, 2]]), { showHidden: true });
console.dir(new WeakSet([{ b: 1 }, { a: 1 }]), { showHidden: true });
