// Syntax that is CommonJS by itself.
import shapes = require("./shapes.cts");
import type { Named } from "./named.cts";
enum Size { Small = 1, Large }
namespace Inner { export const deep = shapes.square(Size.Large); }
const named: Named = { name: "x" };
console.log(Inner.deep, Size[1], named);

function fail(size: Size): never {
  throw new Error(Size[size]);
}
try {
  fail(Size.Large);
} catch (error) {
  console.log((error as Error).stack!.split("\n").slice(0, 2).join("\n").replace(__dirname, ""));
}
export = { Size };
