// The text of a function comes back exactly, from the cache as well.
import theDefault, * as all from "./functions.mjs";

for (const [name, value] of Object.entries(all)) console.log(`${name}: ${value}`);
console.log(String(theDefault));
console.log(String(new all.Class().method), String(Object.getOwnPropertyDescriptor(all.Class.prototype, "accessor").get));
console.log(String(Object.getOwnPropertyDescriptor(all.Class, "static method").value), all.nested()());
console.log([Math.max, (() => {}).bind(), class {}.constructor].map((f) => String(f).includes("[native code]")));
console.log(String(new Function("a", "b", "return a + b")), String(eval("(x => x * 2)")));
