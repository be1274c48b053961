(globalThis.order ??= []).push("names");
exports.direct = 1;
exports["quoted name"] = 2;
if (globalThis.nothing) exports.never = 3;
setTimeout(() => (exports.late = "changed later, seen by nobody"));
exports.late = "first";
Object.defineProperty(exports, "getter", { enumerable: true, get: function () { return order.length > 0; } });
