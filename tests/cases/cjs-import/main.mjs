// CommonJS as `import` sees it: names found without running it, values once it has run.
import whole, { direct, "quoted name" as quoted, late } from "./names.cjs";
import * as names from "./names.cjs";
import * as literal from "./literal.cjs";
import * as starred from "./starred.cjs";
import * as babel from "./babel.cjs";
import * as none from "./none.cjs";
import { createRequire } from "node:module";
import data from "./data.json" with { type: "json" };

console.log(whole, direct, quoted, late);
console.log(names);
console.log(literal, starred, babel);
console.log(none, Object.keys(none));
console.log((await import("./names.cjs")) === names, (await import("package-of-cjs")).word);
const require = createRequire(import.meta.url);
console.log(require("./names.cjs") === whole, require("./data.json"), data);
console.log(Object.keys(require.cache).length, require.main);
try {
  await import("./throws.cjs");
} catch (error) {
  console.log(error.message, globalThis.threw);
}
console.log(globalThis.order);
