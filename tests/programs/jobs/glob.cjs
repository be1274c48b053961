const { Glob, escape, hasMagic } = require("glob");
const { minimatch, Minimatch } = require("minimatch");
console.log(
  hasMagic("a/*.js"),
  hasMagic("a/b"),
  escape("a*[b]"),
  new Glob("{a,b}/**/*.{js,ts}", { cwd: "/nowhere" }).patterns.map((pattern) => pattern.globString()),
);
console.log(
  ["a/b.js", "a/.b.js", "x/y/z.ts", "b/c/d.js"].map((path) => minimatch(path, "{a,b}/**/*.js")),
  new Minimatch("!(a|b)/[!c]?.+(x|y)").set.flat().map(String),
  minimatch.makeRe("**/[[:alpha:]]*.js").source.length > 10,
  minimatch.braceExpand("a{1..3}{x,y}"),
);
