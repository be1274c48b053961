const show = (...init) => console.log(JSON.stringify(init), new URLSearchParams(...init).toString());
for (const init of [
  undefined, null, "", "?", "??", "a", "a=", "=b", "=", "&&", "a=1&a=2", "?a=b+c%20d", "a=%zz%4", "a=%ff%41", "é=ü&%C3%A9=x",
  "a=b=c", "a;b=c", { a: 1, b: null, c: undefined, d: [1, 2] }, [["a", 1], ["b", "c"]], new Map([["m", "n"]]), "x=\ud800",
  new URLSearchParams("copied=1&copied=2"), [new Set(["s", "t"])], "*-._~!'()@/?:$,;+ ", 5, true, {},
]) {
  show(init);
}
const params = new URLSearchParams("a=1&b=2&a=3&c=4");
console.log(params.size, params.get("a"), params.getAll("a"), params.get("x"), params.has("b"), params.has("x"));
console.log(params.has("a", "3"), params.has("a", "9"), params.has("a", undefined));
params.append("d", "5");
params.set("a", "new");
console.log(String(params));
params.set("e", "6");
params.delete("b");
params.delete("a", "other");
console.log(String(params));
params.append("c", "0");
params.delete("c", "4");
console.log(String(params));

const sorted = new URLSearchParams("z=1&a=2&é=3&\u{1f600}=4&\uffff=5&a=1&=0");
sorted.sort();
console.log([...sorted.keys()], sorted.getAll("a"));

console.log([...params], [...params.keys()], [...params.values()], [...params.entries()].length);
params.forEach(function (value, name, all) {
  console.log(this.me, name, value, all === params);
}, { me: "this" });
const iterator = params.entries();
console.log(iterator.next(), iterator, iterator[Symbol.toStringTag], iterator[Symbol.iterator]() === iterator);
console.log(params, params.keys(), new URLSearchParams(), { deep: { deeper: { params } } });
console.log(new URLSearchParams({ long: "x".repeat(40), longer: "y".repeat(40) }));
console.log(params[Symbol.iterator] === params.entries, Object.prototype.toString.call(params));
const live = new URLSearchParams("a=1&b=2");
for (const [name] of live) if (name === "a") live.append("c", "3");
console.log(String(live));

for (const wrong of [
  () => new URLSearchParams([["a"]]),
  () => new URLSearchParams([["a", "b", "c"]]),
  () => new URLSearchParams([1]),
  () => new URLSearchParams({ [Symbol.iterator]: 1 }),
  () => params.append("x"),
  () => params.get(),
  () => params.forEach(),
  () => URLSearchParams.prototype.get.call({}, "x"),
]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
