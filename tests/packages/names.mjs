// The names that each of the packages gives to `import`, a line each.
import { readFileSync } from "node:fs";

const { dependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
for (const name of Object.keys(dependencies)) {
  try {
    console.log(`${name}: ${Object.keys(await import(name)).join(" ")}`);
  } catch (error) {
    console.log(`${name}: ${error.name} ${error.code}`);
  }
}
