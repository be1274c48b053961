const { findSourceMap, getSourceMapsSupport, SourceMap } = require("node:module");
const { pathToFileURL } = require("node:url");
const path = require("node:path");
const util = require("node:util");

const file = (name) => path.join(__dirname, name);
console.log(getSourceMapsSupport(), process.sourceMapsEnabled, findSourceMap(file("gen.js")));

const { boom } = require("./gen.js");
const map = findSourceMap(file("gen.js"));
console.log(map instanceof SourceMap, map.lineLengths, map.payload.sources[0] === pathToFileURL(file("orig.ts")).href);
console.log(findSourceMap(pathToFileURL(file("gen.js")).href) === map, findSourceMap("./nothing.js"), findSourceMap(1));
console.log(map.findEntry(1, 7).originalLine, map.findOrigin(2, 8).lineNumber);

function lineOf(run) {
  try {
    return run();
  } catch (error) {
    return error.stack.split("\n")[1].replace(__dirname, ".");
  }
}
console.log(lineOf(boom), lineOf(require("./inl.js").boom).replace("Object.", ""));

// Call sites are those of the code that ran; util.getCallSites maps unless it is told not to.
const { where } = require("./where.js");
console.log(path.basename(where(util)), path.basename(where(util, { sourceMap: false })));
Error.prepareStackTrace = (error, sites) => `${path.basename(sites[0].getFileName())}:${sites[0].getLineNumber()}`;
try {
  boom();
} catch (error) {
  console.log(error.stack);
}
Error.prepareStackTrace = undefined;

// A text in the place of a file has the map that it names.
const other = new module.constructor(file("made.js"), module);
other._compile(require("node:fs").readFileSync(file("inl.js"), "utf8"), file("made.js"));
console.log(lineOf(other.exports.boom).replace("Object.", ""), findSourceMap(file("made.js")).payload.version);

// ES modules too.
import("./esm.mjs").then(({ fail }) => console.log(lineOf(fail), Boolean(findSourceMap(pathToFileURL(file("esm.mjs")).href))));
