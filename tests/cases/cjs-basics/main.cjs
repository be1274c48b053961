// What a CommonJS module sees, and how modules find each other.
const path = require("path");
const name = (file) => path.relative(__dirname, file);

console.log(typeof exports, exports === module.exports, this === exports, arguments.length);
console.log(name(__filename), module.id, module.loaded, name(module.filename), module.path === __dirname);
console.log(require.main === module, process.mainModule === module, module.parent, module.paths[0] === `${__dirname}/node_modules`);
console.log(Object.keys(module), Object.keys(require));

const value = require("./value");
console.log(value, require("./value.js") === value, require("./directory").index, require("./with-main").main);
console.log(require("./data.json"), require("./data").list.length, require("./explicit.cjs").explicit);
console.log(require("./no-exports"), require("./function")(2), require("./replaced").replaced);

// A cycle sees what is there so far.
console.log(require("./cycle-a").log);

console.log(module.children.map((child) => name(child.id)));
console.log(Object.keys(require.cache).map(name));
console.log(Object.keys(require.extensions));
const child = require.cache[path.join(__dirname, "value.js")];
console.log(child.id === child.filename, child.loaded, child.parent === module, child.exports === value);

// Without its entry in the cache, a module is run again.
delete require.cache[child.filename];
const again = require("./value");
console.log(again !== value, again.runs, value.runs);

console.log(require.resolve("./value") === child.filename, require.resolve("fs"), require.resolve("node:fs"));
console.log(require.resolve.paths("x")[0] === module.paths[0], require.resolve.paths("./x"), require.resolve.paths("fs"));
console.log(require("node:path") === require("path"));
(function inner() {
  console.log(inner.toString().split("\n").length, module.require("./value") === again);
})();
return;
console.log("never");
