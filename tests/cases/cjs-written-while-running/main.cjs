// Files that the program writes itself are taken as they are when they are required.
const fs = require("fs");
const path = require("path");
const made = path.join(__dirname, "made-by-the-program");
fs.rmSync(made, { recursive: true, force: true });
fs.mkdirSync(made);
const write = (name, text) => fs.writeFileSync(path.join(made, name), text);
try {
  for (const round of [1, 2]) {
    write("value.js", `module.exports = ${round};`);
    write("data.json", `{ "round": ${round} }`);
    write("module.mjs", `export const round = ${round};`);
    console.log(require("./made-by-the-program/value"), require("./made-by-the-program/data.json"));
    console.log(require("./made-by-the-program/module.mjs").round);
    for (const name of Object.keys(require.cache)) if (name.startsWith(made)) delete require.cache[name];
  }
  // What is nearer is found once it is there.
  fs.mkdirSync(path.join(made, "package"));
  write("package/index.js", "module.exports = 'directory';");
  console.log(require("./made-by-the-program/package"));
  write("package.js", "module.exports = 'file';");
  console.log(require(path.join(made, "package")));
  console.log(require(path.join(made, "package.js")));
  write("other.js", "module.exports = 'other';");
  import("./made-by-the-program/other.js").then((found) => {
    console.log(found.default);
    fs.rmSync(made, { recursive: true });
  });
} catch (error) {
  console.log(error);
}
