import { value } from "./kept.mjs";
import { own, added } from "./changed.mjs";
import * as commonjs from "./changed.cjs";
import json from "./changed.json" with { type: "json" };
import red from "./red.colour";
import first, { kept } from "virtual:first";
import alias from "alias";
import twice, { text } from "./twice.mjs";
import { sep } from "node:path";
import typed from "./typed.mts";

console.log(value, own, added, json, red, first, kept, alias, twice, sep, typed);
console.log(Object.keys(commonjs).filter((name) => name !== "module.exports"), commonjs.added, commonjs.required);
console.log(text);
const again = await import("./kept.mjs");
console.log(again.value === value, (await import("virtual:late")).default);
console.log(import.meta.resolve("./nothing.mjs").endsWith("/nothing.mjs"), import.meta.main);
