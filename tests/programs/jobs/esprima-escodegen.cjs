const esprima = require("esprima");
const escodegen = require("escodegen");
const tree = esprima.parseScript(
  "// c\nfunction f(a, b = 2, ...c) { if (a) return `x${b}`; else throw new Error('e'); }\nfor (const k in { p: 1, get q() { return 2; } }) label: while (true) break label;\nvar re = /a+/g, o = { [f]: async () => await 1 };",
  { comment: true, loc: true, range: true, tokens: true },
);
console.log(
  tree.body.map((node) => [node.type, node.loc.start.line, node.range]),
  tree.tokens.length,
  tree.comments,
);
console.log(escodegen.generate(tree, { format: { indent: { style: "  " }, quotes: "double" } }));
console.log(escodegen.generate(tree, { format: escodegen.FORMAT_MINIFY }));
try {
  esprima.parseModule("a b");
} catch (error) {
  console.log(error.name, error.message, error.index);
}
