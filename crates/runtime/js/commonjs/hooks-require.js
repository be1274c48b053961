// What `require` asks the program's hooks.

const { exportsOf } = require("cjs-modules");
const hooks = require("hooks");

const loader = natives.subject("hooks");
const CONDITIONS = ["require", "node", "node-addons", "module-sync"];

const contextOf = (facts) => ({ ...facts, importAttributes: undefined, conditions: [...CONDITIONS] });

const urlOf = (path) => (path.startsWith("/") ? require("node-url").pathToFileURL(path).href : path);
const pathOf = (url) => (url.startsWith("file:") ? require("node-url").fileURLToPath(url) : url);

/** What the hooks expect of what they have resolved, until it is loaded. */
const expected = new Map();

/** What `request` means to the hooks; `next` finds the file when they ask for it. */
exports.resolve = function resolve(request, parent, next) {
  const parentURL = parent?.filename ? urlOf(parent.filename) : undefined;
  const last = (specifier) => {
    const found = next(specifier.startsWith("file:") ? pathOf(specifier) : specifier);
    const format = specifier.startsWith("node:") ? "builtin" : undefined;
    return { __proto__: null, url: urlOfFound(found), format, importAttributes: undefined };
  };
  const { url, format } = hooks.resolve(request, contextOf({ parentURL }), last);
  const path = pathOf(url);
  if (format === undefined || format === null) expected.delete(path);
  else expected.set(path, format);
  return path;
};

function urlOfFound(found) {
  if (!natives.isBuiltin(found)) return urlOf(found);
  return found.startsWith("node:") ? found : `node:${found}`;
}

exports.watchesLoads = hooks.watchesLoads;

/** Lets the hooks see that a built-in is loaded; whether it is to be loaded as what it is. */
exports.passBuiltin = function passBuiltin(url) {
  const last = () => ({ __proto__: null, source: null, format: "builtin" });
  const { format } = hooks.load(url, contextOf({ format: "builtin" }), last);
  return format === undefined || format === null || format === "builtin";
};

/** Loads the file as the hooks leave it; `next` loads it as it is. */
exports.load = function load(module, filename, next) {
  let read;
  const url = urlOf(filename);
  const own = formatOf(filename);
  const usual = expected.get(filename) ?? own;
  expected.delete(filename);
  const last = (url, context) => {
    const text = natives.requireText(pathOf(url));
    read = { format: context.format, text };
    return { __proto__: null, source: text, format: context.format };
  };
  const { format, source } = hooks.load(url, contextOf({ format: usual }), last);
  const text = hooks.textOf(source);
  const isUntouched = read !== undefined && read.text === text && read.format === format && usual === own;
  if (isUntouched && format !== "module") return next(module, filename);
  if (format === "json") {
    module.exports = require("cjs-extensions").parseJson(text, filename);
  } else if (isModule(format)) {
    require("hooks-import").adopt(url, isUntouched ? undefined : { format, source: text });
    module.exports = exportsOf(filename);
  } else {
    module._compile(erased(text, format), filename);
  }
};

const isModule = (format) => format === "module" || format === "module-typescript";

/** A text of TypeScript without its types. */
function erased(text, format) {
  if (format !== "commonjs-typescript" && format !== "typescript") return text;
  return require("strip-types").stripTypeScriptTypes(text);
}

/** What extension and package say of a file; `undefined` where only its text tells. */
function formatOf(filename) {
  return filename.startsWith("/") ? loader.requireFormat(filename) : undefined;
}
