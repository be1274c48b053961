// Standard input as a file.
import { readFileSync } from "node:fs";

console.log(readFileSync(0, "utf8").trim().split("\n"));
console.log(readFileSync(0).length);
