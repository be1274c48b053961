import { registerHooks } from "node:module";

const short = (url) => url.slice(url.lastIndexOf("/") + 1);
const log = (...what) => console.log(...what);

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith("virtual:")) return { url: specifier, format: "module", shortCircuit: true };
    if (specifier === "alias") return next("./aliased.mjs", context);
    const found = next(specifier, context);
    log("resolve", specifier, "from", context.parentURL && short(context.parentURL), "->", short(found.url), found.format);
    return found;
  },
  load(url, context, next) {
    if (url.startsWith("virtual:")) {
      return { format: "module", source: `export default ${JSON.stringify(url)};\nexport { kept } from "virtual:more";`
        .replace(/export \{.*/, url === "virtual:first" ? "$&" : "export const kept = 1;"), shortCircuit: true };
    }
    if (url.endsWith(".colour")) {
      const { source } = next(url, { ...context, format: "module" });
      return { format: "module", source: `export default ${JSON.stringify(source.toString().trim())};`, shortCircuit: true };
    }
    const made = next(url, context);
    log("load", short(url), context.format, made.format, made.source === null ? null : made.source.constructor.name);
    if (url.endsWith("/changed.mjs")) return { ...made, source: `${made.source}\nexport const added = "by a hook";` };
    if (url.endsWith("/changed.cjs")) return { ...made, source: new TextEncoder().encode(`${made.source}\nexports.added = 2;`) };
    if (url.endsWith("/changed.json")) return { ...made, source: '{"changed":true}' };
    return made;
  },
});

registerHooks({
  load(url, context, next) {
    const made = next(url, context);
    if (!url.endsWith("/twice.mjs")) return made;
    return { ...made, source: made.source.toString().replaceAll("one", "two") };
  },
});
