// Functions give their text back, cut out of the file as it is.
function plain(a, b) { return a + b; }
const text = require("./functions");
console.log(plain.toString(), text.arrow.toString(), text.Class.toString());
console.log(text.whole().startsWith("function (exports, require, module, __filename, __dirname) {\n// The first line"));
console.log(text.place());
