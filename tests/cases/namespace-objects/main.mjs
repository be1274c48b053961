import * as ns from "./module.mjs";
import * as again from "./module.mjs";
import { self } from "./module.mjs";

const attempt = (action) => {
  try {
    return action();
  } catch (error) {
    return error.constructor.name;
  }
};
console.log(Reflect.ownKeys(ns));
console.log(ns === again, ns === self, ns === (await import("./module.mjs")));
console.log(Object.prototype.toString.call(ns), ns[Symbol.toStringTag], Object.getPrototypeOf(ns));
console.log(Object.isExtensible(ns), Object.isSealed(ns), Object.isFrozen(ns));
console.log(Object.getOwnPropertyDescriptor(ns, "beta"));
console.log(attempt(() => (ns.beta = 5)), attempt(() => (ns.novel = 1)), attempt(() => delete ns.beta), attempt(() => delete ns.novel));
console.log(attempt(() => Object.defineProperty(ns, "beta", { value: 2 }) === ns), attempt(() => Object.defineProperty(ns, "beta", { value: 9 })));
console.log(Reflect.set(ns, "beta", 1), Reflect.has(ns, "beta"), Reflect.deleteProperty(ns, "beta"), Reflect.preventExtensions(ns));
console.log(attempt(() => Object.setPrototypeOf(ns, {})), Object.setPrototypeOf(ns, null) === ns, ns.missing, "default" in ns, ns.default);
console.log({ ...ns }.Zulu, Object.entries(ns).length, JSON.stringify({ ...ns, self: 0 }), ns.hasOwnProperty);
for (const key in ns) console.log("for-in", key);
