// Modules with many star exports (ECMA-262 16.2.1.7.2.2, ResolveExport): found by name, by namespace, or not at all.
import { count, increment, inner, n1, n8, shadowed, shared } from "./index.mjs";
import * as index from "./index.mjs";
import * as nested from "./nested.mjs";
import { n8 as n8OfNested, shared as sharedOfNested } from "./nested.mjs";

console.log(n1, n8, shadowed, shared, Object.keys(inner).join());
increment();
console.log(count, index.count);
console.log(Object.keys(index).join());
console.log("default" in index, "both" in index, index.both);
console.log(Object.keys(nested).join(), n8OfNested, sharedOfNested);

for (const name of ["ambiguous", "missing", "default", "circular"]) {
  try {
    await import(`./wants-${name}.mjs`);
  } catch (error) {
    console.log(name, error.name);
  }
}
console.log(Object.keys(await import("./around.mjs").catch((error) => ({ [error.name]: 0 }))).join());
