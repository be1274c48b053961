import * as a from "./a.mjs";
import { stateOfB } from "./b.mjs";
import { seen } from "./log.mjs";

seen.push(`c runs, b's var is ${stateOfB}, ${a.fromA(0)}`);
export function fromC(n) {
  return n > 0 ? `c${n} ${a.fromA(n - 1)}` : "end in c";
}
try {
  a.stateOfA;
} catch (error) {
  seen.push(`c: ${error.name} for a's let`);
}
