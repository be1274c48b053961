import { createRequire } from "node:module";
import own from "./imported.mjs";

const require = createRequire(import.meta.url);
const later = await Promise.resolve("top-level await");
console.log(own, later, require.main === undefined, import.meta.main);
console.log(require("./changed.cjs"), require("./red.colour"), require("virtual:made"), require("./changed.mjs"));
console.log(require("./plain"), require("./plain") === require("./plain.js"));
console.log(typeof require("os").EOL, typeof require("node:os").EOL);
console.log(require.resolve("./plain").endsWith("/plain.js"));
