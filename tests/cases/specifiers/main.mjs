import dot from "./a/../a/./b.mjs";
import absolute from "./absolute.mjs";
import up from "./a/up.mjs";
import encoded from "./%61/b.mjs";

console.log(dot === encoded, absolute, up);
for (const specifier of ["", "http://example.org/x.mjs", "https:x", "blob:x", "unknown:x", "file://host/x.mjs", "C:/x.mjs", "./unknown.extension", "node:absent", "fs/absent", "bad\\name", "%41", ".", "..", "./", "/", "package\0"]) {
  await import(specifier).then(
    () => console.log("loaded?", specifier),
    (error) => console.log(JSON.stringify(specifier), error.name, error.code),
  );
}
