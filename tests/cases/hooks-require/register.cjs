const { registerHooks } = require("node:module");
const { basename } = require("node:path");

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith("virtual:")) return { url: specifier, format: "commonjs", shortCircuit: true };
    const found = next(specifier, context);
    console.log("resolve", basename(specifier), context.conditions[0], "->", basename(found.url), found.format);
    return found;
  },
  load(url, context, next) {
    if (url === "virtual:made") return { format: "commonjs", source: "exports.made = [module.id, __filename];", shortCircuit: true };
    if (url.endsWith(".colour")) {
      return { format: "commonjs", source: `module.exports = ${JSON.stringify(next(url).source.toString().trim())};`, shortCircuit: true };
    }
    const made = next(url, context);
    console.log("load", basename(url), context.format, made.format, typeof made.source);
    if (url.endsWith("/changed.cjs")) return { ...made, source: `${made.source}\nexports.added = 2;` };
    if (url.endsWith("/changed.json")) return { ...made, source: '{"changed":true}' };
    if (url.endsWith("/changed.mjs")) return { ...made, source: `${made.source}\nexport const added = 3;` };
    return made;
  },
});
