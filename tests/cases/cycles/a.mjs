import { fromB, stateOfB } from "./b.mjs";
import { seen } from "./log.mjs";

export function fromA(n) {
  return n > 0 ? `a${n} ${fromB(n - 1)}` : "end in a";
}
export let stateOfA = "ready";
seen.push(`a runs, b is ${stateOfB}`);
