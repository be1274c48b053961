const { Square, typeOfRequire } = require("./plain.cts");
console.log(new Square(3).area(), typeOfRequire);
console.log(require("./c.ts"));
console.log(require("./f.ts").four, module.children.length);
try {
  require("./c");
} catch (error: unknown) {
  console.log((error as { code: string }).code);
}
try {
  require("./thrower.cts").fail("places stay");
} catch (error) {
  console.log(/\((.*)\)/.exec((error as Error).stack!.split("\n")[1])![1].replace(__dirname, ""));
}
import("./c.ts").then((names) => console.log(Object.keys(names)));
