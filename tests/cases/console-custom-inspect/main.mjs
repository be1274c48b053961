// Objects that say themselves how they are printed.
const custom = Symbol.for("nodejs.util.inspect.custom");
const show = (value, options) => console.dir(value, { customInspect: true, ...options });
const returning = (result) => ({ [custom]: () => result });
const results = [
  "text", "", "two\nlines", 5, 5n, null, undefined, true, Symbol("s"), { a: 1 }, [1, 2], () => {}, new Date(0),
];
for (const result of results) {
  show(returning(result));
  show({ nested: returning(result) });
  show([returning(result)], { colors: true });
}
class Money {
  constructor(amount) {
    this.amount = amount;
  }
  [custom](depth, options, inspect) {
    if (depth < 0) return options.stylize("[Money]", "special");
    return `Money<${inspect(this.amount, { ...options, depth: options.depth === null ? null : options.depth - 1 })}>`;
  }
}
console.log(new Money({ value: 5, currency: { name: "EUR", places: { count: 2 } } }), [new Money(1)]);
console.log({ a: { b: { c: new Money(1) } } });
console.log(Money, Money.prototype);
console.log("%s|%o|%O", new Money(1), new Money(2), new Money(3));
console.dir(new Money(1));
show(new Money(1), { customInspect: false });
show({ [custom]() { return this; } });
show({ [custom]: "no function" });
const describe = (depth, options) => ({ depth, keys: Object.keys(options).sort(), given: options.given });
show({ [custom]: describe }, { given: 1 });
show({ a: { [custom]: (depth) => `depth ${depth}` } });
show({ a: { [custom]: (depth) => `depth ${depth}` } }, { depth: null });
show({ a: { b: { c: { [custom]: (depth) => `depth ${depth}` } } } });
show({ deep: { [custom]: () => ({ text: "line\n".repeat(20) }) } });
show(new Map([[returning("key"), returning("value")]]));
show(class { static [custom]() { return "static"; } });
show({ inspect: () => "not called", toString: () => "not called" });
try {
  show({ [custom]() { throw new RangeError("from inside"); } });
} catch (error) {
  console.log(error.name, error.message);
}
