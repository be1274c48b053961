import { meta, main } from "./sub directory/dependency.mjs";

console.log(import.meta.url);
console.log(import.meta.filename);
console.log(import.meta.dirname);
console.log(import.meta.main, main);
console.log(meta.url, meta.filename, meta.dirname);
console.log(import.meta === import.meta, meta === import.meta, Object.getPrototypeOf(import.meta), Object.isExtensible(import.meta));
console.log(Object.keys(import.meta).sort().join());
console.log(import.meta.resolve("./x.mjs?q#h"), import.meta.resolve("./sub/../y"), import.meta.resolve("/z"), import.meta.resolve("file:///a/../b"));
console.log(meta.resolve("./x.mjs"), import.meta.resolve("node:fs"), import.meta.resolve("data:text/javascript,1"));
console.log(import.meta.resolve("package"), import.meta.resolve("package/feature"));
for (const specifier of ["absent-package", "package/private", "#absent"]) {
  try {
    console.log(import.meta.resolve(specifier));
  } catch (error) {
    console.log(error.code);
  }
}
import.meta.added = 1;
console.log(import.meta.added, meta.added);
import.meta.url = "changed";
console.log(import.meta.url, (await import("./sub directory/dependency.mjs")).meta === meta);
