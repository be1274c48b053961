(globalThis.order ??= []).push("literal");
const a = 1, b = 2;
module.exports = { a, b, c: a, "d e": b, f: a + b, g: 5 };
