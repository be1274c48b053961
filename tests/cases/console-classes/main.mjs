// What an object is called: constructors, prototypes and tags.
class A {
  constructor() {
    this.own = 1;
  }
}
class B extends A {
  #secret = 2;
  field = 3;
  get accessor() {
    return 4;
  }
}
class Tagged {
  get [Symbol.toStringTag]() {
    return this.tag;
  }
  constructor(tag) {
    Object.defineProperty(this, "tag", { value: tag });
  }
}
function Old() {
  this.x = 1;
}
function Bare() {}
Bare.prototype = {};
class Refuses {
  static [Symbol.hasInstance]() {
    return false;
  }
}
const anonymous = new (class {})();
const noPrototype = Object.create(null);
const twice = Object.assign(Object.create(Object.create(null)), { a: 1 });
const values = [
  new A(), new B(), new (class extends A {})(), anonymous, new Old(), new Bare(), new Refuses(),
  noPrototype, Object.assign(Object.create(null), { a: 1 }), Object.create(noPrototype), Object.create(new A()),
  Object.create({}),
  Object.create(Object.create(null)), Object.assign(Object.create(Object.create(null)), { a: 1 }),
  Object.create({ constructor: class Fake {} }), Object.create({ constructor: { name: "no function" } }),
  { constructor: "mine" }, { constructor: class Q {} }, Object.assign(new A(), { constructor: 1 }),
  ...["X.Tagged", "Tagged", "Other", "aTagged", "A.B.Tagged", "Tagged.X", ""].map((tag) => new Tagged(tag)),
  { [Symbol.toStringTag]: "own" }, { get [Symbol.toStringTag]() { return "computed"; } },
  Object.defineProperty({}, Symbol.toStringTag, { value: "hidden" }),
  Object.defineProperty({ a: 1 }, Symbol.toStringTag, { value: "Object" }),
  Object.defineProperty(Object.create(null), Symbol.toStringTag, { value: "T" }),
  Object.prototype, A.prototype, B.prototype, Tagged, { a: { b: { c: new A(), d: new Tagged("t"), e: noPrototype } } },
  { a: { b: { c: Object.assign(Object.create(null), { a: 1 }), d: twice } } },
  Math, JSON, Reflect, Atomics, Intl, globalThis.Temporal,
];
for (const value of values) console.log(value);
