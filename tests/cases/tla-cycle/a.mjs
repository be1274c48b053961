import { b } from "./b.mjs";
console.log("a sees", b);
export const a = await Promise.resolve("a");
export const readB = () => b;
