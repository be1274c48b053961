import { createRequire } from "node:module";
import imported from "./imported-first.json" with { type: "json" };
import deep from "./deep.cjs";

const require = createRequire(import.meta.url);
const as = { with: { type: "json" } };
console.log(require("./imported-first.json") === imported, deep === imported);

const required = require("./required-first.json");
required.changed = true;
console.log((await import("./required-first.json", as)).default === required);

// With a query it is a module of its own.
console.log((await import("./required-first.json?other", as)).default);

// What is required anew is read anew; what is imported stays.
delete require.cache[require.resolve("./imported-first.json")];
console.log(require("./imported-first.json") === imported, require("./imported-first.json"));
console.log((await import("./imported-first.json", as)).default === imported);
