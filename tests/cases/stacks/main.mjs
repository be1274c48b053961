import { viaArrow, viaClass, viaCallback, viaAsync, viaGenerator, viaEval, viaGetter } from "./frames.mjs";

const base = new URL("./", import.meta.url).href;
// Only what is ours: runtimes differ in their own frames and in how they name a receiver. An error's own position is exact;
// of a call, engines count different columns: of the callee, of a property's name, of the parenthesis.
const frames = (error) =>
  error.stack
    .split("\n")
    .filter((line) => line.startsWith("    at ") && line.includes(base))
    .map((line, index) => (index === 0 ? /[\w.-]+\.mjs:\d+:\d+/ : /[\w.-]+\.mjs:\d+/).exec(line)[0])
    .join(" < ");

for (const make of [viaArrow, viaClass, viaCallback, viaGenerator, viaGetter]) console.log(make.name, frames(make()));
console.log("async", frames(await viaAsync()).split(" < ")[0]);
console.log("eval", viaEval().stack.includes("frames.mjs"));
console.log("first line", new RangeError("the message").stack.split("\n")[0]);
function named() {
  return new Error("x").stack.split("\n")[1];
}
console.log(named());
console.log([1].map(() => new Error().stack.split("\n")[1].trim())[0]);
