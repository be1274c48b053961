import data from "./data.json" with { type: "json" };
import * as ns from "./data.json" with { type: "json" };
import scalar from "./scalar.json" with { type: "json" };

console.log(data.text, data.nested.list.at(-1), ns.default === data, Object.keys(ns), scalar);
data.changed = true;
const dynamic = await import("./data.json", { with: { type: "json" } });
console.log(dynamic.default.changed, dynamic === ns, (await import("./data.json?other", { with: { type: "json" } })).default.changed);
console.log(Object.getPrototypeOf(data) === Object.prototype, data.__proto__ === Object.prototype, Object.hasOwn(data.odd, "__proto__"), data.odd["a\u2028b"]);
const attempts = [
  () => import("./data.json"),
  () => import("./invalid.json", { with: { type: "json" } }),
  () => import("./empty.json", { with: { type: "json" } }),
  () => import("./main.mjs", { with: { type: "json" } }),
  () => import("./data.json", { with: { type: "unknown" } }),
  () => import("./data.json", { with: { unknown: "json" } }),
  () => import("./missing.json", { with: { type: "json" } }),
];
for (const attempt of attempts) {
  await attempt().then(
    () => console.log("loaded"),
    // An attribute with another key is refused by the engine, whose errors have no codes.
    (error) => console.log(error.constructor.name, attempt === attempts[5] ? "" : error.code),
  );
}
