const literal = await import("./module.mjs");
const name = ["mod", "ule"].join("");
const computed = await import(`./${name}.mjs`);
const viaUrl = await import(new URL("./module.mjs", import.meta.url));
const withQuery = await import("./module.mjs?again");
console.log(literal === computed, literal === viaUrl, literal === withQuery, literal.count(), withQuery.count());
console.log((await import("./nested.mjs")).default, (await import("./subdirectory/up.mjs")).default);

for (const specifier of ["./absent.mjs", "absent-package", "./broken.mjs", "./missing-export.mjs", "./throws.mjs", "./subdirectory"]) {
  await import(specifier).then(
    () => console.log("loaded?", specifier),
    (error) => console.log(specifier, error.constructor.name, error.code),
  );
}
const throwing = { toString() { throw new EvalError("from toString"); } };
await import(throwing).catch((error) => console.log(error.name));
await import(Symbol("s")).catch((error) => console.log(error.name));
const order = [];
const loading = import("./late.mjs").then(() => order.push("loaded"));
order.push("synchronous");
Promise.resolve().then(() => order.push("microtask"));
await loading;
console.log(order.join());
const all = await Promise.all(Array.from({ length: 20 }, () => import("./late.mjs")));
console.log(new Set(all).size, globalThis.lateRuns);
function lazily() {
  return import("./late.mjs");
}
console.log((await lazily()) === all[0], Object.prototype.toString.call(lazily()));
import("./unawaited.mjs");
