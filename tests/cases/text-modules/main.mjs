import text from "./poem.txt" with { type: "text" };
import script from "./script.mjs" with { type: "text" };
import * as ns from "./poem.txt" with { type: "text" };
import { ran } from "./script.mjs";

console.log(JSON.stringify(text), JSON.stringify(script), ns.default === text, Object.keys(ns), ran);
console.log((await import("./poem.txt", { with: { type: "text" } })).default.length, JSON.stringify((await import("./empty.txt", { with: { type: "text" } })).default));
