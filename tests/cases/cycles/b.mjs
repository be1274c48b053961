import { fromC } from "./c.mjs";
import { fromA } from "./a.mjs";
import { seen } from "./log.mjs";

export const fromB = (n) => (n > 0 ? `b${n} ${fromC(n - 1)}` : "end in b");
export var stateOfB = "ready";
seen.push(`b runs, a is callable: ${typeof fromA}`);
