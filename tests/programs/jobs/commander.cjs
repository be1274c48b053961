// A command line with subcommands, options of several kinds, help and errors.
const { Command, Option, InvalidArgumentError } = require("commander");

function build() {
  const program = new Command("tool")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => process.stdout.write(text),
      writeErr: (text) => process.stdout.write(`! ${text}`),
    });
  program
    .description("does things")
    .version("1.2.3")
    .option("-v, --verbose", "say more", (_, count) => count + 1, 0)
    .addOption(new Option("-c, --color <when>", "color").choices(["always", "never"]).default("never"));
  program
    .command("add <number...>")
    .description("adds numbers")
    .option("-r, --round", "round it")
    .action((numbers, options, command) =>
      console.log(
        "add",
        numbers.map(Number).reduce((a, b) => a + b),
        options,
        command.optsWithGlobals(),
      ),
    );
  program
    .command("port")
    .argument("<n>", "a port", (text) => {
      const n = +text;
      if (!Number.isInteger(n)) throw new InvalidArgumentError("not a number.");
      return n;
    })
    .action((n) => console.log("port", n));
  return program;
}
for (const words of [
  "add 1 2 3.5 -r -vv",
  "--color always port 80",
  "port eighty",
  "--help",
  "add --help",
  "--version",
  "--colr",
  "subtract 1",
  "--color blue add 1",
  "",
]) {
  try {
    build().parse(words.split(" ").filter(Boolean), { from: "user" });
  } catch (error) {
    console.log(error.code, error.exitCode);
  }
}
