// `module.registerHooks`: functions of the program's between a request and its module, and between a module and its text.
// https://nodejs.org/api/module.html#synchronous-customization-hooks

const { codes } = require("cjs-errors");
const { validateFunction } = require("validators");

const loader = natives.subject("hooks");

/** The hooks that hold, in the order in which they were registered. */
const registered = [];

exports.registerHooks = function registerHooks(hooks) {
  const { resolve, load } = hooks;
  if (resolve !== undefined) validateFunction(resolve, "hooks.resolve");
  if (load !== undefined) validateFunction(load, "hooks.load");
  const entry = { resolve, load };
  registered.push(entry);
  registrationChanged();
  return {
    deregister() {
      const place = registered.indexOf(entry);
      if (place < 0) return;
      registered.splice(place, 1);
      registrationChanged();
    },
  };
};

function registrationChanged() {
  require("cjs-state").hooks = registered.length > 0 ? require("hooks-require") : undefined;
  loader.setHooked(registered.length > 0);
}

/** Whether anybody looks at texts. */
exports.watchesLoads = () => registered.some((entry) => entry.load !== undefined);

/** Asks the hooks of one kind, the last registered first, and `last` when all of them have passed the question on. */
function ask(kind, check, subject, context, last) {
  const steps = registered.map((entry) => entry[kind]).filter(Boolean);
  const at = (index, asked, given) => {
    if (index < 0) return last(asked, given);
    let passed = false;
    const answer = steps[index](asked, given, (next = asked, more = undefined) => {
      passed = true;
      return at(index - 1, next, more === undefined ? given : { ...given, ...more });
    });
    if (!passed && !answer.shortCircuit) throw badAnswer("true", kind, "shortCircuit", answer.shortCircuit);
    return check(answer);
  };
  return at(steps.length - 1, subject, context);
}

/** What a request means. */
exports.resolve = (specifier, context, last) => ask("resolve", checkResolved, specifier, context, last);

/** What the module at a URL is made of. */
exports.load = (url, context, last) => ask("load", checkLoaded, url, context, last);

function checkResolved(answer) {
  const { url, format } = answer;
  if (typeof url !== "string") throw badAnswer("a URL string", "resolve", "url", url);
  if (format !== undefined && format !== null && typeof format !== "string") {
    throw badAnswer("a string", "resolve", "format", format);
  }
  return answer;
}

function checkLoaded(answer) {
  const { format, source } = answer;
  if (format !== undefined && format !== null && typeof format !== "string") {
    throw badAnswer("a string", "load", "format", format);
  }
  // A built-in has none, and that of CommonJS may be left to `require`.
  if (source === null) return answer;
  if (typeof source !== "string" && !ArrayBuffer.isView(source) && !isArrayBuffer(source)) {
    throw badAnswer("a string, an ArrayBuffer, or a TypedArray", "load", "source", source);
  }
  return answer;
}

function isArrayBuffer(value) {
  const kind = natives.classOf(value);
  return kind === "ArrayBuffer" || kind === "SharedArrayBuffer";
}

function badAnswer(expected, kind, property, value) {
  const received = codes.describeReceived(value).replace(/^ Received /, "");
  const message = `Expected ${expected} to be returned for the "${property}" from the "${kind}" hook but got ${received}.`;
  return codes.plain(TypeError, "ERR_INVALID_RETURN_PROPERTY_VALUE", message);
}

/** The text that a hook gave in any of the forms that it may have. */
exports.textOf = function textOf(source) {
  if (typeof source === "string") return source;
  return source === null || source === undefined ? "" : new TextDecoder().decode(source);
};
