// Module namespace objects, one of them while its bindings are not initialized yet.
import * as self from "./main.mjs";
import * as other from "./other.mjs";

console.log(other);
console.log({ a: { other }, b: { c: { other } } });
console.dir(other, { depth: 0 });
console.dir(other, { compact: true });
console.dir(other, { colors: true });
console.log(await import("./empty.mjs"));
console.log("%s", other);
console.log([import.meta.url === "x", Object.keys(import.meta).length > 0, Object.getPrototypeOf(import.meta)]);
console.log(self);
export const late = 1;
export let { b, ...rest } = { b: 2, c: 3 };
export class Later {}
export function hoisted() {}
console.log(self);
