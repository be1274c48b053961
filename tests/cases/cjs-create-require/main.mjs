// `node:module`.
import Module, { createRequire, isBuiltin, builtinModules, findPackageJSON } from "node:module";
import path from "node:path";

const here = import.meta.dirname;
const require = createRequire(import.meta.url);
console.log(require("./inner/file"), createRequire(`${here}/inner/`)("./file"), createRequire(new URL("inner/any.js", import.meta.url))("./file"));
console.log(require.main, require.resolve("./inner/file").slice(here.length), require("module") === Module, Module.Module === Module);
for (const bad of ["relative/path", "https://example.org/", 5]) {
  try {
    createRequire(bad);
  } catch (error) {
    console.log(error.name, error.code);
  }
}
console.log(isBuiltin("fs"), isBuiltin("node:fs"), isBuiltin("node:test"), isBuiltin("test"), isBuiltin("nothing"), isBuiltin(5));
console.log(builtinModules.includes("fs"), builtinModules.includes("node:test"), builtinModules.length > 60);
console.log(path.relative(here, findPackageJSON("..", `${here}/inner/file.js`)), path.relative(here, findPackageJSON(import.meta.url)));
console.log(path.relative(here, findPackageJSON("pack", import.meta.url)));
console.log(process.getBuiltinModule("path") === path, process.getBuiltinModule("node:path") === path, process.getBuiltinModule("nothing"));
console.log(Module.wrap("1").startsWith("(function (exports, require, module, __filename, __dirname) {"));
console.log(Module._nodeModulePaths("/a/node_modules/b"));
