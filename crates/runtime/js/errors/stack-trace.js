// `Error.prepareStackTrace` and call sites, as V8 has them: https://v8.dev/docs/stack-trace-api
// Loaded when a program first touches the property; until then the engine's own stacks are all there is.

const { apply } = Reflect;
const { defineProperty, getOwnPropertyDescriptor } = Object;
const { captureStackTrace: engineCapture } = Error;
const engineStack = getOwnPropertyDescriptor(Error.prototype, "stack");

const NO_LIMIT = 0xffff_ffff;

/** What is done with the engine's stacks before they are shown. */
let mapStack = (stack) => stack;

/** Stacks that a program's function has made of errors. */
const prepared = new WeakMap();

/** A frame: who was running, and where. What only V8 knows (receiver, function, script) is not told. */
class CallSite {
  #name;
  #source;
  #line;
  #column;

  constructor(name, source, line, column) {
    this.#name = name;
    this.#source = source;
    this.#line = line;
    this.#column = column;
  }

  getColumnNumber() {
    return this.#column;
  }
  getEnclosingColumnNumber() {
    return this.#column;
  }
  getEnclosingLineNumber() {
    return this.#line;
  }
  getEvalOrigin() {
    return this.isEval() ? `eval at ${this.#source}` : undefined;
  }
  getFileName() {
    return this.isEval() ? undefined : this.#source;
  }
  getFunction() {
    return undefined;
  }
  getFunctionName() {
    return this.#name;
  }
  getLineNumber() {
    return this.#line;
  }
  getMethodName() {
    const dot = this.#name?.lastIndexOf(".") ?? -1;
    return dot < 0 ? null : this.#name.slice(dot + 1);
  }
  getPosition() {
    return 0;
  }
  getPromiseIndex() {
    return null;
  }
  getScriptNameOrSourceURL() {
    return this.#source;
  }
  getScriptHash() {
    return "";
  }
  getThis() {
    return undefined;
  }
  getTypeName() {
    const dot = this.#name?.indexOf(".") ?? -1;
    return dot < 0 ? null : this.#name.slice(0, dot);
  }
  isAsync() {
    return false;
  }
  isConstructor() {
    return this.#name?.startsWith("new ") ?? false;
  }
  isEval() {
    return this.#source !== null && / > (?:eval|Function)$/.test(this.#source);
  }
  isNative() {
    return false;
  }
  isPromiseAll() {
    return false;
  }
  isToplevel() {
    return this.getTypeName() === null;
  }
  toString() {
    const place = `${this.#source ?? "<anonymous>"}:${this.#line}:${this.#column}`;
    return this.#name ? `${this.#name} (${place})` : place;
  }
}

function callSites(frames) {
  const sites = [];
  for (let i = 0; i < frames.length; i += 4) {
    sites.push(new CallSite(frames[i], frames[i + 1], frames[i + 2], frames[i + 3]));
  }
  return sites;
}

/** What V8 does without a function of the program's. */
function ErrorPrepareStackTrace(error, trace) {
  const head = headOf(error);
  return trace.length === 0 ? head : `${head}\n    at ${trace.join("\n    at ")}`;
}

function headOf(error) {
  try {
    return apply(Error.prototype.toString, error, []);
  } catch {
    return "<error>";
  }
}

/** The program's own function, if it has one. */
function programsPrepare() {
  const { prepareStackTrace } = Error;
  return typeof prepareStackTrace === "function" && prepareStackTrace !== ErrorPrepareStackTrace
    ? prepareStackTrace
    : undefined;
}

function limit() {
  const { stackTraceLimit } = Error;
  return typeof stackTraceLimit === "number" ? Math.max(0, Math.min(stackTraceLimit, NO_LIMIT)) : 0;
}

function getStack() {
  if (prepared.has(this)) return prepared.get(this);
  const prepare = natives.classOf(this) === "Error" ? programsPrepare() : undefined;
  if (prepare === undefined) return mapStack(apply(engineStack.get, this, []), this);
  const stack = apply(prepare, Error, [this, callSites(natives.stackFrames(this, undefined, limit()))]);
  prepared.set(this, stack);
  return stack;
}

function setStack(value) {
  prepared.delete(this);
  apply(engineStack.set, this, [value]);
}

/** Gives `target` the property `stack`: the frames that led here, from the caller of `hide` on. */
function captureStackTrace(target, hide) {
  if (programsPrepare() === undefined) {
    return engineCapture(target, typeof hide === "function" ? hide : captureStackTrace);
  }
  const start = typeof hide === "function" ? hide : captureStackTrace;
  const sites = callSites(natives.stackFrames(undefined, start, limit()));
  let stack;
  let isMade = false;
  const become = (value) =>
    defineProperty(target, "stack", { __proto__: null, value, writable: true, configurable: true });
  defineProperty(target, "stack", {
    __proto__: null,
    configurable: true,
    get() {
      if (!isMade) {
        stack = apply(programsPrepare() ?? ErrorPrepareStackTrace, Error, [target, sites]);
        isMade = true;
      }
      return stack;
    },
    set: become,
  });
}

function define(object, name, value) {
  defineProperty(object, name, { __proto__: null, value, writable: true, configurable: true });
}

define(Error, "prepareStackTrace", ErrorPrepareStackTrace);
define(Error, "captureStackTrace", captureStackTrace);
defineProperty(Error.prototype, "stack", { __proto__: null, get: getStack, set: setStack, configurable: true });

exports.getPrepare = () => Error.prepareStackTrace;
exports.setPrepare = (value) => {
  Error.prepareStackTrace = value;
};
exports.callSites = callSites;
exports.useMap = (map) => {
  mapStack = map;
};
