// The global console. Plain text goes straight to the file descriptor; everything else is loaded when it is first used.
// https://nodejs.org/api/console.html

/** The methods every console has, in the order they are listed in; those of `PRINTING` are here, the others elsewhere. */
const METHODS = [
  "log", "info", "debug", "warn", "error", "dir", "time", "timeEnd", "timeLog", "trace", "assert", "clear", "count",
  "countReset", "group", "groupEnd", "table", "dirxml", "groupCollapsed",
];
const STDOUT = 1;
const STDERR = 2;
const PRINTING = { __proto__: null, log: STDOUT, info: STDOUT, debug: STDOUT, dirxml: STDOUT, warn: STDERR, error: STDERR };

/** `process.stdout` and `process.stderr` once the program has asked for them, with how they write, by file descriptor. */
const attached = [];

/** One of the standard outputs of the process. */
class StandardOutput {
  constructor(fd) {
    this.fd = fd;
    this.terminal = undefined;
  }

  /** The program may have changed how its stream writes, or ended it. */
  write(text) {
    const own = attached[this.fd];
    if (own === undefined || (own.stream.write === own.write && own.stream.writable)) natives.write(this.fd, text);
    else writeTo(own.stream, text);
  }

  get stream() {
    return require("process").process[this.fd === STDOUT ? "stdout" : "stderr"];
  }

  inspectOptions() {
    this.terminal ??= natives.isatty(this.fd);
    if (!this.terminal && natives.envGet("FORCE_COLOR") === undefined) return undefined;
    const { colorDepth } = require("color-depth");
    return colorDepth(require("process-env").env) > 2 ? { colors: true } : undefined;
  }
}

function ignore() {}

/** Writes to a stream; that nobody can read it any more must not end the program. */
function writeTo(stream, text) {
  stream.write(text, (error) => {
    if (error && stream.listenerCount?.("error") === 0) stream.once("error", ignore);
  });
}

/** What the methods of one console share. `outputs` are by file descriptor. */
class State {
  constructor(outputs, step) {
    this.outputs = outputs;
    /** What a group indents by. */
    this.step = step;
    this.indentation = "";
    this.counts = undefined;
    this.timers = undefined;
  }

  /** Writes a line to an output, indented by the open groups. */
  put(fd, text) {
    if (this.indentation !== "") {
      text = this.indentation + (text.includes("\n") ? text.replaceAll("\n", `\n${this.indentation}`) : text);
    }
    this.outputs[fd].write(`${text}\n`);
  }

  print(fd, args) {
    this.put(fd, plainText(args) ?? this.format(fd, args));
  }

  format(fd, args) {
    const options = this.outputs[fd].inspectOptions();
    return (options === undefined ? plainValues(args) : undefined) ?? require("format").formatAll(args, options);
  }
}

/** The text of arguments that are all strings and need no formatting. */
function plainText(args) {
  const first = args[0];
  if (args.length === 1) return typeof first === "string" ? first : undefined;
  if (args.length === 0) return "";
  if (typeof first !== "string" || first.includes("%")) return undefined;
  let text = first;
  for (let i = 1; i < args.length; i++) {
    if (typeof args[i] !== "string") return undefined;
    text += ` ${args[i]}`;
  }
  return text;
}

/** The same where numbers, booleans, undefined and null may be among them, which print as themselves without colours. */
function plainValues(args) {
  if (args.length > 1 && typeof args[0] === "string" && args[0].includes("%")) return undefined;
  let text = "";
  for (let i = 0; i < args.length; i++) {
    const value = args[i];
    if (i > 0) text += " ";
    const type = typeof value;
    if (Object.is(value, -0)) text += "-0";
    else if (type === "string" || type === "number" || type === "boolean" || value == null) text += value;
    else return undefined;
  }
  return text;
}

const states = new WeakMap();

/** Gives `console` its methods, as own properties that need no receiver. */
function install(console, state) {
  states.set(console, state);
  for (let i = 0; i < METHODS.length; i++) {
    const name = METHODS[i];
    console[name] = method(name, () => state);
  }
  Object.defineProperty(console, Symbol.toStringTag, { __proto__: null, value: "console", configurable: true });
  for (const [name, fd] of [["_stdout", STDOUT], ["_stderr", STDERR]]) {
    const get = () => state.outputs[fd].stream;
    Object.defineProperty(console, name, { __proto__: null, get, configurable: true });
  }
  return console;
}

/** A method by its name: it prints at once, or lets console-methods do it. `stateOf` gets the receiver. */
function method(name, stateOf) {
  const fd = PRINTING[name];
  const methods = {
    [name](...args) {
      const state = stateOf(this);
      if (fd === undefined) require("console-methods")[name](state, args, methods[name]);
      else state.print(fd, args);
    },
  };
  return methods[name];
}

/** A console that writes to streams of the program's choice. */
function Console(...args) {
  if (new.target === undefined) return Reflect.construct(Console, args);
  install(this, require("console-methods").createState(State, writeTo, args));
}
Object.defineProperty(Console, "length", { __proto__: null, value: 1, configurable: true });
Object.defineProperty(Console, Symbol.hasInstance, {
  __proto__: null,
  value: { [Symbol.hasInstance]: (instance) => states.has(instance) }[Symbol.hasInstance],
});
for (let i = 0; i < METHODS.length; i++) {
  Console.prototype[METHODS[i]] = method(METHODS[i], (receiver) => states.get(receiver));
}

const standard = new State([undefined, new StandardOutput(STDOUT), new StandardOutput(STDERR)], 2);
// WebIDL namespaces (https://console.spec.whatwg.org/#console-namespace) have an empty object for a prototype.
const console = install(Object.create({}), standard);
console.Console = Console;
// Without an inspector, these have nobody to talk to.
for (const name of ["profile", "profileEnd", "timeStamp"]) console[name] = { [name]() {} }[name];
console.context = { context: () => console }.context;
console.createTask = { createTask: () => ({ run: (body) => body() }) }.createTask;

exports.console = console;

/** Tells the console that the program now has a stream for this file descriptor, which it may change. */
exports.attach = function attach(fd, stream) {
  attached[fd] = { stream, write: stream.write };
};
