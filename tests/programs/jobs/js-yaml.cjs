const yaml = require("js-yaml");
const text =
  "name: &n Test\nlist:\n  - 1\n  - two: [3, 4.5, 0x10, .inf]\n    date: 2001-12-14\n  - *n\nfolded: >\n  a\n  b\nliteral: |\n  c\n  d\nnothing: ~\nmerged: { yes: true }\n";
console.log(yaml.load(text));
console.log(
  yaml.dump(
    { a: [1, { b: "c: d" }], long: "x".repeat(90), date: new Date(0), undef: null, multi: "l1\nl2" },
    { sortKeys: true, lineWidth: 60 },
  ),
);
for (const bad of ["a: [1, 2", "a: b: c", "\tx: 1"])
  try {
    yaml.load(bad);
  } catch (error) {
    console.log(error.name, error.message);
  }
