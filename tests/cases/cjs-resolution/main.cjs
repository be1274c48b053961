// Where packages are found, and what their mappings say to `require`.
const path = require("path");
const show = (request, options) => {
  try {
    console.log(request, "->", path.relative(__dirname, require.resolve(request, options)), require(request).name);
  } catch (error) {
    console.log(request, "->", error.code ?? error);
  }
};
show("plain");
show("plain/sub");
show("plain/sub.js");
show("plain/missing");
show("mapped");
show("mapped/feature");
show("mapped/pattern/a");
show("mapped/hidden");
show("mapped/lib/require.js");
show("@scope/name");
show("@scope/name/deep/file");
show("single");
show("file-only");
show("#internal");
show("#missing");
show("self");
show("self/other");
show("./nested/asks");
show("..");
show(".");
show("./nested");
show("./nested/");
show("no-main-no-index");
show("./lib");
show("./lib/");
show(`${__dirname}/lib.js`);
show("node:nothing");
show("nothing");
console.log(require("./nested/asks").plain);
const from = { paths: [`${__dirname}/nested`] };
console.log(path.relative(__dirname, require.resolve("plain", from)), path.relative(__dirname, require.resolve("./asks", from)));
for (const bad of ["", 5, undefined]) {
  try {
    require(bad);
  } catch (error) {
    console.log(error.name, error.code);
  }
}
try {
  require.resolve("x", { paths: "no" });
} catch (error) {
  console.log(error.name, error.code);
}
