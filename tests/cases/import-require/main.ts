// `import x = require(...)` in an ES module, as TypeScript compiles it for Node.js.
import util = require("node:util");
import type Unused = require("./nowhere");
enum E { A }
let unused: Unused | undefined;
console.log(util.format("%s %d", "a", E.A), unused);
