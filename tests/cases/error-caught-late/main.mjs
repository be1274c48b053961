// Errors of import() have stacks and messages too, and the program goes on.
try {
  await import("./throws.mjs");
} catch (error) {
  console.log(error.message, error.stack.includes(new URL("./throws.mjs", import.meta.url).href + ":2:7"));
}
process.exitCode = 3;
