// Programs that put themselves between a file and its function.
const Module = require("module");
console.log(require("./plain.js"));
const { wrap } = Module;
Module.wrap = (script) => wrap(`const injected = "injected";${script}`);
console.log(require("./asks.js"));
const compile = Module.prototype._compile;
Module.prototype._compile = function (content, filename) {
  return compile.call(this, content.replace("asked", "compiled"), filename);
};
console.log(require("./asks-too.js"));
