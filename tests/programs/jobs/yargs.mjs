// Options, commands, coercion, help and completion of a command line.
import yargs from "yargs";

const parser = () =>
  yargs([])
    .scriptName("tool")
    .exitProcess(false)
    .locale("en")
    .wrap(80)
    .fail((message, error) => console.log("fail:", message ?? error.message));
console.log(parser().parse("--a 1 --b.c=2 -xyz --no-color one two -- three"));
console.log(parser().option("size", { type: "number", demandOption: true, describe: "how big" }).parse("--size 5"));
parser().option("size", { type: "number", demandOption: true }).parse("--other");
parser()
  .command(
    "run <file> [args..]",
    "runs it",
    (command) => command.option("fast", { type: "boolean", alias: "f" }),
    ({ file, args, fast }) => console.log("run", file, args, fast),
  )
  .parse("run a.js b c -f");
console.log(
  await parser()
    .usage("$0 [options]")
    .option("level", { choices: ["low", "high"], default: "low", describe: "how much" })
    .example("$0 --level high", "much")
    .epilogue("the end")
    .getHelp(),
);
parser()
  .option("level", { choices: ["low", "high"] })
  .parse("--level middle");
