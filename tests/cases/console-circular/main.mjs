// Objects that contain themselves.
const plain = {};
plain.self = plain;
const two = { a: {} };
two.a.up = two;
two.a.self = two.a;
const list = [];
list.push(list, [list]);
const map = new Map();
map.set(map, map);
const set = new Set();
set.add(set);
const f = () => {};
f.self = f;
const instance = new (class Foo {})();
instance.x = { instance };
const bare = Object.create(null);
bare.bare = bare;
const pattern = Object.assign(/a/, {});
pattern.self = pattern;
const date = new Date(0);
date.self = date;
const deep = { b: { c: { d: {} } } };
deep.b.c.d.e = deep;
const error = new Error("x");
error.stack = "Error: x\n    at f (file:///a.mjs:1:2)";
error.self = error;
const getter = { get self() { return getter; } };
const values = [plain, two, list, map, set, f, instance, bare, pattern, date, deep, error, getter];
for (const value of values) {
  console.log(value);
  console.dir(value, { compact: true, depth: 5 });
  console.dir(value, { compact: false, depth: 5 });
  console.dir(value, { colors: true, depth: 5, getters: true });
}
console.log([plain, plain], { plain, two });
const shared = { x: 1 };
console.log([shared, shared, { shared }]);
