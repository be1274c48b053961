import root from "pkg";
import feature from "pkg/feature";
import pattern from "pkg/features/x";
import deepPattern from "pkg/features/deep/y.mjs";
import special from "pkg/features/special";
import nested from "pkg/conditional";
import sugar from "sugar";
import scoped from "@scope/name";
import scopedFeature from "@scope/name/sub/feature";
import fallback from "pkg/fallback";
import conditionsOnly from "conditions-only";
import json from "pkg/package.json" with { type: "json" };

console.log([root, feature, pattern, deepPattern, special, nested, sugar, scoped, scopedFeature, fallback, conditionsOnly, json.name].join("\n"));
for (const specifier of ["pkg/private", "pkg/features/internal/z", "pkg/features/", "pkg/lib/root.mjs", "sugar/anything", "pkg/escape", "pkg/absent", "no-match", "invalid-target", "broken-json", "pkg/features/deep/absent", "@scope", "@scope/other", "./pkg", "pkg/%2e%2e/x"]) {
  await import(specifier).then(
    () => console.log("loaded?", specifier),
    (error) => console.log(specifier, error.name, error.code),
  );
}
