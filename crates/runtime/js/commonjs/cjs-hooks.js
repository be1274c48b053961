// `module.registerHooks`: functions of the program's between a request and its file, and between a file and its text.
// https://nodejs.org/api/module.html#customization-hooks
// They see what `require` asks for. Nothing that passes through them is kept.

const { codes } = require("cjs-errors");
const { validateFunction, validateObject } = require("validators");

/** The hooks that hold, the last registered first. */
const registered = [];

exports.registerHooks = function registerHooks(hooks) {
  validateObject(hooks, "hooks");
  const { resolve, load } = hooks;
  if (resolve !== undefined) validateFunction(resolve, "hooks.resolve");
  if (load !== undefined) validateFunction(load, "hooks.load");
  const entry = { resolve, load };
  registered.unshift(entry);
  require("cjs-state").hooks = exports;
  return {
    deregister() {
      const place = registered.indexOf(entry);
      if (place >= 0) registered.splice(place, 1);
    },
  };
};

function chain(kind, last) {
  const steps = registered.map((entry) => entry[kind]).filter(Boolean);
  const at = (index) => (subject, context) => {
    if (index === steps.length) return last(subject, context);
    const result = steps[index](subject, context, (next = subject, more) =>
      at(index + 1)(next, more === undefined ? context : { ...context, ...more }),
    );
    if (result === null || typeof result !== "object") {
      throw codes.plain(TypeError, "ERR_INVALID_RETURN_PROPERTY_VALUE", `The "${kind}" hook must return an object`);
    }
    return result;
  };
  return at(0);
}

const urlOf = (path) => (path.startsWith("/") ? require("node-url").pathToFileURL(path).href : path);
const pathOf = (url) => (url.startsWith("file:") ? require("node-url").fileURLToPath(url) : url);

/** What `request` means to the hooks; `next` finds the file when they ask for it. */
exports.resolve = function resolve(request, parent, next) {
  const conditions = ["node", "require", "module-sync"];
  const parentURL = parent?.filename ? urlOf(parent.filename) : undefined;
  const last = (specifier) => {
    const found = next(specifier.startsWith("file:") ? pathOf(specifier) : specifier);
    const url = natives.isBuiltin(found) ? (found.startsWith("node:") ? found : `node:${found}`) : urlOf(found);
    return { url, format: undefined, shortCircuit: false };
  };
  const { url } = chain("resolve", last)(request, { conditions, importAttributes: {}, parentURL });
  return pathOf(url);
};

/** Whether anybody looks at texts. */
exports.watchesLoads = () => registered.some((entry) => entry.load !== undefined);

/** Format and text of a file, as the hooks leave them. */
exports.load = function load(filename) {
  const conditions = ["node", "require", "module-sync"];
  const last = (url, context) => ({ format: context.format ?? formatOf(url), source: natives.requireText(pathOf(url)) });
  const { format, source } = chain("load", last)(urlOf(filename), { conditions, importAttributes: {}, format: undefined });
  return { format, text: textOf(source) };
};

function formatOf(url) {
  if (url.endsWith(".json")) return "json";
  return url.endsWith(".mjs") ? "module" : "commonjs";
}

function textOf(source) {
  if (typeof source === "string") return source;
  return source === null || source === undefined ? "" : new TextDecoder().decode(source);
}
