// Evaluates the snippets of one transcript, in order, and prints what each gave: a JSON string a line.
//
//   run.mjs MODULE SNIPPETS       SNIPPETS: a JSON file, a list of program texts
//
// A snippet sees the module under its own name (`timers/promises` as `timers_promises`), any other by `load("name")`,
// and `log(value)`, which adds a line to its result. What it evaluates to is awaited and is the last line.

import process from "node:process";
import { exportsOf } from "./exports.mjs";
import { show } from "./show.mjs";

const [moduleName, snippets] = process.argv.slice(2);
const { default: texts } = await import(snippets, { with: { type: "json" } });
const load = (name) => process.getBuiltinModule(`node:${name}`);
const write = process.stdout.write.bind(process.stdout);

let lines;
const log = (...values) => void lines.push(values.map(show).join(" "));
process.on("uncaughtException", (error) => lines.push(`uncaught ${show(error)}`));
process.on("unhandledRejection", (error) => lines.push(`unhandled ${show(error)}`));

const names = { load, log, exportsOf, show };
const subject = moduleName.replace(/\W/g, "_");
if (!Object.hasOwn(names, subject)) names[subject] = load(moduleName);
for (const [name, value] of Object.entries(names)) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

/** Indirect evaluation, as a script: `var` is there for the next snippet, what stands in a block is not. */
const evaluate = eval;

for (const text of texts) {
  lines = [];
  try {
    lines.push(show(await evaluate(text)));
  } catch (error) {
    lines.push(`throws ${show(error)}`);
  }
  write(`${JSON.stringify(lines.join("\n"))}\n`);
}
