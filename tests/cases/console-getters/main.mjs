// Accessor properties.
const object = {
  get a() { return 1; },
  set b(value) {},
  get c() { return { x: 1, y: { z: { w: {} } } }; },
  set c(value) {},
  get d() { throw "text"; },
  get e() { return null; },
  get f() { return "it's"; },
  get g() { return () => {}; },
  get h() { return undefined; },
  get i() { throw { reason: 1 }; },
  get j() { return this.plain; },
  plain: 42,
  get k() { return Symbol("k"); },
  get [Symbol("l")]() { return 1n; },
};
const array = [1];
Object.defineProperty(array, 0, { get: () => 1, enumerable: true });
Object.defineProperty(array, "named", { get: () => 2, enumerable: true });
for (const getters of [false, true, "get", "set"]) {
  console.dir(object, { getters });
  console.dir(array, { getters });
  console.dir({ nested: { object } }, { getters });
  console.dir(Object.defineProperty({}, "hidden", { get: () => 1 }), { getters, showHidden: true });
}
console.log(object, array);
class WithAccessor { get x() { return 1; } static get y() { return 2; } }
console.log(new WithAccessor(), WithAccessor);
console.dir({ get a() { return 1; } }, { getters: true, colors: true });
console.dir({ get long() { return { x: "x".repeat(50), y: "y".repeat(50) }; } }, { getters: true });
console.log(Object.defineProperty({}, "neither", { get: undefined, set: undefined, enumerable: true }));
