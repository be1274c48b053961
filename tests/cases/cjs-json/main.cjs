// Data that is required: byte order marks, any value, and what is wrong said with file, line and column.
console.log(require("./bom.json"), require("./bom.js"), require("./text"));
for (const request of ["./empty.json", "./broken.json"]) {
  try {
    require(request);
  } catch (error) {
    console.log(error.name, error.message.includes(require.resolve(request)), request in require.cache);
  }
}
require("./bom.json").seen = true;
console.log(require("./bom.json"), module.children.length);
