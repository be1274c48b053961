import { Chalk, supportsColor } from "chalk";
const chalk = new Chalk({ level: 3 });
console.log(
  JSON.stringify([
    chalk.red("a"),
    chalk.bold.underline.hex("#ff8800")("b"),
    chalk.bgRgb(1, 2, 3).inverse(`c ${chalk.blue("d")} e`),
    chalk.dim("f\ng"),
    new Chalk({ level: 1 }).hex("#ff0000")("h"),
    new Chalk({ level: 0 }).green("i"),
  ]),
  supportsColor,
);
