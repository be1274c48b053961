// The nearest package.json says what .js means; .mjs needs none.
import a from "./module/a.js";
import b from "./module/deeper/b.js";
import c from "./module/plain/c.mjs";
console.log(a, b, c);
