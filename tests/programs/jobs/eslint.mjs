import js from "@eslint/js";
import { ESLint, Linter, RuleTester } from "eslint";

const shout = {
  meta: { type: "suggestion", fixable: "code", schema: [], messages: { shout: "Say {{ name }} louder." } },
  create: (context) => ({
    Identifier(node) {
      if (!/^loud[A-Z]/.test(node.name) || node.parent.type === "MemberExpression") return;
      const fix = (fixer) => fixer.replaceText(node, node.name.toUpperCase());
      context.report({ node, messageId: "shout", data: { name: node.name }, fix });
    },
  }),
};
const overrideConfig = [
  js.configs.recommended,
  {
    plugins: { own: { rules: { shout } } },
    languageOptions: { ecmaVersion: 2024, globals: { console: "readonly" } },
    linterOptions: { reportUnusedDisableDirectives: "warn" },
    rules: {
      eqeqeq: "error",
      "prefer-const": "warn",
      "no-shadow": "warn",
      complexity: ["warn", 3],
      "own/shout": "error",
      "no-restricted-syntax": ["error", { selector: "CallExpression[callee.name=/^set/] > Literal", message: "No." }],
    },
  },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs" } },
];
const code = `import { b } from "./b.js";
let x = 1
var unused = 3;
export function f(a) { if (a == null) { return b } else if (a === 2) return x; for (;;) { if (a > 3) break; } return nothing; }
try { f(); } catch {}
class C { #p = 1; static { C.q = 2; } a() { debugger; } a() {} get v() { } }
const loudName = async function* () { for await (const y of (yield* new C().p ?? [])) setTimer(5, y?.z ** 2n); };
switch (x) { case 1: case 1: console.log(/[]/, /(?<y>\\d{4})/v.test("2024"), loudName) }
// eslint-disable-next-line no-var
if (b = 2) { }
`;

const eslint = new ESLint({ cwd: import.meta.dirname, overrideConfigFile: true, overrideConfig });
const results = [
  ...(await eslint.lintText(code, { filePath: "src/a.mjs" })),
  ...(await eslint.lintText(code.replace("().p", "().#p"), { filePath: "src/b.mjs" })),
  ...(await eslint.lintText("var a = require('a');\nwith (a) { delete a }\nmodule.exports = 010", { filePath: "src/c.cjs" })),
];
const relative = (text) => text.replaceAll(import.meta.dirname, "");
console.log(relative(await (await eslint.loadFormatter("stylish")).format(results)));
console.log(JSON.parse(relative(await (await eslint.loadFormatter("json")).format(results)))[1]);

const fixing = new ESLint({ cwd: import.meta.dirname, overrideConfigFile: true, overrideConfig, fix: true });
for (const { output, messages } of await fixing.lintText(code)) console.log(output, messages.length);
console.log(Object.keys((await eslint.calculateConfigForFile("x.mjs")).rules).length);

const linter = new Linter();
console.log(linter.verify("var a = <div b={c}/>", { languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } }));
console.log(linter.verify("let a = ;", {})[0].message, linter.getSourceCode()?.ast.body.length);
try {
  linter.verify("a", { rules: { "no-undef": ["error", 5] } });
} catch (error) {
  console.log(error.message);
}
RuleTester.describe = (name, body) => body();
RuleTester.it = (name, body) => {
  try {
    body();
    console.log("passes:", name);
  } catch (error) {
    console.log("fails:", name, error.message.split("\n")[0]);
  }
};
new RuleTester().run("shout", shout, {
  valid: ["quiet", "a.loudB"],
  invalid: [
    { code: "loudA", output: "LOUDA", errors: [{ messageId: "shout" }] },
    { code: "loudB", output: "LOUDC", errors: 1 },
  ],
});
