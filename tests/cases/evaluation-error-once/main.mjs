// A module that throws is evaluated once; everybody who asks gets the very same error.
globalThis.runs = 0;
const errors = [];
for (const path of ["./thrower.mjs", "./thrower.mjs", "./importer.mjs", "./importer.mjs"]) {
  await import(path).catch((error) => errors.push(error));
}
console.log(globalThis.runs, errors.length, new Set(errors).size, errors[0].message, globalThis.importerRan);
await import("./sibling.mjs").then(({ value }) => console.log(value));
