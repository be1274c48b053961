import exact from "#exact";
import pattern from "#internal/thing";
import conditional from "#conditional";
import external from "#external";
import nested from "./nested/own.mjs";
import { fromPackage } from "pkg";

console.log([exact, pattern, conditional, external, nested, fromPackage].join("\n"));
for (const specifier of ["#absent", "#null", "#", "#/x", "#outside", "#internal/absent"]) {
  await import(specifier).then(
    () => console.log("loaded?", specifier),
    (error) => console.log(specifier, error.name, error.code),
  );
}
