// Functions that run late, inner functions, and functions nobody calls: each kind of laziness gives the same result.
import { never, counterFactory, deep, Fields, recursive } from "./lazy.mjs";

const [up, down] = counterFactory(10);
console.log(up(), up(), down(), never.length, never.name);
console.log(deep(1)(2)(3)(4), recursive(500), new Fields().all().join());
await new Promise((resolve) => setTimeout(resolve, 1));
console.log(deep("a")("b")("c")("d"), [3, 1, 2].sort((a, b) => a - b).map((x) => x * up()).join());
for (let i = 0; i < 20000; i += 1) up();
console.log(up());
