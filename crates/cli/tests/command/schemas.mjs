// Holds JSON against schemas: node schemas.mjs PACKAGES (SCHEMA JSON)...
//
// Each JSON file holds one value a line. PACKAGES is where ajv is installed. Whatever is wrong is printed, and the exit code 1.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [packages, ...files] = process.argv.slice(2);
const Ajv = createRequire(`${packages}/`)("ajv/dist/2020").default;
const ajv = new Ajv({ allErrors: true, strict: true });

for (let place = 0; place < files.length; place += 2) {
  const [schema, json] = files.slice(place, place + 2);
  const check = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
  const lines = readFileSync(json, "utf8").split("\n").filter((line) => line !== "");
  if (lines.length === 0) fail(json, "nothing to check");
  for (const line of lines) {
    if (!check(JSON.parse(line))) fail(json, ajv.errorsText(check.errors), line.slice(0, 500));
  }
}

function fail(...words) {
  console.error(...words);
  process.exitCode = 1;
}
