const { findSourceMap, getSourceMapsSupport, setSourceMapsSupport } = require("node:module");

const place = ({ boom }) => {
  try {
    boom();
  } catch (error) {
    return error.stack.split("\n")[1].replace(__dirname, ".").replace("Object.", "");
  }
};
const again = () => {
  delete require.cache[require.resolve("./gen.js")];
  return require("./gen.js");
};

// What was loaded while maps were off has none, and gets none.
const early = require("./gen.js");
console.log(process.sourceMapsEnabled, place(early), findSourceMap(require.resolve("./gen.js")));
setSourceMapsSupport(true);
console.log(process.sourceMapsEnabled, getSourceMapsSupport(), place(early));
const mapped = again();
console.log(place(mapped), findSourceMap(require.resolve("./gen.js")) !== undefined);

// Packages only where that is said.
console.log(place(require("packed/gen.js")));
setSourceMapsSupport(true, { nodeModules: true });
delete require.cache[require.resolve("packed/gen.js")];
console.log(place(require("packed/gen.js")));

// Switched off, stacks are as they are; the map can be had still.
process.setSourceMapsEnabled(false);
console.log(process.sourceMapsEnabled, place(mapped), findSourceMap(require.resolve("./gen.js")) !== undefined);
process.setSourceMapsEnabled(true);
console.log(getSourceMapsSupport(), place(mapped));

for (const wrong of [[1], [], [true, 1], [true, null], [true, { nodeModules: 1 }], [true, { generatedCode: "" }]]) {
  try {
    setSourceMapsSupport(...wrong);
  } catch ({ code, message }) {
    console.log(code, message);
  }
}
