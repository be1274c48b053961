import { rollup, VERSION } from "@rollup/wasm-node";

const files = {
  main: `import { used, Shape } from "./library"; import data from "./data.json"; import * as all from "./library"; export { default as again } from "./other";
console.log(used(2), data.name, all.constant, new Shape().area); export const lazy = () => import("./lazy"); export default class Main {}`,
  "./library": `import "./effect"; export const constant = 40 + 2; export function used(n) { return n ** constant } export function unused() { return gone } export class Shape { #side = 2; get area() { return this.#side ** 2 } } if (false) console.log("dead");`,
  "./effect": "globalThis.effect = true; const nothing = () => {}; /*#__PURE__*/ nothing();",
  "./other": "import { used } from './library'; const value = used(1); export default value;",
  "./lazy": "import { constant } from './library'; export const value = constant;",
  "./data.json": '{ "name": "data", "list": [1] }',
};
const memory = {
  name: "memory",
  resolveId: (id) => (id in files ? id : null),
  load: (id) => files[id],
  transform: (code, id) => (id.endsWith(".json") ? { code: `export default ${code}`, map: null } : null),
  renderChunk: (code, chunk) => ({ code: `/* ${chunk.name} */\n${code}`, map: null }),
};
const bundle = await rollup({ input: "main", plugins: [memory], onLog: (level, log) => console.log(level, log.code, log.message) });
for (const options of [
  { format: "es", sourcemap: true },
  { format: "cjs", exports: "named", chunkFileNames: "[name].js", minifyInternalExports: true },
]) {
  for (const { fileName, code, source } of (await bundle.generate(options)).output) console.log(`--- ${fileName}\n${code ?? String(source).length}`);
}
await bundle.close();
const single = await rollup({ input: "main", plugins: [memory], treeshake: { moduleSideEffects: false }, onLog() {} });
const { output } = await single.generate({ format: "umd", name: "Program", exports: "named", inlineDynamicImports: true, compact: true, generatedCode: "es2015" });
console.log(output[0].code, output[0].exports, Object.keys(output[0].modules), VERSION.split(".").length);
for (const code of ["const a = ;", "import { missing } from './library'; missing()", "import './nowhere'", "let b; let b;"]) {
  try {
    const failing = { ...memory, load: (id) => (id === "main" ? code : files[id]) };
    await rollup({ input: "main", plugins: [failing], onLog: (level, log) => console.log(level, log.message) });
  } catch (error) {
    console.log(error.code, error.message, error.loc, error.frame);
  }
}
