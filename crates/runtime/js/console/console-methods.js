// The methods of console that are more than printing their arguments. Each takes the console's state, the arguments it
// was called with, and the method itself.

const errors = require("errors");

const STDOUT = 1;
const STDERR = 2;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const MAX_GROUP_STEP = 1000;

function warn(message) {
  require("process").process.emitWarning(message);
}

exports.dir = function dir(state, [value, options]) {
  const text = require("inspect").inspect(value, {
    customInspect: false,
    ...state.outputs[STDOUT].inspectOptions(),
    ...options,
  });
  state.put(STDOUT, text);
};

exports.table = function table(state, [data, properties]) {
  const text = require("console-table").table(data, properties, state.outputs[STDOUT].inspectOptions());
  if (text === undefined) state.print(STDOUT, [data]);
  else state.put(STDOUT, text);
};

exports.assert = function assert(state, [condition, ...args]) {
  if (condition) return;
  if (typeof args[0] === "string") args[0] = `Assertion failed: ${args[0]}`;
  else args.unshift("Assertion failed");
  state.print(STDERR, args);
};

exports.count = function count(state, [label = "default"]) {
  label = `${label}`;
  state.counts ??= new Map();
  const next = (state.counts.get(label) ?? 0) + 1;
  state.counts.set(label, next);
  state.put(STDOUT, `${label}: ${next}`);
};

exports.countReset = function countReset(state, [label = "default"]) {
  label = `${label}`;
  if (!state.counts?.delete(label)) warn(`Count for '${label}' does not exist`);
};

exports.time = function time(state, [label = "default"]) {
  label = `${label}`;
  state.timers ??= new Map();
  if (state.timers.has(label)) warn(`Label '${label}' already exists for console.time()`);
  else state.timers.set(label, natives.now());
};

/** Prints the time since `label` was started, and whatever else there is to say. */
function logTime(state, label, args, caller) {
  const start = state.timers?.get(label);
  if (start === undefined) {
    warn(`No such label '${label}' for console.${caller}()`);
    return false;
  }
  state.print(STDOUT, ["%s: %s", label, durationText(natives.now() - start), ...args]);
  return true;
}

exports.timeEnd = function timeEnd(state, [label = "default"]) {
  label = `${label}`;
  if (logTime(state, label, [], "timeEnd")) state.timers.delete(label);
};

exports.timeLog = function timeLog(state, [label = "default", ...args]) {
  logTime(state, `${label}`, args, "timeLog");
};

const twoDigits = (value) => `${value}`.padStart(2, "0");

/** "1.5ms", "2.000s", "1:02.500 (m:ss.mmm)" or "1:02:03.500 (h:mm:ss.mmm)". */
function durationText(milliseconds) {
  if (milliseconds < SECOND) return `${Number(milliseconds.toFixed(3))}ms`;
  if (milliseconds < MINUTE) return `${(milliseconds / SECOND).toFixed(3)}s`;
  const hours = Math.floor(milliseconds / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  const [seconds, rest] = ((milliseconds % MINUTE) / SECOND).toFixed(3).split(".");
  const end = `${twoDigits(seconds)}.${rest}`;
  return hours === 0 ? `${minutes}:${end} (m:ss.mmm)` : `${hours}:${twoDigits(minutes)}:${end} (h:mm:ss.mmm)`;
}

exports.trace = function trace(state, args, method) {
  const message = args.length === 0 ? "" : `: ${state.format(STDERR, args)}`;
  state.put(STDERR, `Trace${message}${errors.frames(method)}`);
};

exports.group = function group(state, args) {
  if (args.length > 0) state.print(STDOUT, args);
  state.indentation += " ".repeat(state.step);
};
exports.groupCollapsed = exports.group;

exports.groupEnd = function groupEnd(state) {
  state.indentation = state.indentation.slice(0, Math.max(0, state.indentation.length - state.step));
};

/** Clears a terminal: the cursor goes to the first column of the first line, and everything after it is erased. */
exports.clear = function clear(state) {
  const output = state.outputs[STDOUT];
  if (output.stream.isTTY && natives.envGet("TERM") !== "dumb") output.write("\u001b[1;1H\u001b[0J");
};

/** An output that is a stream of the program. */
class StreamOutput {
  constructor(stream, colorMode, inspectOptions, write) {
    this.stream = stream;
    this.colorMode = colorMode;
    this.options = inspectOptions;
    this.writeTo = write;
  }

  write(text) {
    this.writeTo(this.stream, text);
  }

  inspectOptions() {
    if (this.options !== undefined && this.colorMode === "auto") return this.options;
    return { ...this.options, colors: this.colorMode === "auto" ? hasColors(this.stream) : this.colorMode };
  }
}

function hasColors(stream) {
  if (natives.envGet("FORCE_COLOR") !== undefined) {
    return require("color-depth").colorDepth(require("process-env").env) > 2;
  }
  if (!stream.isTTY) return false;
  return typeof stream.getColorDepth !== "function" || stream.getColorDepth() > 2;
}

/** The options of `new Console(options)` or `new Console(stdout, stderr, ignoreErrors)`. */
function consoleOptions(args) {
  const [first, stderr, ignoreErrors] = args;
  if (first && typeof first.write !== "function") return first;
  return { stdout: first, stderr, ignoreErrors };
}

function checkStream(stream, name) {
  if (stream && typeof stream.write === "function") return;
  const message = `Console expects a writable stream instance for ${name}`;
  throw errors.plain(TypeError, "ERR_CONSOLE_WRITABLE_STREAM", message);
}

/** The state of a console made by the program, from the arguments of its constructor. */
exports.createState = function createState(State, writeTo, args) {
  const { stdout, stderr = stdout, ignoreErrors = true, ...rest } = consoleOptions(args);
  const { colorMode = "auto", inspectOptions, groupIndentation } = rest;
  checkStream(stdout, "stdout");
  checkStream(stderr, "stderr");
  const validators = require("validators");
  validators.validateOneOf(colorMode, "colorMode", ["auto", true, false]);
  if (groupIndentation !== undefined) {
    validators.validateInteger(groupIndentation, "groupIndentation", 0, MAX_GROUP_STEP);
  }
  if (inspectOptions !== undefined) {
    validators.validateObject(inspectOptions, "options.inspectOptions");
    if (inspectOptions.colors !== undefined && colorMode !== "auto") {
      const message = 'Option "options.inspectOptions.color" cannot be used in combination with option "colorMode"';
      throw errors.plain(TypeError, "ERR_INCOMPATIBLE_OPTION_PAIR", message);
    }
  }
  const write = ignoreErrors ? writeTo : (stream, text) => stream.write(text);
  const output = (stream) => new StreamOutput(stream, colorMode, inspectOptions, write);
  return new State([undefined, output(stdout), output(stderr)], groupIndentation ?? 2);
};
