const Module = require("node:module");
const path = require("node:path");

const inHome = (name) => path.join(process.env.HOME, name);
for (const name of ["first", "second", "near", "typed/deep"]) console.log(require(name).name);
console.log(require.resolve("second") === inHome(".node_libraries/second.js"), module.children.length);
console.log(Module.globalPaths.slice(0, 2).map((folder) => path.relative(__dirname, folder)), Module.globalPaths.length);
console.log(Module.globalPaths[2] === path.resolve(process.execPath, "../../lib/node"));
console.log(require.resolve.paths("first").slice(-3).every((folder, index) => folder === Module.globalPaths[index]));

const attempt = (what) => {
  try {
    return what();
  } catch ({ code }) {
    return code;
  }
};
console.log(attempt(() => require("third")), attempt(() => require("typed/hidden")), attempt(() => require("./first")));

// The folders of `import` are others.
import("first").catch(({ code }) => console.log(code));

// An extension of the program's own is tried there too.
require.extensions[".own"] = (own, filename) => (own.exports = `read ${path.basename(filename)}`);
console.log(require("fourth"));
delete require.extensions[".own"];

// What is done to the list itself counts for nothing; only reading the environment anew does.
Module.globalPaths.length = 0;
console.log(attempt(() => require(".//../cjs-global-folders/main.cjs") === module.exports), attempt(() => require.resolve("second")) === inHome(".node_libraries/second.js"));
process.env.HOME = path.join(__dirname, "elsewhere");
process.env.NODE_PATH = path.join(__dirname, "listed");
Module._initPaths();
console.log(Module.globalPaths.slice(0, 3).map((folder) => path.relative(__dirname, folder)));
console.log(attempt(() => require.resolve("second")), require("fifth"));
