const { minify } = require("terser");
const source =
  "class Stack { #items = []; push(item) { this.#items.push(item); return this; } get size() { return this.#items.length; } }\nfunction unused() { return 1; }\nexport function fill(count) { const stack = new Stack(); for (let index = 0; index < count; index++) { if (false) console.log('never'); stack.push({ index, double: index * 2 }); } return stack.size === 0 ? undefined : stack; }\n";
(async () => {
  console.log(
    await minify(
      { "stack.js": source },
      {
        module: true,
        compress: { passes: 2 },
        mangle: { properties: { regex: /^_/ } },
        sourceMap: { url: "stack.js.map" },
      },
    ),
  );
  const own = require("fs").readFileSync(require.resolve("acorn"), "utf8");
  const { code } = await minify(own, { compress: { defaults: true }, format: { comments: false } });
  console.log(code.length < own.length / 2, code.slice(0, 60));
  await minify("let a = ;").catch((error) => console.log(error.name, error.message, error.line, error.col));
})();
