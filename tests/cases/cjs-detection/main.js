// The format of files that nothing places is told from their syntax.
import { createRequire } from "node:module";
import common from "./common.js";
import * as module from "./module.js";
import awaited from "./awaits.js";

console.log(common, module, awaited, typeof require);
console.log(createRequire(import.meta.url)("./module.js") === module);
