import { a, readB } from "./a.mjs";
console.log(a, readB());
const [first, second] = await Promise.all([import("./a.mjs"), import("./b.mjs")]);
console.log(first.a, second.b);
