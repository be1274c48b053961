import "./first.mjs";
globalThis.order.push("second");
