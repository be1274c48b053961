// Packages without exports: `main`, with and without extension, directories, index.js, and files by path.
import main from "with-main";
import extensionless from "extensionless";
import directory from "main-is-directory";
import index from "only-index";
import wrong from "wrong-main";
import file from "only-index/lib/file.js";
import near from "./nested/near.mjs";
import { where } from "./nested/far.mjs";

console.log([main, extensionless, directory, index, wrong, file, near, where].join("\n"));
for (const specifier of ["only-index/lib/file", "only-index/lib", "empty-package", "only-index/absent.js"]) {
  await import(specifier).catch((error) => console.log(specifier, error.name, error.code));
}
