// `require` of ES modules.
console.log(require("./named.mjs"), require("./with-default.mjs"), require("./with-default.mjs").default());
console.log(require("./says.mjs"), require("./with-default.mjs") === require("./with-default.mjs"));
for (const request of ["./awaits.mjs", "./awaits-below.mjs", "./throws.mjs", "./throws.mjs", "./missing-below.mjs"]) {
  try {
    require(request);
  } catch (error) {
    console.log(request, error.code ?? error.message);
  }
}
console.log(require("./typed"), require("./untyped").here);
try {
  require("./back.mjs");
} catch (error) {
  console.log(error.code);
}
import("./awaits.mjs").then(({ value }) => console.log("imported", value));
import("./named.mjs").then((ns) => console.log(ns === require("./named.mjs")));
