const postcss = require("postcss");
const autoprefixer = require("autoprefixer");
const css =
  "a { display: flex; user-select: none; color: rgb(0 0 0 / 50%) }\n@media (min-width: 100px) { ::placeholder { color: red } .b > .c { transition: transform 1s } }\n@supports (display: grid) { .d { display: grid; grid-template-columns: 1fr auto } }\n";
const double = () => ({
  postcssPlugin: "double",
  Declaration(node) {
    if (node.prop === "color") node.cloneBefore({ prop: "--was", value: node.value });
  },
});
double.postcss = true;
postcss([autoprefixer({ overrideBrowserslist: ["ie 11", "safari 8", "firefox 40"] }), double()])
  .process(css, { from: "/in.css", to: "/out.css", map: { inline: false } })
  .then((result) => {
    console.log(result.css, result.map.toJSON().sources, result.warnings().length);
    result.root.walkRules((rule) => console.log(rule.selector, rule.nodes.length, rule.source.start.line));
    try {
      postcss.parse("a { color: red", { from: "/bad.css" });
    } catch (error) {
      console.log(error.name, error.reason, error.line, error.column);
    }
  });
