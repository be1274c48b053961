import { createRequire, registerHooks } from "node:module";
import "./once.mjs";

const short = (url) => url?.slice(url.lastIndexOf("/") + 1);
const hooks = registerHooks({
  resolve(specifier, context, next) {
    console.log("resolve", specifier, "from", short(context.parentURL));
    return next(specifier, context);
  },
  load(url, context, next) {
    console.log("load", short(url));
    return next(url, context);
  },
});
await import("./once.mjs");
await import("./seen.mjs");
await import("./seen.mjs");
const require = createRequire(import.meta.url);
console.log(require("./required.cjs"), require("./required.cjs") === (await import("./required.cjs")).default);
console.log(short(import.meta.resolve("./nothing.mjs")), short(require.resolve("./required.cjs")));
hooks.deregister();
hooks.deregister();
await import("./after.mjs");
console.log(require("./later.cjs"));

// A hook that loads modules itself.
const nested = registerHooks({
  load(url, context, next) {
    if (url.endsWith("/outer.mjs")) console.log("while loading:", require("./inner.mjs").default, require("./inner.cjs"));
    return next(url, context);
  },
});
console.log((await import("./outer.mjs")).default);
nested.deregister();
