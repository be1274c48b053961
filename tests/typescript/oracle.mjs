// What TypeScript itself makes of the snippets, and whether Node.js runs them with their types stripped.
//
// Usage: node --experimental-vm-modules oracle.mjs PLACE, where PLACE has a file `snippets.json` (a list of { source, target, options }) and
// `typescript` can be imported from beside it. Prints a list of { strips }.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { SourceTextModule } from "node:vm";

process.removeAllListeners("warning");
const [, , place] = process.argv;
const ts = createRequire(join(place, "from-here.js"))("typescript");

function strips(text, source) {
  if (!source.endsWith(".ts")) return false;
  try {
    // What it leaves standing, such as decorators, the engine may refuse.
    new SourceTextModule(stripTypeScriptTypes(text, { mode: "strip" }));
    return true;
  } catch {
    return false;
  }
}

const answers = JSON.parse(readFileSync(join(place, "snippets.json"), "utf8")).map(({ source, target, options }) => {
  const text = readFileSync(source, "utf8");
  const { options: compilerOptions } = ts.convertCompilerOptionsFromJson(options, place);
  const { outputText } = ts.transpileModule(text, { compilerOptions, fileName: source });
  writeFileSync(target, outputText);
  return { strips: strips(text, source) };
});
console.log(JSON.stringify(answers));
