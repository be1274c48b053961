import * as everything from "./hub.mjs";
import { e0, e4999 as last } from "./hub.mjs";
console.log(Object.keys(everything).length, e0, last, everything.e2500);
let sum = 0;
for (const name in everything) sum += everything[name];
console.log(sum);
