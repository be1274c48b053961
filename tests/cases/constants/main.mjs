// Every kind of constant that bytecode carries.
import { values, tagged, regexes, big } from "./constants.mjs";

console.log(values.map((value) => (typeof value === "bigint" ? `${value}n` : Object.is(value, -0) ? "-0" : String(value))).join(" "));
console.log(tagged.map((strings) => JSON.stringify([...strings, ...strings.raw])).join(" "));
console.log(regexes.map((regex) => `${regex} ${regex.test("Añ𝒳 1\n2")}`).join(", "));
console.log(Object.keys(big).length, big.k299, big.k7, JSON.stringify(big.nested), big[3], big["a b"]);
console.log("\ud800".isWellFormed(), "\ud800".charCodeAt(0).toString(16), "a\0b".length, "\x7f\u2028".length, "𝒳".length, "日本".length);
