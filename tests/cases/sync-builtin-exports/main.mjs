import { createRequire, syncBuiltinESMExports } from "node:module";
import fs, { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import EventEmitter, { once } from "node:events";
import { answer, patch, read } from "./reader.mjs";

const require = createRequire(import.meta.url);
console.log(readFileSync === fs.readFileSync, syncBuiltinESMExports(), syncBuiltinESMExports.length);

const original = fs.readFileSync;
fs.readFileSync = () => "replaced";
console.log(readFileSync === original, read() === original);
syncBuiltinESMExports();
console.log(readFileSync(), read()(), fs.readFileSync === readFileSync);

// What is there no more is undefined; what is new has no name; getters are asked.
delete fs.existsSync;
fs.somethingNew = 1;
Object.defineProperty(path.default, "sep", { get: () => "asked" });
syncBuiltinESMExports();
console.log(existsSync, "somethingNew" in (await import("node:fs")), path.sep);

// The same by another name, and a module whose export is a class.
require("events").once = answer;
syncBuiltinESMExports();
console.log(once(), EventEmitter === require("node:events"), (await import("events")).once === once);

// Code that is compiled to machine code looks again.
let sum = 0;
for (let i = 0; i < 5000; i++) sum += answer();
patch(fs);
for (let i = 0; i < 5000; i++) sum += readFileSync.length;
fs.readFileSync = (a, b, c) => a;
syncBuiltinESMExports();
for (let i = 0; i < 5000; i++) sum += readFileSync.length;
console.log(sum);
