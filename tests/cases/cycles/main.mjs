// Three modules that import each other: functions are usable before their module has run, its other bindings are not.
import { fromA, stateOfA } from "./a.mjs";
import { seen } from "./log.mjs";

console.log(seen.join("\n"));
console.log(fromA(3), stateOfA);
