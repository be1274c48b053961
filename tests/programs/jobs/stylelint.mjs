import stylelint from "stylelint";

const config = {
  extends: "stylelint-config-standard",
  rules: { "color-hex-length": "long", "declaration-no-important": true, "unit-allowed-list": ["px", "%"] },
  overrides: [{ files: ["**/*.legacy.css"], rules: { "selector-class-pattern": null } }],
};
const code = `a{color:#fff;COLOR:red !important}
.A_b { margin:0px 1em; width: calc(1px+2px) }
@foo; a { }
.x::befor{ content:"" }
@media (min-width:100px) and (max-width:200px) { .y { color: rgba(0,0,0,.5) } }
`;
const options = { config, configBasedir: import.meta.dirname };
for (const codeFilename of ["a.css", "a.legacy.css"]) {
  const { results } = await stylelint.lint({ ...options, code, codeFilename });
  for (const { line, column, rule, severity, text } of results[0].warnings) console.log(line, column, severity, rule, text);
}
console.log((await stylelint.lint({ ...options, code, fix: true })).code);
const { report } = await stylelint.lint({ ...options, code, formatter: "string" });
console.log(report.replace(/\u001b\[\d+m/g, "").replace(/<input css [\w-]+>/, "<input css>"));
console.log((await stylelint.lint({ ...options, code: "a {" })).results[0].warnings.map(({ text }) => text));
const own = stylelint.createPlugin("own/short", (limit) => (root, result) => {
  root.walkDecls((node) => {
    if (node.prop.length > limit) stylelint.utils.report({ ruleName: "own/short", result, node, message: `${node.prop} is long` });
  });
});
own.rule.messages = {};
const { results } = await stylelint.lint({ code: "a { background-color: red; top: 1px }", config: { plugins: [own], rules: { "own/short": 5 } } });
console.log(results[0].warnings.map(({ text, line, endColumn }) => [text, line, endColumn]));
try {
  await stylelint.lint({ code: "a {}", config: { extends: "stylelint-config-nowhere" }, configBasedir: "/" });
} catch (error) {
  console.log(error.name, error.code, error.message.split("\n")[0]);
}
