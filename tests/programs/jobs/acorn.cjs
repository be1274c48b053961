const acorn = require("acorn");
const count = (node, kinds = {}) => {
  if (node && typeof node.type === "string") kinds[node.type] = (kinds[node.type] ?? 0) + 1;
  for (const value of Object.values(node ?? {}))
    if (value && typeof value === "object")
      Array.isArray(value) ? value.forEach((item) => count(item, kinds)) : count(value, kinds);
  return kinds;
};
const own = require("fs").readFileSync(require.resolve("acorn"), "utf8");
console.log(count(acorn.parse(own, { ecmaVersion: "latest" })));
console.log(
  [...acorn.tokenizer("a => `b${c}` ?? /d/v", { ecmaVersion: 2025 })].map(({ type, value }) => [type.label, value]),
);
for (const bad of ["let a; let a", "a b", "({ a: 1, ...b } = c", "await 1"]) {
  try {
    acorn.parse(bad, { ecmaVersion: 2025 });
  } catch (error) {
    console.log(error.name, error.message, error.loc);
  }
}
