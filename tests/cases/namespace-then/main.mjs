// A namespace with an export named `then` is a thenable: import() calls it.
import { calls } from "./thenable.mjs";

console.log(await import("./thenable.mjs"));
console.log(calls.length, typeof calls[0]);
await import("./rejecting.mjs").catch((error) => console.log("rejected", error));
