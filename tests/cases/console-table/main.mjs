// console.table
const tables = [
  [[{ a: 1, b: "x" }, { a: 2, c: true }]], [[1, 2, 3]], [["a", "b"]], [[[1, 2], [3, 4]]], [[[1, 2], { a: 1 }]],
  [{ a: 1, b: 2 }],
  [{ a: { x: 1 }, b: { y: 2 } }], [new Map([["a", 1], ["b", { x: 2 }]])], [new Set([1, "b", { c: 1 }])], [5], ["str"],
  [null], [undefined],
  [Symbol("s")], [() => {}], [], [[]], [{}], [[{ a: 1, b: 2 }, { a: 3, b: 4 }], ["b"]], [[{ a: 1, b: 2 }], ["z", "a"]],
  [[{ a: 1 }], []],
  [[{ a: 1 }, 5], ["a"]], [[1, { a: 1 }]], [[{ a: { b: { c: 1 } } }]], [[[[1, 2], [3]]]], [[{ a: [1, 2, 3, 4] }]],
  [[() => {}, Symbol("a"), null, undefined, -0, 1n]],
  [[{ name: "日本", v: 1 }, { name: "é", v: 22 }, { name: "e\u0301", v: 333 }]],
  [[{ "a long column name": 1 }]], [new Uint8Array([1, 2])], [[["a"]]], [[, 1]], [[{ a: "multi\nline" }]],
  [{ x: [1, 2], y: [3] }],
  [new (class Foo { a = 1; b = { c: 1 }; })()], [[{ get a() { return 1; } }]], [Object.create(null)],
  [[Object.assign(Object.create(null), { q: 1 })]], [new Map([[{ a: 1 }, { b: 2 }]])], [[new Date(0)]], [["x"]],
  [[new Map([[1, 2]])]],
  [new Map()], [new Set()], [[{ a: 1 }], ["a", "a"]], [Array.from({ length: 12 }, (_, i) => ({ i, sq: i * i }))],
  [new Proxy([{ a: 1 }], {})], [[{ "": 1 }]], [{ "": 5 }], [[{ a: "x".repeat(100) }]],
  [[{ a: { x: 1, y: 2 }, b: { x: {}, y: 1, z: 2 } }]],
  [[{ b: 1, a: 2, 1: 3 }]], [[{ a: 1 }, null, undefined, "text"]],
];
for (const table of tables) console.table(...table);
console.group("group");
console.table([{ a: 1 }]);
console.groupEnd();
try {
  console.table([1], 5);
} catch (error) {
  console.log(error.name, error.code, error.message);
}
