import { createRequire, registerHooks } from "node:module";

const require = createRequire(import.meta.url);
let count = 0;

/** What happens to a request when these hooks hold. */
async function attempt(name, hooks, { specifier = "virtual:x", by = (it) => import(it), options } = {}) {
  let registration;
  try {
    registration = registerHooks(hooks);
    const made = await by(specifier, options);
    console.log(name, "->", Object.keys(made).filter((key) => key !== "module.exports"), made.default);
  } catch (error) {
    console.log(name, "->", error instanceof Error ? `${error.name} ${error.code}: ${error.message.split("\n")[0]}` : error);
  } finally {
    registration?.deregister();
  }
}

const resolve = (specifier, context, next) =>
  specifier.startsWith("virtual:") ? { url: `${specifier}${++count}`, shortCircuit: true } : next(specifier, context);
const loading = (answer) => ({
  resolve,
  load: (url, context, next) => (url.startsWith("virtual:") ? answer : next(url, context)),
});

await attempt("no object", 1);
await attempt("no function", { load: 5 });
await attempt("not passed on", { resolve: () => ({ url: "virtual:1" }) });
await attempt("no url", { resolve: () => ({ url: 5, shortCircuit: true }) });
await attempt("no format", { resolve: () => ({ url: "virtual:1", format: 5, shortCircuit: true }) });
await attempt("a promise", { resolve: async (specifier, context, next) => next(specifier, context) }, { specifier: "./b.mjs" });
await attempt("resolve throws", { resolve() { throw new RangeError("from the hook"); } });
await attempt("resolve throws no error", { resolve() { throw "just this"; } });
await attempt("load throws", { resolve, load() { throw new RangeError("from the hook"); } });
await attempt("load not passed on", loading({ format: "module", source: "" }));
await attempt("unknown format", loading({ format: "nothing", source: "", shortCircuit: true }));
await attempt("no format", loading({ source: "", shortCircuit: true }));
await attempt("no source", loading({ format: "module", shortCircuit: true }));
await attempt("number as source", loading({ format: "module", source: 5, shortCircuit: true }));
await attempt("an array buffer", loading({ format: "module", source: new TextEncoder().encode("export default 1").buffer, shortCircuit: true }));
await attempt("json", loading({ format: "json", source: '{"a":1}', shortCircuit: true }));
await attempt("throws as it runs", loading({ format: "module", source: "throw new TypeError('running')", shortCircuit: true }));
await attempt("commonjs throws", loading({ format: "commonjs", source: "throw new TypeError('running')", shortCircuit: true }));
await attempt("typescript", loading({ format: "module-typescript", source: "export default (1 as number)", shortCircuit: true }));
await attempt("missing", { resolve: (specifier, context, next) => next("./missing.mjs", context) });
await attempt("extension", { load: (url, context, next) => next(url, context) }, { specifier: "./file.unknown" });
await attempt("extension with format", { load: (url, context, next) => next(url, { ...context, format: "module" }) }, { specifier: "./file.unknown" });
await attempt("json without type", { load: (url, context, next) => next(url, { format: "json" }) }, { specifier: "./a.json" });
await attempt("type", { load: (url, context, next) => next(url, context) }, { specifier: "./a.json", by: (it) => import(it, { with: { type: "json" } }) });
await attempt("required", { resolve: () => ({ url: 5, shortCircuit: true }) }, { by: require });
await attempt("required, load throws", { load() { throw new RangeError("from the hook"); } }, { specifier: "./c.cjs", by: require });
await attempt("required", { load: (url, context, next) => next(url, context) }, { specifier: "./c.cjs", by: require });
await attempt("a built-in", { resolve: () => ({ url: "node:path", shortCircuit: true }) }, { specifier: "anything", by: async (it) => ({ sep: (await import(it)).sep }) });
await attempt("tried again", { load: (url, context, next) => next(url, context) }, { specifier: "./b.mjs" });
