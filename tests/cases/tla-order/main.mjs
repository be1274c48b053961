// Siblings wait side by side; a module runs when everything it imports has; synchronous ones do not wait for strangers.
import { log } from "./log.mjs";
import "./slow.mjs";
import "./quick.mjs";
import "./sync.mjs";
import "./after-slow.mjs";

log("main");
await null;
log("main, later");
for await (const value of [Promise.resolve("first"), "second"]) log(value);
console.log((await Promise.all([1, Promise.resolve(2)])).join());
