const babel = require("@babel/core");
const presetEnv = require("@babel/preset-env");
const code =
  "export class A extends B { #x = 1; static y = 2; async *z(...rest) { for await (const { a, ...b } of rest) yield a ?? b?.c; } }\nconst f = (n = 2) => n ** 2;\nexport default `t${f`x`}`;\n";
const result = babel.transformSync(code, {
  filename: "a.js",
  configFile: false,
  babelrc: false,
  presets: [[presetEnv, { targets: "ie 11", modules: "commonjs" }]],
});
console.log(result.code);
const modern = babel.transformSync(code, {
  configFile: false,
  babelrc: false,
  presets: [[presetEnv, { targets: { node: "20" } }]],
  sourceMaps: true,
});
console.log(modern.code, modern.map.mappings.length > 50);
console.log(
  babel.transformSync("a + b", {
    configFile: false,
    babelrc: false,
    plugins: [
      ({ types: t }) => ({
        visitor: {
          Identifier(path) {
            path.node.name += "1";
          },
          BinaryExpression(path) {
            if (path.node.operator === "+") path.node.operator = "*";
          },
        },
      }),
    ],
  }).code,
);
try {
  babel.transformSync("let a = ;", { filename: "/bad.js", configFile: false, babelrc: false });
} catch (error) {
  console.log(error.code, error.message);
}
