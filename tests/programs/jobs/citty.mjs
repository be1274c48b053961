// Commands that are values.
import { defineCommand, parseArgs, renderUsage, runCommand } from "citty";

const add = defineCommand({
  meta: { name: "add", description: "adds" },
  args: {
    a: { type: "positional", required: true },
    b: { type: "positional", default: "1" },
    times: { type: "string", default: "1", alias: "t" },
  },
  run: ({ args }) => console.log((+args.a + +args.b) * +args.times),
});
const main = defineCommand({
  meta: { name: "calc", version: "1.0.0", description: "calculates" },
  subCommands: { add },
  setup: () => console.log("setup"),
  cleanup: () => console.log("cleanup"),
});
await runCommand(main, { rawArgs: ["add", "2", "3", "-t", "4"] });
await runCommand(main, { rawArgs: ["add"] }).catch((error) => console.log(error.code, error.message));
console.log(
  parseArgs(["--flag", "--no-other", "x"], {
    flag: { type: "boolean" },
    other: { type: "boolean", default: true },
    x: { type: "positional" },
  }),
);
console.log((await renderUsage(main)).replace(/\u001b\[\d+m/g, ""));
