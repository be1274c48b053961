// The error of a file that is not there, caught by nobody.
import { readFileSync } from "node:fs";

console.log("before");
readFileSync("missing.txt");
