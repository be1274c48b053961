// What a program can know of its cache. How many modules were hits depends on the state of the cache; nothing that is
// printed here does.
import cache, { cacheDirectory, flushCache, getCacheStats } from "parbake:cache";
import { answer } from "./other.mjs";

const before = getCacheStats();
console.log(Object.keys(before), answer);
console.log(before.modules === before.hits + before.misses);
console.log(Object.values(before.reasons).reduce((sum, count) => sum + count, 0) === before.misses);
console.log((before.policy === "off") === (cacheDirectory === undefined));
console.log(flushCache(), cache.flushCache === flushCache);
await import("./later.mjs");
console.log(getCacheStats().modules - before.modules);
flushCache();
await import("parbake:nothing").catch((error) => console.log(error.code, error.message.split("\n")[0].split(" imported")[0]));
